#!/bin/sh
# incident.t - the list of incidents, the dossier of one, events, ids that are displaced, and what attackers write into them.
. tests/conclusions.sh

now=2026-11-24
shown()	# DATABASE ARGUMENT...
{
	shown_db=$1
	shift
	UNJOE_DB=$shown_db unjoe --now "$now" "$@" 2>&1
}

# Of the cases.
for case in joejob takeover; do
	ingest "$SCRATCH/$case.db" samples/case/$case/log samples/case/$case/mail
done
shown "$SCRATCH/joejob.db" event add "rate limit on null senders" --at "2026-11-23 09:25" >"$SCRATCH/none"
shown "$SCRATCH/joejob.db" event add "published -all" --at "2026-11-23 09:40" --domain OURS.example >"$SCRATCH/none"
shown "$SCRATCH/joejob.db" event add "of others" --at "2026-11-23 09:41" --domain elsewhere.example >"$SCRATCH/none"
shown "$SCRATCH/joejob.db" incident >"$SCRATCH/shown"
golden incident/list.txt "the list" <"$SCRATCH/shown"
shown "$SCRATCH/joejob.db" incident last >"$SCRATCH/shown"
golden incident/joejob.txt "a joe-job" <"$SCRATCH/shown"
shown "$SCRATCH/takeover.db" incident last >"$SCRATCH/shown"
golden incident/takeover.txt "a takeover" <"$SCRATCH/shown"
now=2026-11-23T10:00:00Z
shown "$SCRATCH/takeover.db" incident last --format json >"$SCRATCH/shown"
golden incident/takeover.json "as JSON, while it runs" <"$SCRATCH/shown"
now=2026-11-24
ok "which is JSON" sh -c 'perl -MJSON::PP -0777 -ne "decode_json(\$_)" <tests/golden/incident/takeover.json'
shown "$SCRATCH/joejob.db" incident --format csv >"$SCRATCH/shown"
golden incident/list.csv "the list as csv" <"$SCRATCH/shown"
shown "$SCRATCH/joejob.db" event >"$SCRATCH/shown"
golden incident/events.txt "the events" <"$SCRATCH/shown"
is "$(shown "$SCRATCH/joejob.db" incident | awk 'length > 80' | wc -l)" 0 "the list is no wider than a terminal"

# What is numbered in its course has the same number in what is drawn, also what was before it.
cp "$SCRATCH/joejob.db" "$SCRATCH/early.db"
shown "$SCRATCH/early.db" event add "it rained" --at "2026-11-23 08:00" >"$SCRATCH/none"
shown "$SCRATCH/early.db" incident last >"$SCRATCH/shown"
is "$(sed -n 's/^  2026-11-23 [0-9:]*  *\([0-9]\): .*/\1/p; s/^      0 [-+]*1[-+]*2[-+]*3[-+]*$/drawn/p' "$SCRATCH/shown" | tr '\n' ' ')" "drawn 1 2 3 " "three events, and their numbers"
shown "$SCRATCH/early.db" incident last --plot "$SCRATCH/early.gp" >"$SCRATCH/none"
is "$(grep -E '^[1-9]  ' "$SCRATCH/early.gp")" "1  08:00  it rained
2  09:25  rate limit on null senders
3  09:40  published -all" "in the picture, too"

# One that is made of several tells them all, up to five.
cp "$SCRATCH/joejob.db" "$SCRATCH/merged.db"
sqlite3 "$SCRATCH/merged.db" "INSERT INTO incident_target (incident_id, target, starts_at, ends_at, bounces) SELECT incident_id, 'd' || value || '.example', starts_at, ends_at, 1 FROM incident, json_each('[1,2,3,4,5,6]')"
like "$(shown "$SCRATCH/merged.db" query incidents --format text)" 'ours.example, d1.example, d2.example, d3.example, d4.example and 2 more' "a query, too"

