/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Settings of a store.  They are a school's own: a backup, which is a copy,
 * has them; an export, which is for others too, has not.
 */
#ifndef STAAF_SETTING_H
#define STAAF_SETTING_H

#include <staaf/store.h>

enum staaf_setting {
	STAAF_COUNT_QUESTIONS, /* what is asked is counted (asked.h) */
	STAAF_N_SETTINGS
};

struct staaf_setting_form {
	const char *name;         /* "count-questions" */
	const char *const *value; /* what it may be; ends with NULL */
};

/* The first value is what holds until a person says otherwise. */
const struct staaf_setting_form *staaf_setting_form(enum staaf_setting which);
/* By name; false when there is none of that name. */
bool staaf_setting_find(enum staaf_setting *out, const char *name);

/*
 * The value in force, one of those of the form: one that this staaf does not
 * know counts as not said.  Fails: STAAF_STORE.
 */
enum staaf_code staaf_setting_get(const char **out, struct staaf_store *st,
    enum staaf_setting which, struct staaf_err *err);
/*
 * Say it; no change of the corpus.  Fails: STAAF_USAGE (a value that it
 * cannot have: those that it can are told), STAAF_STORE.
 */
enum staaf_code staaf_setting_put(struct staaf_store *st,
    enum staaf_setting which, const char *value, struct staaf_err *err);

#endif
