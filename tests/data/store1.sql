-- SPDX-License-Identifier: GPL-3.0-or-later
-- A store as the first staaf made it: its schema of then, and a record.
-- The store: one SQLite file.  Made whole in one transaction or not at all.
-- Texts are UTF-8 in normal form C without control characters; a text that
-- is missing is '', a number that is missing NULL.  No triggers: FTS5's own
-- recipe breaks under trusted_schema = OFF, so C writes the word index.  A
-- CHECK says "a = 'x' OR a = 'y'": IN makes a table in memory at each insert.

-- "STAF" in ASCII; a file without it is not ours.
PRAGMA application_id = 1398030662;
-- The format of this file.  A later one is refused with both numbers.
PRAGMA user_version = 1;

-- One row: how often the corpus changed.
CREATE TABLE corpus (
	one    INTEGER PRIMARY KEY CHECK (one = 1),
	change INTEGER NOT NULL -- number of the last change
) STRICT;
INSERT INTO corpus VALUES (1, 0);

-- Where records come from: a feed, a file, an address.
CREATE TABLE source (
	name    TEXT PRIMARY KEY,         -- the feed's id, or its address
	title   TEXT NOT NULL DEFAULT '', -- as the feed calls itself
	format  TEXT NOT NULL DEFAULT '', -- 'atom', 'rss2', ...
	address TEXT NOT NULL DEFAULT '', -- where it was read
	read_at TEXT NOT NULL DEFAULT ''  -- last time, ISO 8601 UTC
) STRICT, WITHOUT ROWID;

-- One research summary, review or local trial.
CREATE TABLE record (
	number   INTEGER PRIMARY KEY,  -- inside only; never shown or shared
	id       TEXT NOT NULL UNIQUE CHECK (id <> ''), -- outside and stable
	guid     TEXT NOT NULL,        -- the source's own
	doi      TEXT NOT NULL,        -- lower case
	source   TEXT REFERENCES source (name), -- NULL when there is none
	kind     TEXT NOT NULL
	    CHECK (kind = 'review' OR kind = 'study' OR kind = 'report' OR
	        kind = 'unsorted'),
	state    TEXT NOT NULL
	    CHECK (state = 'accepted' OR state = 'new' OR
	        state = 'concern' OR state = 'retracted'),
	title    TEXT NOT NULL,
	title_language TEXT NOT NULL,  -- two letters
	year     INTEGER NOT NULL,     -- of publication; 0 when not known
	venue    TEXT NOT NULL,        -- journal, series or publisher
	link     TEXT NOT NULL,        -- where people can read it
	language TEXT NOT NULL,        -- of the work itself; two letters
	published TEXT NOT NULL,       -- ISO 8601 UTC, as the source says
	updated  TEXT NOT NULL,        -- the same
	summary  TEXT NOT NULL,        -- plain text
	summary_language TEXT NOT NULL, -- two letters
	summary_en TEXT NOT NULL,      -- the summary in English
	summary_nl TEXT NOT NULL,      -- and in Dutch
	content  TEXT NOT NULL,        -- longer text
	design   INTEGER CHECK (design BETWEEN 0 AND 5), -- NULL: not appraised
	is_stated INTEGER NOT NULL,    -- a review that says how it judged
	flags    INTEGER NOT NULL,     -- bias flags, bits of enum staaf_flag
	is_technology_bound INTEGER NOT NULL, -- hangs on devices of its time
	has_independent_test INTEGER NOT NULL, -- test not made for the treatment
	median_study_year INTEGER NOT NULL, -- 0 when not known
	appraisal_en TEXT NOT NULL,    -- why this design class
	appraisal_nl TEXT NOT NULL,    -- the same in Dutch
	digest   TEXT NOT NULL,        -- SHA-256 of all fields and parts
	change   INTEGER NOT NULL UNIQUE, -- number of its last change
	changed_at TEXT NOT NULL       -- when that was, ISO 8601 UTC
) STRICT;
CREATE INDEX record_guid ON record (guid, id);

-- Who wrote a record, in the order of the work: 'Låg, T.'
CREATE TABLE record_author (
	record   INTEGER NOT NULL REFERENCES record (number) ON DELETE CASCADE,
	position INTEGER NOT NULL, -- from 0
	name     TEXT NOT NULL,
	PRIMARY KEY (record, position)
) STRICT, WITHOUT ROWID;

