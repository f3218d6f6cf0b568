-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every statement of the store but the schema; each is SQL_ and its name.
-- Only parameters ?1, ?2, ...; lists come in as one JSON array.

-- ------------------------------------------------------------ transactions
-- name: begin_write
BEGIN IMMEDIATE;
-- name: begin_read
BEGIN DEFERRED;
-- name: commit
COMMIT;
-- name: rollback
ROLLBACK;
-- name: application_id
PRAGMA application_id;
-- name: user_version
PRAGMA user_version;
-- name: setting_get
SELECT value FROM setting WHERE name = ?1;
-- name: setting_put
INSERT INTO setting (name, value) VALUES (?1, ?2)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
-- name: generation
SELECT change FROM corpus WHERE one = 1;
-- In the way of many puts: no RETURNING and no INSERT ... SELECT.  They need
-- a statement journal, and at each FTS5 writes its pending index to disk.
-- name: next_change
UPDATE corpus SET change = change + 1 WHERE one = 1;

-- ----------------------------------------------------------------- records
-- name: record_number
SELECT number FROM record WHERE id = ?1;
-- name: record_number_of_guid
SELECT number FROM record WHERE guid = ?1 ORDER BY id LIMIT 1;
-- name: record_number_after
SELECT number FROM record WHERE id > ?1 ORDER BY id LIMIT 1;
-- name: record_get
SELECT id, guid, doi, source, kind, state, title, title_language, year,
	venue, link, language, published, updated, summary, summary_language,
	summary_en, summary_nl, content, design, is_stated, flags,
	is_technology_bound, has_independent_test, median_study_year,
	is_local, plan, appraisal_en, appraisal_nl, digest
FROM record WHERE number = ?1;
-- name: record_insert
INSERT INTO record (id, guid, doi, source, kind, state, title,
	title_language, year, venue, link, language, published, updated,
	summary, summary_language, summary_en, summary_nl, content, design,
	is_stated, flags, is_technology_bound, has_independent_test,
	median_study_year, is_local, plan, appraisal_en, appraisal_nl, digest,
	title_key, number, change, changed_at)
