/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The gap map as a picture: a row for each approach under its broader one, a
 * column for each outcome.  The area of a bubble is the number of studies,
 * its shade the certainty, which a number beside it tells as well.  What was
 * asked stands in a frame before them.  Labels are cut by a width that no
 * common sans-serif font exceeds.
 */
#include <math.h>
#include <string.h>

#include <staaf/utf8.h>

#include "show.h"

enum {
	WIDTH = 1000, LABEL = 290, MARGIN = 90, /* right: heads lean out */
	LEAST_PITCH = 34, MOST_PITCH = 90, ROW = 22, INDENT = 16,
	FRAME = 30, ASKED_PITCH = 76, /* of a cell with a frame */
	TITLE = 34, LINE = 26,
	HEAD_ROWS = 40, /* rows after which a group repeats the heads */
	MOST_HEAD = 36  /* characters */
};
static const double LETTER = 7.1; /* widest mean of letters at size 13 */
static const double SLANT = 0.7071067811865476;
/* Area goes with k from 6 to 100: outside no eye would see it, or it spills. */
static const double LEAST_K = 6, MOST_K = 100, MOST_RADIUS = 10;

static const char *const shades[SHOW_LEVELS + 1] = { "#ffffff", "#cfe3f3",
	"#8fbfe0", "#3f8fc5", "#0b4a86" };

struct chart {
	struct svg svg;
	const struct staaf_map *map;
	enum staaf_lang lang;
	double y, pitch, head;
	double shift;   /* of what is held: room for a frame before it */
	size_t n_since; /* rows since the heads */
};

/* At most so many characters, with a mark where it was cut. */
static void
put_cut(struct chart *c, double x, double y, const char *attributes,
    const char *text, size_t most)
{
	struct staaf_buf *out = c->svg.out;
	struct staaf_buf cut = { 0 };
	size_t size = strlen(text);

	if (staaf_utf8_columns(text, size) > most) {
		while (staaf_utf8_columns(text, size) > most - 1)
			size = staaf_utf8_cut(text, size, size - 1);
		staaf_buf_put(&cut, text, size);
		staaf_buf_puts(&cut, "\xe2\x80\xa6");
	} else {
		staaf_buf_puts(&cut, text);
	}
	staaf_buf_printf(out, "<text x=\"%.2f\" y=\"%.2f\"%s>", x, y,
	    attributes);
	show_html_text(out, staaf_buf_text(&cut));
	staaf_buf_puts(out, "</text>\n");
	out->failed |= cut.failed;
	staaf_buf_clear(&cut);
}

static void
put_box(struct chart *c, double x, double y, double width, double height,
    const char *style)
{
	staaf_buf_printf(c->svg.out, "<rect x=\"%.2f\" y=\"%.2f\" "
	    "width=\"%.2f\" height=\"%.2f\" %s/>\n", x, y, width, height,
	    style);
}

static double
column_at(const struct chart *c, size_t i)
{
	return LABEL + c->pitch * ((double)i + .5);
}

/* One without an outcome too, unless the map is of some outcomes. */
static size_t
count_columns(const struct staaf_map *map)
{
	return map->n_columns + (map->has_demand && (map->n_columns == 0 ||
	    map->column[0].outcome == NULL));
}

static const char *
head_of(const struct staaf_map *map, size_t i, enum staaf_lang lang)
{
	return i == map->n_columns ? staaf_text(STAAF_MSG_DEMAND_NO_OUTCOME,
	    lang) : show_column_words(&map->column[i], lang);
}

/* Long words need room above them when they lean. */
static double
measure_heads(const struct staaf_map *map, enum staaf_lang lang)
{
	size_t most = 0;

	for (size_t i = 0; i < count_columns(map); i++) {
		const char *words = head_of(map, i, lang);
		size_t n = staaf_utf8_columns(words, strlen(words));

		if (n > most)
			most = n;
	}
	return 16 + SLANT * LETTER * (double)(most < MOST_HEAD ? most :
	    MOST_HEAD);
}

static void
put_heads(struct chart *c)
{
	char place[80];

	c->y += c->head;
	for (size_t i = 0; i < count_columns(c->map); i++) {
		double x = column_at(c, i), y = c->y - 6;

		(void)snprintf(place, sizeof(place),
		    " transform=\"rotate(-45 %.2f %.2f)\"", x, y);
		put_cut(c, x, y, place, head_of(c->map, i, c->lang),
		    MOST_HEAD);
	}
	c->n_since = 0;
}

static double
radius_of(double k)
{
	return MOST_RADIUS * sqrt(fmin(fmax(k, LEAST_K), MOST_K) / MOST_K);
}

static void
put_bubble(struct chart *c, double x, double y, long k, int level)
{
	char style[96];

	(void)snprintf(style, sizeof(style), "fill=\"%s\" stroke=\"#333\"%s",
	    shades[level], k < 0 ? " stroke-dasharray=\"2 2\"" : "");
	svg_dot(&c->svg, x, y, radius_of(k < 0 ? MOST_K / 4 : (double)k),
	    style);
}

