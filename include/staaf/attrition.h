/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Students who left a trial of two groups, as a review would judge it. */
#ifndef STAAF_ATTRITION_H
#define STAAF_ATTRITION_H

#include <stdbool.h>

enum staaf_attrition {
	STAAF_ATTRITION_LOW,        /* low, also by the cautious boundary */
	STAAF_ATTRITION_OPTIMISTIC, /* low if the new way drove nobody out */
	STAAF_ATTRITION_TOO_HIGH
};

/*
 * overall and differential (of the arms) as shares, 0 to 1; the sign of the
 * second does not matter.  What Works Clearinghouse, Standards Handbook 4.1
 * (2020), Table II.1; between whole percents the nearest counts.
 */
enum staaf_attrition staaf_attrition_judge(double overall,
    double differential);

/* The highest difference that is low, as a share; NAN where none is. */
double staaf_attrition_boundary(double overall, bool is_optimistic);

#endif