VALUES (?1, ?2, ?3, nullif(?4, ''), ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
	?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27,
	?28, ?29, ?30, ?31, ?32, ?33, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'));
-- name: record_delete
DELETE FROM record WHERE number = ?1;
-- name: record_retag
UPDATE record SET digest = ?2, change = ?3,
	changed_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
WHERE number = ?1;
-- name: author_insert
INSERT INTO record_author (record, position, name) VALUES (?1, ?2, ?3);
-- name: author_find
SELECT name FROM record_author WHERE record = ?1 ORDER BY position;
-- name: alias_insert
INSERT INTO record_alias (record, position, alias) VALUES (?1, ?2, ?3);
-- name: alias_find
SELECT alias FROM record_alias WHERE record = ?1 ORDER BY position;
-- name: relation_insert
INSERT INTO record_relation (record, position, kind, target)
VALUES (?1, ?2, ?3, ?4);
-- name: relation_find
SELECT kind, target FROM record_relation WHERE record = ?1 ORDER BY position;
-- name: concept_insert
INSERT INTO record_concept (record, giver, position, concept)
VALUES (?1, ?2, ?3, ?4);
-- name: concept_find
SELECT concept FROM record_concept WHERE record = ?1 AND giver = ?2
ORDER BY position;
-- name: concept_delete
DELETE FROM record_concept WHERE record = ?1 AND giver = ?2;
-- name: concept_count
SELECT count(DISTINCT c.record)
FROM record_concept AS c JOIN record AS r ON r.number = c.record
WHERE c.concept IN (SELECT value FROM json_each(?1))
	AND r.state <> 'retracted';

-- Counted no further than ?2.
-- name: concept_count_some
SELECT count(*) FROM (SELECT DISTINCT c.record
	FROM record_concept AS c JOIN record AS r ON r.number = c.record
	WHERE c.concept IN (SELECT value FROM json_each(?1))
		AND r.state <> 'retracted'
	LIMIT ?2);

-- Withdrawn, and without a finding that would show it.
-- name: record_withdrawn
SELECT r.number, r.id
FROM record AS r
WHERE r.state = 'retracted'
	AND EXISTS (SELECT 1 FROM record_concept AS c
	    WHERE c.record = r.number AND c.giver = 'curator'
	    AND c.concept IN (SELECT value FROM json_each(?1)))
	AND NOT EXISTS (SELECT 1 FROM finding AS f WHERE f.record = r.number)
ORDER BY r.id;

-- ---------------------------------------------------------------- identity
-- Each gives the number of a record, its DOI, year and source, in order of
-- id, so that the same is found whatever came first.
-- name: same_id
SELECT number, doi, year, coalesce(source, ''), id FROM record WHERE id = ?1;
-- name: same_own_id
SELECT r.number, r.doi, r.year, coalesce(r.source, ''), r.id
FROM version AS v JOIN record AS r ON r.number = v.record
WHERE v.own_id = ?1 ORDER BY r.id;
-- name: same_decided
SELECT r.number, r.doi, r.year, coalesce(r.source, ''), r.id
FROM record AS r
WHERE EXISTS (SELECT 1 FROM decision) -- mostly there is none
AND r.id IN (SELECT b FROM decision WHERE a = ?1 AND verdict = 'same'
	UNION SELECT a FROM decision WHERE b = ?1 AND verdict = 'same')
ORDER BY r.id;
-- name: same_alias
SELECT r.number, r.doi, r.year, coalesce(r.source, ''), r.id
FROM record_alias AS a JOIN record AS r ON r.number = a.record
WHERE a.alias = ?1 ORDER BY r.id;
-- name: same_title
SELECT number, doi, year, coalesce(source, ''), id FROM record
WHERE title_key = ?1 AND title_key <> '' ORDER BY id;
-- name: same_told
SELECT 1 FROM version WHERE record = ?1 AND source = ?2 LIMIT 1;
-- Did a curator say that this id is none of the ids of that record?
-- name: same_refused
SELECT 1 FROM decision
WHERE a = ?1 AND verdict = 'different' AND (b = ?2 OR b IN
	(SELECT own_id FROM version WHERE record = ?3))
UNION SELECT 1 FROM decision
WHERE b = ?1 AND verdict = 'different' AND (a = ?2 OR a IN
	(SELECT own_id FROM version WHERE record = ?3));
-- name: record_head
SELECT digest, id, coalesce(source, '') FROM record WHERE number = ?1;
-- name: relation_is_target
SELECT 1 FROM record_relation WHERE target = ?1 AND kind = ?2 LIMIT 1;
-- name: version_put
INSERT INTO version (own_id, source, guid, record, digest, form, packed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (own_id, source) DO UPDATE SET guid = excluded.guid,
	record = excluded.record,
	digest = excluded.digest, form = excluded.form,
	packed = excluded.packed;
-- name: version_digest
SELECT 1 FROM version
WHERE own_id = ?1 AND source = ?2 AND record = ?3 AND digest = ?4;
-- name: version_of_guid
SELECT record, own_id FROM version WHERE guid = ?1 AND guid <> ''
ORDER BY own_id LIMIT 1;
-- name: version_find
SELECT form, packed FROM version WHERE record = ?1 ORDER BY own_id, source;
-- name: version_count
SELECT count(*) FROM version WHERE record = ?1;
-- name: version_delete
DELETE FROM version WHERE record = ?1;
-- name: version_forget
DELETE FROM version WHERE record = ?1 AND source = ?2;
-- name: version_move
UPDATE version SET record = ?2 WHERE record = ?1;
-- name: version_move_own
UPDATE version SET record = ?2 WHERE own_id = ?1;
-- name: version_of_source
SELECT record FROM version WHERE record > ?2 AND source = ?1
ORDER BY record LIMIT 1;
-- name: verdict_move
UPDATE OR REPLACE verdict SET record_id = ?2 WHERE record_id = ?1;
-- name: decision_put
INSERT INTO decision (a, b, verdict, at)
VALUES (?1, ?2, ?3, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
ON CONFLICT (a, b) DO UPDATE SET verdict = excluded.verdict,
	at = excluded.at;
-- name: decision_list
SELECT a, b, verdict, at FROM decision ORDER BY a, b;
-- name: record_free
SELECT coalesce(max(number), 0) + 1 FROM record;
-- name: record_renew
UPDATE record SET digest = ?2, title_key = ?3 WHERE number = ?1;

-- ---------------------------------------------------------------- findings
-- name: finding_insert
INSERT INTO finding (record, position, key, intervention, comparison,
	outcome, population, context, metric, value, low, high, tau, i2,
	adjusted, k, n, sites, direction, form, spread, higher_is_worse,
	is_delayed, is_confirmed, has_concern, note_en, note_nl, giver)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
	?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28);
-- name: finding_of_record
SELECT key, intervention, comparison, outcome, population, context, metric,
	value, low, high, tau, i2, adjusted, k, n, sites, direction, form,
	spread, higher_is_worse, is_delayed, is_confirmed, has_concern,
	note_en, note_nl, giver = 'curator'
FROM finding WHERE record = ?1 ORDER BY position;
-- name: finding_of_interventions
SELECT f.key, f.intervention, f.comparison, f.outcome, f.population,
	f.context, f.metric, f.value, f.low, f.high, f.tau, f.i2, f.adjusted,
	f.k, f.n, f.sites, f.direction, f.form, f.spread, f.higher_is_worse,
	f.is_delayed, f.is_confirmed, f.has_concern, f.note_en, f.note_nl,
	f.giver = 'curator', f.record
FROM finding AS f JOIN record AS r ON r.number = f.record
WHERE f.intervention IN (SELECT value FROM json_each(?1))
ORDER BY r.id, f.key;

-- ----------------------------------------------------- figures and verdicts
-- name: figure_insert
INSERT INTO figure (record, position, key, place, at, size, quote, metric,
	value, low, high, p, p_is_below, tau, i2, k, n, design)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
	?16, ?17, ?18);
-- name: figure_delete
DELETE FROM figure WHERE record = ?1;
-- name: figure_of_record
SELECT f.key, f.place, f.at, f.size, f.quote, f.metric, f.value, f.low,
	f.high, f.p, f.p_is_below, f.tau, f.i2, f.k, f.n, f.design,
	coalesce(v.verdict, 'unread')
FROM figure AS f JOIN record AS r ON r.number = f.record
	LEFT JOIN verdict AS v ON v.record_id = r.id AND v.key = f.key
WHERE f.record = ?1 ORDER BY f.position;
-- name: figure_unread
SELECT f.key, f.place, f.at, f.size, f.quote, f.metric, f.value, f.low,
	f.high, f.p, f.p_is_below, f.tau, f.i2, f.k, f.n, f.design,
	'unread', r.id, r.title
FROM record AS r JOIN figure AS f ON f.record = r.number
WHERE r.state <> 'retracted' AND NOT EXISTS
	(SELECT 1 FROM verdict AS v WHERE v.record_id = r.id AND v.key = f.key)
ORDER BY r.id, f.position LIMIT ?2 OFFSET ?1;
-- Is there such a figure, or a verdict on one that was there?
-- name: figure_is_known
SELECT EXISTS (SELECT 1 FROM figure WHERE record = ?1 AND key = ?2) OR
	EXISTS (SELECT 1 FROM verdict WHERE record_id = ?3 AND key = ?2);
-- name: verdict_delete
DELETE FROM verdict WHERE record_id = ?1 AND key = ?2;
-- name: verdict_insert
INSERT INTO verdict (record_id, verdict, key, intervention, comparison,
	outcome, population, context, metric, value, low, high, tau, i2,
	adjusted, k, n, sites, direction, form, spread, higher_is_worse,
	is_delayed, is_confirmed, has_concern, note_en, note_nl, at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
	?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27,
	strftime('%Y-%m-%dT%H:%M:%SZ', 'now'));
-- name: verdict_findings
SELECT key, intervention, comparison, outcome, population, context, metric,
	value, low, high, tau, i2, adjusted, k, n, sites, direction, form,
	spread, higher_is_worse, is_delayed, is_confirmed, has_concern,
	note_en, note_nl, 1
FROM verdict WHERE record_id = ?1 AND verdict <> 'refused' ORDER BY key;
-- name: finding_is_own
SELECT 1 FROM finding WHERE record = ?1 AND key = ?2 AND giver = 'record';
-- name: finding_delete_judged
DELETE FROM finding WHERE record = ?1 AND giver = 'curator';
-- name: finding_next
SELECT coalesce(max(position), -1) + 1 FROM finding WHERE record = ?1;
-- name: record_touch
UPDATE record SET change = ?2,
	changed_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
WHERE number = ?1;

-- ------------------------------------------------------------------- words
-- name: word_text
SELECT title, summary, content FROM record_text WHERE number = ?1;
-- name: word_insert
INSERT INTO word (rowid, title, summary, content) VALUES (?1, ?2, ?3, ?4);
-- The old text must be told exactly, so it is read before the change.
-- name: word_delete
INSERT INTO word (word, rowid, title, summary, content)
VALUES ('delete', ?1, ?2, ?3, ?4);
-- FTS5 sorts all matches whatever LIMIT says; C stops after the last tie.
-- name: word_find
SELECT word.rowid, word.rank, record.id
FROM word JOIN record ON record.number = word.rowid
WHERE word MATCH ?1 ORDER BY word.rank;
-- name: hit_get
SELECT id, guid, title, year, summary, summary_en, summary_nl,
	substr(content, 1, ?2)
FROM record WHERE number = ?1;

-- --------------------------------------------- rules, journal and sources
-- name: rule_delete
DELETE FROM rule_file;
-- name: rule_insert
INSERT INTO rule_file (name, text) VALUES (?1, ?2);
-- name: rule_find
SELECT name, text FROM rule_file ORDER BY name;
-- name: rule_form_delete
DELETE FROM rule_form WHERE one = 1;
-- name: rule_form_insert
INSERT INTO rule_form (one, text) VALUES (1, ?1);
-- name: rule_form_find
SELECT text FROM rule_form WHERE one = 1;
-- name: is_json
SELECT json_valid(?1);
-- name: journal_insert
-- One row of VALUES: for more SQLite opens a statement journal, and FTS5
-- writes its pending words at each.
INSERT INTO journal (at, kind, about, data)
VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1, ?2, ?3);
-- name: journal_find
SELECT at, kind, about, data FROM journal
WHERE kind = ?1 AND about >= ?2 AND about < ?2 || char(127)
ORDER BY about, number;
-- name: source_ensure
INSERT INTO source (name) VALUES (?1) ON CONFLICT DO NOTHING;
-- name: source_is_same
SELECT 1 FROM source
WHERE name = ?1 AND title = ?2 AND format = ?3 AND address = ?4;
-- name: source_put
INSERT INTO source (name, title, format, address, read_at)
VALUES (?1, ?2, ?3, ?4, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
ON CONFLICT (name) DO UPDATE SET title = excluded.title,
	format = excluded.format, address = excluded.address,
	read_at = excluded.read_at;

-- ------------------------------------------------------------------- feeds
-- name: feed_find
SELECT f.address, f.title, f.kind, f.base, f.part, f.prefix, f.etag,
	f.modified, f.harvested, f.added_at, f.last_at, f.next_at,
	f.next_at > strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), f.n_failures,
	f.outcome, f.fault, f.detail, f.n_read, f.n_new, f.n_updated,
	f.n_same, f.n_skipped, f.n_faults, coalesce(s.format, ''),
	coalesce(r.n, 0)
