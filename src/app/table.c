/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every option and every command.  Reading arguments, help and messages all
 * work from these two tables, so they cannot drift apart.
 */
#include "app.h"

#define BIT(option) (1U << (option))

const struct app_option app_options[APP_N_OPTIONS] = {
	[APP_DB] = { "db", STAAF_MSG_OPTION_FILE, STAAF_MSG_OPTION_DB },
	[APP_LANG] = { "lang", STAAF_MSG_OPTION_LANGUAGE,
	    STAAF_MSG_OPTION_LANG },
	[APP_JSON] = { "json", STAAF_MSG_NONE, STAAF_MSG_OPTION_JSON },
	[APP_HELP] = { "help", STAAF_MSG_NONE, STAAF_MSG_OPTION_HELP },
	[APP_DRY_RUN] = { "dry-run", STAAF_MSG_NONE,
	    STAAF_MSG_OPTION_DRY_RUN },
	[APP_WHY] = { "why", STAAF_MSG_NONE, STAAF_MSG_OPTION_WHY },
	[APP_BATCH] = { "batch", STAAF_MSG_OPTION_FILE,
	    STAAF_MSG_OPTION_BATCH },
	[APP_LIMIT] = { "limit", STAAF_MSG_OPTION_NUMBER,
	    STAAF_MSG_OPTION_LIMIT },
	[APP_MATCH] = { "match", STAAF_MSG_NONE, STAAF_MSG_OPTION_MATCH },
	[APP_FORMAT] = { "format", STAAF_MSG_OPTION_FORM,
	    STAAF_MSG_OPTION_FORMAT },
	[APP_FORCE] = { "force", STAAF_MSG_NONE, STAAF_MSG_OPTION_FORCE },
	[APP_ALL] = { "all", STAAF_MSG_NONE, STAAF_MSG_OPTION_ALL },
	[APP_INTERVENTION] = { "intervention", STAAF_MSG_OPTION_CONCEPT,
	    STAAF_MSG_OPTION_INTERVENTION_IS },
	[APP_OUTCOME] = { "outcome", STAAF_MSG_OPTION_CONCEPT,
	    STAAF_MSG_OPTION_OUTCOME_IS },
	[APP_COMPARISON] = { "comparison", STAAF_MSG_OPTION_CONCEPT,
	    STAAF_MSG_OPTION_COMPARISON_IS },
	[APP_DIRECTION] = { "direction", STAAF_MSG_OPTION_DIRECTIONS,
	    STAAF_MSG_OPTION_DIRECTION_IS },
	[APP_POPULATION] = { "population", STAAF_MSG_OPTION_POPULATIONS,
	    STAAF_MSG_OPTION_POPULATION_IS },
	[APP_METRIC] = { "metric", STAAF_MSG_OPTION_METRICS,
	    STAAF_MSG_OPTION_METRIC_IS },
	[APP_VALUE] = { "value", STAAF_MSG_OPTION_NUMBER,
	    STAAF_MSG_OPTION_VALUE_IS },
	[APP_LOW] = { "low", STAAF_MSG_OPTION_NUMBER,
	    STAAF_MSG_OPTION_LOW_IS },
	[APP_HIGH] = { "high", STAAF_MSG_OPTION_NUMBER,
	    STAAF_MSG_OPTION_HIGH_IS },
	[APP_K] = { "k", STAAF_MSG_OPTION_NUMBER,
	    STAAF_MSG_OPTION_K_IS },
	[APP_N] = { "n", STAAF_MSG_OPTION_NUMBER,
	    STAAF_MSG_OPTION_N_IS },
	[APP_NAME] = { "name", STAAF_MSG_OPTION_TITLE,
	    STAAF_MSG_OPTION_NAME },
	[APP_SET] = { "set", STAAF_MSG_OPTION_SPEC, STAAF_MSG_OPTION_SET },
	[APP_PREFIX] = { "prefix", STAAF_MSG_OPTION_SPEC,
	    STAAF_MSG_OPTION_PREFIX },
	[APP_WITH_RECORDS] = { "with-records", STAAF_MSG_NONE,
	    STAAF_MSG_OPTION_WITH_RECORDS },
	[APP_PAUSE] = { "pause", STAAF_MSG_OPTION_NUMBER,
	    STAAF_MSG_OPTION_PAUSE },
	[APP_ALLOW_PRIVATE] = { "allow-private", STAAF_MSG_NONE,
	    STAAF_MSG_OPTION_ALLOW_PRIVATE },
};

