/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared inside src/app only: options, commands, output, exit statuses. */
#ifndef APP_H
#define APP_H

#include <time.h>

#include <staaf/answer.h>
#include <staaf/fetch.h>
#include <staaf/ingest.h>
#include <staaf/json.h>
#include <staaf/show.h>

/* The worst that happened; scripts rely on these (design.md 8). */
enum app_exit {
	APP_DONE,     /* answered, a polite refusal too */
	APP_NOT_FOUND, /* not known, nothing found */
	APP_USAGE,
	APP_BAD_INPUT,
	APP_STORE_FAILED /* also: output that cannot be written, no memory */
};

/* ------------------------------------------ interface to code in table.c */

enum app_option_id { APP_DB, APP_LANG, APP_JSON, APP_HELP, APP_DRY_RUN,
	APP_WHY, APP_BATCH, APP_LIMIT, APP_MATCH, APP_FORMAT, APP_FORCE,
	APP_ALL, APP_INTERVENTION, APP_OUTCOME, APP_COMPARISON,
	APP_AS, APP_NOT, APP_SLOT, APP_WHY_NOT,
	APP_DIRECTION, APP_POPULATION, APP_METRIC, APP_VALUE, APP_LOW,
	APP_HIGH, APP_K, APP_N, APP_NAME, APP_SET, APP_PREFIX,
	APP_WITH_RECORDS, APP_PAUSE, APP_ALLOW_PRIVATE,
	APP_PRE, APP_POST, APP_GROUP, APP_TREATMENT, APP_CLUSTER, APP_ID,
	APP_OUTCOMES, APP_TIME, APP_PHASE, APP_PERIOD1, APP_PERIOD2,
	APP_SEQUENCE, APP_SCALE, APP_PASSMARK, APP_SESOI, APP_BETTER,
	APP_DECIMALS,
	APP_RANDOMISED, APP_UNPAIRED, APP_SELECTED, APP_MISSING,
	APP_SVG, APP_PLAN, APP_STRATUM, APP_DESIGN,
	APP_MEASURE, APP_CLASSES, APP_R,
	APP_PASS_RATE, APP_LIKELY, APP_AUTHOR, APP_YI, APP_VI, APP_SEI,
	APP_M1, APP_SD1, APP_N1, APP_M2, APP_SD2, APP_N2, APP_A, APP_C,
	APP_M_PRE, APP_M_POST, APP_SD_PRE, APP_STUDY, APP_SUBGROUP,
	APP_FUNNEL, APP_TRIALS, APP_TEST, APP_SOLVE, APP_POWER, APP_EFFECT,
	APP_ICC, APP_SIZE, APP_P1, APP_P2, APP_ALPHA,
	APP_GRADE_DESIGN, APP_GRADE_SITES, APP_GRADE_G,
	APP_GRADE_TAU, APP_GRADE_I2, APP_GRADE_FLAGS, APP_GRADE_MISMATCH,
	APP_GRADE_SPREAD, APP_GRADE_DIFFER, APP_GRADE_EXPLAINED,
	APP_GRADE_OLD, APP_GRADE_BIASED, APP_GRADE_INDEPENDENT,
	APP_GRADE_NO_HE, APP_GRADE_CONCERN, APP_GRADE_UNAPPRAISED,
	APP_GRADE_REVIEW, APP_GRADE_LOCAL, APP_GRADE_UNSUPPORTED,
	APP_MONTHS, APP_MAP_FORMAT, APP_DEMAND, APP_SINCE, APP_N_OPTIONS };

struct app_option {
	const char *name;     /* without the dashes */
	enum staaf_msg value; /* what its value is called; none: a flag */
	enum staaf_msg help;
};

struct app;

struct app_command {
	const char *name;
	const unsigned char *options; /* app_option_id; APP_N_OPTIONS ends */
	enum staaf_msg words;   /* what comes after it, or none */
	enum staaf_msg summary; /* one line */
	const char *example;    /* arguments that work */
	void (*run)(struct app *app);
};

extern const struct app_option app_options[APP_N_OPTIONS];
extern const struct app_command app_commands[]; /* ends with a NULL name */
extern const unsigned char app_global_options[]; /* likewise */

/* ------------------------------------------- interface to code in args.c */

struct app {
	const char *value[APP_N_OPTIONS]; /* NULL: not given; flags: "" */
	const char **word;                /* what is not an option */
	size_t n_words;
	const struct app_command *command; /* NULL when none was given */
	enum staaf_lang lang;
	bool has_lang;     /* told by --lang or the surroundings */
	const char *db;    /* path of the store */
	enum app_exit status;
	bool out_failed;   /* stop writing; said once, at the end */
	int out_errno;
	struct staaf_arena ar;
};

/* Read the arguments; what is wrong is told in err. */
enum staaf_code app_read_args(struct app *app, int argc, char **argv,
    struct staaf_err *err);
