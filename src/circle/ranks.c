/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ranks say of a trial: the robust neighbour of its test. */
#include <math.h>

#include <staaf/rank.h>
#include <staaf/rate.h>

#include "circle.h"

static const double SIGNIFICANT = 0.05;

static void
put_moves(struct trying *t, const double *diff, size_t n)
{
	struct staaf_result *r = &t->out->result;
	long up = 0, down = 0;

	for (size_t i = 0; i < n; i++) {
		up += diff[i] > 0;
		down += diff[i] < 0;
	}
	staaf_result_put(r, "sign", "pos", (double)up);
	staaf_result_put(r, "sign", "neg", (double)down);
	staaf_result_put(r, "sign", "zero", (double)n - (double)(up + down));
	staaf_result_put(r, "sign", "p", staaf_sign_p(up, down,
	    (long)n - up - down));
}

bool
rank_put_change(struct trying *t, const double *pre, const double *post,
    const double *diff, size_t n)
{
	struct staaf_result *r = &t->out->result;
	struct staaf_signed_rank w;
	struct staaf_estimate hl, rho;
	struct staaf_shapiro shapiro;

	if (!staaf_signed_rank(&w, diff, n) ||
	    !staaf_hodges_lehmann(&hl, diff, n) ||
	    !staaf_spearman(&rho, pre, post, n) ||
	    !staaf_shapiro(&shapiro, diff, n))
		return false;
	put_moves(t, diff, n);
	staaf_result_put(r, "wilcoxon", "n", (double)w.n);
	staaf_result_put(r, "wilcoxon", "v", w.v);
	staaf_result_put(r, "wilcoxon", "p_exact", w.p_exact);
	staaf_result_put(r, "wilcoxon", "p_normal", w.p_normal);
	staaf_result_put(r, "wilcoxon", "p_normal_cc", w.p_normal_cc);
	staaf_result_put(r, "wilcoxon", "pratt_v", w.pratt_v);
	staaf_result_put(r, "wilcoxon", "pratt_p_exact", w.pratt_p_exact);
	staaf_result_put(r, "wilcoxon", "pratt_p_normal", w.pratt_p_normal);
	staaf_result_put(r, "wilcoxon", "r_rb", w.r_rb);
	staaf_result_put(r, "hl", "est", hl.est);
	staaf_result_put(r, "hl", "ci_lo", hl.low);
	staaf_result_put(r, "hl", "ci_hi", hl.high);
	staaf_result_put(r, "diff", "shapiro_w", shapiro.w);
	staaf_result_put(r, "diff", "shapiro_p", shapiro.p);
	staaf_result_put(r, "spearman", "rho", rho.est);
	staaf_result_put(r, "spearman", "p_t", rho.p);
	return true;
}

/* Do two tests fall on different sides of .05? */
static bool
do_differ(double p, double q)
{
	return !isnan(p) && !isnan(q) && (p < SIGNIFICANT) != (q < SIGNIFICANT);
}

/* Is the smallest p of so many signs above .05 anyway? */
static bool
is_small(const struct trying *t)
{
	double n = staaf_result_get(&t->out->result, "wilcoxon.n");

	return 2 * pow(.5, n) > SIGNIFICANT;
}

const char *
rank_say_change(struct trying *t, double p_of_t, bool wants_test)
{
	const struct staaf_result *r = &t->out->result;
	double exact = staaf_result_get(r, "wilcoxon.p_exact");
	double p = isnan(exact) ?
	    staaf_result_get(r, "wilcoxon.p_normal_cc") : exact;
	const char *moved = try_text(t, STAAF_MSG_TRIAL_MOVED,
	    try_count(t, (size_t)staaf_result_get(r, "sign.pos")),
	    try_count(t, (size_t)staaf_result_get(r, "sign.zero")),
	    try_count(t, (size_t)staaf_result_get(r, "sign.neg")));

	if (is_small(t))
		return try_join(t, moved,
		    staaf_text(STAAF_MSG_TRIAL_RANKS_SMALL, t->lang));
	if (do_differ(p, p_of_t))
		return try_join(t, moved, try_text(t,
		    STAAF_MSG_TRIAL_RANKS_DIFFER, try_p(t, p),
		    try_p(t, p_of_t)));
	if (!wants_test || isnan(p))
		return moved;
	return try_join(t, moved, try_text(t, isnan(exact) ?
	    STAAF_MSG_TRIAL_WILCOXON_NORMAL : STAAF_MSG_TRIAL_WILCOXON,
	    try_p(t, p)));
}

bool
rank_put_groups(struct trying *t, const char *of, const double *a,
    size_t n_a, const double *b, size_t n_b)
{
	struct staaf_result *r = &t->out->result;
	const char *mw = try_key(t, of, "mw");
	struct staaf_rank_sum w;
	struct staaf_estimate bm;
	double hl;

	if (!staaf_rank_sum(&w, a, n_a, b, n_b) ||
	    !staaf_brunner_munzel(&bm, a, n_a, b, n_b) ||
	    !staaf_hodges_lehmann_two(&hl, a, n_a, b, n_b))
		return false;
	staaf_result_put(r, mw, "u", w.u);
	staaf_result_put(r, mw, "p_exact_2min", w.p_exact_2min);
	staaf_result_put(r, mw, "p_exact_abs", w.p_exact_abs);
	staaf_result_put(r, mw, "p_normal", w.p_normal);
	staaf_result_put(r, mw, "p_normal_cc", w.p_normal_cc);
	staaf_result_put(r, mw, "hl", hl);
	staaf_result_put(r, try_key(t, of, "a"), NULL, w.a);
	staaf_result_put(r, try_key(t, of, "delta"), NULL, w.delta);
	staaf_result_put_estimate(r, try_key(t, of, "brunner_munzel"), &bm);
	return true;
}

const char *
rank_say_groups(struct trying *t, size_t n_a, size_t n_b, double p_of_t)
{
	const struct staaf_result *r = &t->out->result;
	const struct data *d = &t->data;
	double exact = staaf_result_get(r, "mw.p_exact_2min");
	double p = isnan(exact) ? staaf_result_get(r, "mw.p_normal_cc") :
	    exact;
	double a = staaf_result_get(r, "a");
	const char *chance = isnan(a) ? "" : try_text(t,
	    STAAF_MSG_TRIAL_SUPERIOR, try_number(t, 100 * a, 0),
	    d->group.name[d->treatment], d->group.name[1 - d->treatment]);

	/* One of all orders, of which there are N choose n. */
	if (2 / exp(lgamma((double)(n_a + n_b) + 1) - lgamma((double)n_a + 1) -
	    lgamma((double)n_b + 1)) > SIGNIFICANT)
		return try_join(t, chance,
		    staaf_text(STAAF_MSG_TRIAL_RANKS_SMALL, t->lang));
	if (!do_differ(p, p_of_t))
		return chance;
	return try_join(t, chance, try_text(t, STAAF_MSG_TRIAL_RANKS_DIFFER,
	    try_p(t, p), try_p(t, p_of_t)));
}
