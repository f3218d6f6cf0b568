# SPDX-License-Identifier: GPL-3.0-or-later
# Which room may include what; reads the #include lines of src and include.
#   awk -f tools/layers.awk include/staaf/*.h src/*/*.[ch]
# A file includes the public headers of rooms below, the internal header of
# its own room (ingest has one more), the C library, and the parts that its
# room owns.  Tests are free.  Exit 1 and one line per fault.
function fault(words) {
	printf "%s:%d: %s\n", FILENAME, FNR, words
	bad++
}
function give(table, key, words,    i, n, part) {
	n = split(words, part, " ")
	for (i = 1; i <= n; i++)
		table[key, part[i]] = 1
}
function home(room, headers,    i, n, part) {
	n = split(headers, part, " ")
	for (i = 1; i <= n; i++)
		home_of[part[i]] = room
}
BEGIN {
	# Floors: rule, stats and extract know no store, ingest knows no answer.
	# A text's reported statistics are values of stats, and the figures of
	# a claim are values of extract: answer weighs them.
	give(may, "base", "base")
	give(may, "fetch", "base fetch")
	give(may, "store", "base store")
	give(may, "stats", "base stats")
	give(may, "rule", "base rule")
	give(may, "extract", "base stats extract")
	give(may, "ingest", "base store stats rule extract ingest")
	give(may, "answer", "base store stats rule extract answer")
	give(may, "circle", "base store stats rule extract answer circle")
	# Show prints what an ingest reports, and calls nothing in it; whether
	# a p in an abstract fits is read from the text when it is shown.
	give(may, "show",
	    "base store stats rule extract ingest answer circle show")
	give(may, "app",
	    "base fetch store stats rule extract ingest answer circle show app")

	# A record is a value that every room may hold.
	home("base", "embed err file hash json mem msg pattern record text")
	home("base", "utf8 words")
	home("fetch", "fetch")
	home("store", "store asked setting")
	home("stats", "stats describe dist effect means power rank rate")
	home("stats", "cluster convert groups model pool recheck attrition")
	home("rule", "rule")
	home("extract", "extract told")
	home("ingest", "ingest")
	home("answer", "answer claim grade map")
	home("circle", "circle gather plan result share table trial update")
	home("show", "show")

	# Parts of others: each in one room, JSON where files of it are read.
	owner["libstemmer.h"] = owner["utf8proc.h"] = "base"
	owner["pcre2.h"] = owner["nettle"] = "base"
	owner["sqlite3.h"] = owner["sql.h"] = "store"
	owner["gsl"] = "stats"
	owner["libxml"] = owner["zlib.h"] = owner["seccomp.h"] = "ingest"
	owner["curl"] = owner["netinet"] = owner["arpa"] = "fetch"
	owner["jansson.h"] = "base fetch ingest store circle"
	owner["setjmp.h"] = "base"
	owner["fcgiapp.h"] = owner["fcgi_stdio.h"] = "app"
	owner["fcgi_config.h"] = "app"

	# A second header, of some files of a room that has many.
	inner["bib.h"] = inner["child.h"] = "ingest"

	# The C library is listed, so that a new part cannot slip in.
	give(libc, "", "assert.h ctype.h dirent.h errno.h fcntl.h fenv.h")
	give(libc, "", "float.h getopt.h iconv.h inttypes.h langinfo.h")
	give(libc, "", "limits.h locale.h math.h poll.h signal.h")
	give(libc, "", "stdalign.h stdarg.h")
	give(libc, "", "stdbool.h stddef.h stdint.h stdio.h stdlib.h")
	give(libc, "", "stdnoreturn.h string.h strings.h time.h unistd.h")
}
FNR == 1 {
	n_files++
	n = split(FILENAME, path, "/")
	file = path[n]
	room = path[n - 1]
	if (room == "staaf") {
		subject = file
		sub(/\.h$/, "", subject)
		room = home_of[subject]
		if (room == "")
			fault("no room has this header: say in " \
			    "tools/layers.awk whose it is")
	} else if (!((room, "base") in may)) {
		fault("unknown room '" room "'")
	}
}
!/^[ \t]*#[ \t]*include/ { next }
{
	name = $0
	sub(/^[ \t]*#[ \t]*include[ \t]*/, "", name)
	is_own = substr(name, 1, 1) == "\""
	name = substr(name, 2)
	sub(/[">].*/, "", name)
}
is_own {
	if (name != room ".h" && inner[name] != room)
		fault("\"" name "\" is not this room's own header")
	next
}
name ~ /^staaf\// {
	subject = substr(name, 7)
	sub(/\.h$/, "", subject)
	if (!(subject in home_of))
		fault("<" name "> belongs to no room")
	else if (!((room, home_of[subject]) in may))
		fault("'" room "' may not know '" home_of[subject] \
		    "' (<" name ">)")
	next
}
name ~ /^sys\// || (("", name) in libc) { next }
{
	part = name
	sub(/\/.*/, "", part)
	if (!(part in owner))
		fault("<" name "> belongs to no room")
	else if (index(" " owner[part] " ", " " room " ") == 0)
		fault("<" name "> is for '" owner[part] "' only")
}
END {
	printf "%d files, %d faults\n", n_files, bad
	exit bad > 0
}
