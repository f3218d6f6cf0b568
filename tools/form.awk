# SPDX-License-Identifier: GPL-3.0-or-later
# The form of the files: who may copy them, how long, how wide.
#   LC_ALL=C awk -f tools/form.awk FILE...
# Holds functions to 90 lines and sources to 600; sources to 80 columns (SQL
# and awk tables 100; in tests a long line of data may stand); refuses white
# space at the end of a line, and notes of work left to do.  Exit 1 and one
# line per fault.  Does not judge layout: .clang-format does.
function fault(line, words) {
	printf "%s:%d: %s\n", FILENAME, line, words
	bad++
}
function close_file() {
	if (name == "")
		return
	if (!has_licence)
		printf "%s:1: no SPDX-License-Identifier in the first 3 " \
		    "lines\n", name
	bad += !has_licence
	if (is_source && n_lines > MAX_FILE) {
		printf "%s:%d: file of %d lines, more than %d\n", name,
		    n_lines, n_lines, MAX_FILE
		bad++
	}
}
# Columns on the screen: tabs of 8, bytes that go on with a character none.
function columns(line,    i, at, c) {
	if (length(line) * 8 <= MAX_WIDTH)
		return length(line)
	at = 0
	gsub(/[\200-\277]/, "", line)
	while ((i = index(line, "\t")) > 0) {
		at += i - 1
		at += 8 - at % 8
		line = substr(line, i + 1)
	}
	return at + length(line)
}
BEGIN {
	MAX_FUNCTION = 90
	MAX_FILE = 600
	MAX_WIDTH = 80
	# Written in two parts, so that this file passes its own check.
	left = "(^|[^A-Za-z])(TO" "DO|FIX" "ME|XX" "X)([^A-Za-z]|$)"
}
FNR == 1 {
	close_file()
	name = FILENAME
	has_licence = 0
	start = is_open = 0
	is_c = name ~ /\.[ch]$/
	is_source = is_c || name ~ /\.(sh|awk|js|mjs|sql)$/
	n_files++
}
FNR <= 3 && /SPDX-License-Identifier: / { has_licence = 1 }
{ n_lines = FNR }
/[ \t\r]$/ { fault(FNR, "white space at the end of the line") }
$0 ~ left && name !~ /\.(atom|rss|rules)$/ {
	fault(FNR, "work left to do: do it, or make it an issue")
}
is_source && name !~ /^tests\// {
	width = columns($0)
	most = name ~ /\.sql$/ ? 100 : MAX_WIDTH
	if (width > most)
		fault(FNR, "line of " width " columns, more than " most)
}
# A function runs from the first line of its paragraph to "}" at the margin.
is_c && /^[ \t]*$/ && !is_open { start = 0 }
is_c && !is_open && start == 0 && /^[A-Za-z_]/ { start = FNR }
is_c && /^\{/ { is_open = 1 }
is_c && /^\}/ {
	if (is_open && FNR - start + 1 > MAX_FUNCTION)
		fault(start, "function of " FNR - start + 1 \
		    " lines, more than " MAX_FUNCTION)
	is_open = start = 0
}
END {
	close_file()
	printf "%d files, %d faults\n", n_files, bad
	exit bad > 0
}
