/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Statistics in the abstract of a record that do not fit their p.  An abstract
 * leaves much out, so what its words allow is allowed: a test of one side or
 * a correction that stands anywhere in it.
 */
#include <string.h>

#include "extract.h"

static bool
fits_not(struct staaf_rechecked *out, const struct staaf_reported *r)
{
	staaf_recheck(out, r);
	return out->fit == STAAF_FITS_NOT ||
	    out->fit == STAAF_DECIDES_OTHERWISE;
}

static bool
is_misfit(struct staaf_rechecked *out, const struct staaf_reported *r,
    const char *text, size_t size)
{
	struct staaf_reported allowed = *r;
	struct staaf_rechecked c;

	if (!fits_not(out, r))
		return false;
	if (extract_has_word(text, 0, size, extract_corrections))
		allowed.is_corrected = true;
	if (!fits_not(&c, &allowed))
		return false;
	if (extract_has_word(text, 0, size, extract_one_tailed))
		allowed.tails = 1;
	return fits_not(&c, &allowed);
}

size_t
staaf_extract_misfits(struct staaf_misfit **out, const struct staaf_record *r,
    struct staaf_arena *ar)
{
	const char *const text[] = { [STAAF_IN_TITLE] = r->title,
		[STAAF_IN_SUMMARY] = r->summary };
	struct staaf_misfit *list = NULL, *more;
	size_t n = 0, room = 0;

	for (int place = STAAF_IN_TITLE; place <= STAAF_IN_SUMMARY; place++) {
		struct staaf_reported *found = NULL;
		size_t size = strlen(text[place]);
		/* No statistic is told without a sign: most abstracts. */
		size_t k = strpbrk(text[place], "=<>") == NULL ? 0 :
		    staaf_extract_reported(&found, text[place], size, ar);
		struct staaf_rechecked c;

		for (size_t i = 0; i < k; i++) {
			if (!is_misfit(&c, &found[i], text[place], size))
				continue;
			more = staaf_arena_grow(ar, list, n, &room,
			    sizeof(*list));
			if (more == NULL)
				break;
			list = more;
			list[n++] = (struct staaf_misfit){
				(enum staaf_figure_place)place, found[i], c,
				staaf_arena_dupn(ar, text[place] +
				    found[i].at, found[i].size) };
		}
	}
	*out = list;
	return ar->failed ? 0 : n;
}
