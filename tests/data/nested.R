# SPDX-License-Identifier: GPL-3.0-or-later
# The sets of nested.txt: effect, variance and study of each row.  R 4.2.2,
# metadat 1.2-0; nested.py adds the answers:
#   Rscript tests/data/nested.R | python3 tests/data/nested.py \
#       >tests/data/nested.txt
suppressMessages(library(metafor))

set <- function(name, y, v, study) {
	cat("set", name, "\n")
	cat(sprintf("effect %.17g %.17g %d\n", y, v,
	    match(study, unique(study)) - 1L), sep = "")
}

k <- dat.konstantopoulos2011
set("konstantopoulos2011", k$yi, k$vi, k$district)
a <- dat.assink2016
set("assink2016", a$yi, a$vi, a$study)
set("alike_between", c(.1, .9, .2, .8, .15), c(.01, .02, .03, .01, .02),
    c(1, 1, 2, 2, 3))
set("alike_within", c(.1, .12, .8, .82, .4), c(.01, .02, .03, .01, .02),
    c(1, 1, 2, 2, 3))
set("all_alike", c(.1, .12, .13, .14), c(.1, .2, .3, .1), c(1, 1, 2, 2))
set("mixed_rows", c(.1, .9, .15, .3, .7, -.5), c(.01, .02, .03, .01, .02, .04),
    c(1, 2, 1, 3, 2, 3))