# A file of the rotation is missing: the first ingest names it, and the dossier what it keeps from being certain; and incidents that ended long before are named, too.
log=samples/case/joejob/log/mail.log
mkdir "$SCRATCH/rotated"
awk '$1 < "2026-11-18"' $log >"$SCRATCH/rotated/mail.log.2"
awk '$1 >= "2026-11-23T09:30"' $log >"$SCRATCH/rotated/mail.log"
echo '2026-11-25T12:00:00.000000+00:00 mx postfix/smtpd[1]: connect from unknown[192.0.2.130]' >>"$SCRATCH/rotated/mail.log"
missing="$(awk '$1 < "2026-11-18" { t = $1 } END { print substr(t, 1, 10), substr(t, 12, 5) }' $log) to 2026-11-23 09:30"
unjoe --db "$SCRATCH/hole.db" ingest "$SCRATCH/rotated" samples/case/joejob/mail >"$SCRATCH/said" 2>&1
like "$(cat "$SCRATCH/said")" "^1 incident, storms of bounces or stolen accounts:$" "an older one"
like "$(cat "$SCRATCH/said")" "^No log of mx from $missing: is a file of its rotation missing?" "what is missing"
shown "$SCRATCH/hole.db" incident last >"$SCRATCH/shown"
like "$(tr -s ' \n' ' ' <"$SCRATCH/shown")" "We hold no log of mx from $missing, so nothing can show" "the dossier says what comes of it"
like "$(tr -s ' \n' ' ' <"$SCRATCH/shown")" "! Do not send this before the log of mx from $missing was read" "and keeps from sending what may be wrong"
awk '$1 >= "2026-11-18" && $1 < "2026-11-23T09:30"' $log >"$SCRATCH/rotated/mail.log.1"
unjoe --db "$SCRATCH/hole.db" ingest "$SCRATCH/rotated" >"$SCRATCH/said" 2>&1
is "$(shown "$SCRATCH/hole.db" incident last | grep -cE 'no log of|before the log')" 0 "until it is read"

# By what it is called.
storm=storm-ours.example-20261123T0915
whole=$(shown "$SCRATCH/joejob.db" incident $storm)
is "$(shown "$SCRATCH/joejob.db" incident last)" "$whole" "the last one"
like "$(shown "$SCRATCH/joejob.db" incident storm-ours)" "^storm-ours is $storm" "by its beginning"
like "$(shown "$SCRATCH/joejob.db" incident Ours.Example)" "^Ours.Example is $storm" "by its domain"
fails "one that there is not" 1 unjoe --db "$SCRATCH/joejob.db" incident storm-other
like "$(cat "$SCRATCH/tap.out")" "there is no incident storm-other" "says so"
is "$(shown "$SCRATCH/joejob.db" incident --domain elsewhere.example --format tsv | wc -l)" 1 "only those of a domain"
is "$(shown "$SCRATCH/joejob.db" incident --domain elsewhere.example | grep -c Next)" 0 "with none of another to look at next"
is "$(shown "$SCRATCH/joejob.db" incident --domain OURS.example | grep -c "^Next: .* incident $storm")" 1 "but of its own"
is "$(shown "$SCRATCH/joejob.db" incident --since 2026-11-23 --format tsv | wc -l)" 2 "since"
is "$(shown "$SCRATCH/joejob.db" incident --since "2026-11-23 12:00" --format tsv | wc -l)" 1 "and not before"
is "$(shown "$SCRATCH/joejob.db" report incidents --format tsv | wc -l)" 2 "they are a report, too"