FROM feed AS f LEFT JOIN source AS s ON s.name = f.address
	LEFT JOIN (SELECT source, count(*) AS n FROM record GROUP BY source)
	    AS r ON r.source = f.address
ORDER BY f.address;
-- name: feed_insert
INSERT INTO feed (address, title, kind, base, part, prefix, etag, modified,
	harvested, added_at, last_at, next_at, n_failures, outcome, fault,
	detail, n_read, n_new, n_updated, n_same, n_skipped, n_faults)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, '', '', '',
	strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), '', '', 0, 'never', '', '',
	0, 0, 0, 0, 0, 0)
ON CONFLICT DO NOTHING RETURNING 1;
-- name: feed_update
UPDATE feed SET title = ?2, etag = ?3, modified = ?4, harvested = ?5,
	last_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'),
	next_at = iif(?6 < 0, '',
	    coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?6 || ' seconds'),
	    '')),
	n_failures = iif(?7 = 'failed' OR ?7 = 'unusable', n_failures + 1, 0),
	outcome = ?7, fault = ?8, detail = ?9, n_read = ?10, n_new = ?11,
	n_updated = ?12, n_same = ?13, n_skipped = ?14, n_faults = ?15
WHERE address = ?1 RETURNING 1;
-- name: feed_delete
DELETE FROM feed WHERE address = ?1 RETURNING 1;
-- name: source_has
SELECT 1 FROM source WHERE name = ?1;
-- name: source_delete
DELETE FROM source WHERE name = ?1;
-- name: record_of_source
SELECT number FROM record WHERE number > ?2 AND source = ?1
ORDER BY number LIMIT 1;

