/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who has no score afterwards: how many in each arm, what a review would
 * make of that, and what those who left would have had to score to undo the
 * result.  Nothing is filled in for them.
 */
#include <math.h>

#include <staaf/attrition.h>

#include "circle.h"

void
lost_count(struct losses *out, const struct data *d)
{
	*out = (struct losses){ .n = { 0 } };
	for (size_t i = 0; i < d->n; i++) {
		size_t arm = d->group.of[i] == d->treatment ? 1 : 0;

		if (d->group.of[i] < 0 ||
		    (d->pre != NULL && isnan(d->pre[i])))
			continue;
		out->n[arm]++;
		out->left[arm] += isnan(d->post[i]) ? 1 : 0;
	}
}

void
lost_put(struct trying *t, const struct losses *l)
{
	static const char *const verdict[] = { "low (cautious)",
		"low (optimistic only)", "high" };
	struct staaf_result *r = &t->out->result;
	size_t left = l->left[0] + l->left[1];
	double share[2], overall = (double)left / (double)(l->n[0] + l->n[1]);
	enum staaf_attrition judged;
	const char *said;

	for (int k = 0; k < 2; k++)
		share[k] = (double)l->left[k] / (double)l->n[k];
	judged = staaf_attrition_judge(overall, share[1] - share[0]);
	staaf_result_put(r, "attrition", "overall", overall);
	staaf_result_put(r, "attrition", "treat", share[1]);
	staaf_result_put(r, "attrition", "control", share[0]);
	staaf_result_put(r, "attrition", "differential", share[1] - share[0]);
	staaf_result_put_text(r, "attrition", "verdict",
	    isnan(share[0]) || isnan(share[1]) ? NULL : verdict[judged]);
	if (left == 0)
		return;
	said = try_text(t, judged == STAAF_ATTRITION_TOO_HIGH ?
	    STAAF_MSG_WARN_ATTRITION_GROUPS : STAAF_MSG_TRIAL_LOST_GROUPS,
	    try_count(t, l->left[1]), try_count(t, l->n[1]),
	    try_count(t, l->left[0]), try_count(t, l->n[0]));
	if (judged == STAAF_ATTRITION_TOO_HIGH)
		trial_warn(t, STAAF_ATTRITION_HIGH, said);
	else
		t->out->lost = said;
}

int
lost_class(const struct losses *l)
{
	double share[2], overall = (double)(l->left[0] + l->left[1]) /
	    (double)(l->n[0] + l->n[1]);

	for (int k = 0; k < 2; k++)
		share[k] = (double)l->left[k] / (double)l->n[k];
	return overall <= .20 && fabs(share[1] - share[0]) <= .10 ? 5 : 4;
}

/*
 * With a share s of an arm gone, scoring x less than its stayers on average,
 * the mean of the whole arm is s x lower: the difference is undone at
 * x = difference / s.
 */
void
lost_put_means(struct trying *t, const struct losses *l,
    const struct staaf_estimate *e)
{
	int arm = l->left[1] > 0 ? 1 : 0;
	double share = (double)l->left[arm] / (double)l->n[arm];
	double undone = arm == 1 ? -e->est / share : e->est / share;

	if (l->left[arm] == 0 || isnan(e->est))
		return;
	staaf_result_put(&t->out->result, "leavers", "arm_share", share);
	staaf_result_put(&t->out->result, "leavers", "undone_at", undone);
	if (!(e->low > 0 || e->high < 0))
		return; /* there is no clear difference to undo */
	t->out->lost = try_join(t, t->out->lost, try_text(t, arm == 1 ?
	    undone < 0 ? STAAF_MSG_TRIAL_UNDONE_NEW_LOWER :
	    STAAF_MSG_TRIAL_UNDONE_NEW_HIGHER :
	    undone < 0 ? STAAF_MSG_TRIAL_UNDONE_OLD_LOWER :
	    STAAF_MSG_TRIAL_UNDONE_OLD_HIGHER,
	    try_points(t, fabs(undone), e->se)));
}

void
lost_put_change(struct trying *t, size_t n, size_t n_left,
    const struct staaf_estimate *e)
{
	double undone = -e->est * (double)n / (double)n_left;

	if (n_left == 0 || isnan(e->est))
		return;
	staaf_result_put(&t->out->result, "leavers", "undone_at", undone);
	if (!(e->low > 0 || e->high < 0))
		return;
	t->out->lost = try_join(t, t->out->lost, try_text(t, undone < 0 ?
	    STAAF_MSG_TRIAL_UNDONE_FALL : STAAF_MSG_TRIAL_UNDONE_RISE,
	    try_points(t, fabs(undone), e->se)));
}

void
lost_put_rates(struct trying *t, double worst, double best)
{
	staaf_result_put(&t->out->result, "leavers", "rd_worst", worst);
	staaf_result_put(&t->out->result, "leavers", "rd_best", best);
}
