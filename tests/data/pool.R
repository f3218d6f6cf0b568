# SPDX-License-Identifier: GPL-3.0-or-later
# The sets of pool.txt: effect, variance, students in both groups (0 when not
# given).  R 4.2.2, metafor 3.8-1, metadat 1.2-0; pool.py adds the answers:
#   Rscript tests/data/pool.R | python3 tests/data/pool.py >tests/data/pool.txt
suppressMessages(library(metafor))

set <- function(name, y, v, n1 = 0, n2 = 0) {
	cat("set", name, "\n")
	cat(sprintf("study %.17g %.17g %d %d\n", y, v, as.integer(n1),
	    as.integer(n2)), sep = "")
}

take <- function(name, e, n1 = 0, n2 = 0)
	set(name, as.numeric(e$yi), as.numeric(e$vi), n1, n2)

b <- dat.bcg
take("bcg", escalc("RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = b),
    b$tpos + b$tneg, b$cpos + b$cneg)
take("raudenbush1985", dat.raudenbush1985, dat.raudenbush1985$n1i,
    dat.raudenbush1985$n2i)
n <- dat.normand1999
take("normand1999", escalc("MD", m1i = m1i, sd1i = sd1i, n1i = n1i, m2i = m2i,
    sd2i = sd2i, n2i = n2i, data = n), n$n1i, n$n2i)
take("hackshaw1998", dat.hackshaw1998)
l <- dat.li2007
take("li2007", escalc("OR", ai = ai, n1i = n1i, ci = ci, n2i = n2i, data = l),
    l$n1i, l$n2i)
set("two", c(.1, .4), c(.01, .02))
set("two_alike", c(.1, .15), c(.01, .02))
set("three", c(-.2, .3, .9), c(.02, .05, .01))
set("narrower_than_common", c(.30, .31, .29, .305), c(.02, .03, .01, .04))
set("far_from_0", 2^20 + c(.125, .5, -.25, 0), c(.01, .02, .03, .01))
set("one_outweighs_all", c(.5, -1, 2, .1), c(1e-10, .13, .21, .37))
set("tiny_units", c(3e-30, -1e-30, 5e-30, 2e-30), c(1, 2, 3, 4) * 1e-60)
set("huge_units", c(3e30, -1e30, 5e30, 2e30), c(1, 2, 3, 4) * 1e58)
# Two maxima of the likelihood: at 0 and above, both above; the first or the
# second is the higher.
set("highest_at_0", c(.03, -1.35, .01, -.01, -.01), c(4e-4, .1, .1, 1e-4, 1e-4))
set("lowest_at_0", c(-2.54, -.06, -5.25, .01), c(1, 1e-4, 4, .01))
set("first_is_highest", c(-.02, .03, -.83, 1.65), c(1e-4, 4e-4, .1, 1))
set("second_is_highest", c(-.11, .23, 0, -2.84), c(1, .01, 1e-4, 1))