-- ------------------------------------------------------------------ status
-- name: status_counts
SELECT (SELECT change FROM corpus WHERE one = 1),
	(SELECT count(*) FROM record),
	(SELECT count(*) FROM record WHERE state = 'retracted'),
	(SELECT count(*) FROM finding),
	(SELECT count(*) FROM source),
	(SELECT count(*) FROM rule_file);
-- name: status_by_design
SELECT coalesce('D' || design, ''), count(*) FROM record
WHERE state <> 'retracted' GROUP BY 1 ORDER BY 1;
-- name: status_by_language
SELECT language, count(*) FROM record
WHERE state <> 'retracted' GROUP BY 1 ORDER BY 1;
-- name: status_by_source
SELECT coalesce(nullif(s.title, ''), r.source, ''), count(*)
FROM record AS r LEFT JOIN source AS s ON s.name = r.source
WHERE r.state <> 'retracted' GROUP BY 1 ORDER BY 1;
-- name: status_by_year
SELECT iif(year = 0, '', CAST(year AS TEXT)), count(*) FROM record
WHERE state <> 'retracted' GROUP BY year ORDER BY year DESC;
-- Records that no concept leads to.
-- name: status_loose
SELECT r.id, 1 FROM record AS r
WHERE r.state <> 'retracted' AND NOT EXISTS
	(SELECT 1 FROM record_concept AS c WHERE c.record = r.number)
