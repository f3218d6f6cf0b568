# SPDX-License-Identifier: GPL-3.0-or-later
# The wanted figures of model.txt and cluster.txt, by mpmath 1.3.0 with 60
# digits, each from its plain matrix formula (whole N x N matrices, inverses,
# eigenvalues), not the way src/stats works.
#   python3 tests/data/model.py model >tests/data/model.txt
#   python3 tests/data/model.py cluster >tests/data/cluster.txt
# R's figures for the same rows (lm, car, sandwich, lmerTest) are compared by
# tests/data/model.R.
import sys
from mpmath import mp, mpf, matrix, sqrt, betainc, findroot, diag, eye
from mpmath import log, det, diff, eigsy, quad

mp.dps = 60


class Chance:  # a small generator, so that rows do not depend on a version
    def __init__(self, seed):
        self.state = seed

    def unit(self):
        self.state = (self.state * 16807) % 2147483647
        return self.state / 2147483647

    def near(self, spread):  # about normal
        return spread * (sum(self.unit() for _ in range(12)) - 6)


def num(text):
    return mpf(float(text))  # what C reads, bit for bit


def t_two_sided(t, df):
    return betainc(df / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True)


def t_at_975(df):
    # Wide steps first: findroot wants a bracket.
    low, high = mpf(0), mpf(1)
    while t_two_sided(high, df) > mpf("0.05"):
        high *= 2
    for _ in range(220):
        middle = (low + high) / 2
        if t_two_sided(middle, df) > mpf("0.05"):
            low = middle
        else:
            high = middle
    return low


def want(name, value):
    print("want %s %s" % (name, mp.nstr(value, 17)))


def estimate(name, est, se, df):
    half = t_at_975(df) * se
    want(name + ".est", est)
    want(name + ".se", se)
    want(name + ".t", est / se)
    want(name + ".df", df)
    want(name + ".p", t_two_sided(est / se, df))
    want(name + ".low", est - half)
    want(name + ".high", est + half)


def columns(*lists):
    return matrix([[c[i] for c in lists] for i in range(len(lists[0]))])


class Fit:
    def __init__(self, y, *x):
        self.n = len(y)
        self.x = columns([mpf(1)] * self.n, *x)
        self.y = matrix(y)
        self.bread = (self.x.T * self.x) ** -1
        self.b = self.bread * self.x.T * self.y
        self.e = self.y - self.x * self.b
        self.rss = (self.e.T * self.e)[0]
        self.df = mpf(self.n - self.x.cols)
        self.v = self.bread * self.rss / self.df
        mean = sum(y) / self.n
        self.r2 = 1 - self.rss / sum((v - mean) ** 2 for v in y)

    def se(self, j):
        return sqrt(self.v[j, j])

    def estimate(self, name, j):
        estimate(name, self.b[j], self.se(j), self.df)

    def sandwich(self, meat):
        return self.bread * meat * self.bread


def ss(x):
    m = sum(x) / len(x)
    return sum((v - m) ** 2 for v in x)


def split(x, g, which):
    return [v for v, k in zip(x, g) if k == which]


# ---------------------------------------------------------------- model