-- What a record is about: concept ids of the rules.
CREATE TABLE record_concept (
	record   INTEGER NOT NULL REFERENCES record (number) ON DELETE CASCADE,
	giver    TEXT NOT NULL CHECK (giver IN ('curator', 'lexicon')),
	position INTEGER NOT NULL, -- from 0, as given
	concept  TEXT NOT NULL,
	PRIMARY KEY (record, giver, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_concept_concept ON record_concept (concept, record);

-- One effect inside a record, as published.
CREATE TABLE finding (
	record       INTEGER NOT NULL
	    REFERENCES record (number) ON DELETE CASCADE,
	key          TEXT NOT NULL,    -- unique in its record
	position     INTEGER NOT NULL, -- from 0, as given
	intervention TEXT NOT NULL,    -- concept id
	comparison   TEXT NOT NULL,    -- concept id
	outcome      TEXT NOT NULL,    -- concept id
	population   TEXT NOT NULL,    -- 'higher-education', 'school', 'mixed'
	context      TEXT NOT NULL,    -- concept ids between spaces
	metric       TEXT NOT NULL
	    CHECK (metric = 'none' OR metric = 'g' OR metric = 'd' OR
	        metric = 'SMD' OR metric = 'OR' OR metric = 'RR' OR
	        metric = 'r' OR metric = 'pp'),
	value        REAL,             -- in the metric
	low          REAL,             -- 95% interval
	high         REAL,
	tau          REAL,             -- spread of true effects
	i2           REAL,             -- in percent
	adjusted     REAL,             -- after correction for publication bias
	k            INTEGER,          -- studies
	n            INTEGER,          -- students
	sites        INTEGER,          -- institutions
	direction    TEXT NOT NULL
	    CHECK (direction = 'mixed' OR direction = 'better' OR
	        direction = 'worse' OR direction = 'none'),
	form         TEXT NOT NULL
	    CHECK (form = 'main-effect' OR form = 'matching' OR
	        form = 'for-whom' OR form = 'head-to-head'),
	spread       TEXT NOT NULL
	    CHECK (spread = 'not-said' OR spread = 'reported' OR
	        spread = 'explained'),
	higher_is_worse INTEGER NOT NULL, -- a higher number is bad
	is_delayed   INTEGER NOT NULL, -- measured weeks later
	is_confirmed INTEGER NOT NULL, -- a person read it at the source
	has_concern  INTEGER NOT NULL, -- doubted: never leads
	note_en      TEXT NOT NULL,    -- one sentence
	note_nl      TEXT NOT NULL,    -- the same in Dutch
	PRIMARY KEY (record, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_intervention ON finding (intervention, record);

-- The rules in force, as they were read.
CREATE TABLE rule_file (
	name TEXT PRIMARY KEY, -- 'voting.rules'
	text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the rules were compiled into, to be read faster.
CREATE TABLE rule_form (
	one  INTEGER PRIMARY KEY CHECK (one = 1),
	text TEXT NOT NULL
) STRICT;

-- What happened; nothing is ever taken away.
CREATE TABLE journal (
	number INTEGER PRIMARY KEY,
	at     TEXT NOT NULL, -- ISO 8601 UTC
	kind   TEXT NOT NULL, -- 'ingest', ...
	about  TEXT NOT NULL, -- the file, record or plan
	data   TEXT NOT NULL  -- JSON (journal_insert looks: under
	                      -- trusted_schema = OFF a CHECK may not)
) STRICT;

-- The text that is searched.  Each part opens with a mark, U+0002 and a
-- letter, that tells the tokenizer its language (tokenizer.c): n Dutch,
-- e English, u not known.  Retracted records are not in it, so that no
-- search can find them.
CREATE VIEW record_text (number, title, summary, content) AS
SELECT number,
	char(2) || CASE iif(title_language <> '', title_language, language)
	    WHEN 'nl' THEN 'n' WHEN 'en' THEN 'e' ELSE 'u' END || title,
	char(2) || 'n' || summary_nl || char(2) || 'e' || summary_en ||
	    CASE WHEN summary_language = 'nl' AND summary = summary_nl
	        OR summary_language = 'en' AND summary = summary_en THEN ''
	    ELSE char(2) || CASE summary_language
	        WHEN 'nl' THEN 'n' WHEN 'en' THEN 'e' ELSE 'u' END || summary
	    END,
	char(2) || CASE language
	    WHEN 'nl' THEN 'n' WHEN 'en' THEN 'e' ELSE 'u' END || content ||
	    char(2) || 'u' || coalesce((SELECT group_concat(name, ' ')
	        FROM (SELECT name FROM record_author
	            WHERE record = record.number ORDER BY position)), '')
FROM record WHERE state <> 'retracted';

-- The word index over that text.
CREATE VIRTUAL TABLE word USING fts5 (
	title, summary, content,
	content = 'record_text', content_rowid = 'number', tokenize = 'staaf'
);
-- A word in the title weighs most, one in the long text least.
INSERT INTO word (word, rank) VALUES ('rank', 'bm25(5.0, 1.0, 0.5)');

INSERT INTO source (name) VALUES ('urn:made-up:old');
INSERT INTO record VALUES (7, '10.1000/made-up', 'g7', '10.1000/made-up',
	'urn:made-up:old', 'study', 'accepted',
	'A made-up title of quite some words', 'en', 2019, 'Journal of Nothing',
	'', 'en', '', '', 'Nothing was studied here.', 'en',
	'Nothing was studied here.', '', '', 3, 0, 0, 0, 0, 0, '', '', 'old', 1,
	'2026-01-01T00:00:00Z');
INSERT INTO record_author VALUES (7, 0, 'Doe, J.');
INSERT INTO record_concept VALUES (7, 'curator', 0, 'flipped');
INSERT INTO finding (record, key, position, intervention, comparison, outcome,
	population, context, metric, value, direction, form, spread,
	higher_is_worse, is_delayed, is_confirmed, has_concern, note_en, note_nl)
VALUES (7, 'f1', 0, 'flipped', '', 'exam-score', 'higher-education', '', 'g',
	0.25, 'better', 'main-effect', 'not-said', 0, 0, 1, 0, '', '');
UPDATE corpus SET change = 1;
INSERT INTO word (word) VALUES ('rebuild');
