# SPDX-License-Identifier: GPL-3.0-or-later
# Fetching, from a server on loopback that behaves badly.  Sourced by run.sh.
# Everything here is made up; nothing leaves this machine.
web=$work/web
mkdir -p "$web/www"
fetch=$build/staaf-fetch
fdb=$web/s.db

feed() { # title, id...
	printf '<feed xmlns="http://www.w3.org/2005/Atom"><title>%s</title>' "$1"
	printf '<id>urn:x-made-up:%s</id>' "$1"
	shift
	for n; do
		printf '<entry><id>urn:x-made-up:%s</id><title>Made-up entry %s' \
		    "$n" "$n"
		printf '</title><summary>Nothing was studied.</summary></entry>'
	done
	echo '</feed>'
}
oai() { # name, inside
	printf '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">' >"$1"
	printf '<responseDate>2025-11-05T10:00:00Z</responseDate>' >>"$1"
	printf '<request>http://example.org/oai</request>%s</OAI-PMH>\n' \
	    "$2" >>"$1"
}
item() { # id
	printf '<record><header><identifier>oai:made-up:%s</identifier>' "$1"
	printf '<datestamp>2025-11-01</datestamp></header><metadata>'
	printf '<dc xmlns="http://www.openarchives.org/OAI/2.0/oai_dc/">'
	printf '<title xmlns="http://purl.org/dc/elements/1.1/">Made up %s' "$1"
	printf '</title></dc></metadata></record>'
}
feed Alpha a1 a2 >"$web/www/feed.atom"
feed Beta b1 >"$web/www/beta.atom"
printf '<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><entry><id>' \
    >"$web/www/cut.atom"
gzip -c "$web/www/feed.atom" >"$web/www/feed.gz"
head -c 50000000 /dev/zero | gzip -c >"$web/www/bomb.gz"
printf '%s\n' '<!doctype html><html><head><title>Home</title>' \
    '<link rel="stylesheet" href="/s.css">' \
    '<LINK REL=alternate type="application/atom+xml" href="beta.atom?a=1&amp;b">' \
    '</head><body>No feed.</body></html>' >"$web/www/page"
oai "$web/www/oai-1.xml" "<ListRecords>$(item 1)$(item 2)<resumptionToken>two/2</resumptionToken></ListRecords>"
oai "$web/www/oai-2.xml" "<ListRecords>$(item 3)<resumptionToken/></ListRecords>"
oai "$web/www/oai-stale.xml" "<ListRecords>$(item 4)<resumptionToken>stale</resumptionToken></ListRecords>"
oai "$web/www/oai-half.xml" "<ListRecords>$(item 5)<resumptionToken>gone</resumptionToken></ListRecords>"
oai "$web/www/oai-none.xml" '<error code="noRecordsMatch">nothing</error>'
oai "$web/www/oai-bad-token.xml" '<error code="badResumptionToken">old</error>'
oai "$web/www/oai-bad-prefix.xml" '<error code="cannotDisseminateFormat">x</error>'

mkfifo "$web/alive"
"$build/e2e/server" "$web" <"$web/alive" &
server=$!
exec 8>"$web/alive"
trap 'exec 8>&-; rm -rf "$work"' EXIT
for try in 1 2 3 4 5 6 7 8 9 10; do
	[ ! -s "$web/port" ] || break
	sleep 0.2
done
at=http://127.0.0.1:$(cat "$web/port")
get() { # status, path, options...
	want=$1
	path=$2
	shift 2
	rm -f "$web/got"
	run "$want" "$fetch" --allow-private "$@" "$at$path" "$web/got"
}
nothing_left() { # no file and no part of one
	[ "$(find "$web" -maxdepth 1 -name 'got*' | wc -l)" -eq 0 ]
}
refused() { # path, error, options...
	path=$1
	error=$2
	shift 2
	get 3 "$path" "$@" && out_has "\"error\":\"$error\"" &&
	err_has 'staaf: ' && nothing_left
}