def ancova(rows):
    before = [num(r[0]) for r in rows]
    after = [num(r[1]) for r in rows]
    g = [mpf(r[2]) for r in rows]
    n = mpf(len(rows))
    f = Fit(after, g, before)
    f.estimate("ancova", 1)
    f.estimate("slope", 2)
    mean = sum(before) / n
    want("adj_control", f.b[0] + f.b[2] * mean)
    want("adj_treat", f.b[0] + f.b[2] * mean + f.b[1])
    want("r2", f.r2)
    hat = f.x * f.bread * f.x.T
    meat = mp.zeros(3)
    for i in range(len(rows)):
        xi = f.x[i, :].T
        meat += xi * xi.T * (f.e[i] / (1 - hat[i, i])) ** 2
    want("hc3_se", sqrt(f.sandwich(meat)[1, 1]))
    s = sqrt((ss(split(after, g, 1)) + ss(split(after, g, 0))) / (n - 2))
    big_g = (1 - 3 / (4 * n - 9)) * f.b[1] / s
    want("g.est", big_g)
    want("g.se", sqrt((f.se(1) / s) ** 2 + big_g ** 2 / (2 * (n - 2))))
    h = Fit(after, g, before, [a * b for a, b in zip(g, before)])
    t = h.b[3] / h.se(3)
    want("slopes_f", t * t)
    want("slopes_p", t_two_sided(t, h.df))
    sd = sqrt(ss(before) / (n - 1))
    for name, at in (("low", mean - sd), ("mean", mean), ("high", mean + sd)):
        want("at_" + name, at)
        c = matrix([0, 1, 0, at])
        estimate("at_" + name, (c.T * h.b)[0], sqrt((c.T * h.v * c)[0]), h.df)
    want("residual_0", f.e[0])
    n_t, n_c = mpf(g.count(1)), mpf(g.count(0))
    sb = sqrt((ss(split(before, g, 1)) + ss(split(before, g, 0))) / (n - 2))
    mean_of = lambda x: sum(x) / len(x)
    gain = sum(((-1) ** (1 - k)) * (mean_of(split(after, g, k)) -
        mean_of(split(before, g, k))) for k in (0, 1))
    sxy = mpf(0)
    for k in (0, 1):
        b, a = split(before, g, k), split(after, g, k)
        sxy += sum((u - mean_of(b)) * (v - mean_of(a)) for u, v in zip(b, a))
    r = sxy / (sb * s * (n - 2))
    c = 1 - 3 / (4 * (n - 2) - 1)
    d = c * gain / sb
    k = 1 / n_t + 1 / n_c
    want("within_r", r)
    want("dppc2.d", d)
    want("dppc2.var", 2 * (1 - r) * k + d ** 2 / (2 * n))
    want("dppc2.var_morris", 2 * c ** 2 * (1 - r) * k * (n - 2) / (n - 4) *
        (1 + d ** 2 / (2 * (1 - r) * k)) - d ** 2)


def crossover(rows):
    first = [num(r[0]) for r in rows]
    second = [num(r[1]) for r in rows]
    g = [r[2] for r in rows]
    n1, n2 = mpf(g.count(1)), mpf(g.count(0))

    def two(u, scale):
        a, b = split(u, g, 1), split(u, g, 0)
        s = sqrt((ss(a) + ss(b)) / (n1 + n2 - 2))
        return sum(a) / n1, sum(b) / n2, s * sqrt(1 / n1 + 1 / n2) * scale

    u = [a - b for a, b in zip(first, second)]
    ab, ba, se = two(u, mpf(1) / 2)
    estimate("treatment", (ab - ba) / 2, se, n1 + n2 - 2)
    estimate("period", -(ab + ba) / 2, se, n1 + n2 - 2)
    d = [v if k == 1 else -v for v, k in zip(u, g)]
    n = n1 + n2
    estimate("ignoring", sum(d) / n, sqrt(ss(d) / (n - 1) / n), n - 1)
    ab, ba, se = two([a + b for a, b in zip(first, second)], 1)
    estimate("carryover", ab - ba, se, n1 + n2 - 2)


def its(rows, n_before):
    time = [num(r[0]) for r in rows]
    y = [num(r[1]) for r in rows]
    n = len(rows)
    after = [mpf(i >= n_before) for i in range(n)]
    since = [(time[i] - time[n_before]) * after[i] for i in range(n)]
    f = Fit(y, time, after, since)
    meat = mp.zeros(4)
    for i in range(n):
        xi = f.x[i, :].T * f.e[i]
        meat += xi * xi.T
        if i > 0:
            last = f.x[i - 1, :].T * f.e[i - 1]
            meat += (xi * last.T + last * xi.T) / 2
    nw = f.sandwich(meat)
    for j, name in ((1, "trend"), (2, "level"), (3, "slope")):
        f.estimate(name, j)
        estimate(name + "_nw", f.b[j], sqrt(nw[j, j]), f.df)
    want("r2", f.r2)
    e = f.e
    want("autocorrelation", sum(e[i] * e[i - 1] for i in range(1, n)) / f.rss)
    want("durbin_watson",
        sum((e[i] - e[i - 1]) ** 2 for i in range(1, n)) / f.rss)
    Fit(y[:n_before], time[:n_before]).estimate("baseline", 1)


def put(name, rows):
    print("case " + name)
    for r in rows:
        print("row " + " ".join(str(v) for v in r))


def make_ancova(seed, n, slope, effect, other):
    c = Chance(seed)
    rows = []
    for i in range(n):
        g = int(c.unit() < .5)
        b = round(6 + c.near(1.3), 1)
        a = round(2 + slope * b + effect * g + other * g * (b - 6) +
            c.near(.9), 1)
        rows.append((b, a, g))
    return rows


