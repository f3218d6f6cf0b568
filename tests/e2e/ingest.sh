# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# What strangers send, and what happens when a run is stopped.  Sourced by
# run.sh.
sick=$work/sick
mkdir "$sick"
good() { # FILE TITLE
	printf '<rss><channel><item><guid>%s</guid><title>%s</title></item>%s' \
	    "$2" "$2" '</channel></rss>' >"$1"
}

good "$sick/a-good.rss" first
good "$sick/z-good.rss" last
printf '<rss><channel><item' >"$sick/b-wide.rss"
awk 'BEGIN { for (i = 0; i < 100000; i++) printf " a%d=\"x\"", i }' \
    >>"$sick/b-wide.rss"
printf '/></channel></rss>' >>"$sick/b-wide.rss"
{
	printf '<rss><channel><item>'
	awk 'BEGIN { for (i = 0; i < 100000; i++) printf "<b>" }'
} >"$sick/c-deep.rss"
{
	printf '<rss><channel><item><title>'
	head -c 100000000 /dev/zero | tr '\0' 'x'
	printf '</title></item></channel></rss>'
} >"$sick/d-large.rss"
{
	printf '<rss><channel><item title="'
	head -c 20000000 /dev/zero | tr '\0' 'x'
	printf '"/></channel></rss>'
} >"$sick/e-attribute.rss"
cat >"$sick/f-parameter.rss" <<'X'
<!DOCTYPE rss [<!ENTITY % a "<!ENTITY &#37; b 'c'>"> %a;]><rss/>
X
mkfifo "$sick/g-fifo.rss"
ln -s . "$sick/loop"
ln -s /etc/passwd "$sick/h-link.rss"
printf '\377\376' >"$sick/i-mark.rss"

t "hostile files are refused and their neighbours read" \
    run 3 timeout 60 "$staaf" --db "$work/sick.db" ingest "$sick"
t "the first is held" out_has "a-good.rss (rss2): 1 read, 1 new"
t "the last is held" out_has "z-good.rss (rss2): 1 read, 1 new"
t "too many attributes are told" err_has "more than 256 attributes"
t "too deep is told" err_has "more than 200 deep"
t "too large a record is told" err_has "more than 2 MB"
t "declared entities are told" err_has "declares entities"
t "a link out of the folder is not followed" out_hasnt "h-link"
t "a pipe named alone is refused at once" \
    run 3 timeout 10 "$staaf" --db "$work/sick.db" ingest "$sick/g-fifo.rss"
t "nothing half is held" run 0 "$staaf" --db "$work/sick.db" status --json
t "two records" out_has '"records":2'
t "the store is sound" run 0 "$staaf" --db "$work/sick.db" verify
rm -rf "$sick"

# A run that is killed leaves whole batches (2,000 records), and the next
# goes on.
awk 'BEGIN { print "<rss><channel>"; for (i = 0; i < 30000; i++)
	printf "<item><guid>%d</guid><title>Record %d of many</title>" \
	    "<description>Words %d and %d</description></item>\n", i, i,
	    i % 97, i % 1009; print "</channel></rss>" }' >"$work/many.rss"
count() {
	"$staaf" --db "$work/many.db" status --json 2>/dev/null |
	    sed 's/.*"records":\([0-9]*\).*/\1/'
}
killed_halfway() {
	"$staaf" --db "$work/many.db" ingest "$work/many.rss" \
	    >"$work/out" 2>"$work/err" &
	pid=$!
	for turn in $(seq 400); do
		held=$(count)
		[ "${held:-0}" -gt 0 ] 2>/dev/null && break
		: "$turn"
		sleep 0.02
	done
	kill -9 "$pid"
	wait "$pid" 2>/dev/null
	held=$(count)
	echo "held $held"
	[ "$held" -gt 0 ] && [ $((held % 2000)) -eq 0 ]
}
t "kill -9 leaves whole batches" killed_halfway
mkdir "$work/small"
for i in $(seq 400); do
	printf '<rss><channel><item><guid>%s/%d</guid><title>Small %d</title>' \
	    small "$i" "$i"
	printf '</item><item><guid>%s/%d</guid><title>More %d</title>' more \
	    "$i" "$i"
	printf '</item></channel></rss>\n'
done | awk -v d="$work/small" '{ print > (d "/" NR ".rss"); close(d "/" NR ".rss") }'
stopped_among_small() {
	"$staaf" --db "$work/small.db" ingest "$work/small" \
	    >"$work/out" 2>"$work/err" &
	pid=$!
	# Its first files are told before their batch is made last.
	for turn in $(seq 400); do
		[ ! -s "$work/out" ] || break
		: "$turn"
		sleep 0.01
	done
	kill -9 "$pid"
	wait "$pid" 2>/dev/null
	run 0 "$staaf" --db "$work/small.db" verify
}
t "kill -9 among small files leaves a sound store" stopped_among_small
t "what they share is made last at the end" \
    run 0 "$staaf" --db "$work/small.db" ingest "$work/small"
t "all of them are held" run 0 "$staaf" --db "$work/small.db" status --json
t "two of each" out_has '"records":800'
t "the store is sound after it" run 0 "$staaf" --db "$work/many.db" verify
t "the next run goes on" \
    run 0 "$staaf" --db "$work/many.db" ingest "$work/many.rss"
t "all is read" out_has "30000 read"
t "all is held" [ "$(count)" -eq 30000 ]
t "a third time nothing changes" \
    run 0 "$staaf" --db "$work/many.db" ingest "$work/many.rss"
t "all of it is the same" out_has "0 new, 0 updated, 30000 the same"
t "it is quiet in a pipe" err_empty