# ------------------------------------------------------------ staaf-fetch
t 'fetch: no words is misuse' run 2 "$fetch"
t 'fetch: an unknown option too' run 2 "$fetch" --nonsense a b
t 'fetch: a number that is none' run 2 "$fetch" --timeout 1x "$at/" x
t 'fetch: has help' run 0 "$fetch" --help
t 'fetch: in Dutch' run 0 "$fetch" --lang nl --help
t 'fetch: is Dutch' out_has 'Gebruik:'
t 'fetch: a file is no address' run 2 "$fetch" file:///etc/passwd "$web/got"
t 'fetch: a password is not taken' run 2 "$fetch" http://u:secret@x.nl/ "$web/got"
t 'fetch: nor repeated' sh -c "! grep -q secret '$work/err'"
t 'fetch: a header line cannot be smuggled' run 2 "$fetch" \
    --etag "$(printf 'a\r\nX: y')" "$at/feed.atom" "$web/got"
t 'fetch: a feed' get 0 /feed.atom
t 'fetch: is whole' cmp -s "$web/got" "$web/www/feed.atom"
t 'fetch: and told' out_has '"status":200,"etag":"\"v1\"","last_modified":"Wed'
t 'fetch: in one line' lines_are 1
t 'fetch: with its kind' out_has '"content_type":"application/atom+xml"'
t 'fetch: without a fault' out_has '"retry_after":null,"error":null'
t 'fetch: unchanged' get 0 /feed.atom --etag '"v1"'
t 'fetch: says so' out_has '"status":304'
t 'fetch: as a claim' out_has '"unchanged":true'
t 'fetch: without a file' nothing_left
t 'fetch: another version' get 0 /feed.atom --etag '"v0"'
t 'fetch: comes' cmp -s "$web/got" "$web/www/feed.atom"
t 'fetch: 304 nobody asked for' refused /always-304 status
t 'fetch: a redirect is followed' get 0 /moved
t 'fetch: to the last address' out_has "\"url\":\"$at/feed.atom\""
t 'fetch: compressed on the way' get 0 /feed.gz
t 'fetch: is unpacked' cmp -s "$web/got" "$web/www/feed.atom"
t 'fetch: a circle' refused /loop redirects
t 'fetch: a redirect to a file' refused /file scheme
t 'fetch: to another protocol' refused /gopher scheme
t 'fetch: to a password' refused /password scheme
t 'fetch: which is not repeated' sh -c \
    "! grep -q secret '$work/out' '$work/err'"
t 'fetch: inside the own network' run 3 "$fetch" "$at/feed.atom" "$web/got"
t 'fetch: is refused' out_has '"error":"private","detail":"127.0.0.1"'
t 'fetch: with what to do' err_has --allow-private
for host in localhost 127.1 2130706433 0x7f.1 0.0.0.0 '[::1]' \
    '[::ffff:127.0.0.1]' 169.254.169.254; do
	t "fetch: $host" run 3 "$fetch" --timeout 5 "http://$host:9/" "$web/got"
	t "fetch: $host is inside" out_has '"error":"private"'
done
t 'fetch: no page' refused /nope status
t 'fetch: is said by its number' out_has '"status":404'
t 'fetch: a page taken away' refused /gone status
t 'fetch: by its number too' out_has '"status":410'
t 'fetch: a server that fails' refused /failing status
t 'fetch: and its number' out_has '"status":500'
t 'fetch: a server that wants rest' refused /closed status
t 'fetch: how long' out_has '"status":503'
t 'fetch: in seconds' out_has '"retry_after":3600'
t 'fetch: an endless body' refused /endless large --max-bytes 100000
t 'fetch: an endless head' refused /endless-head large
t 'fetch: a bomb' refused /bomb.gz large --max-bytes 4000000
t 'fetch: just over the limit' refused /feed.atom large --max-bytes \
    $(($(wc -c <"$web/www/feed.atom") - 1))
t 'fetch: just under it' get 0 /feed.atom --max-bytes \
    "$(wc -c <"$web/www/feed.atom")"
