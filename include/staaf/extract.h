/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures that a machine sees in an abstract.  Pure: text in, values out. */
#ifndef STAAF_EXTRACT_H
#define STAAF_EXTRACT_H

#include <staaf/mem.h>
#include <staaf/record.h>

/*
 * Sizes, intervals, counts and design words in clean text, in order of
 * place, at most `most` of them; the quote is from text.  Pure.
 */
size_t staaf_extract(struct staaf_figure **out, size_t most,
    enum staaf_figure_place place, const char *text, size_t size,
    const char *language, struct staaf_arena *ar);

#endif
