# SPDX-License-Identifier: GPL-3.0-or-later
# One work told by two sources.  Sourced by run.sh; all of it is made up.
one=$work/one
mkdir -p "$one"
idb=$one/s.db
printf '%s\n' 'TY  - JOUR' 'TI  - A made-up title of quite some words' \
    'AU  - Doe, Jane' 'PY  - 2019' 'DO  - 10.1000/made-up' \
    'JO  - Journal of Nothing' 'ER  - ' >"$one/manager.ris"
printf '%s\n' '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>' \
    '<title>Made-up blog</title><item><guid>m1</guid>' \
    '<title>A made-up title of quite some words</title>' \
    '<dc:creator>Doe, Jane</dc:creator><dc:date>2019-05-01</dc:date>' \
    '<description>Nothing was studied.</description>' \
    '</item></channel></rss>' >"$one/blog.xml"

t 'two sources are read' run 0 \
    "$staaf" --db "$idb" --lang en ingest "$one/manager.ris" "$one/blog.xml"
t 'which says so: 1 updated' out_has "1 updated"
t 'they are one record' run 0 "$staaf" --db "$idb" --json show \
    10.1000/made-up
t 'which says so: summary:Nothing was studied.' out_has '"summary":"Nothing was studied."'
t 'which says so: venue:Journal of Nothing' out_has '"venue":"Journal of Nothing"'
t 'which says so: origins:' out_has '"origins":{'
id=$("$staaf" --db "$idb" --json ingest --dry-run "$one/blog.xml" |
    jq -r '.entries[0].id')
t 'the id that went still finds it' run 0 "$staaf" --db "$idb" --lang en \
    show "$id"
t 'which says so: 10.1000/made-up' out_has "10.1000/made-up"
t 'which says so: Told by' out_has "Told by"
t 'a curator parts them' run 0 "$staaf" --db "$idb" --lang en curate \
    different "$id" 10.1000/made-up
t 'which says so: are two works' out_has "are two works"
t 'the sources are read again' run 0 "$staaf" --db "$idb" --lang en ingest \
    "$one/manager.ris" "$one/blog.xml"
t 'and stay apart' run 0 "$staaf" --db "$idb" --json show "$id"
t 'which says so: venue:null' out_has '"venue":null'
t 'what was said is listed' run 0 "$staaf" --db "$idb" --json curate pairs
t 'which says so: verdict:different' out_has '"verdict":"different"'
t 'a curator joins them' run 0 "$staaf" --db "$idb" --lang nl curate same \
    "$id" 10.1000/made-up
t 'which says so: zijn hetzelfde werk' out_has "zijn hetzelfde werk"
t 'all of it goes out' run 0 "$staaf" --db "$idb" export --all "$one/all"
t 'and comes back' run 0 "$staaf" --db "$one/back.db" restore "$one/all"
t 'as one record' run 0 "$staaf" --db "$one/back.db" --lang en show "$id"
t 'which says so: Told by' out_has "Told by"
t 'the store is sound' run 0 "$staaf" --db "$one/back.db" verify
t 'two records are needed' run 2 "$staaf" --db "$idb" curate same x
t 'records that are there' run 1 "$staaf" --db "$idb" curate same x y

# Exports of two people are called the same, and number from 1.
mkdir -p "$one/a" "$one/b"
for who in a b; do
	printf '%s\n' 'TY  - JOUR' 'ID  - 1' "TI  - Made-up work of $who" \
	    'AU  - Doe, Jane' 'ER  - ' >"$one/$who/export.ris"
	printf '@article{doe, title={Book of %s}, author={Doe, J}}\n' "$who" \
	    >"$one/$who/library.bib"
	printf '<xml><records><record><rec-number>1</rec-number><titles>' \
	    >"$one/$who/my.xml"
	printf '<title>EndNote of %s</title></titles></record></records></xml>' \
	    "$who" >>"$one/$who/my.xml"
done
t 'same names, same numbers' run 0 "$staaf" --db "$one/n.db" --json ingest \
    "$one/a" "$one/b"
t 'are not the same works' out_hasnt '"updated":1'
t 'and are the same when read again' run 0 "$staaf" --db "$one/n.db" --json \
    ingest "$one/b"
t 'each of them' out_hasnt '"new":1'

# A preprint and its article have a DOI each.
printf '%s\n' 'TY  - UNPB' 'TI  - A made-up preprint of some words' \
    'AU  - Doe, Jane' 'PY  - 2021' 'DO  - 10.35542/osf.io/made' 'ER  - ' \
    >"$one/early.ris"
printf '%s{%s}, author={Jane Doe and R. Roe}, year=2022, doi={%s}}\n' \
    '@article{doe22, title=' 'A Made-Up Preprint of Some Words' \
    10.1000/late >"$one/late.bib"
t 'a preprint and its article are read' run 0 "$staaf" --db "$one/p.db" \
    --json ingest "$one/early.ris" "$one/late.bib"
t 'as two records' out_hasnt '"updated":1'
t 'the preprint is shown' run 0 "$staaf" --db "$one/p.db" --lang en show \
    10.35542/osf.io/made
t 'and tells of the article' out_has '10.1000/late'
t 'the article is shown' run 0 "$staaf" --db "$one/p.db" --lang nl show \
    10.1000/late
t 'and tells of the preprint' out_has '10.35542/osf.io/made'
