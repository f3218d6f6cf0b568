# SPDX-License-Identifier: GPL-3.0-or-later
# Gold values of test_recheck_gap.c, with base R alone: g = J d of two groups
# (Hedges 1981), its limits by the noncentral t (Steiger and Fouladi 1997),
# and the p of Student's t.  Run: Rscript tests/data/recheck.R
gap <- function(m1, s1, n1, m2, s2, n2) {
	df <- n1 + n2 - 2
	s <- sqrt(((n1 - 1) * s1^2 + (n2 - 1) * s2^2) / df)
	d <- (m1 - m2) / s
	j <- exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))
	half <- sqrt(1 / n1 + 1 / n2)
	t <- d / half
	at <- function(p) uniroot(function(x) pt(t, df, x) - p,
	    t + c(-9, 9), tol = 1e-13)$root * half
	cat(sprintf("%.10f %.10f %.10f %.10f %.10f\n", d, j * d,
	    j * at(.975), j * at(.025), 2 * pt(-abs(t), df)))
}
gap(6.8, 1.2, 40, 6.3, 1.3, 38)
gap(11.38, 3.87, 76, 10.29, 3.04, 40)
gap(5, 2, 3, 7, 1, 2)
