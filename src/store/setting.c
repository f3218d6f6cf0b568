/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a school says of its own store. */
#include <string.h>

#include <staaf/setting.h>

#include "store.h"

static const char *const no_or_yes[] = { "no", "yes", NULL };

static const struct staaf_setting_form forms[STAAF_N_SETTINGS] = {
	[STAAF_COUNT_QUESTIONS] = { "count-questions", no_or_yes },
};

const struct staaf_setting_form *
staaf_setting_form(enum staaf_setting which)
{
	return &forms[which];
}

bool
staaf_setting_find(enum staaf_setting *out, const char *name)
{
	for (int i = 0; i < STAAF_N_SETTINGS; i++)
		if (strcmp(forms[i].name, name) == 0) {
			*out = (enum staaf_setting)i;
			return true;
		}
	return false;
}

/* The value as it stands in the form; NULL when it is none of them. */
static const char *
find_value(enum staaf_setting which, const char *value)
{
	const char *const *v = forms[which].value;

	while (*v != NULL && strcmp(*v, value) != 0)
		v++;
	return *v;
}

enum staaf_code
staaf_setting_get(const char **out, struct staaf_store *st,
    enum staaf_setting which, struct staaf_err *err)
{
	const char *value = NULL;
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, st, SQL_SETTING_GET, NULL, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, forms[which].name);
	rc = store_step(&has_row, st, &row, err);
	if (rc == STAAF_OK && has_row)
		value = find_value(which, store_take_name(&row));
	store_end(&row);
	if (rc == STAAF_OK)
		*out = value != NULL ? value : forms[which].value[0];
	return rc;
}

static enum staaf_code
fail_value(enum staaf_setting which, const char *value, struct staaf_err *err)
{
	const char *const *v = forms[which].value;
	struct staaf_buf list = { 0 };
	enum staaf_code rc;

	for (size_t i = 0; v[i] != NULL; i++)
		staaf_buf_printf(&list, "%s%s", i > 0 ? ", " : "", v[i]);
	rc = staaf_err_set(err, STAAF_USAGE, STAAF_MSG_SETTING_BAD_VALUE,
	    forms[which].name, value);
	if (err != NULL) /* the third word */
		(void)snprintf(err->word[2], sizeof(err->word[2]), "%s",
		    staaf_buf_text(&list));
	staaf_buf_clear(&list);
	return rc;
}

enum staaf_code
staaf_setting_put(struct staaf_store *st, enum staaf_setting which,
    const char *value, struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc;

	if (find_value(which, value) == NULL)
		return fail_value(which, value, err);
	if ((rc = store_ready(&row, st, SQL_SETTING_PUT, NULL, err)) !=
	    STAAF_OK)
		return rc;
	store_put_text(&row, forms[which].name);
	store_put_text(&row, value);
	return store_run(st, &row, err);
}