t 'fetch: a drip' refused /drip slow --timeout 2
t 'fetch: chunks that are none' refused /chunk broken
t 'fetch: a body cut off' refused /short broken
t 'fetch: noise' refused /noise broken
t 'fetch: headers with escapes' get 0 /escape
t 'fetch: are clean' sh -c "! LC_ALL=C grep -q '[[:cntrl:]]' '$work/out'"
t 'fetch: and kept' out_has '"etag":"\"[31mred[0m\""'
t 'fetch: a crumb is not given back' get 0 /crumb
t 'fetch: not as a cookie' sh -c "! grep -qi '^cookie' '$web/got'"
t 'fetch: it says who asks' grep -q '^User-Agent: staaf/[0-9]' "$web/got"
t 'fetch: and whom to write to' env STAAF_CONTACT=me@example.org "$fetch" \
    --allow-private "$at/headers" "$web/got"
t 'fetch: in the same line' grep -q \
    '^User-Agent: staaf/[0-9.]* (+me@example.org)' "$web/got"
t 'fetch: no proxy' env http_proxy=http://127.0.0.1:1 all_proxy=http://127.0.0.1:1 \
    "$fetch" --allow-private "$at/feed.atom" "$web/got"
t 'fetch: a folder that is not there' run 3 "$fetch" --allow-private \
    "$at/feed.atom" "$web/none/got"
t 'fetch: is told' out_has '"error":"file"'
t 'fetch: what was there stays' sh -c "echo old >'$web/got'
    ! '$fetch' --allow-private '$at/short' '$web/got' >'$work/out' 2>&1 &&
    grep -q old '$web/got'"
t 'fetch: stopped halfway' sh -c "
    rm -f '$web/got'
    '$fetch' --allow-private '$at/drip' '$web/got' >'$work/out' 2>&1 & p=\$!
    sleep 1; kill -TERM \$p; wait \$p; [ \$? -eq 3 ]"
t 'fetch: leaves nothing' nothing_left

# ---------------------------------------------------------------- sources
s() { # status, arguments...
	want=$1
	shift
	run "$want" env STAAF_DB="$fdb" "$staaf" "$@"
}
t 'sources: no store' s 4 sources
t 'sources: none is made' test ! -e "$fdb"
t 'sources: nothing to fetch yet' s 4 fetch
t 'sources: a deed it does not know' s 2 sources paint
t 'sources: an address is needed' s 2 sources add
t 'sources: an address that is none' s 2 sources add ftp://x.nl/f
t 'sources: a password is refused' s 2 sources add http://u:secret@x.nl/f
t 'sources: and not repeated' sh -c "! grep -q secret '$work/err'"
t 'sources: add' s 0 sources add "$at/feed.atom" --name 'My feed'
t 'sources: a second time' s 0 sources add "$at/feed.atom"
t 'sources: is no fault' out_has 'was there already'
t 'sources: it is listed' s 0 sources
t 'sources: by its name' out_has 'My feed'
t 'sources: not fetched yet' out_has 'not fetched yet'
t 'sources: inside the own network' s 3 fetch
t 'sources: is refused' err_has 'not public'
t 'sources: and kept as the last result' s 0 sources last "$at/feed.atom"
t 'sources: in words' out_has 'not public: 127.0.0.1'
t 'sources: with how often' out_has 'failed 1 times'
f() { # status, arguments...
	want=$1
	shift
	s "$want" fetch --allow-private --pause 1 "$@"
}
t 'sources: fetched' f 0
t 'sources: with two entries' out_has '2 read, 2 new'
t 'sources: the failure is over' s 0 --json sources
t 'sources: as data' out_has '"failures":0'
t 'sources: its records are counted' out_has '"records":2'
t 'sources: its version is kept' out_has '"etag":"\"v1\""'
t 'sources: fetched again' f 0
t 'sources: nothing new' out_has 'nothing new'
t 'sources: add another' s 0 sources add "$at/nope"
t 'sources: and one more' s 0 sources add "$at/beta.atom"
t 'sources: one of three fails' f 3 --json
t 'sources: three lines' lines_are 3
t 'sources: the failing one' out_has '"outcome":"failed"'
t 'sources: says why' out_has '"error":"status","detail":"404"'
t 'sources: the others are done' out_has '"outcome":"read","read":1,"new":1'
t 'sources: only one' f 0 --json "$at/beta.atom"
t 'sources: one line' lines_are 1
t 'sources: one that is not there' f 1 "$at/other"
t 'sources: cut off' s 0 sources add "$at/cut.atom"
t 'sources: is bad input' f 3 --json "$at/cut.atom"
t 'sources: a fault' sh -c "grep -qE '\"faults\":[1-9]|unusable' '$work/out'"
t 'sources: in Dutch' s 0 --lang nl sources
t 'sources: is Dutch' out_has 'antwoordde met HTTP-status 404'
t 'sources: remove' s 0 sources remove "$at/nope"
t 'sources: it is gone' s 1 sources last "$at/nope"
t 'sources: remove twice' s 1 sources remove "$at/nope"
t 'sources: remove and keep' s 0 sources remove "$at/beta.atom"
t 'sources: the record stays' s 0 search --json beta made-up b1
t 'sources: it does' out_has 'Made-up entry b1'
t 'sources: remove with records' s 0 sources remove --with-records \
    "$at/feed.atom"
