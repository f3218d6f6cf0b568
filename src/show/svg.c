/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plots: numbers in, SVG out, nothing else.  Two decimals and a point
 * whatever the language of the machine, so that the same numbers give the
 * same bytes.  Never colour alone: means are larger, intervals are bars.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "show.h"

enum { LEFT = 60, RIGHT = 20, TOP = 40, BOTTOM = 50, MOST_TICKS = 8 };

double
svg_step(double low, double high)
{
	double rough = (high - low) / (MOST_TICKS - 2);
	double power = pow(10, floor(log10(rough)));
	double part = rough / power;

	return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
}

static void
open_svg(struct staaf_buf *out, double width, double height, bool is_fixed)
{
	staaf_buf_printf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
	    "viewBox=\"0 0 %.0f %.0f\"", width, height);
	if (is_fixed)
		staaf_buf_printf(out, " width=\"%.0f\" height=\"%.0f\"",
		    width, height);
	staaf_buf_puts(out, " role=\"img\" aria-labelledby=\"t d\" "
	    "font-family=\"sans-serif\" font-size=\"13\">\n");
}

void
svg_begin_fixed(struct svg *s, struct staaf_buf *out, double width,
    double height)
{
	*s = (struct svg){ .out = out, .width = width, .height = height };
	open_svg(out, width, height, true);
}

void
svg_begin(struct svg *s, struct staaf_buf *out, double width, double height,
    double low, double high)
{
	double step;

	if (!(high > low)) {
		low -= .5;
		high = low + 1;
	}
	step = svg_step(low, high);
	*s = (struct svg){ .out = out, .width = width, .height = height,
		.low = floor(low / step) * step,
		.high = ceil(high / step) * step, .step = step };
	open_svg(out, width, height, false);
}

void
svg_say(struct svg *s, const char *title, const char *what)
{
	staaf_buf_puts(s->out, "<title id=\"t\">");
	show_html_text(s->out, title);
	staaf_buf_puts(s->out, "</title>\n<desc id=\"d\">");
	show_html_text(s->out, what);
	staaf_buf_puts(s->out, "</desc>\n");
	staaf_buf_printf(s->out, "<rect width=\"%.0f\" height=\"%.0f\" "
	    "fill=\"#fff\"/>\n", s->width, s->height);
}

double
svg_y(const struct svg *s, double value)
{
	double room = s->height - TOP - BOTTOM;

	return TOP + room * (s->high - value) / (s->high - s->low);
}

void
svg_label(struct svg *s, double x, double y, const char *anchor,
    const char *text)
{
	staaf_buf_printf(s->out, "<text x=\"%.2f\" y=\"%.2f\" "
	    "text-anchor=\"%s\">", x, y, anchor);
	show_html_text(s->out, text);
	staaf_buf_puts(s->out, "</text>\n");
}

void
svg_line(struct svg *s, double x1, double y1, double x2, double y2,
    const char *style)
{
	staaf_buf_printf(s->out, "<path d=\"M%.2f %.2fL%.2f %.2f\" %s/>\n", x1,
	    y1, x2, y2, style);
}

void
svg_dot(struct svg *s, double x, double y, double radius, const char *style)
{
	staaf_buf_printf(s->out, "<circle cx=\"%.2f\" cy=\"%.2f\" "
	    "r=\"%.2f\" %s/>\n", x, y, radius, style);
}

/* The scale at the left, with faint lines across. */
void
svg_scale(struct svg *s, enum staaf_lang lang)
{
	int decimals = s->step >= 1 ? 0 : (int)ceil(-log10(s->step) - 1e-9);
	long n = lround((s->high - s->low) / s->step);

	for (long i = 0; i <= n; i++) {
		double value = s->low + (double)i * s->step;
		double y = svg_y(s, value);
		struct staaf_buf label = { 0 };

		staaf_say_number(&label, lang, value, decimals);
		svg_line(s, LEFT, y, s->width - RIGHT, y,
		    "stroke=\"#ddd\" stroke-width=\"1\"");
		svg_label(s, LEFT - 8, y + 4, "end", staaf_buf_text(&label));
		s->out->failed |= label.failed;
		staaf_buf_clear(&label);
	}
}

/* A mean with its interval; NAN limits draw no bar. */
void
svg_mean(struct svg *s, double x, double mean, double low, double high)
{
	static const char bar[] = "stroke=\"#b3261e\" stroke-width=\"3\"";

	if (isfinite(low) && isfinite(high)) {
		double top = svg_y(s, high), bottom = svg_y(s, low);

		svg_line(s, x, top, x, bottom, bar);
		svg_line(s, x - 7, top, x + 7, top, bar);
		svg_line(s, x - 7, bottom, x + 7, bottom, bar);
	}
	if (isfinite(mean))
		svg_dot(s, x, svg_y(s, mean), 6, "fill=\"#b3261e\" "
		    "stroke=\"#fff\" stroke-width=\"1.5\"");
}

void
svg_end(struct svg *s)
{
	staaf_buf_puts(s->out, "</svg>\n");
}