# Events.
fails "an event without a text" 2 unjoe --db "$SCRATCH/joejob.db" event add
fails "with an empty one" 2 unjoe --db "$SCRATCH/joejob.db" event add " "
fails "at no time" 2 unjoe --db "$SCRATCH/joejob.db" event add x --at lately
fails "of no domain" 2 unjoe --db "$SCRATCH/joejob.db" event add x --domain "a b"
fails "another word" 2 unjoe --db "$SCRATCH/joejob.db" event remove 1
fails "none of that number" 1 unjoe --db "$SCRATCH/joejob.db" event delete 77
ok "deleted" unjoe --db "$SCRATCH/joejob.db" event delete 3
is "$(sql "$SCRATCH/joejob.db" "SELECT group_concat(event_id || ' ' || domain, '; ') FROM events WHERE domain IS NOT NULL")" "2 ours.example" "it is gone"
unjoe --db "$SCRATCH/joejob.db" rebuild 2>>"$SCRATCH/said"
is "$(sql "$SCRATCH/joejob.db" "SELECT count(*) FROM events")" 2 "no rebuild forgets events"
shown "$SCRATCH/joejob.db" event add "$(printf 'x\033[2Jy')" >"$SCRATCH/none"
is "$(shown "$SCRATCH/joejob.db" event | grep -c "$(printf '\033')")" 0 "their text is made safe"

# Whether an event changed anything: half an hour of a hundred, then of twenty, with chance around them.
{
	printf '%s\n' "0-14 08:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7" "16 09:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7" \
	    "15 03:00 refuse from= to=x%d@ours.example ip=198.51.9.9 n=100 step=18" "15 03:30 refuse from= to=x%d@ours.example ip=198.51.9.9 n=20 step=90"
} | tests/sendlog >"$SCRATCH/change.log"
ingest "$SCRATCH/change.db" "$SCRATCH/change.log"
shown "$SCRATCH/change.db" event add "it helps" --at "2026-03-16 03:30" >"$SCRATCH/none"
is "$(shown "$SCRATCH/change.db" incident last --format json | perl -MJSON::PP -0777 -ne 'my $c = decode_json($_)->{changes}; printf "%d %d %s %s", $c->[0]{before}, $c->[0]{after}, $c->[0]{change}, scalar @$c')" \
	"200 40 -80% (-87 to -67) 1" "a change, and how certain it is"

# An id that late evidence displaces leads to the incident all the same; so does one of which others are made.
sed -n '/T03:[3-5]\|03-0[1-9]T\|03-1[0-5]T\|03-17T/p' "$SCRATCH/change.log" >"$SCRATCH/late.log"
grep -v -F -f "$SCRATCH/late.log" "$SCRATCH/change.log" >"$SCRATCH/early.log"
tests/sendlog >"$SCRATCH/later.log" <<END
15 03:30 refuse from= to=y%d@ours.example ip=198.51.9.9 n=60 step=10
END
cat "$SCRATCH/late.log" "$SCRATCH/later.log" | sort -s -k1,1 >"$SCRATCH/second.log"
ingest "$SCRATCH/alias.db" "$SCRATCH/second.log"
is "$(sql "$SCRATCH/alias.db" "SELECT group_concat(incident_id) FROM incidents")" storm-ours.example-20260316T0330 "the end of a storm"
ingest "$SCRATCH/alias.db" "$SCRATCH/early.log"
is "$(sql "$SCRATCH/alias.db" "SELECT group_concat(incident_id) FROM incidents")" storm-ours.example-20260316T0300 "its beginning is read later"
like "$(shown "$SCRATCH/alias.db" incident storm-ours.example-20260316T0330)" "^storm-ours.example-20260316T0330 is storm-ours.example-20260316T0300" "its first name stands for it"
unjoe --db "$SCRATCH/alias.db" rebuild 2>>"$SCRATCH/said"
is "$(sql "$SCRATCH/alias.db" "SELECT alias || ' ' || incident_id FROM incident_aliases")" "storm-ours.example-20260316T0330 storm-ours.example-20260316T0300" "a rebuild does not forget it"
sql "$SCRATCH/alias.db" "INSERT INTO incident_hold VALUES ('storm-ours.example-20260316T0330', 1)"
is "$(sql "$SCRATCH/alias.db" "SELECT held FROM incidents")" 1 "what is held under that name is held"
like "$(unjoe --db "$SCRATCH/alias.db" hold)" "  storm-ours.example-20260316T0300  .*  2026-03-16 03:00 +[0-9]+\$" "and stands in the list by its present one"