/* The command of that name, or NULL and, when one is near, *near. */
const struct app_command *app_find_command(const char *name,
    const char **near);
/* A whole number from 1 to most, of an option; preset when not given. */
enum staaf_code app_get_number(int *out, const struct app *app,
    enum app_option_id option, int preset, int most, struct staaf_err *err);
/* The words with spaces between them; a sole "-" is standard input. */
enum staaf_code app_get_text(struct staaf_buf *out, const struct app *app,
    struct staaf_err *err);
/* A file, or standard input for "-", of at most APP_MAX_INPUT bytes. */
enum staaf_code app_read_input(struct staaf_buf *out, const char *name,
    struct staaf_err *err);

enum { APP_MAX_INPUT = 16 << 20 };

/* ------------------------------------------ interface to code in batch.c */

/*
 * Each "id<TAB>text" line of the file --batch names; place says where it
 * stands.  A line without a tab is told, and the others are still done.
 */
void app_each_line(struct app *app, void (*each)(struct app *app,
    const char *id, const char *text, size_t size,
    const struct staaf_err *place, void *arg), void *arg);

/* -------------------------------------------- interface to code in out.c */

/* Language, store and limits from the surroundings. */
void app_set_surroundings(struct app *app);
struct staaf_term_style app_style(const struct app *app,
    enum staaf_lang lang);
/* Write to standard output, and empty the buffer. */
void app_put(struct app *app, struct staaf_buf *out);
/* Say what failed, in words or JSON, and let the status rise to it. */
void app_fail(struct app *app, const struct staaf_err *err,
    enum staaf_lang lang);
void app_raise(struct app *app, enum app_exit status);
enum app_exit app_exit_of(enum staaf_code code);
/* Close standard output; what could not be written is told. */
void app_finish(struct app *app);
/* The language of a text, when nobody told one. */
enum staaf_lang app_lang_of(const struct app *app, const char *text,
    size_t size);

/* The store and its rules, open for questions. */
struct app_desk {
	struct staaf_store *st;
	struct staaf_rules *rs;
};

/* Read: all answers are of one moment.  Can be closed whatever came of it. */
enum staaf_code app_open_desk(struct app_desk *d, const struct app *app,
    enum staaf_store_mode mode, struct staaf_err *err);
void app_close_desk(struct app_desk *d);

/* ------------------------------------------ interface to code in count.c */

/* Of one run, or of one process of the page. */
struct app_counter {
	bool is_on;      /* as the store says */
	bool has_failed; /* which was said */
};

bool app_counts_questions(struct staaf_store *st);
/* An answer that was given; a refusal is not counted. */
void app_count(struct app_counter *c, struct staaf_store *st,
    const struct staaf_answer *a, enum staaf_lang lang);

/* ---------------------------------- interface to code in evaluate_keep.c */

/* A trial and what it belongs to. */
struct app_trial {
	const struct staaf_table *table;
	const struct staaf_trial_ask *ask;
	const struct staaf_trial *trial;
	struct staaf_trial_beside beside; /* id NULL: it is not kept */
	struct staaf_update update;
	char id[STAAF_HASH_SIZE];
};

/* What the options say of a table of scores. */
enum staaf_code app_get_trial_ask(struct staaf_trial_ask *out,
    const struct app *app, struct staaf_err *err);
/* A number with or without decimals, of an option; NAN when not given. */
enum staaf_code app_get_real(double *out, const struct app *app,
    enum app_option_id option, struct staaf_err *err);
/* The concept that an option names, of its kind; NULL without. */
enum staaf_code app_get_concept(const struct staaf_concept **out,
    const struct app *app, enum app_option_id option,
    enum staaf_concept_kind kind, const struct staaf_rules *rs,
    struct staaf_err *err);
/* The concepts of --intervention, --comparison and --outcome; NULL. */
enum staaf_code app_get_subject(struct staaf_subject *out,
    const struct app *app, const struct staaf_rules *rs,
    struct staaf_err *err);
/* Keep it with its plan, or with what options say that it was about. */
enum staaf_code app_keep_trial(struct app_trial *t, struct app *app,
    struct staaf_arena *ar, struct staaf_err *err);

/* ------------------------------------------- interface to code in help.c */

void app_put_help(struct app *app, const struct app_command *command);

/* ------------------------------------------ interface to code in fetch.c */

enum { APP_FOLDER_SIZE = 256 };

/* Requests one after another, each into a file that is read and gone. */
struct app_fetcher {
	struct app *app;
	char folder[APP_FOLDER_SIZE], file[APP_FOLDER_SIZE + 8];
	int pause;            /* milliseconds between two to one host */
	char host[256];       /* of the last request */
	struct timespec last; /* when it ended */
};

/* Can be ended whatever it returned. */
enum staaf_code app_fetch_start(struct app_fetcher *out, struct app *app,
    struct staaf_err *err);
