#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a trial of 5,000 students costs as a whole process, beside R doing the
# same sums on the same table.  R has to be there (Debian: r-base-core); where
# it is not, only our own time is told, against an empty process.  A
# benchmark, no test: nothing fails on it.
#   tests/bench/trial.sh BUILD [TIMES]
set -eu
cd "$(dirname "$0")/../.."
build=${1:-build}
times=${2:-20}
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT

# Grades with one decimal and their share of missing ones: the same each time.
awk 'BEGIN {
	srand(20261126)
	print "id;groep;voor;na"
	for (i = 1; i <= 5000; i++) {
		skill = 6 + 1.2 * (rand() + rand() + rand() - 1.5)
		before = skill + rand() - .5
		after = skill + .4 * (i % 2) + rand() - .3
		printf "%d;%s;%.1f;%s\n", i, i % 2 ? "nieuw" : "oud", before,
		    i % 50 ? sprintf("%.1f", after) : ""
	}
}' >"$here/c.csv"
cut -d ';' -f 1,3,4 "$here/c.csv" >"$here/a.csv"
cut -d ';' -f 1,2,4 "$here/c.csv" >"$here/b.csv"

cat >"$here/a.R" <<'R'
d <- read.csv2(commandArgs(TRUE)[1], dec = ".")
d <- d[complete.cases(d), ]
x <- d$na - d$voor
print(t.test(x)); print(t.test(x, conf.level = .9))
print(cor.test(d$voor, d$na)); print(shapiro.test(x))
print(wilcox.test(round(x, 1), conf.int = TRUE))
print(binom.test(sum(x > 0), sum(x != 0)))
print(cor.test(d$voor, d$na, method = "spearman", exact = FALSE))
R
cat >"$here/b.R" <<'R'
d <- read.csv2(commandArgs(TRUE)[1], dec = ".")
d <- d[complete.cases(d), ]
a <- d$na[d$groep == "nieuw"]; b <- d$na[d$groep == "oud"]
print(t.test(a, b)); print(t.test(a, b, var.equal = TRUE))
print(wilcox.test(a, b, conf.int = TRUE))
print(shapiro.test(a)); print(shapiro.test(b))
print(anova(lm(abs(na - ave(na, groep)) ~ groep, d)))
R
cat >"$here/c.R" <<'R'
d <- read.csv2(commandArgs(TRUE)[1], dec = ".")
d <- d[complete.cases(d), ]
m <- lm(na ~ voor + I(groep == "nieuw"), d)
print(summary(m)); print(confint(m))
print(anova(m, lm(na ~ voor * I(groep == "nieuw"), d)))
g <- d$na - d$voor
print(t.test(g[d$groep == "nieuw"], g[d$groep == "oud"]))
print(wilcox.test(g[d$groep == "nieuw"], g[d$groep == "oud"],
    conf.int = TRUE))
R

compare() { # what, table, script
	echo "$1, 5,000 rows"
	"$build/bench/paired" "$times" "$build/bench/empty" -- \
	    "$build/staaf" evaluate --all "$here/$2.csv"
	if command -v Rscript >/dev/null; then
		echo "$1: R beside staaf"
		"$build/bench/paired" "$times" \
		    "$build/staaf" evaluate --all "$here/$2.csv" -- \
		    Rscript --vanilla "$here/$2.R" "$here/$2.csv"
	fi
}
compare 'before and after' a
compare 'two groups' b
compare 'two groups before and after' c
