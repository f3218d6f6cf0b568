# SPDX-License-Identifier: GPL-3.0-or-later
# R's own figures for the rows of model.txt and cluster.txt, beside those that
# tests/data/model.py worked out: prints the largest relative difference of
# each.  R 4.2.2, car 3.1-1, sandwich 3.0-2, lme4 1.1-31, lmerTest 3.1-3.
#   Rscript tests/data/model.R
suppressMessages(for (p in c("car", "sandwich", "lmerTest")) library(p,
	character.only = TRUE))

read_cases <- function(path) {
	lines <- strsplit(readLines(path), " ")
	cases <- list()
	for (l in lines) {
		if (l[1] == "case") {
			name <- paste(l[-1], collapse = " ")
			cases[[name]] <- list(rows = NULL, want = c())
		} else if (l[1] == "row") {
			cases[[name]]$rows <- rbind(cases[[name]]$rows,
				as.numeric(l[-1]))
		} else if (l[1] == "want")
			cases[[name]]$want[l[2]] <- as.numeric(l[3])
	}
	cases
}

compare <- function(name, want, ...) {
	got <- c(...)
	off <- abs(got - want[names(got)]) / pmax(1e-12, abs(want[names(got)]))
	cat(sprintf("%-20s", name), paste(names(got), signif(off, 2),
		sep = " ", collapse = ", "), "\n")
}

for (name in names(m <- read_cases("tests/data/model.txt"))) {
	r <- as.data.frame(m[[name]]$rows)
	w <- m[[name]]$want
	if (grepl("^ancova", name)) {
		f <- lm(V2 ~ V1 + V3, r)
		s <- summary(f)
		h <- anova(f, lm(V2 ~ V1 * V3, r))
		ci <- confint(f)["V3", ]
		compare(name, w, ancova.est = s$coefficients["V3", 1],
			ancova.se = s$coefficients["V3", 2],
			ancova.p = s$coefficients["V3", 4],
			ancova.low = ci[[1]], r2 = s$r.squared,
			hc3_se = sqrt(vcovHC(f, "HC3")["V3", "V3"]),
			slopes_f = h$F[2], slopes_p = h$`Pr(>F)`[2])
	} else if (grepl("^its", name)) {
		k <- if (name == "its weeks") 12 else 8
		r$a <- as.numeric(seq_len(nrow(r)) > k)
		r$s <- r$a * (r$V1 - r$V1[k + 1])
		f <- lm(V2 ~ V1 + a + s, r)
		nw <- sqrt(diag(NeweyWest(f, lag = 1, prewhite = FALSE,
			adjust = FALSE)))
		compare(name, w, trend_nw.se = nw[["V1"]],
			level_nw.se = nw[["a"]], slope_nw.se = nw[["s"]],
			level.se = sqrt(vcov(f)["a", "a"]),
			durbin_watson = durbinWatsonTest(f, max.lag = 1,
				simulate = FALSE)$dw)
	}
}

for (name in names(m <- read_cases("tests/data/cluster.txt"))) {
	r <- as.data.frame(m[[name]]$rows)
	w <- m[[name]]$want
	tight <- lmerControl(optimizer = "bobyqa",
		optCtrl = list(rhoend = 1e-12, maxfun = 1e5))
	for (kind in c("plain", "adjusted")) {
		formula <- if (kind == "plain") V1 ~ V3 else V1 ~ V3 + V2
		f <- lm(formula, r)
		suppressMessages(l <- lmer(update(formula, . ~ . + (1 | V4)),
			r, control = tight))
		s <- coef(summary(l))["V3", ]
		got <- c(cr2.se = sqrt(vcovCL(f, ~V4, type = "HC2")["V3",
			"V3"]), cr1s = sqrt(vcovCL(f, ~V4, type = "HC1")["V3", "V3"]),
			mixed.est = s[[1]], mixed.se = s[[2]],
			mixed.df = s[[3]], mixed.p = s[[5]])
		names(got) <- paste0(kind, ".", names(got))
		compare(name, w, got)
	}
}
