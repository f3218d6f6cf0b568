/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A whole record as bytes, for a pipe or a column: every member in the order
 * of record.h, numbers as they are in memory, texts and lists with their size
 * before them.  What is read back is trusted in nothing.
 */
#include <stdint.h>
#include <string.h>

#include <staaf/store.h>

enum { PACK_FORMAT = 1 };

/* ------------------------------------------------------------- writing */

static void
put_int(struct staaf_buf *out, int64_t value)
{
	staaf_buf_put(out, (const char *)&value, sizeof(value));
}

static void
put_number(struct staaf_buf *out, double value)
{
	staaf_buf_put(out, (const char *)&value, sizeof(value));
}

static void
put_text(struct staaf_buf *out, const char *text)
{
	uint32_t size = text == NULL ? 0 : (uint32_t)strlen(text);

	staaf_buf_put(out, (const char *)&size, sizeof(size));
	if (size > 0)
		staaf_buf_put(out, text, size);
}

static void
put_list(struct staaf_buf *out, const char *const *text, size_t n)
{
	put_int(out, (int64_t)n);
	for (size_t i = 0; i < n; i++)
		put_text(out, text[i]);
}

static void
put_finding(struct staaf_buf *out, const struct staaf_finding *f)
{
	put_text(out, f->key);
	put_text(out, f->intervention);
	put_text(out, f->comparison);
	put_text(out, f->outcome);
	put_text(out, f->population);
	put_text(out, f->context);
	put_int(out, f->metric);
	put_number(out, f->value);
	put_number(out, f->low);
	put_number(out, f->high);
	put_number(out, f->tau);
	put_number(out, f->i2);
	put_number(out, f->adjusted);
	put_int(out, f->k);
	put_int(out, f->n);
	put_int(out, f->sites);
	put_int(out, f->direction);
	put_int(out, f->form);
	put_int(out, f->spread);
	put_int(out, f->higher_is_worse);
	put_int(out, f->is_delayed);
	put_int(out, f->is_confirmed);
	put_int(out, f->has_concern);
	put_text(out, f->note[STAAF_EN]);
	put_text(out, f->note[STAAF_NL]);
}

static void
put_figure(struct staaf_buf *out, const struct staaf_figure *f)
{
	put_text(out, f->key);
	put_int(out, f->place);
	put_int(out, (int64_t)f->at);
	put_int(out, (int64_t)f->size);
	put_text(out, f->quote);
	put_int(out, f->metric);
	put_number(out, f->value);
	put_number(out, f->low);
	put_number(out, f->high);
	put_number(out, f->p);
	put_int(out, f->p_is_below);
	put_number(out, f->tau);
	put_number(out, f->i2);
	put_int(out, f->k);
	put_int(out, f->n);
	put_int(out, f->design);
}

static void
put_appraisal(struct staaf_buf *out, const struct staaf_appraisal *a)
{
	put_int(out, a->design);
	put_int(out, a->is_stated);
	put_int(out, a->flags);
	put_int(out, a->is_technology_bound);
	put_int(out, a->has_independent_test);
	put_int(out, a->median_study_year);
	put_int(out, a->is_local);
	put_text(out, a->plan);
	put_text(out, a->note[STAAF_EN]);
	put_text(out, a->note[STAAF_NL]);
}

void
staaf_record_pack(struct staaf_buf *out, const struct staaf_record *r)
{
	const char *const texts[] = { r->id, r->guid, r->doi, r->source,
		r->title, r->title_language, r->venue, r->link, r->language,
		r->published, r->updated, r->summary, r->summary_language,
		r->summary_in[STAAF_EN], r->summary_in[STAAF_NL], r->content,
		r->author_email };

	staaf_buf_putc(out, PACK_FORMAT);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		put_text(out, texts[i]);
	put_int(out, r->kind);
	put_int(out, r->state);
	put_int(out, r->year);
	put_appraisal(out, &r->appraisal);
	put_list(out, r->author, r->n_authors);
	put_list(out, r->concept, r->n_concepts);
	put_list(out, r->tag, r->n_tags);
	put_list(out, r->alias, r->n_aliases);
	put_int(out, (int64_t)r->n_relations);
	for (size_t i = 0; i < r->n_relations; i++) {
		put_int(out, r->relation[i].kind);
		put_text(out, r->relation[i].target);
	}
	put_int(out, (int64_t)r->n_findings);
	for (size_t i = 0; i < r->n_findings; i++)
		put_finding(out, &r->finding[i]);
	put_int(out, (int64_t)r->n_figures);
	for (size_t i = 0; i < r->n_figures; i++)
		put_figure(out, &r->figure[i]);
}