t 'sources: two went' out_has '2 records deleted'
t 'sources: they are not found' sh -c "
    STAAF_DB='$fdb' '$staaf' --json search made-up entry >'$work/out'
    ! grep -q 'entry a1' '$work/out'"
t 'sources: the store is sound' s 0 verify

# ------------------------------------------------- patience and other faults
t 'fetch: once more after a second' s 0 sources add "$at/busy"
t 'fetch: it came' f 0 --json "$at/busy"
t 'fetch: by asking twice' sh -c "[ \$(grep -c '^/busy' '$web/requests') -eq 2 ]"
t 'fetch: a server that is closed' s 0 sources add "$at/closed"
t 'fetch: is not waited for' f 3 --json "$at/closed"
t 'fetch: until when' out_has '"next_at":"2'
t 'fetch: it is left in peace' f 3 --json
t 'fetch: as it asked' out_has '"outcome":"waiting"'
t 'fetch: no program' run 3 env STAAF_DB="$fdb" STAAF_FETCH="$web/none" \
    "$staaf" fetch "$at/busy"
t 'fetch: is told' err_has 'exit 127'
printf '#!/bin/sh\necho "{\\"url\\":\\"x\\"}"\n' >"$web/liar"
chmod +x "$web/liar"
t 'fetch: a program that says something else' run 3 env STAAF_DB="$fdb" \
    STAAF_FETCH="$web/liar" "$staaf" fetch "$at/busy"
t 'fetch: is not believed' err_has 'staaf-fetch cannot be used'
t 'fetch: no folder left' sh -c "! ls -d /tmp/staaf-?????? 2>/dev/null |
    xargs -r -I{} find {} -maxdepth 0 -newer '$web/port' | grep ."