def model():
    cases = (("ordinary", make_ancova(7, 31, .7, .5, 0)),
        ("slopes", make_ancova(11, 48, .5, .3, .8)),
        ("smallest", [(4, 5, 0), (6, 6.5, 0), (5, 5, 1), (7, 9, 1), (8, 8, 1)]),
        ("offset", [(1e6 + r[0], 1e6 + 10 * r[1], r[2])
            for r in make_ancova(5, 24, .6, .4, 0)]))
    for name, rows in cases:
        put("ancova " + name, rows)
        ancova(rows)
    # Senn 2002, Cross-over Trials in Clinical Research, table 3.1: peak
    # expiratory flow of 13 children, formoterol (A) and salbutamol (B).
    senn = [(310, 270, 1), (310, 260, 1), (370, 300, 1), (410, 390, 1),
        (250, 210, 1), (380, 350, 1), (330, 365, 1), (370, 385, 0),
        (310, 400, 0), (380, 410, 0), (290, 320, 0), (260, 340, 0),
        (90, 220, 0)]
    put("crossover senn", senn)
    crossover(senn)
    c = Chance(19)
    rows = [(t, round(60 + .4 * t + (4 + .5 * (t - 13)) * (t >= 13) +
        c.near(2), 1)) for t in range(1, 29)]
    put("its weeks", rows)
    its(rows, 12)
    rows, t, e = [], 0., 0.
    for i in range(17):
        t += 1 + round(2 * c.unit())
        e = .6 * e + c.near(1)
        rows.append((t, round(7 - .05 * t + 2 * (i >= 8) + e, 2)))
    put("its uneven", rows)
    its(rows, 8)


# -------------------------------------------------------------- cluster

def half_inverse(m):
    value, vector = eigsy(m)
    keep = [1 / sqrt(v) if v > mpf("1e-12") else mpf(0) for v in value]
    return vector * diag(keep) * vector.T


def robust(name, y, g, cluster, *other):
    f = Fit(y, g, *other)
    n, k = f.n, max(cluster) + 1
    hat = f.x * f.bread * f.x.T
    cr1, cr2 = mp.zeros(f.x.cols), mp.zeros(f.x.cols)
    c = matrix([0, 1] + [0] * (f.x.cols - 2))
    part = []
    for j in range(k):
        rows = [i for i in range(n) if cluster[i] == j]
        xj = matrix([[f.x[i, l] for l in range(f.x.cols)] for i in rows])
        ej = matrix([f.e[i] for i in rows])
        hj = matrix([[hat[i, l] for l in rows] for i in rows])
        a = half_inverse(eye(len(rows)) - hj)
        s = xj.T * ej
        cr1 += s * s.T
        s = xj.T * a * ej
        cr2 += s * s.T
        whole = mp.zeros(n, len(rows))
        for at, i in enumerate(rows):
            for l in range(n):
                whole[l, at] = (1 if l == i else 0) - hat[l, i]
        part.append(whole * a * xj * f.bread * c)
    b = matrix([[(u.T * v)[0] for u in part] for v in part])
    trace = sum(b[j, j] for j in range(k))
    df = trace ** 2 / sum(v ** 2 for v in b)
    estimate(name + ".cr2", f.b[1], sqrt(f.sandwich(cr2)[1, 1]), df)
    se = sqrt(f.sandwich(cr1)[1, 1] * k / (k - 1))
    want(name + ".cr1", se)
    want(name + ".cr1s", se * sqrt(mpf(n - 1) / (n - f.x.cols)))