/* How often it was asked, in a frame; x: the left of the cell. */
static void
put_frame(struct chart *c, long asked, double x, double y)
{
	char number[24];

	if (asked == 0)
		return;
	put_box(c, x + 3, y + 3, FRAME, ROW - 6,
	    "fill=\"#fff\" stroke=\"#000\" stroke-width=\"1.5\"");
	(void)snprintf(number, sizeof(number), asked < 1000 ? "%ld" : "%ldk",
	    asked < 1000 ? asked : asked / 1000);
	staaf_buf_printf(c->svg.out, "<text x=\"%.2f\" y=\"%.2f\" "
	    "text-anchor=\"middle\" font-size=\"12\" font-weight=\"bold\">"
	    "%s</text>\n", x + 3 + FRAME / 2.0, y + ROW / 2.0 + 4, number);
}

/* A bubble left of the middle and its number right of it. */
static void
put_held(struct chart *c, const struct staaf_cell *cell, double x, double y)
{
	char number[16] = "\xe2\x80\x93"; /* works, and none that counts */

	if (cell->n_works == 0) {
		put_box(c, x - c->pitch / 2 + 1, y + 1, c->pitch - 2, ROW - 2,
		    "fill=\"#e4e4e4\"");
		return;
	}
	put_box(c, x - c->pitch / 2 + 1, y + 1, c->pitch - 2, ROW - 2,
	    "fill=\"#fff\" stroke=\"#ccc\"");
	x += c->shift;
	if (cell->level != STAAF_NONE) {
		put_bubble(c, x - 6, y + ROW / 2.0, cell->k, cell->level);
		(void)snprintf(number, sizeof(number), "%d", cell->level);
	}
	svg_label(&c->svg, x + 14, y + ROW / 2.0 + 4, "middle", number);
}

static void
put_cell(struct chart *c, const struct staaf_cell *cell, double x, double y)
{
	put_held(c, cell, x, y);
	put_frame(c, cell->demand.asked, x - c->pitch / 2, y);
}

static void
put_row(struct chart *c, const struct staaf_map_row *row, size_t depth,
    bool is_group)
{
	double x = 10 + (double)(depth * INDENT);

	if (is_group)
		put_box(c, 2, c->y + 1, LABEL - 4, ROW - 2,
		    "fill=\"#d5dde5\"");
	put_cut(c, x, c->y + ROW / 2.0 + 4, is_group && depth == 0 ?
	    " font-weight=\"bold\"" : "", row->intervention->name[c->lang],
	    (size_t)((LABEL - x - 6) / (LETTER * (is_group ? 1.06 : 1))));
	for (size_t i = 0; i < c->map->n_columns; i++)
		put_cell(c, &row->cell[i], column_at(c, i), c->y);
	if (c->map->has_demand)
		put_frame(c, row->demand.asked, column_at(c,
		    c->map->n_columns) - c->pitch / 2, c->y);
	c->y += ROW;
	c->n_since++;
}

/* The row that this one stands under; n_rows: none. */
static size_t
find_above(const struct staaf_map *map, size_t i)
{
	const struct staaf_concept *p = map->row[i].intervention->under;

	for (; p != NULL; p = p->under)
		for (size_t k = 0; k < map->n_rows; k++)
			if (map->row[k].intervention == p)
				return k;
	return map->n_rows;
}

static bool
has_below(const struct staaf_map *map, size_t i)
{
	for (size_t k = 0; k < map->n_rows; k++)
		if (find_above(map, k) == i)
			return true;
	return false;
}

static void
put_tree(struct chart *c, size_t i, size_t depth)
{
	put_row(c, &c->map->row[i], depth, has_below(c->map, i));
	for (size_t k = 0; k < c->map->n_rows; k++)
		if (find_above(c->map, k) == i)
			put_tree(c, k, depth + 1);
}

/* Groups first, then the approaches that stand alone. */
static void
put_rows(struct chart *c)
{
	const struct staaf_map *map = c->map;
	bool has_group = false, has_title = false;

	for (size_t i = 0; i < map->n_rows; i++) {
		if (find_above(map, i) != map->n_rows || !has_below(map, i))
			continue;
		if (c->n_since >= HEAD_ROWS)
			put_heads(c);
		put_tree(c, i, 0);
		c->y += ROW / 2.0;
		has_group = true;
	}
	for (size_t i = 0; i < map->n_rows; i++) {
		if (find_above(map, i) != map->n_rows || has_below(map, i))
			continue;
		if (c->n_since >= HEAD_ROWS)
			put_heads(c);
		if (has_group && !has_title) {
			put_cut(c, 10, c->y + ROW / 2.0 + 4,
			    " font-weight=\"bold\"", staaf_text(
			    STAAF_MSG_MAP_ALONE, c->lang), MOST_HEAD);
			c->y += ROW;
			has_title = true;
		}
		put_row(c, &map->row[i], 0, false);
	}
}

/* Words of the key; returns where they end. */
static double
put_key_words(struct chart *c, double x, enum staaf_msg msg)
{
	const char *words = staaf_text(msg, c->lang);

	svg_label(&c->svg, x, c->y + ROW / 2.0 + 4, "start", words);
	return x + LETTER * (double)staaf_utf8_columns(words, strlen(words)) +
	    24;
}

