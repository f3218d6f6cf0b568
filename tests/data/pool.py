# SPDX-License-Identifier: GPL-3.0-or-later
# Adds the answers to the sets of pool.R, worked out from the definitions with
# 60 digits; python 3.11, mpmath 1.3.0.  tau2 by REML is the highest of all
# maxima that a grid of 4,000 finds.
import sys
from mpmath import mp, mpf, sqrt, erfc, betainc, gammainc, findroot, log, exp

mp.dps = 60


def normal_above(z):
    return erfc(z / sqrt(mpf(2))) / 2


def t_two(t, df):
    return betainc(mpf(df) / 2, mpf(1) / 2, 0, df / (df + t * t),
                   regularized=True)


def chi2_above(x, df):
    return gammainc(mpf(df) / 2, x / 2, mp.inf, regularized=True)


def bisect(f, low, high):  # f > 0 at low, not at high
    for _ in range(260):
        mid = (low + high) / 2
        low, high = (mid, high) if f(mid) > 0 else (low, mid)
    return (low + high) / 2


Z = bisect(lambda z: normal_above(z) - mpf('.025'), mpf(0), mpf(9))


def t_at(df):
    if df < 1:
        return None
    return bisect(lambda t: t_two(t, df) - mpf('.05'), mpf(0), mpf(99))


def highest(score, likelihood, least, reach):
    best = mpf(0)
    low, step = least / 1000, 4000
    top = 2 * reach**2
    if top <= low:
        return best
    grid = [mpf(0)] + [low * exp(log(top / low) * i / step)
                       for i in range(step + 1)]
    mp.dps = 25
    s = [score(t) for t in grid]
    mp.dps = 60
    for i in range(step + 1):
        if s[i] > 0 and s[i + 1] <= 0:
            t = bisect(score, grid[i], grid[i + 1])
            if likelihood(t) > likelihood(best):
                best = t
    return best


class Set:
    def __init__(self, rows):
        self.y = [mpf(r[0]) for r in rows]
        self.v = [mpf(r[1]) for r in rows]
        self.n = [(mpf(r[2]), mpf(r[3])) for r in rows]
        self.k = len(rows)
        self.range = max(self.y) - min(self.y)

    def part(self, index):
        return Set([(self.y[i], self.v[i], *self.n[i]) for i in index])

    def sums(self, t):
        w = [1 / (v + t) for v in self.v]
        m = sum(a * y for a, y in zip(w, self.y)) / sum(w)
        return w, m, sum(a * (y - m)**2 for a, y in zip(w, self.y))

    def score(self, t):
        w, m, _ = self.sums(t)
        return (sum((a * (y - m))**2 for a, y in zip(w, self.y)) - sum(w) +
                sum(a * a for a in w) / sum(w))

    def likelihood(self, t):
        w, _, q = self.sums(t)
        return (sum(log(a) for a in w) - log(sum(w)) - q) / 2

    def reml(self):
        return highest(self.score, self.likelihood, min(self.v),
                       self.range)

    def falls_to(self, f):
        if f(mpf(0)) <= 0:
            return mpf(0)
        high = self.range**2
        while f(high) > 0:
            high *= 2
        return bisect(f, mpf(0), high)

    def pm(self):
        return self.falls_to(lambda t: self.sums(t)[2] - (self.k - 1))

    def profile(self, share):
        df = self.k - 1
        c = bisect(lambda x: chi2_above(x, df) - share, mpf(0), mpf(9999))
        return self.falls_to(lambda t: self.sums(t)[2] - c)

    def dl(self):
        w, _, q = self.sums(0)
        t = (q - (self.k - 1)) / (sum(w) - sum(a * a for a in w) / sum(w))
        return max(t, mpf(0))


def say(key, x):
    if x is not None:
        print('want', key, mp.nstr(x, 18))


def estimate(key, est, se, df):
    q = Z if df is None else t_at(df)
    say(key + '.est', est)
    say(key + '.se', se)
    say(key + '.t', est / se)
    say(key + '.p', 2 * normal_above(abs(est / se)) if df is None
        else t_two(est / se, df))
    say(key + '.low', est - q * se)
    say(key + '.high', est + q * se)