# V = I + lambda J per class is inverted as a whole.
def mixed(name, y, g, cluster, *other):
    n, p = len(y), 2 + len(other)
    x = columns([mpf(1)] * n, g, *other)
    y = matrix(y)
    df = mpf(n - p)
    same = matrix([[mpf(cluster[i] == cluster[j]) for j in range(n)]
        for i in range(n)])
    memory = {}

    def parts(lam):
        if lam not in memory:
            v = eye(n) + lam * same
            inv = v ** -1
            m = x.T * inv * x
            c = m ** -1
            b = c * x.T * inv * y
            e = y - x * b
            memory[lam] = (log(det(v)) + log(det(m)), c, b,
                (e.T * inv * e)[0])
        return memory[lam]

    def deviance(lam, s2):
        dets, _, _, rss = parts(lam)
        return dets + df * log(s2) + rss / s2

    def profile(lam):
        dets, _, _, rss = parts(lam)
        return dets + df * log(rss)

    step = mpf(10) ** -15
    slope = lambda lam: (profile(lam + step) - profile(lam - step)) / 2
    grid = [mpf(10) ** (mpf(i) / 2) for i in range(-8, 7)]
    best = min(grid, key=profile)
    if best == grid[0]:
        assert slope(mpf(10) ** -14) > 0
        lam = mpf(0)
    else:
        lam = findroot(slope, (best / mpf("3.2"), best * mpf("3.2")),
            solver="anderson", tol=mpf(10) ** -60, maxsteps=200,
            verify=False)
    _, c, b, rss = parts(lam)
    s2 = rss / df
    spread = lambda lam, s2: s2 * parts(lam)[1][1, 1]
    use = df
    if lam > 0:
        h = mpf(10) ** -12
        f = lambda i, j: deviance(lam + i * h, s2 * (1 + j * h))
        haa = (f(1, 0) - 2 * f(0, 0) + f(-1, 0)) / h ** 2
        hbb = (f(0, 1) - 2 * f(0, 0) + f(0, -1)) / (h * s2) ** 2
        hab = (f(1, 1) - f(1, -1) - f(-1, 1) + f(-1, -1)) / (4 * h * h * s2)
        a = 2 * matrix([[haa, hab], [hab, hbb]]) ** -1
        gradient = matrix([
            (spread(lam + h, s2) - spread(lam - h, s2)) / (2 * h),
            c[1, 1]])
        use = 2 * spread(lam, s2) ** 2 / (gradient.T * a * gradient)[0]
    estimate(name + ".mixed", b[1], sqrt(spread(lam, s2)), use)
    want(name + ".within", s2)
    want(name + ".between", lam * s2)


def clusters(rows):
    y = [num(r[0]) for r in rows]
    before = [num(r[1]) for r in rows]
    g = [mpf(r[2]) for r in rows]
    cluster = [r[3] for r in rows]
    n, k = len(rows), max(cluster) + 1
    size = [mpf(cluster.count(j)) for j in range(k)]
    arm = [g[cluster.index(j)] for j in range(k)]
    mean = [sum(split(y, cluster, j)) / size[j] for j in range(k)]
    msw = sum(ss(split(y, cluster, j)) for j in range(k)) / (n - k)
    ssb = n0 = mpf(0)
    for a in (0, 1):
        of = [j for j in range(k) if arm[j] == a]
        na = sum(size[j] for j in of)
        grand = sum(size[j] * mean[j] for j in of) / na
        ssb += sum(size[j] * (mean[j] - grand) ** 2 for j in of)
        n0 += na - sum(size[j] ** 2 for j in of) / na
    msb, n0 = ssb / (k - 2), n0 / (k - 2)
    icc = (msb - msw) / (msb + (n0 - 1) * msw)
    kish = sum(m * m for m in size) / n
    deff = 1 + (kish - 1) * max(mpf(0), icc)
    for name, v in (("msb", msb), ("msw", msw), ("n0", n0), ("icc", icc),
        ("kish", kish), ("deff", deff), ("n_eff", n / deff)):
        want(name, v)
    a, b = split(mean, arm, 1), split(mean, arm, 0)
    s = sqrt((ss(a) + ss(b)) / (k - 2))
    estimate("class_means", sum(a) / len(a) - sum(b) / len(b),
        s * sqrt(mpf(1) / len(a) + mpf(1) / len(b)), mpf(k - 2))
    robust("plain", y, g, cluster)
    robust("adjusted", y, g, cluster, before)
    mixed("plain", y, g, cluster)
    mixed("adjusted", y, g, cluster, before)


def make_clusters(seed, sizes, between, effect):
    c = Chance(seed)
    rows = []
    for j, m in enumerate(sizes):
        u = c.near(between)
        for _ in range(m):
            b = round(6 + c.near(1.2), 1)
            rows.append((round(2.5 + .6 * b + u + effect * (j % 2) +
                c.near(.8), 1), b, j % 2, j))
    return rows


def cluster():
    negative = []  # class means nearer than chance would have them
    for j in range(6):
        for i in range(5):
            negative.append((round(5 + (j % 2) * .8 + .1 * j + (i - 2) * .7,
                1), 5 + (i * 3 + j * 2) % 5, j % 2, j))
    for name, rows in (
        ("six", make_clusters(3, [5, 7, 4, 6, 8, 5], .5, .6)),
        ("alike", make_clusters(29, [4, 6, 5, 3, 7, 4, 6, 5], 1.5, .5)),
        ("uneven", make_clusters(13, [12, 2, 3, 9, 2, 6, 1], .6, .4)),
        ("negative", negative)):
        put(name, rows)
        clusters(rows)


print("# Worked out by tests/data/model.py (mpmath, 60 digits).")
{"model": model, "cluster": cluster}[sys.argv[1]]()