const unsigned app_global_options = BIT(APP_DB) | BIT(APP_LANG) |
    BIT(APP_JSON) | BIT(APP_HELP);

const struct app_command app_commands[] = {
	{ "ask", BIT(APP_WHY) | BIT(APP_BATCH), STAAF_MSG_WORDS_ASK,
	    STAAF_MSG_COMMAND_ASK,
	    "ask 'Helpt stemmen met Mentimeter bij 180 eerstejaars?'",
	    cmd_ask },
	{ "ingest", BIT(APP_DRY_RUN) | BIT(APP_ALLOW_PRIVATE),
	    STAAF_MSG_WORDS_INGEST, STAAF_MSG_COMMAND_INGEST,
	    "ingest corpus", cmd_ingest },
	{ "sources", BIT(APP_NAME) | BIT(APP_SET) | BIT(APP_PREFIX) |
	    BIT(APP_WITH_RECORDS), STAAF_MSG_WORDS_SOURCES,
	    STAAF_MSG_COMMAND_SOURCES, "sources list", cmd_sources },
	{ "fetch", BIT(APP_PAUSE) | BIT(APP_ALLOW_PRIVATE),
	    STAAF_MSG_WORDS_FETCH, STAAF_MSG_COMMAND_FETCH, "fetch",
	    cmd_fetch },
	{ "search", BIT(APP_LIMIT) | BIT(APP_MATCH) | BIT(APP_BATCH) |
	    BIT(APP_FORMAT), STAAF_MSG_WORDS_SEARCH,
	    STAAF_MSG_COMMAND_SEARCH, "search --limit 5 peer feedback",
	    cmd_search },
	{ "show", 0, STAAF_MSG_WORDS_SHOW, STAAF_MSG_COMMAND_SHOW,
	    "show 10.1073/pnas.1319030111", cmd_show },
	{ "rules", 0, STAAF_MSG_WORDS_RULES, STAAF_MSG_COMMAND_RULES,
	    "rules check rules", cmd_rules },
	{ "map", 0, STAAF_MSG_NONE, STAAF_MSG_COMMAND_MAP, "map", cmd_map },
	{ "recheck", 0, STAAF_MSG_WORDS_RECHECK, STAAF_MSG_COMMAND_RECHECK,
	    "recheck article.txt", cmd_recheck },
	{ "status", 0, STAAF_MSG_NONE, STAAF_MSG_COMMAND_STATUS, "status",
	    cmd_status },
	{ "verify", 0, STAAF_MSG_NONE, STAAF_MSG_COMMAND_VERIFY, "verify",
	    cmd_verify },
	{ "curate", BIT(APP_LIMIT) | BIT(APP_INTERVENTION) |
	    BIT(APP_OUTCOME) | BIT(APP_COMPARISON) | BIT(APP_DIRECTION) |
	    BIT(APP_POPULATION) | BIT(APP_METRIC) | BIT(APP_VALUE) |
	    BIT(APP_LOW) | BIT(APP_HIGH) | BIT(APP_K) | BIT(APP_N),
	    STAAF_MSG_WORDS_CURATE, STAAF_MSG_COMMAND_CURATE,
	    "curate figures", cmd_curate },
	{ "backup", BIT(APP_FORCE), STAAF_MSG_WORDS_BACKUP,
	    STAAF_MSG_COMMAND_BACKUP, "backup staaf-copy.db", cmd_backup },
	{ "export", BIT(APP_ALL) | BIT(APP_FORCE), STAAF_MSG_WORDS_EXPORT,
	    STAAF_MSG_COMMAND_EXPORT, "export --all staaf.jsonl",
	    cmd_export },
	{ "restore", 0, STAAF_MSG_WORDS_RESTORE, STAAF_MSG_COMMAND_RESTORE,
	    "--db new.db restore staaf.jsonl", cmd_restore },
	{ "help", 0, STAAF_MSG_WORDS_HELP, STAAF_MSG_COMMAND_HELP,
	    "help ask", cmd_help },
	{ "version", 0, STAAF_MSG_NONE, STAAF_MSG_COMMAND_VERSION, "version",
	    cmd_version },
	{ NULL, 0, STAAF_MSG_NONE, STAAF_MSG_NONE, NULL, NULL },
};
