/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables of strangers through evaluate and pool; seeds are in
 * tests/seeds/csv.  Whatever a table holds, a trial has its sentences and no
 * infinity among its limits.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/gather.h>
#include <staaf/trial.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct staaf_trial_ask ask = { .scale_low = 1, .scale_high = 10,
		.passmark = 5.5, .sesoi = .5 };
	struct staaf_gather_ask columns = { .decimals = '\0' };
	struct staaf_arena ar = { 0 };
	struct staaf_table table;
	struct staaf_gather gather;
	struct staaf_trial trial;
	struct staaf_err err;

	if (staaf_table_read(&table, (const char *)bytes, size, &ar, &err) !=
	    STAAF_OK)
		goto done;
	if (table.n_columns == 0 || table.n_columns > STAAF_TABLE_COLUMNS)
		abort();
	if (staaf_trial_evaluate(&trial, &table, &ask,
	    size % 2 ? STAAF_EN : STAAF_NL, &ar, &err) == STAAF_OK) {
		if (trial.sentence == NULL || trial.chosen == NULL ||
		    trial.n_warnings > STAAF_N_WARNINGS ||
		    isinf(trial.g_low) || isinf(trial.g_high))
			abort();
		for (size_t i = 0; i < trial.n_arms; i++)
			if (trial.arm[i].n < 0 || trial.arm[i].name == NULL)
				abort();
	}
	if (staaf_gather(&gather, &table, &columns, STAAF_EN, &ar, &err) ==
	    STAAF_OK && (gather.k < 2 || gather.sentence == NULL))
		abort();
done:
	staaf_arena_clear(&ar);
	return 0;
}
