/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Can a mean of whole numbers be what is printed? */
#include <math.h>
#include <stdint.h>

#include <staaf/recheck.h>

enum { MAX_DECIMALS = 6, MAX_WHOLE = 1000000 };

void
staaf_recheck_mean(struct staaf_rechecked_mean *out,
    const struct staaf_reported_mean *in)
{
	int64_t scale = 1, printed, answers, k;

	*out = (struct staaf_rechecked_mean){ NAN, NAN, STAAF_NO_P };
	if (in->mean.decimals < 1 || in->mean.decimals > MAX_DECIMALS ||
	    !(in->mean.value >= 0 && in->mean.value < MAX_WHOLE) ||
	    in->n < 1 || in->items < 1)
		return;
	for (int i = 0; i < in->mean.decimals; i++)
		scale *= 10;
	if (in->n >= scale || in->items >= scale ||
	    (int64_t)in->n * in->items >= scale)
		return;
	answers = (int64_t)in->n * in->items;
	printed = (int64_t)llround(in->mean.value * (double)scale);
	/* The greatest whole total that may be rounded to it, or less. */
	k = (2 * printed + 1) * answers / (2 * scale);
	out->fit = 2 * k * scale >= (2 * printed - 1) * answers ?
	    STAAF_FITS : STAAF_FITS_NOT;
	k = printed * answers / scale;
	out->low = (double)k / (double)answers;
	out->high = (double)(k + 1) / (double)answers;
}