void app_fetch_end(struct app_fetcher *f);
/*
 * One request, by staaf-fetch.  When the server asks for patience of up to
 * a minute it is tried once more.  What went wrong stands in out->fault.
 * Fails: STAAF_NOMEM, STAAF_IO.
 */
enum staaf_code app_fetch_get(struct staaf_fetched *out,
    struct app_fetcher *f, const char *address, const char *etag,
    const char *modified, struct staaf_arena *ar, struct staaf_err *err);
/* Read what came into the store of in; of a page its feed is told. */
enum staaf_code app_fetch_ingest(struct staaf_ingest_report *out,
    struct app_fetcher *f, const struct staaf_ingest *in, const char *name,
    const char *url, struct staaf_arena *ar, struct staaf_err *err);

/* ---------------------------------------- interface to code in harvest.c */

/* A feed as it is added: OAI-PMH when --set, --prefix or the address say. */
enum staaf_code app_feed_of_address(struct staaf_feed *out,
    const struct app *app, const char *address, struct staaf_arena *ar,
    struct staaf_err *err);
/* Where a harvest begins, and where it goes on with a token. */
const char *app_harvest_address(const struct staaf_feed *feed,
    const char *token, struct staaf_arena *ar);

/* ------------------------------------- interface to code in cmd_ingest.c */

/* A store to write, made when absent, with the rules in force. */
enum staaf_code app_open_to_ingest(struct staaf_ingest *out,
    struct staaf_rules **rules, struct app *app, struct staaf_err *err);

/* ------------------------------------ interface to code in cmd_sources.c */

/* What came of the last try, in words. */
void app_say_result(struct staaf_buf *out, const struct staaf_feed *feed,
    enum staaf_lang lang);
/* What and how much, for programs, within an object. */
void app_put_result(struct staaf_json *j, const struct staaf_feed *feed);
/* The feed of that address, or the only one with that base; else NULL. */
struct staaf_feed *app_find_feed(struct staaf_feed *list, size_t n,
    const char *address);

/* ----------------------------------- interface to code in cmd_evaluate.c */
/* To the file of that option, when there is one. */
enum staaf_code app_write_plot(const struct app *app, enum app_option_id file,
    struct staaf_buf *svg, struct staaf_err *err);
enum staaf_code app_read_table(struct staaf_table *out, const char *name,
    struct staaf_arena *ar, struct staaf_err *err);

/* ------------------------------------------ interface to code in cmd_*.c */

void cmd_ingest(struct app *app);
void cmd_ask(struct app *app);
void cmd_claim(struct app *app);
void cmd_search(struct app *app);
void cmd_show(struct app *app);
void cmd_rules(struct app *app);
void cmd_status(struct app *app);
void cmd_map(struct app *app);
void cmd_grade(struct app *app);
void cmd_evaluate(struct app *app);
void cmd_plan(struct app *app);
void cmd_pool(struct app *app);
void cmd_share(struct app *app);
void cmd_recheck(struct app *app);
void cmd_verify(struct app *app);
void cmd_curate(struct app *app);
void cmd_backup(struct app *app);
void cmd_export(struct app *app);
void cmd_restore(struct app *app);
void cmd_sources(struct app *app);
void cmd_fetch(struct app *app);
void cmd_help(struct app *app);
void cmd_version(struct app *app);
void cmd_config(struct app *app);

/* ---------------------------------- interface to code in curate_figure.c */

/* A tool is an intervention too. */
bool app_is_of_kind(const struct staaf_concept *c,
    enum staaf_concept_kind kind);
void curate_figures(struct app *app);
void curate_confirm(struct app *app);
void curate_correct(struct app *app);
void curate_refuse(struct app *app);

/* ------------------------------- interface to code in curate_statistic.c */

void curate_statistics(struct app *app);

/* ------------------------------------ interface to code in curate_pair.c */

void curate_same(struct app *app);
void curate_different(struct app *app);
void curate_pairs(struct app *app);

/* ------------------------------------- interface to code in plan_power.c */

enum staaf_code plan_power(struct app *app, struct staaf_arena *ar,
    struct staaf_err *err);

/* --------------------------------------- interface to code in request.c */

enum { APP_MAX_QUERY = 65536, /* bytes of a query string */
	APP_MAX_QUESTION = 4096 }; /* characters of a question */

/* A request, every field of it checked. */
struct app_request {
	bool is_head, wants_json, wants_style;
	struct staaf_buf question; /* valid UTF-8 */
	enum staaf_lang lang;
	bool has_lang;             /* chosen in the address */
	const char *script;        /* a safe path, or "" */
};

/*
 * Read a request from its variables (CGI names; get returns NULL for none).
 * Returns an HTTP status: 200, 400, 404, 405, 414 or 500; the request can
 * be cleared after each of them, and its lang is always set.
 */
int app_read_request(struct app_request *out,
    const char *(*get)(const char *name, void *arg), void *arg,
    struct staaf_err *err);
void app_clear_request(struct app_request *req);

#endif
