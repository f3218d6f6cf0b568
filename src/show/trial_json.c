/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trial for programs; every key is explained in staaf-evaluate(1). */
#include "show.h"

void
staaf_show_trial_json(struct staaf_buf *out, const struct staaf_trial *trial,
    const char *id)
{
	static const char *const status[] = { "ok", "undefined", "refused" };
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_text_or_null(&j, "trial", id);
	staaf_json_text(&j, "design", staaf_design_letter(trial->design));
	staaf_json_text(&j, "status", status[trial->status]);
	staaf_json_text(&j, "reason", trial->reason);
	staaf_json_array(&j, "warnings");
	for (size_t i = 0; i < trial->n_warnings; i++)
		staaf_json_text(&j, NULL,
		    staaf_warning_name(trial->warning[i].code));
	staaf_json_end_array(&j);
	staaf_json_text(&j, "sentence", trial->sentence);
	staaf_json_text_or_null(&j, "bears", trial->bears);
	staaf_json_text_or_null(&j, "apa", trial->apa);
	staaf_json_array(&j, "missing_codes");
	for (size_t i = 0; i < trial->n_missing; i++) {
		staaf_json_object(&j, NULL);
		staaf_json_text(&j, "code", trial->missing[i].code);
		staaf_json_int(&j, "n", trial->missing[i].n);
		staaf_json_end_object(&j);
	}
	staaf_json_end_array(&j);
	show_result_json(&j, &trial->result);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}
