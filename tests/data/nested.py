# SPDX-License-Identifier: GPL-3.0-or-later
# Adds the answers to the sets of nested.R, by matrices and with 40 digits;
# python 3.11, mpmath 1.3.0.  The variances are the highest of a grid, from
# where the slopes are brought to 0.  clubSandwich 0.5.8 says the same of the
# first set in the three digits that it prints.
import itertools
import sys
from mpmath import (mp, mpf, matrix, sqrt, log, erfc, betainc, diag, eigsy,
                    findroot, ones)

mp.dps = 40


def bisect(f, low, high):
    for _ in range(180):
        mid = (low + high) / 2
        low, high = (mid, high) if f(mid) > 0 else (low, mid)
    return (low + high) / 2


def normal_above(z):
    return erfc(z / sqrt(mpf(2))) / 2


def t_two(t, df):
    return betainc(df / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True)


def say(key, x):
    print('want', key, mp.nstr(x, 18))


def estimate(key, est, se, df):
    if df is None:
        q = bisect(lambda z: normal_above(z) - mpf('.025'), mpf(0), mpf(9))
        p = 2 * normal_above(abs(est / se))
    else:
        q = bisect(lambda t: t_two(t, df) - mpf('.05'), mpf(0), mpf(999))
        p = t_two(est / se, df)
        say(key + '.df', df)
    for name, x in (('est', est), ('se', se), ('t', est / se), ('p', p),
                    ('low', est - q * se), ('high', est + q * se)):
        say(key + '.' + name, x)


class Fit:
    def __init__(self, study, between, within):
        self.v = [diag([v + within for _, v in s]) +
                  between * ones(len(s), len(s)) for s in study]
        self.w = [v**-1 for v in self.v]
        one = [ones(len(s), 1) for s in study]
        y = [matrix([e for e, _ in s]) for s in study]
        self.w1 = [w * o for w, o in zip(self.w, one)]
        self.sum = sum((o.T * w)[0] for o, w in zip(one, self.w1))
        self.mean = sum((w.T * e)[0] for w, e in zip(self.w1, y)) / self.sum
        self.e = [e - self.mean * o for e, o in zip(y, one)]
        self.r = [w * e for w, e in zip(self.w, self.e)]

    def likelihood(self):
        return -(sum(log(mp.det(v)) for v in self.v) + log(self.sum) +
                 sum((e.T * r)[0] for e, r in zip(self.e, self.r))) / 2

    def slopes(self):  # y'P V_a P y - tr(P V_a), for between and within
        between = within = mpf(0)
        for w, w1, r in zip(self.w, self.w1, self.r):
            n = w.rows
            t = sum(w1)
            between += sum(r)**2 - t + t * t / self.sum
            within += ((r.T * r)[0] - sum(w[i, i] for i in range(n)) +
                       (w1.T * w1)[0] / self.sum)
        return between, within


def root(m, power):
    value, q = eigsy(m)
    return q * diag([x**power for x in value]) * q.T


def cr2(f):
    total = mpf(0)
    g = []
    for v, w, e in zip(f.v, f.w, f.e):
        n = v.rows
        half = root(v, mpf(1) / 2)
        inner = half * (v - ones(n, n) / f.sum) * half
        a = half * root(inner, -mpf(1) / 2) * half
        g.append(a * w * ones(n, 1) / f.sum)
        total += (g[-1].T * e)[0]**2
    k = len(g)
    m = matrix(k, k)
    for s, t in itertools.product(range(k), range(k)):
        m[s, t] = -sum(g[s]) * sum(g[t]) / f.sum
        if s == t:
            m[s, t] += (g[s].T * f.v[s] * g[s])[0]
    trace = sum(m[s, s] for s in range(k))
    return sqrt(total), trace**2 / sum(x * x for x in m)


def answer(rows):
    study = {}
    for y, v, s in rows:
        study.setdefault(int(s), []).append((mpf(y), mpf(v)))
    study = [study[s] for s in sorted(study)]
    y = [mpf(r[0]) for r in rows]
    top = (max(y) - min(y))**2
    mp.dps = 20
    grid = [mpf(0)] + [top * mpf(10)**(-i / mpf(4)) for i in range(20)]
    at = max(itertools.product(grid, grid),
             key=lambda p: Fit(study, *p).likelihood())
    mp.dps = 40
    free = [a for a in range(2) if at[a] > 0]

    def put(x):
        full = [mpf(0), mpf(0)]
        for a, value in zip(free, x):
            full[a] = value
        return full
    if free:
        x = findroot(lambda *x: [Fit(study, *put(x)).slopes()[a]
                                 for a in free], [at[a] for a in free])
        at = put(x)
    f = Fit(study, *at)
    assert all(f.slopes()[a] <= mpf(10)**-20 for a in range(2))
    say('between', at[0])
    say('within', at[1])
    estimate('z', f.mean, 1 / sqrt(f.sum), None)
    se, df = cr2(f)
    estimate('cr2', f.mean, se, df)


def main():
    rows = []
    print('# Made by nested.R and nested.py, which say with what.')
    for line in sys.stdin.read().split('\n') + ['set end']:
        part = line.split()
        if part[:1] == ['set'] and rows:
            answer(rows)
            rows = []
        if part[:1] == ['effect']:
            rows.append(part[1:])
        if part and part[-1] != 'end':
            print(line.rstrip())


main()
