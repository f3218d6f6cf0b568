/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trial for programs; every key is explained in staaf-evaluate(1). */
#include "show.h"

static void
put_moves(struct staaf_json *j, const struct staaf_moves *m)
{
	if (m->n_steps == 0)
		return;
	staaf_json_object(j, "moves");
	staaf_json_int(j, "lowest", m->lowest);
	staaf_json_array(j, "from");
	for (int i = 0; i < m->n_steps; i++) {
		staaf_json_array(j, NULL);
		for (int k = 0; k < m->n_steps; k++)
			staaf_json_int(j, NULL, m->count[i * m->n_steps + k]);
		staaf_json_end_array(j);
	}
	staaf_json_end_array(j);
	staaf_json_end_object(j);
}

static void
put_deviations(struct staaf_json *j, const struct staaf_trial_beside *b)
{
	if (!b->has_plan)
		return;
	staaf_json_array(j, "deviations");
	for (size_t i = 0; i < b->n_deviated; i++) {
		staaf_json_object(j, NULL);
		staaf_json_text(j, "what",
		    staaf_deviation_name(b->deviated[i].what));
		staaf_json_text(j, "says", b->deviated[i].says);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
}

static void
put_three(struct staaf_json *j, const char *key, double est, double low,
    double high)
{
	staaf_json_object(j, key);
	staaf_json_number(j, "est", est);
	staaf_json_number(j, "ci_lo", low);
	staaf_json_number(j, "ci_hi", high);
	staaf_json_end_object(j);
}

static void
put_update(struct staaf_json *j, const struct staaf_update *u)
{
	if (u == NULL || *u->sentence == '\0')
		return;
	staaf_json_object(j, "update");
	staaf_json_text(j, "sentence", u->sentence);
	if (u->has_sum) {
		put_three(j, "before", u->before, u->before_low,
		    u->before_high);
		put_three(j, "yours", u->yours, u->yours_low, u->yours_high);
		put_three(j, "now", u->now, u->now_low, u->now_high);
		staaf_json_number(j, "tau", u->tau);
		staaf_json_bool(j, "tau_reported", u->is_tau_reported);
		staaf_json_number(j, "counts_for", u->counts_for);
		staaf_json_text_or_null(j, "record", u->record);
		staaf_json_text(j, "sum", u->sum);
	}
	staaf_json_end_object(j);
}

void
staaf_show_trial_json(struct staaf_buf *out, const struct staaf_trial *trial,
    const struct staaf_trial_beside *beside)
{
	static const char *const status[] = { "ok", "undefined", "refused" };
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "trial", beside->id);
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
	put_moves(&j, &trial->moves);
	put_deviations(&j, beside);
	put_update(&j, beside->update);
	show_result_json(&j, &trial->result);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}
