/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a machine sees in a text: figures, statistics.  Pure. */
#ifndef STAAF_EXTRACT_H
#define STAAF_EXTRACT_H

#include <staaf/mem.h>
#include <staaf/recheck.h>
#include <staaf/record.h>

/*
 * Sizes, intervals, counts and design words in clean text, in order of
 * place, at most `most` of them; the quote is from text.  Pure.
 */
size_t staaf_extract(struct staaf_figure **out, size_t most,
    enum staaf_figure_place place, const char *text, size_t size,
    const char *language, struct staaf_arena *ar);

/*
 * The statistics that a p goes with, in order of place, English or Dutch:
 * t, F, chi-square, r, z and Q, as APA prints them and as R, SPSS and people
 * do.  In ar; ar->failed when memory ran out.
 */
size_t staaf_extract_reported(struct staaf_reported **out, const char *text,
    size_t size, struct staaf_arena *ar);

/*
 * Pairs of groups with mean, SD and n in one sentence, English or Dutch, and
 * the d or g right behind them.  Left out is what cannot be paired surely: a
 * third mean, an n that may be of both, one group before and after, several
 * questions to one group, adjusted means.  In ar, as above.
 */
size_t staaf_extract_gaps(struct staaf_reported_gap **out, const char *text,
    size_t size, struct staaf_arena *ar);

/*
 * Means with their n that are surely of whole numbers: the sentence says that
 * it was a scale of so many points or a Likert scale, or what was counted.
 * Items are those it tells; 1 when nothing before it speaks of a scale of
 * several.  In ar, as above.
 */
size_t staaf_extract_means(struct staaf_reported_mean **out,
    const char *text, size_t size, struct staaf_arena *ar);

/* A p in an abstract that does not follow from its statistic. */
struct staaf_misfit {
	enum staaf_figure_place place; /* title or summary */
	struct staaf_reported is;
	struct staaf_rechecked follows; /* inconsistent, or a decision error */
	const char *text; /* as it stands there */
};

/*
 * Those of a record's title and summary, in order of place.  A correction of
 * p and a test of one side count wherever the text names them, and p = .000
 * is let be: it says how a program prints.  Computed from the stored text
 * whenever it is wanted, so nothing is kept.  In ar, as above; 0 when memory
 * ran out.
 */
size_t staaf_extract_misfits(struct staaf_misfit **out,
    const struct staaf_record *r, struct staaf_arena *ar);

#endif
