/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims beside a small store: shared by their tests. */
#ifndef CLAIM_SHELF_H
#define CLAIM_SHELF_H

#include "answer_shelf.h"

#include <staaf/claim.h>
#include <staaf/show.h>
#include <staaf/utf8.h>

static const char means[] =
    "Students with the quiz scored 7.1 (SD 1.2; n = 40) on the exam, "
    "against 6.5 (SD 1.3; n = 38) without.";

static struct staaf_claim
weigh(struct shelf *sh, const char *text, enum staaf_lang lang)
{
	struct staaf_claim c = { 0 };
	struct staaf_err err = { 0 };

	if (staaf_claim_weigh(&c, sh->st, sh->rs, text, strlen(text), lang,
	    &sh->ar, &err) != STAAF_OK) {
		staaf_err_print(stderr, &err, STAAF_EN);
		fail();
	}
	return c;
}

/* A review of quizzes, with all that a review can report. */
static void
put_full_review(struct shelf *sh, double tau)
{
	struct staaf_finding f = plain_finding("main");
	struct staaf_record r;

	f.value = .40;
	f.low = .30;
	f.high = .50;
	f.tau = tau;
	f.k = 60;
	f.n = 9000;
	r = plain_record("10.1/full", 2022, 4, &f, 1);
	put(sh, &r);
}

/* The review that tests the myth. */
static void
put_styles(struct shelf *sh)
{
	struct staaf_finding f = plain_finding("main");
	struct staaf_record r;

	f.intervention = "styles";
	f.value = .31;
	f.low = .05;
	f.high = .57;
	f.k = 21;
	f.n = 1712;
	r = plain_record("10.1/styles", 2024, 2, &f, 1);
	put(sh, &r);
}

#endif
