/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PCRE2 behind limits; its interpreter, unless many texts are to come. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

#include <staaf/pattern.h>

enum {
	MAX_PATTERN_BYTES = 8192,
	MAX_NESTING = 100,
	MATCH_LIMIT = 100000,  /* stops (a+)+$ in about a millisecond */
	DEPTH_LIMIT = 1000,
	HEAP_LIMIT_KB = 10240
};

struct staaf_pattern {
	const char *later; /* to be compiled when it is needed; or NULL */
	pcre2_code *code;
	pcre2_general_context *heap;
	size_t number_group; /* 0 when there is none */
};

static enum staaf_code
refuse(struct staaf_err *err, int number, size_t offset)
{
	char why[STAAF_ERR_WORD_SIZE] = "";

	(void)pcre2_get_error_message(number, (PCRE2_UCHAR *)why, sizeof(why));
	(void)staaf_err_set(err, STAAF_BADINPUT, STAAF_MSG_PATTERN_REFUSED, why,
	    NULL);
	staaf_err_place(err, NULL, 0, (long)offset + 1);
	return STAAF_BADINPUT;
}

static void *
take(size_t size, void *none)
{
	(void)none;
	/* Not zeroed: a match asks for 20 kB, and most end at once. */
	return staaf_mem_realloc(NULL, size);
}

static void
give_back(void *old, void *none)
{
	(void)none;
	staaf_mem_free(old);
}

static pcre2_code *
compile(const char *pattern, pcre2_general_context *heap, struct staaf_err *err)
{
	pcre2_compile_context *bounds = pcre2_compile_context_create(heap);
	pcre2_code *code = NULL;
	size_t offset = 0;
	int number = 0;

	if (bounds == NULL) {
		(void)staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
		return NULL;
	}
	(void)pcre2_set_max_pattern_length(bounds, MAX_PATTERN_BYTES);
	(void)pcre2_set_parens_nest_limit(bounds, MAX_NESTING);
	code = pcre2_compile((PCRE2_SPTR)pattern, strlen(pattern),
	    PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C,
	    &number, &offset, bounds);
	if (code == NULL && number == PCRE2_ERROR_HEAP_FAILED)
		(void)staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	else if (code == NULL)
		(void)refuse(err, number, offset);
	pcre2_compile_context_free(bounds);
	return code;
}

static enum staaf_code
make(struct staaf_pattern *p, const char *pattern, struct staaf_err *err)
{
	int group;

	p->heap = pcre2_general_context_create(take, give_back, NULL);
	if (p->heap == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if ((p->code = compile(pattern, p->heap, err)) == NULL)
		return err->code;
	group = pcre2_substring_number_from_name(p->code, (PCRE2_SPTR)"number");
	p->number_group = group > 0 ? (size_t)group : 0;
	return STAAF_OK;
}

enum staaf_code
staaf_pattern_new(struct staaf_pattern **out, const char *pattern,
    struct staaf_err *err)
{
	struct staaf_pattern *p = staaf_mem_alloc(sizeof(*p));
	struct staaf_err unread = { .code = STAAF_OK };
	enum staaf_code rc;

	if (err == NULL)
		err = &unread;
	if (p == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if ((rc = make(p, pattern, err)) == STAAF_OK)
		*out = p;
	else
		staaf_pattern_free(p);
	return rc;
}

struct staaf_pattern *
staaf_pattern_later(const char *pattern)
{
	struct staaf_pattern *p = staaf_mem_alloc(sizeof(*p));

	if (p != NULL)
		p->later = pattern;
	return p;
}

/* False when memory ran out, or it is none after all. */
static bool
is_ready(struct staaf_pattern *p)
{
	struct staaf_err err = { .code = STAAF_OK };

	if (p->code != NULL)
		return true;
	pcre2_general_context_free(p->heap); /* of a try that failed */
	p->heap = NULL;
	return p->later != NULL && make(p, p->later, &err) == STAAF_OK;
}

void
staaf_pattern_free(struct staaf_pattern *p)
{
	if (p == NULL)
		return;
	pcre2_code_free(p->code);
	pcre2_general_context_free(p->heap);
	staaf_mem_free(p);
}

void
staaf_pattern_hasten(struct staaf_pattern *p)
{
	/* Without machine code the interpreter does the same. */
	if (is_ready(p))
		(void)pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE);
}

/* What a match needs while it runs: each pattern would else keep 20 kB. */
struct desk {
	pcre2_match_data *data;
	pcre2_match_context *limits;
};

static bool
open_desk(struct desk *d, const struct staaf_pattern *p)
{
	d->data = pcre2_match_data_create_from_pattern(p->code, p->heap);
	d->limits = pcre2_match_context_create(p->heap);
	if (d->data == NULL || d->limits == NULL)
		return false;
	(void)pcre2_set_match_limit(d->limits, MATCH_LIMIT);
	(void)pcre2_set_depth_limit(d->limits, DEPTH_LIMIT);
	(void)pcre2_set_heap_limit(d->limits, HEAP_LIMIT_KB);
	return true;
}

static void
close_desk(struct desk *d)
{
	pcre2_match_context_free(d->limits);
	pcre2_match_data_free(d->data);
}

static void
take_span(struct staaf_span *out, const struct staaf_pattern *p,
    const struct desk *d)
{
	const size_t *at = pcre2_get_ovector_pointer(d->data);

	*out = (struct staaf_span){ .start = at[0], .end = at[1] };
	if (p->number_group > 0 && at[2 * p->number_group] != PCRE2_UNSET) {
		out->number_start = at[2 * p->number_group];
		out->number_end = at[2 * p->number_group + 1];
	}
}

enum staaf_match
staaf_pattern_find(struct staaf_pattern *p, const char *text, size_t size,
    size_t from, struct staaf_span *out)
{
	struct desk d;
	int n = PCRE2_ERROR_NOMEMORY;

	if (from > size)
		return STAAF_MATCH_NO;
	if (!is_ready(p))
		return STAAF_MATCH_NOMEM;
	if (open_desk(&d, p))
		n = pcre2_match(p->code, (PCRE2_SPTR)text, size, from,
		    PCRE2_NO_UTF_CHECK, d.data, d.limits);
	if (n >= 0)
		take_span(out, p, &d);
	close_desk(&d);
	switch (n) {
	case PCRE2_ERROR_NOMATCH:
		return STAAF_MATCH_NO;
	case PCRE2_ERROR_NOMEMORY:
		return STAAF_MATCH_NOMEM;
	default:
		return n < 0 ? STAAF_MATCH_LIMIT : STAAF_MATCH_YES;
	}
}
