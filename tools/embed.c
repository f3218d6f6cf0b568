/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Turn files into C at build time.
 *   embed files OUT.c NAME FILE...  an array of {name, bytes, size}
 *   embed sql OUT SCHEMA STATEMENTS  OUT.h: an enum; OUT.c: the texts
 * String literals over 4,095 bytes fail -Wpedantic, so bytes it is.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
stop(const char *what, const char *name)
{
	fprintf(stderr, "embed: %s '%s': %s\n", what, name, strerror(errno));
	exit(1);
}

static FILE *
open_out(const char *name)
{
	FILE *f = fopen(name, "w");

	if (f == NULL)
		stop("cannot write", name);
	fputs("/* Made by tools/embed.c; do not edit. */\n", f);
	return f;
}

static void
close_out(FILE *f, const char *name)
{
	if (ferror(f) || fclose(f) != 0)
		stop("cannot write", name);
}

/* Bytes of a file as numbers, with a NUL that the size leaves out. */
static size_t
put_file(FILE *out, const char *name)
{
	FILE *in = fopen(name, "r");
	size_t size = 0;
	int c;

	if (in == NULL)
		stop("cannot read", name);
	while ((c = getc(in)) != EOF) {
		fprintf(out, "%d,%s", c, size % 20 == 19 ? "\n" : "");
		size++;
	}
	if (ferror(in))
		stop("cannot read", name);
	fclose(in);
	fputs("0\n};\n", out);
	return size;
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static void
embed_files(const char *out_name, const char *array, int n, char **files)
{
	FILE *out = open_out(out_name);
	size_t *size = calloc((size_t)n + 1, sizeof(*size));

	if (size == NULL)
		stop("no memory for", out_name);
	fputs("#include <staaf/embed.h>\n\n", out);
	for (int i = 0; i < n; i++) {
		fprintf(out, "static const unsigned char file_%d[] = {\n", i);
		size[i] = put_file(out, files[i]);
	}
	fprintf(out, "\nconst struct staaf_embedded %s[] = {\n", array);
	for (int i = 0; i < n; i++)
		fprintf(out, "\t{ \"%s\", (const char *)file_%d, %zu },\n",
		    base_name(files[i]), i, size[i]);
	fputs("\t{ NULL, NULL, 0 },\n};\n", out);
	close_out(out, out_name);
	free(size);
}

/* "-- name: record_get" opens a statement that runs to the next one. */
static void
embed_statements(FILE *h, FILE *c, const char *name)
{
	FILE *in = fopen(name, "r");
	char line[1024];
	int n = 0;

	if (in == NULL)
		stop("cannot read", name);
	fputs("enum sql_statement {\n", h);
	fputs("const char *const sql_text[] = {\n", c);
	while (fgets(line, sizeof(line), in) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "-- name: ", 9) == 0) {
			fputs("\tSQL_", h);
			for (const char *p = line + 9; *p != '\0'; p++)
				fputc(toupper((unsigned char)*p), h);
			fputs(",\n", h);
			fprintf(c, "%s\t/* %s */\n", n++ > 0 ? ",\n" : "",
			    line + 9);
			continue;
		}
		if (n == 0 || strncmp(line, "--", 2) == 0 || *line == '\0')
			continue;
		fputs("\t\"", c);
		for (const char *p = line; *p != '\0'; p++) {
			if (*p == '"' || *p == '\\')
				fputc('\\', c);
			fputc(*p, c);
		}
		fputs("\\n\"\n", c);
	}
	fputs("\tSQL_N_STATEMENTS\n};\n", h);
	fputs("};\n", c);
	fclose(in);
}

static void
embed_sql(const char *base, const char *schema, const char *statements)
{
	char h_name[512], c_name[512];
	FILE *h, *c;

	snprintf(h_name, sizeof(h_name), "%s.h", base);
	snprintf(c_name, sizeof(c_name), "%s.c", base);
	h = open_out(h_name);
	c = open_out(c_name);
	fputs("#ifndef SQL_H\n#define SQL_H\n\n", h);
	fputs("extern const char *const sql_schema;\n"
	      "extern const char *const sql_text[];\n\n", h);
	fputs("#include <sql.h>\n\n", c);
	fputs("static const unsigned char schema[] = {\n", c);
	put_file(c, schema);
	fputs("const char *const sql_schema = (const char *)schema;\n\n", c);
	embed_statements(h, c, statements);
	fputs("\n#endif\n", h);
	close_out(h, h_name);
	close_out(c, c_name);
}

int
main(int argc, char **argv)
{
	if (argc >= 4 && strcmp(argv[1], "files") == 0)
		embed_files(argv[2], argv[3], argc - 4, argv + 4);
	else if (argc == 5 && strcmp(argv[1], "sql") == 0)
		embed_sql(argv[2], argv[3], argv[4]);
	else {
		fputs("usage: embed files OUT.c NAME FILE... |"
		      " embed sql OUT SCHEMA STATEMENTS\n", stderr);
		return 2;
	}
	return 0;
}