def model(name, s, tau2):
    df = s.k - 1
    w, m, q = s.sums(tau2)
    se, hk = 1 / sqrt(sum(w)), sqrt(q / df / sum(w))
    say(name + '.tau2', tau2)
    estimate(name + '.z', m, se, None)
    estimate(name + '.hk', m, hk, df)
    estimate(name + '.mhk', m, max(se, hk), df)
    if name == 'fe':
        return
    w0 = s.sums(0)[0]
    typical = df * sum(w0) / (sum(w0)**2 - sum(a * a for a in w0))
    say(name + '.i2', tau2 / (tau2 + typical))
    say(name + '.h2', tau2 / typical + 1)
    if tau2 > 0:
        say(name + '.share_below_0', normal_above(m / sqrt(tau2)))
    for kind, quantile, e in (('hts', t_at(df - 1), se), ('hk', t_at(df), hk),
                              ('z', Z, se)):
        if quantile is not None:
            half = quantile * sqrt(tau2 + e * e)
            say(name + '.pi_' + kind + '.low', m - half)
            say(name + '.pi_' + kind + '.high', m + half)


def egger(key, s, x):
    w = [1 / v for v in s.v]
    mx = sum(a * b for a, b in zip(w, x)) / sum(w)
    my = sum(a * b for a, b in zip(w, s.y)) / sum(w)
    xx = sum(a * (b - mx)**2 for a, b in zip(w, x))
    slope = sum(a * (b - mx) * (c - my) for a, b, c in zip(w, x, s.y)) / xx
    rest = sum(a * (c - my - slope * (b - mx))**2
               for a, b, c in zip(w, x, s.y))
    estimate(key, slope, sqrt(rest / (s.k - 2) / xx), s.k - 2)


def subgroups(a, b):  # two means, one tau2
    df = a.k + b.k - 2
    tau2 = highest(lambda t: a.score(t) + b.score(t),
                   lambda t: a.likelihood(t) + b.likelihood(t),
                   min(a.v + b.v), max(a.range, b.range))
    wa, ma, qa = a.sums(tau2)
    wb, mb, qb = b.sums(tau2)
    se = sqrt(1 / sum(wa) + 1 / sum(wb))
    factor = (qa + qb) / df
    say('subgroup.tau2', tau2)
    estimate('subgroup.first', ma, 1 / sqrt(sum(wa)), None)
    estimate('subgroup.second', mb, 1 / sqrt(sum(wb)), None)
    estimate('subgroup.z', mb - ma, se, None)
    estimate('subgroup.hk', mb - ma, se * sqrt(factor), df)
    estimate('subgroup.mhk', mb - ma, se * sqrt(max(1, factor)), df)
    say('subgroup.qm', ((mb - ma) / se)**2)
    say('subgroup.qm_p', 2 * normal_above(abs((mb - ma) / se)))
    qe = a.sums(0)[2] + b.sums(0)[2]
    say('subgroup.qe', qe)
    say('subgroup.qe_p', chi2_above(qe, df))


def answer(s):
    fe = s.sums(0)
    model('fe', s, mpf(0))
    model('dl', s, s.dl())
    model('reml', s, s.reml())
    model('pm', s, s.pm())
    df = s.k - 1
    say('q', fe[2])
    say('q_p', chi2_above(fe[2], df))
    say('i2_q', max(mpf(0), (fe[2] - df) / fe[2]))
    say('h2_q', fe[2] / df)
    say('tau2_low', s.profile(mpf('.025')))
    say('tau2_high', s.profile(mpf('.975')))
    if s.k >= 10:
        egger('egger', s, [sqrt(v) for v in s.v])
        if s.n[0][0] > 0:
            egger('egger_n', s, [sqrt(1 / a + 1 / b) for a, b in s.n])
    if 3 <= s.k < 15:
        est = []
        for i in range(s.k):
            p = s.part([j for j in range(s.k) if j != i])
            est.append(p.sums(p.reml())[1])
        say('loo.low', min(est))
        say('loo.high', max(est))
    if s.k >= 6:  # the first half against the rest
        subgroups(s.part(range(s.k // 2)), s.part(range(s.k // 2, s.k)))


def main():
    name, rows = None, []
    print('# Made by pool.R and pool.py, which say with what.')
    for line in sys.stdin.read().split('\n') + ['set end']:
        part = line.split()
        if part[:1] == ['set']:
            if name is not None:
                answer(Set(rows))
            name, rows = part[1], []
        if part[:1] == ['study']:
            rows.append(part[1:])
        if part and part[-1] != 'end':
            print(line.rstrip())


main()