# One that later turns out to be none: the log that tells of her newsletter comes late.
printf '%s\n' "0-16 08:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7" "15 03:12 in from= to=anna@ours.example ip=198.51.7.9 n=140" | tests/sendlog >"$SCRATCH/bounced.log"
echo "15 01:00 out user=anna@ours.example from=anna@ours.example to=n%d@many.example ip=192.0.2.4 n=100 step=1 host=out" | tests/sendlog | sed 's/ A0/ B0/g; s/: A0/: B0/' >"$SCRATCH/newsletter.log"
ingest "$SCRATCH/gone.db" "$SCRATCH/bounced.log"
is "$(sql "$SCRATCH/gone.db" "SELECT group_concat(incident_id) FROM incidents")" storm-ours.example-20260316T0312 "more bounces than mail"
ingest "$SCRATCH/gone.db" "$SCRATCH/newsletter.log"
is "$(sql "$SCRATCH/gone.db" "SELECT group_concat(incident_id) FROM incidents")" NULL "the log of the mail is read"
fails "it is none any more" 1 unjoe --db "$SCRATCH/gone.db" incident storm-ours.example-20260316T0312
like "$(cat "$SCRATCH/tap.out")" "is no incident any more" "says so"

# Of more than a hundred bouncers the others are a sum, and shares are of all.
printf '%s\n' '0-16 08:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7' | tests/sendlog >"$SCRATCH/many.log"
printf '%s\n' '15 03:00 n=50 step=2 to=anna@ours.example bouncer=often.example ip=198.51.7.9' '15 03:02 n=150 step=2 to=anna@ours.example bouncer=victim%d.example ip=198.51.%d.7' |
    tests/sendbounces >"$SCRATCH/many.mbox"
ingest "$SCRATCH/many.db" "$SCRATCH/many.log" "$SCRATCH/many.mbox"
shown "$SCRATCH/many.db" incident last >"$SCRATCH/shown"
is "$(sed -n '/^WHO BOUNCED/,/^$/{s/   */ /gp;}' "$SCRATCH/shown" | sed -n '2p;$p' | tr '\n' ';')" " often.example 50 25.0% 1 03:01:38; 141 more 141 70.5%;" "what stands for many is counted as many"
is "$(shown "$SCRATCH/many.db" incident last --format json | perl -MJSON::PP -0777 -ne 'my $b = decode_json($_)->{bouncers}; print scalar @$b, " ", join " ", sort keys %{$b->[0]}')" \
    "100 bounces first_at hosts last_at organisation share" "programs get those that there are one by one"

# What attackers write: escapes, markup, formulas, quotes, directions, and very much of it.
long=$(printf '%10000s' '' | tr ' ' A)
{
	printf '0-16 08:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7\n'
	printf '15 03:12 refuse from= to=x%%d$(id)\033[2J`id`;&b"%s@ours.example ip=198.51.7.9 n=60\n' "'"
	printf '15 03:13 refuse from= to=%s@ours.example ip=198.51.7.9 n=40\n' "$(printf %900s '' | tr ' ' A)"
} | tests/sendlog >"$SCRATCH/evil.log"
{
	printf '15 03:12 n=40 to=anna@ours.example bouncer=victim%%d.example ip=198.51.%%d.7 spf=fail subject=\033]0;x\007<script>alert(1)</script>=cmd|%s\n' "$(printf '\342\200\256')"
	printf '15 03:14 n=40 to=anna@ours.example bouncer=evil%%d.example ip=198.51.%%d.7 helo=$(id)\033[2J subject=%s\n' "$long"
} | tests/sendbounces >"$SCRATCH/evil.mbox"
ingest "$SCRATCH/evil.db" "$SCRATCH/evil.log" "$SCRATCH/evil.mbox"
is "$(sql "$SCRATCH/evil.db" "SELECT group_concat(incident_id) FROM incidents")" storm-ours.example-20260316T0312 "an evil storm"
is "$(sql "$SCRATCH/evil.db" "SELECT bounces FROM incidents")" 180 "all of it is counted"
for format in text json csv tsv; do
	shown "$SCRATCH/evil.db" incident last --format $format >"$SCRATCH/evil.$format"
	[ $format = tsv ] || is "$(grep -c "$(printf '[\033\007]')" "$SCRATCH/evil.$format")" "$([ $format = csv ] && grep -c "$(printf '[\033\007]')" "$SCRATCH/evil.csv" || echo 0)" "$format: no control byte"
