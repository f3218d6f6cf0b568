/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of the What Works Clearinghouse of who may leave a trial. */
#include <math.h>

#include <staaf/attrition.h>

enum { PER_POINT = 1000 }; /* tenths of a percent point in all */

/* For each whole percent overall, tenths of percent points. */
static const int cautious[] = {
	57, 58, 59, 59, 60, 61, 62, 63, 63, 63, 63, 62, 62, 61, 60, 59, 59,
	58, 57, 55, 54, 53, 52, 51, 49, 48, 47, 45, 44, 43, 41, 40, 38, 36,
	35, 33, 32, 31, 29, 28, 26, 25, 23, 21, 20, 18, 16, 15, 13, 12, 10,
	9, 7, 6, 4, 3, 2, 0 };
static const int optimistic[] = {
	100, 101, 102, 103, 104, 105, 107, 108, 109, 109, 109, 109, 109, 108,
	108, 107, 106, 105, 103, 102, 100, 99, 97, 95, 94, 92, 90, 88, 86, 84,
	82, 80, 78, 76, 74, 72, 70, 67, 65, 63, 60, 58, 56, 53, 51, 49, 46,
	44, 42, 39, 37, 35, 32, 30, 28, 26, 23, 21, 19, 16, 14, 11, 9, 7, 5,
	3 };

static const double SLACK = 1e-9; /* 6.3 points on the boundary are low */

double
staaf_attrition_boundary(double overall, bool is_optimistic)
{
	const int *table = is_optimistic ? optimistic : cautious;
	long n = (long)(is_optimistic ? sizeof(optimistic) / sizeof(int) :
	    sizeof(cautious) / sizeof(int));
	long percent;

	if (!(overall >= 0 && overall <= 1))
		return NAN;
	percent = lround(100 * overall);
	return percent < n ? (double)table[percent] / PER_POINT : NAN;
}

enum staaf_attrition
staaf_attrition_judge(double overall, double differential)
{
	double gap = fabs(differential) - SLACK;

	return gap <= staaf_attrition_boundary(overall, false) ?
	    STAAF_ATTRITION_LOW :
	    gap <= staaf_attrition_boundary(overall, true) ?
	    STAAF_ATTRITION_OPTIMISTIC : STAAF_ATTRITION_TOO_HIGH;
}