/* ------------------------------------------------------------- reading */

/* The first odd thing is remembered; all after it is zero. */
struct unpack {
	const char *at, *end;
	struct staaf_arena *ar;
	bool has_failed;
};

static void
take_bytes(struct unpack *u, void *out, size_t size)
{
	memset(out, 0, size);
	if (u->has_failed || (size_t)(u->end - u->at) < size) {
		u->has_failed = true;
		return;
	}
	memcpy(out, u->at, size);
	u->at += size;
}

static int64_t
take_int(struct unpack *u, int64_t least, int64_t most)
{
	int64_t value;

	take_bytes(u, &value, sizeof(value));
	if (value < least || value > most) {
		u->has_failed = true;
		return least > 0 ? least : most < 0 ? most : 0;
	}
	return value;
}

static bool
take_bool(struct unpack *u)
{
	return take_int(u, 0, 1) != 0;
}

static double
take_number(struct unpack *u)
{
	double value;

	take_bytes(u, &value, sizeof(value));
	return value;
}

static const char *
take_text(struct unpack *u)
{
	const char *text;
	uint32_t size;

	take_bytes(u, &size, sizeof(size));
	if (u->has_failed || (size_t)(u->end - u->at) < size ||
	    memchr(u->at, '\0', size) != NULL) {
		u->has_failed = true;
		return "";
	}
	text = staaf_arena_dupn(u->ar, u->at, size);
	u->at += size;
	return text;
}

/* How many items follow; each takes at least four bytes. */
static size_t
take_count(struct unpack *u)
{
	return (size_t)take_int(u, 0, (int64_t)(u->end - u->at) / 4);
}

static const char *const *
take_list(struct unpack *u, size_t *n)
{
	size_t count = take_count(u);
	const char **list = staaf_arena_array(u->ar, count + 1,
	    sizeof(*list));

	*n = 0;
	if (list == NULL)
		return NULL;
	while (*n < count && !u->has_failed)
		list[(*n)++] = take_text(u);
	return list;
}

static void
take_finding(struct unpack *u, struct staaf_finding *f)
{
	f->key = take_text(u);
	f->intervention = take_text(u);
	f->comparison = take_text(u);
	f->outcome = take_text(u);
	f->population = take_text(u);
	f->context = take_text(u);
	f->metric = (enum staaf_metric)take_int(u, 0, STAAF_PP);
	f->value = take_number(u);
	f->low = take_number(u);
	f->high = take_number(u);
	f->tau = take_number(u);
	f->i2 = take_number(u);
	f->adjusted = take_number(u);
	f->k = (long)take_int(u, STAAF_NONE, INT32_MAX);
	f->n = (long)take_int(u, STAAF_NONE, INT32_MAX);
	f->sites = (long)take_int(u, STAAF_NONE, INT32_MAX);
	f->direction = (enum staaf_direction)take_int(u, 0,
	    STAAF_NO_DIFFERENCE);
	f->form = (enum staaf_form)take_int(u, 0, STAAF_HEAD_TO_HEAD);
	f->spread = (enum staaf_spread)take_int(u, 0, STAAF_SPREAD_EXPLAINED);
	f->higher_is_worse = take_bool(u);
	f->is_delayed = take_bool(u);
	f->is_confirmed = take_bool(u);
	f->has_concern = take_bool(u);
	f->note[STAAF_EN] = take_text(u);
	f->note[STAAF_NL] = take_text(u);
}

