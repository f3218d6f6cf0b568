# SPDX-License-Identifier: GPL-3.0-or-later
# Backup, export and restore, from the outside.  Sourced by run.sh.
mkdir -p "$work/b"
unset STAAF_DB
b=$work/b/s.db
t 'a store to copy' run 0 "$staaf" --db "$b" ingest "$corpus"
question='Does the flipped classroom help 140 first-year students?'
run 0 "$staaf" --db "$b" --json ask "$question"
cp "$work/out" "$work/b/asked"
run 0 "$staaf" --db "$b" --json status
sed 's/"db":"[^"]*"//' "$work/out" >"$work/b/status"

# Is the store at $1 sound, and does it say and hold the same as $b?
is_same_store() {
	run 0 "$staaf" --db "$1" verify || return 1
	run 0 "$staaf" --db "$1" --json ask "$question" &&
	    cmp "$work/out" "$work/b/asked" || return 1
	run 0 "$staaf" --db "$1" export --all && cmp "$work/out" "$work/b/all"
}
# No file, and nothing half beside it.
is_nothing() { ! ls "$1"* 2>/dev/null | grep -v -- '-lock$'; }
is_soundless_or_sound() { [ ! -e "$1" ] || run 0 "$staaf" --db "$1" verify; }

differ() { ! cmp -s "$1" "$2"; }
# -------------------------------------------------------- export, restore
t 'everything is exported' run 0 "$staaf" --db "$b" export --all
cp "$work/out" "$work/b/all"
t 'each line is JSON' sh -c "jq -e . '$work/b/all' >/dev/null"
t 'with a header' sh -c "head -n 1 '$work/b/all' | grep -q '^{\"staaf\":\"export\"'"
t 'and an end that counts' sh -c "tail -n 1 '$work/b/all' |
    grep -qx '{\"staaf\":\"end\",\"rows\":$(($(wc -l <"$work/b/all") - 2))}'"
t 'every table but the settings is in it' sh -c "sqlite3 '$b' \"SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'
    AND name <> 'setting' ORDER BY 1\" >'$work/b/t1'
    head -n 1 '$work/b/all' | jq -r '.tables[]' | LC_ALL=C sort |
    cmp - '$work/b/t1'"