ORDER BY 1;
-- name: status_by_concept
SELECT c.concept, count(DISTINCT c.record)
FROM record_concept AS c JOIN record AS r ON r.number = c.record
WHERE r.state <> 'retracted' GROUP BY 1 ORDER BY 2 DESC, 1;

-- ------------------------------------------------------------------ verify
-- name: verify_file
PRAGMA integrity_check;
-- name: verify_links
PRAGMA foreign_key_check;
-- With 1 FTS5 also compares the index with the text of the view.
-- name: verify_words
INSERT INTO word (word, rank) VALUES ('integrity-check', 1);
-- name: verify_unindexed
SELECT id FROM record WHERE state <> 'retracted'
	AND number NOT IN (SELECT id FROM word_docsize) ORDER BY id;
-- name: verify_orphans
SELECT count(*) FROM word_docsize
WHERE id NOT IN (SELECT number FROM record WHERE state <> 'retracted');
-- name: verify_counter
SELECT count(*) FROM record
WHERE change > (SELECT change FROM corpus WHERE one = 1);
-- name: verify_after
SELECT number, id FROM record WHERE id > ?1 ORDER BY id LIMIT 1;

-- --------------------------------------------------------------- whole store
-- Ordinary tables (no view, no word index and nothing that it keeps); those
-- that others point to come first.
-- name: table_find
WITH RECURSIVE tables (name) AS (
	SELECT name FROM pragma_table_list
	WHERE schema = 'main' AND type = 'table' AND name NOT GLOB 'sqlite_*'
	    AND name <> 'setting' -- a school's own: not for others
), depth (name, deep) AS (
	SELECT name, 0 FROM tables
	UNION
	SELECT t.name, d.deep + 1
	FROM depth AS d, tables AS t, pragma_foreign_key_list(t.name) AS f
	WHERE f."table" = d.name AND t.name <> d.name AND d.deep < 64
)
SELECT name FROM depth GROUP BY name ORDER BY max(deep), name;
-- A store that was moved to a later format has its columns in another order.
-- name: column_find
SELECT name FROM pragma_table_info(?1) ORDER BY pk = 0, pk, name;
-- name: word_rebuild
INSERT INTO word (word) VALUES ('rebuild');
-- name: record_count
SELECT count(*) FROM record;
