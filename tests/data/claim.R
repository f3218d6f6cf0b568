# SPDX-License-Identifier: GPL-3.0-or-later
# Gold values of tests/test_told_sum.c, by base R alone: Rscript tests/data/claim.R
# g = J d with J by gamma functions (Hedges 1981); limits by the noncentral t
# (Steiger and Fouladi 1997), found on R's pt(); Newcombe 1998, method 10;
# Cox's g of the What Works Clearinghouse.
options(digits = 12)
J <- function(m) exp(lgamma(m / 2) - lgamma((m - 1) / 2)) / sqrt(m / 2)
limits <- function(t, df) {
	f <- function(share) uniroot(function(ncp) pt(t, df, ncp) - share,
	    c(t - 10, t + 10), tol = 1e-12)$root
	c(f(.975), f(.025))
}
from_t <- function(t, n1, n2) {
	scale <- J(n1 + n2 - 2) * sqrt(1 / n1 + 1 / n2)
	c(t, limits(t, n1 + n2 - 2)) * scale
}
say <- function(name, x) cat(sprintf("%-10s %s\n", name,
    paste(format(x, digits = 12), collapse = " ")))

sd <- sqrt((39 * 1.2^2 + 37 * 1.3^2) / 76)
say("means", from_t((7.1 - 6.5) / sd / sqrt(1 / 40 + 1 / 38), 40, 38))
say("t", from_t(2.12, 40, 38))
say("F", from_t(sqrt(5.2), 50, 50))
say("p-below", from_t(qt(.975, 38), 20, 20)[1])
say("p-equal", from_t(qt(.985, 39), 20, 21))
wilson <- function(x, n) {
	z <- qnorm(.975)
	p <- x / n
	(p + z^2 / (2 * n) + c(-1, 1) * z *
	    sqrt(p * (1 - p) / n + z^2 / (4 * n^2))) / (1 + z^2 / n)
}
a <- wilson(75, 120)
b <- wilson(55, 115)
p <- c(75 / 120, 55 / 115)
d <- p[1] - p[2]
say("rates", 100 * c(d, d - sqrt((p[1] - a[1])^2 + (b[2] - p[2])^2),
    d + sqrt((a[2] - p[1])^2 + (p[2] - b[1])^2)))
lor <- log(75 * 60 / (45 * 55))
se <- sqrt(1 / 75 + 1 / 45 + 1 / 55 + 1 / 60)
say("cox", (lor + c(0, -1, 1) * qnorm(.975) * se) / 1.65 *
    (1 - 3 / (4 * 235 - 9)))
say("or", log(1.8) / 1.65)