mkdir "$web/tmp"
t 'fetch: stopped by who runs it' sh -c "
    STAAF_DB='$fdb' '$staaf' sources add '$at/drip' >'$work/out' 2>&1
    STAAF_DB='$fdb' TMPDIR='$web/tmp' '$staaf' fetch --allow-private \\
	'$at/drip' >>'$work/out' 2>&1 & p=\$!
    sleep 1; [ -n \"\$(ls '$web/tmp')\" ] || exit 1
    kill -TERM \$p; wait \$p; [ \$? -eq 143 ]"
t 'fetch: leaves no folder then' rmdir "$web/tmp"
t 'ingest: an address once' s 0 ingest --allow-private "$at/beta.atom"
t 'ingest: is read' out_has "$at/beta.atom (atom)"
t 'ingest: and is no source' sh -c "! STAAF_DB='$fdb' '$staaf' sources |
    grep -q beta"
t 'ingest: a dry run of an address' run 0 "$staaf" --db "$web/no.db" ingest \
    --dry-run --json --allow-private "$at/feed.atom"
t 'ingest: shows its entries' out_has '"title":"Made-up entry a1"'
t 'ingest: a page is no feed' s 3 ingest --allow-private "$at/page"
t 'ingest: but names one' err_has "$at/beta.atom?a=1&b"
t 'ingest: an address that fails' s 3 ingest --allow-private "$at/nope" \
    "$at/feed.atom"
t 'ingest: does not stop the next' out_has "$at/feed.atom (atom)"

# ---------------------------------------------------------------- OAI-PMH
rm -f "$fdb"*
t 'OAI: add by its base' s 0 sources add "$at/oai" --set made:up
t 'OAI: the address says what is asked' out_has \
    'verb=ListRecords&metadataPrefix=oai_dc&set=made:up'
: >"$web/requests"
t 'OAI: two pages' f 0 --json "$at/oai"
t 'OAI: three records' out_has '"outcome":"read","read":3,"new":3'
t 'OAI: by a token that is escaped' grep -q 'resumptionToken=two%2F2$' \
    "$web/requests"
t 'OAI: up to when' s 0 sources last "$at/oai"
t 'OAI: is kept' out_has '2025-11-05T10:00:00Z'
t 'OAI: again' f 0 --json
t 'OAI: is nothing new' out_has '"outcome":"unchanged"'
t 'OAI: from the day of the last' grep -q 'set=made:up&from=2025-11-05$' \
    "$web/requests"
: >"$web/requests"
t 'OAI: a token that went stale' s 0 sources add \
    "$at/oai?verb=ListRecords&metadataPrefix=oai_dc&set=stale"
t 'OAI: ends badly' f 3 --json \
    "$at/oai?verb=ListRecords&metadataPrefix=oai_dc&set=stale"
t 'OAI: with its reason' out_has badResumptionToken
t 'OAI: after starting over once' sh -c \
    "[ \$(grep -c 'set=stale' '$web/requests') -eq 2 ]"
t 'OAI: a form it does not have' s 0 sources add "$at/oai" --prefix none
t 'OAI: is told' f 3 "$at/oai?verb=ListRecords&metadataPrefix=none"
t 'OAI: by its code' out_has cannotDisseminateFormat
half="$at/oai?verb=ListRecords&metadataPrefix=oai_dc&set=half"
t 'OAI: a second page that fails' s 0 sources add "$half"
t 'OAI: is a failure' f 3 --json "$half"
t 'OAI: that keeps what came before' out_has '"outcome":"failed","read":1,"new":1'
t 'OAI: the record of the first page' s 0 search --json made up 5
t 'OAI: is there' out_has 'Made up 5'
t 'OAI: the next harvest' s 0 --json sources last "$half"
t 'OAI: begins at the beginning' out_has '"harvested":null'
t 'OAI: sources are exported' s 0 export --all "$web/all.jsonl"
t 'OAI: with what was harvested' grep -q \
    '"table":"feed".*2025-11-05T10:00:00Z' "$web/all.jsonl"
t 'OAI: and restored' run 0 "$staaf" --db "$web/restored.db" restore \
    "$web/all.jsonl"
t 'OAI: as they were listed' sh -c "
    STAAF_DB='$fdb' '$staaf' --json sources >'$web/list.1' &&
    '$staaf' --db '$web/restored.db' --json sources >'$web/list.2' &&
    test -s '$web/list.1' && cmp '$web/list.1' '$web/list.2'"
t 'OAI: a backup has them too' s 0 backup "$web/copy.db"
t 'OAI: the same ones' sh -c "
    '$staaf' --db '$web/copy.db' --json sources | cmp - '$web/list.1'"
t 'OAI: remove by base needs one' s 1 sources remove "$at/oai"
t 'OAI: the store is sound' s 0 verify

exec 8>&-
wait $server
trap 'rm -rf "$work"' EXIT