done
is "$(grep -c '^      .*\$(id)' "$SCRATCH/evil.text")" 0 "no command holds what a stranger chose"
ok "the JSON is JSON" perl -MJSON::PP -0777 -ne 'decode_json($_)' "$SCRATCH/evil.json"
is "$(awk 'length > 2000' "$SCRATCH/evil.text" | wc -l)" 0 "nothing is endless"

# One page to hand on, that runs nothing and asks nobody.
for db in joejob takeover evil; do
	shown "$SCRATCH/$db.db" incident last --html "$SCRATCH/$db.html" >"$SCRATCH/none"
	is "$(grep -c 'Content-Security-Policy" content="default-src .none.' "$SCRATCH/$db.html")" 1 "$db: a page with a strict policy"
	is "$(sed 's/xmlns[a-z:]*="[^"]*"//g' "$SCRATCH/$db.html" | grep -Eic '<script|<iframe|<object|javascript:|https?:|src=|@import|url\((http|data|//)')" 0 "$db: that loads and runs nothing"
	is "$(grep -c "$(printf '[\033\007]')" "$SCRATCH/$db.html")" 0 "$db: nor holds a control byte"
done
like "$(cat "$SCRATCH/joejob.html")" "<h1>Storm of bounces to ours.example</h1>" "it says what it is"
like "$(cat "$SCRATCH/takeover.html")" "<h1>A stranger sent as bob@ours.example</h1>" "of a takeover, too"
like "$(cat "$SCRATCH/evil.html")" "&lt;script&gt;alert\(1\)&lt;/script&gt;=cmd" "a subject with markup is text"
fails "no picture of no incident" 2 unjoe --db "$SCRATCH/joejob.db" incident --plot x.png
fails "nor of another kind" 2 unjoe --db "$SCRATCH/joejob.db" incident last --plot x.jpg
ok "the script of a picture" unjoe --db "$SCRATCH/joejob.db" incident last --plot "$SCRATCH/course.gp"
like "$(cat "$SCRATCH/course.gp")" "published -all" "has the events"

# What the record said then, where the DNS was asked.
tests/sendbounces >"$SCRATCH/soft.mbox" <<END
15 03:12 n=40 to=anna@ours.example bouncer=victim%d.example ip=198.51.%d.7 spf=softfail
15 03:12 n=10 to=anna@ours.example bouncer=enforces%d.example ip=198.51.%d.8 spf=fail
15 03:12 n=20 to=anna@ours.example bouncer=silent%d.example ip=198.51.%d.9
END
ingest "$SCRATCH/soft.db" "$SCRATCH/change.log" "$SCRATCH/soft.mbox"
sql "$SCRATCH/soft.db" "INSERT INTO dns_answer VALUES ('ours.example', 'TXT', 1773600000, 1773620000, 60, 'ok', 'other' || char(10) || 'v=spf1 mx ~all' || char(10) || 'x'),
	('ours.example', 'TXT', 1773900000, 1773900000, 60, 'ok', 'v=spf1 mx -all')"
shown "$SCRATCH/soft.db" incident last --format json >"$SCRATCH/soft.json"
is "$(perl -MJSON::PP -0777 -ne 'print join "|", map { $_->{says} =~ /^(.{1,20})/; $1 } @{decode_json($_)->{spf}}' "$SCRATCH/soft.json")" \
	"The record then: v=s|70 bounces show from|Fail: the record for|-all could have stop" "how SPF did"
like "$(cat "$SCRATCH/soft.json")" "spf whatif ours.example --record -all" "and what to try"

# Changes of DNS are events by themselves.
sql "$SCRATCH/soft.db" "INSERT INTO dns_answer VALUES ('ours.example', 'MX', 1773600000, 1773620000, 60, 'ok', '10 mx.ours.example'), ('ours.example', 'MX', 1773630900, 1773630900, 60, 'ok', '10 mx.ours.example'),
	('mx.ours.example', 'A', 1773600000, 1773600000, 60, 'ok', '192.0.2.25'), ('mx.ours.example', 'A', 1773632400, 1773632400, 60, 'ok', '127.0.0.1'),
	('far.example', 'TXT', 1773600000, 1773600000, 60, 'ok', 'v=spf1 -all'), ('far.example', 'TXT', 1773630900, 1773630900, 60, 'ok', 'v=spf1 ~all'),
	('ours.example', 'TXT', 1773630900, 1773630900, 60, 'ok', 'v=spf1 mx -all' || char(10) || 'x'), ('ours.example', 'TXT', 1773631000, 1773631000, 60, 'ok', 'y' || char(10) || 'v=spf1 mx -all')"
is "$(unjoe --db "$SCRATCH/soft.db" query --format tsv --sql "SELECT domain, text FROM events WHERE kind = 'dns' ORDER BY at" | sed 1d)" \
	"$(printf 'ours.example\tDNS: SPF changed, v=spf1 mx ~all to v=spf1 mx -all\nours.example\tDNS: the MX mx.ours.example has the address 127.0.0.1')" "another record, and an MX that leads nowhere"
like "$(shown "$SCRATCH/soft.db" incident last | tr -s ' \n' ' ')" "03:15:00 +1: DNS: SPF changed, v=spf1 mx ~all to v=spf1 mx -all \(ours.example\)" "they stand in the course"
cp "$SCRATCH/soft.db" "$SCRATCH/noted.db"
unjoe --db "$SCRATCH/noted.db" event add "$(printf '%030d ' 1 2 3 4 5)" --at "2026-03-16 03:20" >"$SCRATCH/out" 2>&1
is "$(unjoe --db "$SCRATCH/noted.db" incident last | sed -n '/^COURSE/,/^WHY/p' | awk 'length > 80')" "" "a long note is broken into lines"
command -v gnuplot >/dev/null && is "$(unjoe --db "$SCRATCH/noted.db" incident last --plot - | awk 'length > 80')" "" "below the picture, too"
is "$(shown "$SCRATCH/soft.db" incident last --format json | perl -MJSON::PP -0777 -ne 'print scalar @{decode_json($_)->{changes}}')" 2 "and what changed after each is told"

# Little, and odd.
fails "no database" 1 unjoe --db "$SCRATCH/no.db" incident
: >"$SCRATCH/empty.mbox"
ingest "$SCRATCH/empty.db" "$SCRATCH/empty.mbox"
like "$(shown "$SCRATCH/empty.db" incident)" "Nothing was read yet" "an empty database"
fails "has no last one" 1 unjoe --db "$SCRATCH/empty.db" incident last
echo "0 08:00 in from= to=anna@ours.example ip=198.51.100.7" | tests/sendlog >"$SCRATCH/one.log"
ingest "$SCRATCH/one.db" "$SCRATCH/one.log"
like "$(shown "$SCRATCH/one.db" incident)" "still learned \(day 1 of 3\)" "one message: it learns"
now=2026-03-16T03:05:00Z
like "$(shown "$SCRATCH/change.db" incident last)" "It is over|still running" "a clock that was set back"
{ cat "$SCRATCH/change.log"; echo "2026-03-02T00:00:00+00:00 mx postfix/qmgr[5]: A0FFF: removed"; } >"$SCRATCH/back.log"
ingest "$SCRATCH/back.db" "$SCRATCH/back.log"
is "$(sql "$SCRATCH/back.db" "SELECT group_concat(incident_id || ' ' || bounces) FROM incidents")" "storm-ours.example-20260316T0300 120" "and a log whose clock was"
done_testing
