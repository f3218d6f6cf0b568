-- SPDX-License-Identifier: GPL-3.0-or-later
-- The corpus (s) against the fact tables (fact); run by facts.sh.  Lines that
-- start with "difference" are faults.  known: what was decided on purpose.

-- A "-figures" row completes the row it is named after.
CREATE TEMP TABLE row AS
SELECT a.id, a.verified, lower(a.doi) AS doi, a.year, a.title,
	coalesce(nullif(b.effect, ''), a.effect) AS value,
	coalesce(nullif(b.ci_low, ''), a.ci_low) AS low,
	coalesce(nullif(b.ci_high, ''), a.ci_high) AS high,
	coalesce(nullif(b.k_studies, ''), a.k_studies) AS k,
	coalesce(nullif(b.n_participants, ''), a.n_participants) AS n,
	coalesce(nullif(b.effect_metric, ''), a.effect_metric) AS metric
FROM fact AS a LEFT JOIN fact AS b ON b.id = a.id || '-figures'
WHERE a.id NOT LIKE '%-figures';

CREATE TEMP TABLE held AS
SELECT f.key AS id, r.number, r.year, r.doi, r.title, f.metric, f.value,
	f.low, f.high, f.k, f.n
FROM s.finding AS f JOIN s.record AS r ON r.number = f.record;

-- Where a row without a finding has its record: by DOI, title or guid.
CREATE TEMP TABLE told AS
SELECT row.id FROM row
WHERE EXISTS (SELECT 1 FROM held WHERE held.id = row.id)
	OR EXISTS (SELECT 1 FROM s.record AS r
		WHERE (row.doi <> '' AND r.doi = row.doi)
		OR r.title = row.title
		OR r.guid = 'tag:staaf,2026:' || row.id);

SELECT 'difference', id, 'is usable and not in the corpus' FROM row
WHERE verified = 'yes' AND id NOT IN (SELECT id FROM told)
	AND id NOT IN (SELECT id FROM known WHERE field = 'row')
ORDER BY id;
SELECT 'difference', row.id, 'must not be used' FROM row JOIN held USING (id)
WHERE verified <> 'yes' ORDER BY row.id;
SELECT 'difference', held.id, 'is in no fact table' FROM held
WHERE id NOT IN (SELECT id FROM row)
	AND id NOT IN (SELECT id FROM known WHERE field = 'extra')
ORDER BY id;

-- Field by field: what is held must be equal; what is not, known.
CREATE TEMP TABLE pair (id, field, want, has);
INSERT INTO pair
SELECT id, 'value', row.value, held.value FROM row JOIN held USING (id)
WHERE row.metric IN ('g', 'd', 'SMD', 'OR', 'RR', 'r', 'pp')
UNION ALL SELECT id, 'low', row.low, held.low FROM row JOIN held USING (id)
WHERE row.metric IN ('g', 'd', 'SMD', 'OR', 'RR', 'r', 'pp')
UNION ALL SELECT id, 'high', row.high, held.high FROM row JOIN held USING (id)
WHERE row.metric IN ('g', 'd', 'SMD', 'OR', 'RR', 'r', 'pp')
UNION ALL SELECT id, 'k', row.k, held.k FROM row JOIN held USING (id)
UNION ALL SELECT id, 'n', row.n, held.n FROM row JOIN held USING (id)
UNION ALL SELECT id, 'year', row.year, nullif(held.year, 0)
	FROM row JOIN held USING (id)
UNION ALL SELECT id, 'metric', nullif(row.metric, 'none'),
	nullif(held.metric, 'none') FROM row JOIN held USING (id)
WHERE held.value IS NOT NULL
UNION ALL SELECT id, 'doi', row.doi, nullif(held.doi, '')
	FROM row JOIN held USING (id)
UNION ALL SELECT id, 'title', row.title, held.title
	FROM row JOIN held USING (id);

CREATE TEMP TABLE differs AS
SELECT * FROM pair
WHERE CASE
	WHEN coalesce(want, '') = '' THEN has IS NOT NULL
	WHEN has IS NULL THEN 1
	WHEN field IN ('doi', 'metric', 'title') THEN want <> has
	ELSE abs(want - has) > 1e-9 END;
SELECT 'difference', id, field, 'fact: ' || coalesce(nullif(want, ''), '-'),
	'corpus: ' || coalesce(has, '-')
FROM differs AS d
WHERE NOT EXISTS (SELECT 1 FROM known AS k
	WHERE k.id = d.id AND k.field = d.field)
ORDER BY id, field;
-- A line that explains nothing any more has to go.
SELECT 'difference', id, field, 'tools/facts.tsv explains nothing here'
FROM known AS k
WHERE field NOT IN ('row', 'extra') AND NOT EXISTS (
	SELECT 1 FROM differs AS d WHERE d.id = k.id AND d.field = k.field)
ORDER BY id, field;
SELECT 'difference', id, field, 'tools/facts.tsv explains nothing here'
FROM known AS k WHERE field = 'row' AND EXISTS (
	SELECT 1 FROM held WHERE held.id = k.id);

SELECT 'left out', reason, count(*), group_concat(id, ' ')
FROM known WHERE field = 'row' GROUP BY reason ORDER BY count(*) DESC, reason;
SELECT 'left open', field, count(*) FROM known
WHERE field NOT IN ('row', 'extra') GROUP BY field ORDER BY count(*) DESC;
SELECT (SELECT count(*) FROM s.record) || ' works, ' ||
	(SELECT count(*) FROM held) || ' findings, ' ||
	(SELECT count(*) FROM row WHERE verified = 'yes') || ' usable rows, ' ||
	(SELECT count(*) FROM known WHERE field = 'row') || ' left out';
