# SPDX-License-Identifier: GPL-3.0-or-later
# Make staaf/msg.h and msg.c from the text.en and text.nl of every room.
# Lines: key = sentence with {1}; "#" is a remark; a line that starts with
# white space goes on with the sentence above.  "\n" in a sentence breaks it.
# Stops with 1 when a key is missing in one language, stands twice, or its
# holes differ.
function fault(words) {
	printf "%s:%d: %s\n", FILENAME, FNR, words > "/dev/stderr"
	bad = 1
}
function holes(s,    found, i) {
	found = ""
	for (i = 1; i <= 9; i++)
		if (index(s, "{" i "}"))
			found = found i
	return found
}
function constant(key) {
	gsub(/[.-]/, "_", key)
	return "STAAF_MSG_" toupper(key)
}
function quoted(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/\\\\n/, "\\n", s)
	gsub(/"/, "\\\"", s)
	return "\"" s "\""
}
FNR == 1 { lang = FILENAME; sub(/.*\./, "", lang); key = "" }
/^#/ || /^[ \t]*$/ { next }
/^[ \t]/ {
	if (key == "") { fault("a line that goes on with nothing"); next }
	sub(/^[ \t]+/, "")
	text[lang, key] = text[lang, key] " " $0
	next
}
{
	at = index($0, " = ")
	key = substr($0, 1, at - 1)
	if (at == 0 || key !~ /^[a-z0-9]+([.-][a-z0-9]+)*$/) {
		fault("not 'key = sentence'"); key = ""; next
	}
	if ((lang, key) in text) { fault("'" key "' stands twice"); next }
	text[lang, key] = substr($0, at + 3)
	if (!(key in seen)) { seen[key] = 1; order[++n] = key }
}
END {
	for (i = 1; i <= n; i++) {
		key = order[i]
		if (!(("en", key) in text))
			print "texts: '" key "' has no English" > "/dev/stderr"
		else if (!(("nl", key) in text))
			print "texts: '" key "' has no Dutch" > "/dev/stderr"
		else if (holes(text["en", key]) != holes(text["nl", key]))
			print "texts: '" key "' differs in holes" \
			    > "/dev/stderr"
		else
			continue
		bad = 1
	}
	if (bad)
		exit 1
	h = out "/staaf/msg.h"
	c = out "/msg.c"
	print "/* Made by tools/texts.awk; do not edit. */" > h
	print "#ifndef STAAF_MSG_H\n#define STAAF_MSG_H\n" > h
	print "enum staaf_msg {\n\tSTAAF_MSG_NONE," > h
	for (i = 1; i <= n; i++)
		print "\t" constant(order[i]) "," > h
	print "\tSTAAF_N_MSGS\n};\n\n#endif" > h
	print "/* Made by tools/texts.awk; do not edit. */" > c
	print "#include \"base/base.h\"\n" > c
	split("en nl", langs, " ")
	print "const char *const" > c
	print "base_texts[STAAF_N_LANGS][STAAF_N_MSGS] = {" > c
	for (l = 1; l <= 2; l++) {
		print "\t{\n\t\t\"\"," > c
		for (i = 1; i <= n; i++)
			print "\t\t" quoted(text[langs[l], order[i]]) "," > c
		print "\t}," > c
	}
	print "};" > c
}
