-- SPDX-License-Identifier: GPL-3.0-or-later
-- The store: one SQLite file.  Made whole in one transaction or not at all.
-- Texts are UTF-8 in normal form C without control characters; a text that
-- is missing is '', a number that is missing NULL.  No triggers: FTS5's own
-- recipe breaks under trusted_schema = OFF, so C writes the word index.  A
-- CHECK says "a = 'x' OR a = 'y'": IN makes a table in memory at each insert.

-- "STAF" in ASCII; a file without it is not ours.
PRAGMA application_id = 1398030662;
-- The format of this file.  A later one is refused with both numbers.
PRAGMA user_version = 4;

-- One row: how often the corpus changed.
CREATE TABLE corpus (
	one    INTEGER PRIMARY KEY CHECK (one = 1),
	change INTEGER NOT NULL -- number of the last change
) STRICT;
INSERT INTO corpus VALUES (1, 0);

-- What the school says of this store (setting.c).  Its own: not exported.
CREATE TABLE setting (
	name  TEXT PRIMARY KEY, -- 'count-questions'
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Where records come from: a feed, a file, an address.
CREATE TABLE source (
	name    TEXT PRIMARY KEY,         -- the feed's id, or its address
	title   TEXT NOT NULL DEFAULT '', -- as the feed calls itself
	format  TEXT NOT NULL DEFAULT '', -- 'atom', 'rss2', ...
	address TEXT NOT NULL DEFAULT '', -- where it was read
	read_at TEXT NOT NULL DEFAULT ''  -- last time, ISO 8601 UTC
) STRICT, WITHOUT ROWID;

-- Addresses that are fetched again and again, and what came of it.
CREATE TABLE feed (
	address  TEXT PRIMARY KEY CHECK (address <> ''), -- and name of its source
	title    TEXT NOT NULL,      -- given by who added it, else its own
	kind     TEXT NOT NULL CHECK (kind = 'feed' OR kind = 'oai'),
	base     TEXT NOT NULL,      -- of OAI-PMH: without what is asked
	part     TEXT NOT NULL,      -- of OAI-PMH: the set, '' for all
	prefix   TEXT NOT NULL,      -- of OAI-PMH: 'oai_dc'
	etag     TEXT NOT NULL,      -- of the last whole reading, as it was sent
	modified TEXT NOT NULL,      -- the same
	harvested TEXT NOT NULL,     -- responseDate of the last whole harvest
	added_at TEXT NOT NULL,      -- ISO 8601 UTC
	last_at  TEXT NOT NULL,      -- of the last try; '' for never
	next_at  TEXT NOT NULL,      -- not before, as the server asked; '' for now
	n_failures INTEGER NOT NULL, -- since it last went well
	outcome  TEXT NOT NULL       -- of the last try
	    CHECK (outcome = 'never' OR outcome = 'read' OR
	        outcome = 'unchanged' OR outcome = 'unusable' OR
	        outcome = 'failed'),
	fault    TEXT NOT NULL,      -- 'status', 'private', ... (fetch.h)
	detail   TEXT NOT NULL,      -- a word for its sentence; else a sentence
	n_read    INTEGER NOT NULL,  -- entries of the last try
	n_new     INTEGER NOT NULL,
	n_updated INTEGER NOT NULL,
	n_same    INTEGER NOT NULL,
	n_skipped INTEGER NOT NULL,
	n_faults  INTEGER NOT NULL   -- in what was read
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
	changed_at TEXT NOT NULL,      -- when that was, ISO 8601 UTC
	title_key TEXT NOT NULL DEFAULT '', -- the same for one work; same.c
	is_local INTEGER NOT NULL DEFAULT 0, -- a trial of a teacher's own
	plan     TEXT NOT NULL DEFAULT '' -- SHA-256 of its frozen plan
) STRICT;
CREATE INDEX record_guid ON record (guid, id);
CREATE INDEX record_title_key ON record (title_key) WHERE title_key <> '';
CREATE INDEX record_retracted ON record (state, id)
	WHERE state = 'retracted';

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

-- Other ids of the same work: 'pmid:1234', 'isbn:978...'.
CREATE TABLE record_alias (
	record   INTEGER NOT NULL REFERENCES record (number) ON DELETE CASCADE,
	position INTEGER NOT NULL, -- from 0
	alias    TEXT NOT NULL,
	PRIMARY KEY (record, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_alias_alias ON record_alias (alias);

-- How a record hangs together with another, which need not be held.
CREATE TABLE record_relation (
	record   INTEGER NOT NULL REFERENCES record (number) ON DELETE CASCADE,
	position INTEGER NOT NULL, -- from 0
	kind     TEXT NOT NULL,    -- 'retracts', 'preprint-of', ...
	target   TEXT NOT NULL,    -- outside id or alias
	PRIMARY KEY (record, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_relation_target ON record_relation (target, kind);

-- What each source told of a record that more than one told of: the record
-- is made of these (merge.c).  A record told once has none, it is what was
-- told.  Not bound to the row in record, which is replaced at each change.
CREATE TABLE version (
	own_id TEXT NOT NULL,    -- the id it came with
	source TEXT NOT NULL,    -- who told it
	guid   TEXT NOT NULL,    -- the source's own
	record INTEGER NOT NULL, -- number of the record it is part of
	digest TEXT NOT NULL,    -- of what was told
	form   INTEGER NOT NULL, -- of packed
	packed BLOB NOT NULL,    -- the record as told (pack.c)
	PRIMARY KEY (own_id, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_record ON version (record);
CREATE INDEX version_guid ON version (guid);

-- What a curator said of two records, by outside ids, the lesser first.
CREATE TABLE decision (
	a       TEXT NOT NULL,
	b       TEXT NOT NULL,
	verdict TEXT NOT NULL
	    CHECK (verdict = 'same' OR verdict = 'different'),
	at      TEXT NOT NULL, -- ISO 8601 UTC
	PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_b ON decision (b);

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
	giver        TEXT NOT NULL DEFAULT 'record' -- or a verdict, below
	    CHECK (giver = 'record' OR giver = 'curator'),
	PRIMARY KEY (record, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_intervention ON finding (intervention, record);

-- What a machine read in a text: no evidence until a curator says so.  It can
-- be read again, so it is not part of the digest.
CREATE TABLE figure (
	record   INTEGER NOT NULL REFERENCES record (number) ON DELETE CASCADE,
	position INTEGER NOT NULL, -- from 0, in order of place
	key      TEXT NOT NULL,    -- unique in its record: 'f0a1b2c3d'
	place    TEXT NOT NULL
	    CHECK (place = 'title' OR place = 'summary' OR place = 'content'),
	at       INTEGER NOT NULL, -- byte in the text of that place
	size     INTEGER NOT NULL, -- bytes
	quote    TEXT NOT NULL,    -- with some words around it
	metric   TEXT NOT NULL
	    CHECK (metric = 'none' OR metric = 'g' OR metric = 'd' OR
	        metric = 'SMD' OR metric = 'OR' OR metric = 'RR' OR
	        metric = 'r' OR metric = 'pp'),
	value    REAL,
	low      REAL,             -- 95% interval
	high     REAL,
	p        REAL,
	p_is_below INTEGER NOT NULL, -- 'p < .05'
	tau      REAL,
	i2       REAL,             -- in percent
	k        INTEGER,          -- studies
	n        INTEGER,          -- students
	design   INTEGER CHECK (design BETWEEN 0 AND 5), -- as worded
	PRIMARY KEY (record, key)
) STRICT, WITHOUT ROWID;

-- What a curator said of a figure, by outside id, so that it outlives every
-- new reading of the record.  The finding is as in the table finding; of a
-- figure that was refused it is empty.
CREATE TABLE verdict (
	record_id    TEXT NOT NULL,    -- outside id
	key          TEXT NOT NULL,    -- of the figure
	verdict      TEXT NOT NULL
	    CHECK (verdict = 'confirmed' OR verdict = 'corrected' OR
	        verdict = 'refused'),
	at           TEXT NOT NULL,    -- ISO 8601 UTC
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
	PRIMARY KEY (record_id, key)
) STRICT, WITHOUT ROWID;

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
	data   TEXT NOT NULL  -- JSON (is_json looks first: under
	                      -- trusted_schema = OFF a CHECK may not)
) STRICT;
CREATE INDEX journal_about ON journal (kind, about);

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