static void
put_key(struct chart *c)
{
	static const struct {
		double k;
		enum staaf_msg words;
	} sizes[] = {
		{ 6, STAAF_MSG_MAP_KEY_FEW },
		{ 25, STAAF_MSG_MAP_KEY_SOME },
		{ 100, STAAF_MSG_MAP_KEY_MANY },
	};
	struct staaf_cell cell = { .n_works = 1, .k = (long)MOST_K / 4 };
	double x = put_key_words(c, 10, STAAF_MSG_MAP_KEY_LEVEL);
	double pitch = c->pitch, shift = c->shift;

	c->pitch = 44;
	c->shift = 0;
	for (cell.level = 0; cell.level <= SHOW_LEVELS; cell.level++)
		put_cell(c, &cell, x + 10 + 46 * cell.level, c->y);
	c->y += LINE;
	x = put_key_words(c, 10, STAAF_MSG_MAP_KEY_SIZE);
	for (size_t i = 0; i < 3; i++) {
		put_bubble(c, x, c->y + ROW / 2.0, (long)sizes[i].k, 0);
		x = put_key_words(c, x + 14, sizes[i].words);
	}
	put_bubble(c, x, c->y + ROW / 2.0, -1, 0);
	(void)put_key_words(c, x + 14, STAAF_MSG_MAP_KEY_UNTOLD);
	c->y += LINE;
	cell = (struct staaf_cell){ .n_works = 0 };
	put_cell(c, &cell, 32, c->y);
	x = put_key_words(c, 62, STAAF_MSG_MAP_KEY_EMPTY);
	cell = (struct staaf_cell){ .n_works = 1, .level = STAAF_NONE };
	put_cell(c, &cell, x + 22, c->y);
	(void)put_key_words(c, x + 52, STAAF_MSG_MAP_KEY_NONE);
	c->y += LINE;
	if (c->map->has_demand) {
		put_frame(c, 3, 10, c->y);
		x = put_key_words(c, 10 + FRAME + 12, STAAF_MSG_MAP_KEY_ASKED);
		(void)put_key_words(c, x, STAAF_MSG_MAP_KEY_UNASKED);
		c->y += LINE;
	}
	c->pitch = pitch;
	c->shift = shift;
}

/* "140 approaches by 9 kinds of outcome; nothing is held in 900 cells." */
static void
say_counts(struct staaf_buf *out, const struct staaf_map *map,
    enum staaf_lang lang)
{
	struct staaf_buf word[3] = { 0 };
	long n_empty = 0, count[3];

	for (size_t i = 0; i < map->n_rows; i++)
		for (size_t k = 0; k < map->n_columns; k++)
			n_empty += map->row[i].cell[k].n_works == 0;
	count[0] = (long)map->n_rows;
	count[1] = (long)map->n_columns;
	count[2] = n_empty;
	for (size_t i = 0; i < 3; i++)
		staaf_say_count(&word[i], lang, count[i]);
	staaf_say(out, lang, STAAF_MSG_MAP_COUNTS, staaf_buf_text(&word[0]),
	    staaf_buf_text(&word[1]), staaf_buf_text(&word[2]));
	for (size_t i = 0; i < 3; i++) {
		out->failed |= word[i].failed;
		staaf_buf_clear(&word[i]);
	}
}

void
staaf_show_map_svg(struct staaf_buf *out, const struct staaf_map *map,
    enum staaf_lang lang)
{
	struct staaf_buf body = { 0 }, counts = { 0 };
	struct chart c = { .svg = { .out = &body }, .map = map, .lang = lang,
		.y = TITLE + LINE, .head = measure_heads(map, lang) };
	double n = fmax(1, (double)count_columns(map)), width;
	const char *title = staaf_text(map->has_demand ?
	    STAAF_MSG_MAP_DEMAND_TITLE : STAAF_MSG_MAP_TITLE, lang);
	struct svg frame;

	c.pitch = fmin(fmax((WIDTH - LABEL - MARGIN) / n, map->has_demand ?
	    ASKED_PITCH : LEAST_PITCH), MOST_PITCH);
	c.shift = map->has_demand ? FRAME / 2.0 : 0;
	width = fmax(WIDTH, LABEL + MARGIN + c.pitch * n);
	put_key(&c);
	put_heads(&c);
	put_rows(&c);
	say_counts(&counts, map, lang);
	svg_begin_fixed(&frame, out, width, c.y + ROW);
	svg_say(&frame, title, staaf_buf_text(&counts));
	c.svg.out = out;
	put_cut(&c, 10, 24, " font-size=\"17\" font-weight=\"bold\"", title,
	    WIDTH);
	svg_label(&frame, 10, TITLE + 14, "start", staaf_buf_text(&counts));
	staaf_buf_put(out, staaf_buf_text(&body), body.size);
	svg_end(&frame);
	out->failed |= body.failed || counts.failed;
	staaf_buf_clear(&body);
	staaf_buf_clear(&counts);
}
