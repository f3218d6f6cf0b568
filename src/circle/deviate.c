/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a trial does otherwise than its plan said. */
#include <math.h>
#include <string.h>

#include <staaf/plan.h>

#include "circle.h"

/* The designs that a plan leads to, by their letters. */
static const struct {
	const char *letters[6];
	bool is_by_lot;
} follows[STAAF_N_PLAN_DESIGNS] = {
	[STAAF_PLAN_BEFORE_AFTER] = { { "A", "A'", "A''", "F", "G" }, false },
	[STAAF_PLAN_TWO_GROUPS] = { { "B", "H" }, true },
	[STAAF_PLAN_PRETEST] = { { "C", "C'" }, true },
	[STAAF_PLAN_COHORT] = { { "L", "B", "C'", "H" }, false },
	[STAAF_PLAN_CROSSOVER] = { { "E" }, true },
	[STAAF_PLAN_STAGED] = { { "B", "C", "C'", "H" }, true },
	[STAAF_PLAN_CLUSTERS] = { { "D" }, true },
	[STAAF_PLAN_PASS_FAIL] = { { "H" }, true },
};

static const char *const names[STAAF_N_DEVIATIONS] = { "design", "lots",
	"size", "told" };

const char *
staaf_deviation_name(enum staaf_deviation what)
{
	return names[what];
}

static bool
is_as_planned(const struct staaf_plan *p, const struct staaf_trial *t)
{
	const char *const *letters = follows[p->design].letters;

	for (size_t i = 0; i < 6 && letters[i] != NULL; i++)
		if (strcmp(letters[i], staaf_design_letter(t->design)) == 0)
			return true;
	return false;
}

/* Students in the sums. */
static long
count_students(const struct staaf_trial *t)
{
	double pairs = staaf_result_get(&t->result, "pairs.n");
	long n = 0;

	if (!isnan(pairs))
		return (long)pairs;
	for (size_t i = 0; i < t->n_arms; i++)
		n += t->arm[i].n;
	return n;
}

static void
add(struct staaf_deviated *list, size_t *n, enum staaf_deviation what,
    const char *says)
{
	list[(*n)++] = (struct staaf_deviated){ what, says };
}

enum staaf_code
staaf_plan_compare(struct staaf_deviated **out, size_t *n_out,
    const struct staaf_frozen *frozen, const struct staaf_trial *t,
    bool is_randomised, enum staaf_lang lang, struct staaf_arena *ar,
    struct staaf_err *err)
{
	const struct staaf_plan *p = &frozen->plan;
	size_t n = 0;
	long found = count_students(t);
	struct staaf_deviated *list = staaf_arena_array(ar,
	    STAAF_N_DEVIATIONS + frozen->n_changes, sizeof(*list));

	if (list == NULL)
		goto full;
	if (!is_as_planned(p, t))
		add(list, &n, STAAF_OTHER_DESIGN, staaf_text_fill(ar, lang,
		    STAAF_MSG_DEVIATE_DESIGN,
		    staaf_plan_design_name(p->design),
		    staaf_design_letter(t->design)));
	else if (follows[p->design].is_by_lot && !is_randomised)
		add(list, &n, STAAF_NO_LOTS,
		    staaf_text(STAAF_MSG_DEVIATE_LOTS, lang));
	if (p->n != STAAF_NONE && found != p->n)
		add(list, &n, STAAF_OTHER_SIZE, staaf_text_fill(ar, lang,
		    STAAF_MSG_DEVIATE_SIZE, staaf_text_count(ar, lang, p->n),
		    staaf_text_count(ar, lang, found)));
	for (size_t i = 0; i < frozen->n_changes; i++)
		add(list, &n, STAAF_TOLD, frozen->says[i]);
	if (ar->failed)
		goto full;
	*out = list;
	*n_out = n;
	return STAAF_OK;
full:
	return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
	    NULL);
}
