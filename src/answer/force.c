/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules in force in a store: putting them there, getting them back. */
#include <staaf/answer.h>

static enum staaf_code
no_memory(struct staaf_err *err)
{
	return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL, NULL);
}

/* Read files as they lie in a store or beside it. */
static enum staaf_code
read_rules(struct staaf_rules **out, const struct staaf_rule_file *file,
    size_t n, struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_rule_text *text = staaf_arena_array(&ar, n + 1,
	    sizeof(*text));
	struct staaf_rules *rs = NULL;
	enum staaf_code rc;

	if (text == NULL)
		return no_memory(err);
	for (size_t i = 0; i < n; i++)
		text[i] = (struct staaf_rule_text){ file[i].name, file[i].text,
			file[i].size };
	rc = staaf_rules_new(&rs, text, n, err);
	if (rc == STAAF_OK)
		*out = rs;
	else
		staaf_rules_free(rs);
	staaf_arena_clear(&ar);
	return rc;
}

enum staaf_code
staaf_rules_in_force(struct staaf_rules **out, struct staaf_store *st,
    struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_rule_file *file = NULL;
	struct staaf_rules *rs = NULL;
	const char *form = NULL;
	size_t n = 0;
	enum staaf_code rc = staaf_store_get_rule_form(&form, st, &ar, err);

	/* Its form goes when a file changes, so it needs no second look. */
	if (rc == STAAF_OK && form != NULL)
		rc = staaf_rules_open(&rs, form, err);
	if (rc == STAAF_OK && rs == NULL) {
		rc = staaf_store_get_rules(&file, &n, st, &ar, err);
		if (rc == STAAF_OK)
			rc = read_rules(&rs, file, n, err);
	}
	if (rc == STAAF_OK)
		*out = rs;
	staaf_arena_clear(&ar);
	return rc;
}

enum staaf_code
staaf_rules_enforce(struct staaf_store *st,
    const struct staaf_rule_file *file, size_t n_files,
    struct staaf_err *err)
{
	struct staaf_rules *rs = NULL;
	struct staaf_buf form = { 0 };
	enum staaf_code rc = read_rules(&rs, file, n_files, err);

	if (rc != STAAF_OK)
		return rc;
	staaf_rules_form(&form, rs);
	rc = form.failed ? no_memory(err) :
	    staaf_store_put_rules(st, file, n_files, err);
	if (rc == STAAF_OK)
		rc = staaf_store_put_rule_form(st, form.text, err);
	staaf_buf_clear(&form);
	staaf_rules_free(rs);
	return rc;
}

static enum staaf_code
compile_files(struct staaf_store *st, struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_rule_file *file = NULL;
	size_t n = 0;
	enum staaf_code rc = staaf_store_get_rules(&file, &n, st, &ar, err);

	if (rc == STAAF_OK && n > 0)
		rc = staaf_rules_enforce(st, file, n, err);
	staaf_arena_clear(&ar);
	return rc;
}

enum staaf_code
staaf_rules_recompile(struct staaf_store *st, struct staaf_err *err)
{
	enum staaf_code rc;

	/* No form at all first: files that do not load leave none behind. */
	if ((rc = staaf_store_put_rule_form(st, "", err)) != STAAF_OK ||
	    (rc = staaf_store_begin(st, err)) != STAAF_OK)
		return rc;
	rc = compile_files(st, err);
	if (rc == STAAF_OK)
		return staaf_store_commit(st, err);
	staaf_store_rollback(st);
	return rc;
}