static void
take_figure(struct unpack *u, struct staaf_figure *f)
{
	f->key = take_text(u);
	f->place = (enum staaf_figure_place)take_int(u, 0, STAAF_IN_CONTENT);
	f->at = (size_t)take_int(u, 0, INT32_MAX);
	f->size = (size_t)take_int(u, 0, INT32_MAX);
	f->quote = take_text(u);
	f->metric = (enum staaf_metric)take_int(u, 0, STAAF_PP);
	f->value = take_number(u);
	f->low = take_number(u);
	f->high = take_number(u);
	f->p = take_number(u);
	f->p_is_below = take_bool(u);
	f->tau = take_number(u);
	f->i2 = take_number(u);
	f->k = (long)take_int(u, STAAF_NONE, INT32_MAX);
	f->n = (long)take_int(u, STAAF_NONE, INT32_MAX);
	f->design = (int)take_int(u, STAAF_NONE, 5);
}

static void
take_appraisal(struct unpack *u, struct staaf_appraisal *a)
{
	a->design = (int)take_int(u, STAAF_NONE, 5);
	a->is_stated = take_bool(u);
	a->flags = (unsigned)take_int(u, 0, 2 * STAAF_SELF_SELECTION - 1);
	a->is_technology_bound = take_bool(u);
	a->has_independent_test = take_bool(u);
	a->median_study_year = (int)take_int(u, 0, 9999);
	a->is_local = take_bool(u);
	a->plan = take_text(u);
	a->note[STAAF_EN] = take_text(u);
	a->note[STAAF_NL] = take_text(u);
}

static void
take_relations(struct unpack *u, struct staaf_record *r)
{
	size_t n = take_count(u);
	struct staaf_relation *list = staaf_arena_array(u->ar, n + 1,
	    sizeof(*list));

	for (size_t i = 0; list != NULL && i < n && !u->has_failed; i++) {
		list[i].kind = (enum staaf_relation_kind)take_int(u, 0,
		    STAAF_PART_OF);
		list[i].target = take_text(u);
		r->n_relations++;
	}
	r->relation = list;
}

static void
take_parts(struct unpack *u, struct staaf_record *r)
{
	struct staaf_finding *finding;
	struct staaf_figure *figure;
	size_t n = take_count(u);

	finding = staaf_arena_array(u->ar, n + 1, sizeof(*finding));
	for (size_t i = 0; finding != NULL && i < n && !u->has_failed; i++) {
		take_finding(u, &finding[i]);
		r->n_findings++;
	}
	r->finding = finding;
	n = take_count(u);
	figure = staaf_arena_array(u->ar, n + 1, sizeof(*figure));
	for (size_t i = 0; figure != NULL && i < n && !u->has_failed; i++) {
		take_figure(u, &figure[i]);
		r->n_figures++;
	}
	r->figure = figure;
}

bool
staaf_record_unpack(struct staaf_record *out, const char *bytes, size_t size,
    struct staaf_arena *ar)
{
	struct staaf_record r = { .id = "" };
	const char **const texts[] = { &r.id, &r.guid, &r.doi, &r.source,
		&r.title, &r.title_language, &r.venue, &r.link, &r.language,
		&r.published, &r.updated, &r.summary, &r.summary_language,
		&r.summary_in[STAAF_EN], &r.summary_in[STAAF_NL], &r.content,
		&r.author_email };
	struct unpack u = { .at = bytes, .end = bytes + size, .ar = ar };
	char format;

	take_bytes(&u, &format, 1);
	if (format != PACK_FORMAT)
		return false;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		*texts[i] = take_text(&u);
	r.kind = (enum staaf_record_kind)take_int(&u, 0, STAAF_UNSORTED);
	r.state = (enum staaf_state)take_int(&u, 0, STAAF_RETRACTED);
	r.year = (int)take_int(&u, -9999, 9999);
	take_appraisal(&u, &r.appraisal);
	r.author = take_list(&u, &r.n_authors);
	r.concept = take_list(&u, &r.n_concepts);
	r.tag = take_list(&u, &r.n_tags);
	r.alias = take_list(&u, &r.n_aliases);
	take_relations(&u, &r);
	take_parts(&u, &r);
	if (u.has_failed || u.at != u.end || ar->failed)
		return false;
	*out = r;
	return true;
}
