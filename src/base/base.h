/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared inside src/base only. */
#ifndef BASE_H
#define BASE_H

#include <staaf/text.h>

/* Made by tools/texts.awk from the text.en and text.nl of every room. */
extern const char *const base_texts[STAAF_N_LANGS][STAAF_N_MSGS];

#endif