t 'and every row' sh -c "for table in \$(cat '$work/b/t1'); do
    [ \"\$(sqlite3 '$b' \"SELECT count(*) FROM \$table\")\" -eq \
    \"\$(grep -c \"^{\\\"table\\\":\\\"\$table\\\"\" '$work/b/all')\" ] || exit 1; done"
t 'to a file too' run 0 "$staaf" --db "$b" export --all "$work/b/all.jsonl"
t 'says how much' out_has 'rows written to'
t 'the same bytes' cmp "$work/b/all" "$work/b/all.jsonl"
t 'and not over a file' run 3 "$staaf" --db "$b" export --all "$work/b/all.jsonl"
t 'unless told to' run 0 "$staaf" --db "$b" export --all --force "$work/b/all.jsonl"
t 'what to export must be said' run 2 "$staaf" --db "$b" export
t 'one file at most' run 2 "$staaf" --db "$b" export --all a b
t 'an export is restored' run 0 "$staaf" --db "$work/b/new/r.db" restore "$work/b/all"
t 'says how much' out_has '489 records restored'
t 'and is the same store' is_same_store "$work/b/new/r.db"
# Compiled rules that are not those of the files beside them.
sed '/"table":"rule_form"/s/flipping the classroom/from a stranger/g' \
    "$work/b/all" >"$work/b/changed"
t 'compiled rules that were changed' differ "$work/b/all" "$work/b/changed"
t 'are restored' run 0 "$staaf" --db "$work/b/f.db" restore "$work/b/changed"
t 'and compiled anew' run 0 "$staaf" --db "$work/b/f.db" --lang en ask \
    'Does flipping help?'
t 'from their files' out_has 'flipping the classroom'
t 'a store is not restored over' run 3 "$staaf" --db "$b" restore "$work/b/all"
t 'and says so' err_has 'there is something at'
t 'no file is misuse' run 2 "$staaf" --db "$work/b/no.db" restore
t 'a file that is not there' run 3 "$staaf" --db "$work/b/no.db" restore "$work/none"
t 'a feed is no export' run 3 "$staaf" --db "$work/b/no.db" restore "$corpus/ai.atom"
head -n 100 "$work/b/all" >"$work/b/cut"
t 'a cut export is refused' run 3 "$staaf" --db "$work/b/no.db" restore "$work/b/cut"
t 'with its line' err_has "line 101: the export stops"
head -c 100000 "$work/b/all" >"$work/b/cut"
t 'cut inside a line too' run 3 "$staaf" --lang nl --db "$work/b/no.db" restore "$work/b/cut"
t 'in Dutch' err_has 'deze regel is geen JSON'
sed '200s/"number":/"number":"x",/' "$work/b/all" >"$work/b/cut"
t 'a wrong line is refused' run 3 "$staaf" --db "$work/b/no.db" restore "$work/b/cut"
t 'with its number' err_has 'line 200'
t 'and nothing is left of all that' is_nothing "$work/b/no.db"

# ---------------------------------------------------------------- backup
t 'a backup is made' run 0 "$staaf" --db "$b" backup "$work/b/copy"
t 'says records and bytes' out_has "489 records, "
t 'as data' run 0 "$staaf" --db "$b" --json backup --force "$work/b/copy"
t 'with its size' out_has "\"records\":489,\"bytes\":$(wc -c <"$work/b/copy")"
t 'it is one file' sh -c "! ls '$work/b' | grep '^copy.'"
t 'it is a store by itself' is_same_store "$work/b/copy"
t 'it is not overwritten' run 3 "$staaf" --db "$b" backup "$work/b/copy"
t 'and the hint says how' err_has '--force'
t 'no file is misuse too' run 2 "$staaf" --db "$b" backup
t 'a backup is restored' run 0 "$staaf" --db "$work/b/r2.db" restore "$work/b/copy"
t 'and is the same store too' is_same_store "$work/b/r2.db"
t 'a store is not its own backup' run 3 "$staaf" --db "$b" backup --force "$b"
t 'no folder for it' run 3 "$staaf" --db "$b" backup "$work/none/copy"
t 'a store that is no store' run 4 "$staaf" --db "$work/none.db" backup "$work/b/x"

# ----------------------------------------------------- a writer at work
cp "$b" "$work/b/busy.db"
(
	for _ in 1 2 3 4 5; do
		"$staaf" --db "$work/b/busy.db" rules apply "$corpus/../rules"
		sed "s/<title>/<title>$_ /" "$corpus/ai.atom" >"$work/b/ai.atom"
		"$staaf" --db "$work/b/busy.db" ingest "$work/b/ai.atom"
	done >"$work/b/writer" 2>&1
	echo $? >>"$work/b/writer"
) &
writer=$!
n_copies=0
while kill -0 $writer 2>/dev/null; do
	"$staaf" --db "$work/b/busy.db" backup --force "$work/b/online" \
	    >"$work/out" 2>"$work/err" &&
	    "$staaf" --db "$work/b/online" verify >/dev/null || break
	n_copies=$((n_copies + 1))
done
wait $writer
t 'a writer does not stop backups' sh -c "cat '$work/err'; [ $n_copies -gt 2 ]"
t 'nor they it' sh -c "[ \"\$(tail -n 1 '$work/b/writer')\" = 0 ]"
t 'each is sound' run 0 "$staaf" --db "$work/b/online" verify

# ------------------------------------------------------ killed, disk full
for after in 0.005 0.01 0.02 0.03 0.05 0.08; do
	rm -f "$work/b/killed"
	timeout -s KILL "$after" "$staaf" --db "$b" backup "$work/b/killed" \
	    >/dev/null 2>&1
	t "a backup killed after $after s" is_soundless_or_sound "$work/b/killed"
	rm -f "$work/b/killed.db"
	timeout -s KILL "$after" "$staaf" --db "$work/b/killed.db" restore \
	    "$work/b/all" >/dev/null 2>&1
	t "a restore killed after $after s" is_soundless_or_sound "$work/b/killed.db"
done
rm -f "$work/b/killed" "$work/b/killed.db"
t 'the next backup does not mind' run 0 "$staaf" --db "$b" backup "$work/b/killed"
t 'nor does the next restore' run 0 "$staaf" --db "$work/b/killed.db" restore "$work/b/all"
t 'which is whole' is_same_store "$work/b/killed.db"
t 'and takes what was left' sh -c "! ls '$work/b' | grep -e -part"

# A limit on the size of files is a disk that is full, without the disk.
small() { (trap '' XFSZ; ulimit -f 100; run "$@"); }
t 'no room for a backup' small 4 "$staaf" --db "$b" backup "$work/b/full"
t 'no room for a file of lines' small 3 "$staaf" --db "$b" export --all "$work/b/full"
t 'says so' err_has 'cannot write'
t 'no room for a store' small 4 "$staaf" --db "$work/b/full.db" restore "$work/b/all"
t 'leaves nothing half' is_nothing "$work/b/full"
if [ -c /dev/full ]; then
	t 'lines to a full disk' sh -c "'$staaf' --db '$b' export --all \
	    >/dev/full 2>'$work/err'; [ \$? -eq 4 ] && grep -q 'cannot write' '$work/err'"
	t 'a device is no place' run 3 "$staaf" --db "$b" backup --force /dev/full
	t 'and it still is one' test -c /dev/full
fi
t 'a reader that stops is no failure' sh -c "'$staaf' --db '$b' export --all \
    2>'$work/err' | head -n 1 >/dev/null; [ ! -s '$work/err' ]"
t 'after all that the store is sound' run 0 "$staaf" --db "$b" verify
