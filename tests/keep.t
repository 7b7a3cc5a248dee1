#!/bin/sh
# keep.t - what is handed on, what is held about a person, and how it is taken away: export, erase, prune, hold.
. tests/conclusions.sh

now=2026-11-24
db=$SCRATCH/joejob.db
at()	# TIME ARGUMENT...: on $db
{
	at_now=$1
	shift
	UNJOE_DB=$db unjoe --now "$at_now" "$@"
}
fresh()
{
	rm -f "$db"*
	ingest "$db" samples/case/joejob/log samples/case/joejob/mail
}
verdicts() { sql "$db" "SELECT bounce_id, class, strength, reasons, missing FROM verdicts" | sort; }
asked() { at $now query --format tsv --sql "$1" | sed 1d; }
fresh

# Figures.
at $now export metrics >"$SCRATCH/metrics" 2>&1
grep -v '^unjoe_\(last_read\|database\)' "$SCRATCH/metrics" >"$SCRATCH/known"
golden keep/metrics.txt "figures" <"$SCRATCH/known"
ok "in the form that Prometheus reads" perl -ne '
	exit 1 unless /^# (HELP|TYPE) unjoe_[a-z_]+ .+$/ || /^unjoe_[a-z_]+(\{[a-z]+="([^"\\]|\\["\\n])*"(,[a-z]+="([^"\\]|\\["\\n])*")*\})? -?[0-9]+$/' "$SCRATCH/metrics"
is "$(grep '^# HELP' "$SCRATCH/metrics" | cut -d ' ' -f 3 | sort)" "$(grep '^# TYPE' "$SCRATCH/metrics" | cut -d ' ' -f 3 | sort -u)" "each with its help and type, once"
echo old >"$SCRATCH/unjoe.prom"
ln "$SCRATCH/unjoe.prom" "$SCRATCH/reader"
at $now export metrics --output "$SCRATCH/unjoe.prom"
ok "into a file" cmp "$SCRATCH/metrics" "$SCRATCH/unjoe.prom"
is "$(cat "$SCRATCH/reader") $(ls "$SCRATCH" | grep -c 'prom\.')" "old 0" "put in its place as a whole"
fails "where it cannot be written" 1 "$UNJOE" --db "$db" export metrics --output "$SCRATCH/none/unjoe.prom"
rm -f "$SCRATCH/odd.db"
printf 'Nov 18 02:20:11 postfix/smtpd[10]: connect from x[192.0.2.1]\n' >"$SCRATCH/odd.log"
ingest "$SCRATCH/odd.db" --host 'a"b\c' "$SCRATCH/odd.log"
like "$(unjoe --db "$SCRATCH/odd.db" export metrics)" '^unjoe_newest_line_timestamp_seconds\{host="a\\"b\\\\c"\} ' "labels are escaped"
printf '2026-11-18T02:20:11+00:00 m\033[2Jx\377 postfix/smtpd[10]: connect from x[192.0.2.1]\n' >"$SCRATCH/escape.log"
ingest "$SCRATCH/odd.db" "$SCRATCH/escape.log"
unjoe --db "$SCRATCH/odd.db" export metrics >"$SCRATCH/odd.metrics"
ok "what a terminal would obey is written so that it does not" grep -qF 'host="m\\x1b[2Jx\\xff"' "$SCRATCH/odd.metrics"
if command -v promtool >>"$SCRATCH/said"; then
	ok "promtool finds no fault" promtool check metrics <"$SCRATCH/metrics"
	ok "nor with odd labels" promtool check metrics <"$SCRATCH/odd.metrics"
fi

# Everything.
at $now export --output "$SCRATCH/csv" 2>>"$SCRATCH/said"
is "$(ls "$SCRATCH/csv" | sed 's/\.csv$//' | tr '\n' ' ')" "$(sed -n 's/^CREATE VIEW \([a-z_]*\) .*/\1/p' schema/views.sql |
	grep -vx 'message_part\|policy_action\|span\|hour\|day_sum\|backscatter\|client_habit\|incident_aliases\|judged\|mail_server\|storm_bounces\|storm_logged\|storm_null_mail\|usual_silence' |
	{ cat; echo pruned_bounces; } | sort | tr '\n' ' ')" "a file for each public view"
is "$(($(wc -l <"$SCRATCH/csv/verdicts.csv") - 1))" "$(sql "$db" "SELECT count(*) FROM verdicts")" "with all rows"
at $now export --format json --output "$SCRATCH/json" 2>>"$SCRATCH/said"
ok "or as JSON" sh -c 'for f in "$SCRATCH"/json/*.json; do perl -MJSON::PP -0777 -ne "decode_json(\$_)" "$f" || exit 1; done'
cat >"$SCRATCH/formula.log" <<'END'
2026-11-18T02:20:11+00:00 mx postfix/smtpd[10]: NOQUEUE: reject: RCPT from x[192.0.2.1]: 550 5.1.1 <a@ours.example>: Recipient address rejected: User unknown; from=<=cmd|' /C calc'!A0@x.example> to=<a@ours.example> proto=ESMTP helo=<+1+1>
END
ingest "$SCRATCH/odd.db" "$SCRATCH/formula.log"
unjoe --db "$SCRATCH/odd.db" export --output "$SCRATCH/odd" 2>>"$SCRATCH/said"
is "$(grep -c "[,\"]'=cmd" "$SCRATCH/odd/rejections.csv") $(grep -c ",'+1+1" "$SCRATCH/odd/rejections.csv") $(grep -c '[,"][=+]' "$SCRATCH/odd/rejections.csv")" "1 1 0" "no formula for a spreadsheet"
fails "nowhere to write to" 2 "$UNJOE" --db "$db" export
fails "a file in place of the folder" 1 "$UNJOE" --db "$db" export --output "$SCRATCH/metrics"

# About a person. Addresses that begin or end alike are somebody else's.
person=eve@ours.example
cat >"$SCRATCH/person.log" <<'END'
2026-11-18T02:20:11+00:00 mx postfix/smtpd[10]: 8A1B2C3D01: client=x[192.0.2.10], sasl_method=PLAIN, sasl_username=Eve@ours.example
2026-11-18T02:20:11+00:00 mx postfix/cleanup[11]: 8A1B2C3D01: message-id=<1=eve@ours.example>
2026-11-18T02:20:11+00:00 mx postfix/qmgr[12]: 8A1B2C3D01: from=<eve+list@ours.example>, size=475, nrcpt=3 (queue active)
2026-11-18T02:20:12+00:00 mx postfix/smtp[13]: 8A1B2C3D01: to=<SRS0=ab=cd=ours.example=eve@fwd.example>, relay=mx.fwd.example[192.0.2.50]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.fwd.example[192.0.2.50] said: 550 5.1.1 <eve@ours.example>: unknown; see http://spf.example/?id=eve%40ours.example (in reply to RCPT TO command))
2026-11-18T02:20:12+00:00 mx postfix/smtp[13]: 8A1B2C3D01: to=<steve@ours.example>, relay=mx.fwd.example[192.0.2.50]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)
2026-11-18T02:20:12+00:00 mx postfix/smtp[13]: 8A1B2C3D01: to=<eve@ours.example.net>, relay=mx.fwd.example[192.0.2.50]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)
2026-11-18T02:20:12+00:00 mx postfix/local[13]: 8A1B2C3D01: to=<eve@ours.example>, orig_to=<Eve>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered to mailbox)
2026-11-18T02:20:12+00:00 mx postfix/local[13]: 8A1B2C3D01: to=<steve@ours.example>, orig_to=<steve>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered to mailbox)
2026-11-18T02:20:13+00:00 mx postfix/qmgr[12]: 8A1B2C3D01: removed
2026-11-18T02:20:14+00:00 mx postfix/smtpd[10]: NOQUEUE: reject: RCPT from y[192.0.2.1]: 550 5.1.1 <owner-eve=ours.example@list.example>: Recipient address rejected: User unknown; from=<prvs=0123456789=eve@ours.example> to=<owner-eve=ours.example@list.example> proto=ESMTP helo=<y>
2026-11-18T02:20:15+00:00 mx postfix/smtpd[10]: what nobody has a rule for, of <eve@ours.example> and others
END
for i in 1 2 3; do
	cat <<END
From MAILER-DAEMON Wed Nov 18 03:0$i:00 2026
Received: from mx.far$i.example (mx.far$i.example [192.0.2.1$i]) by mx.ours.example (Postfix) with ESMTP id 8F$i for <eve@ours.example>; Wed, 18 Nov 2026 03:0$i:00 +0000
From: MAILER-DAEMON@far$i.example
To: eve@ours.example
Subject: Undelivered Mail Returned to Sender
Date: Wed, 18 Nov 2026 03:0$i:00 +0000
Message-ID: <b$i@far$i.example>
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.far$i.example

Final-Recipient: rfc822; someone$i@far$i.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user, eve@ours.example

--b
Content-Type: text/rfc822-headers

Received: from evil (unknown [203.0.113.99]) by mx.far$i.example (Postfix) with ESMTP id 9F$i; Wed, 18 Nov 2026 03:0$i:00 +0000
From: "Eve Adams" <eve@ours.example>
To: someone$i@far$i.example
Subject: Eve Adams has a secret
Message-ID: <m$i@forger.example>

--b--

END
done >"$SCRATCH/person.mbox"
fresh
ingest "$db" "$SCRATCH/person.log" "$SCRATCH/person.mbox"
at $now event add "told eve@ours.example" 2>>"$SCRATCH/said"
like "$(at $now export --about bob@ours.example 2>&1)" '  2026-11-23 09:15:07  mx    4G00148z834  in +<> +sent' "the null sender has its name"
at $now export --about $person >"$SCRATCH/about" 2>&1
sed 's,[^ ]*/person.mbox,person.mbox,' "$SCRATCH/about" >"$SCRATCH/seen"
golden keep/about.txt "what is held about a person" <"$SCRATCH/seen"
raw() { cat "$db" "$db"-* 2>>"$SCRATCH/said" | LC_ALL=C grep -aicE "$1"; }
ok "it is in the file" test "$(raw 'eve(\+[a-z]+)?(@|=|%40)ours\.example')" -gt 5
verdicts >"$SCRATCH/wanted"
at $now erase --dry-run $person >"$SCRATCH/dry" 2>&1
is "$(at $now export --about $person 2>&1)" "$(cat "$SCRATCH/about")" "a dry run changes nothing"
at $now erase $person >"$SCRATCH/erased" 2>&1
is "$(sed 1d "$SCRATCH/erased" | grep -v '^[TDur]')" "$(sed 1d "$SCRATCH/dry" | grep -v '^[TDur]')" "and tells what would be"
is "$(raw '(^|[^A-Za-z])eve(\+[a-z]+)?(@|=|%40)ours\.example([^.]|$)')" 0 "not a byte of it is left in the file, or in its write-ahead log"
is "$(raw '(ours\.example=eve@|eve adams)')" 0 "in no other form, and no display name or subject"
is "$(sql "$db" "SELECT DISTINCT orig_to FROM deliveries WHERE orig_to <> '' ORDER BY 1" | tr '\n' ' ')" "erased-1@ours.example steve " "nor the local part alone, where it stood for the address"
is "$(raw 'steve@ours\.example') $(raw 'eve@ours\.example\.net')" "1 1" "others stay"
verdicts >"$SCRATCH/got"
ok "verdicts stay as they were" cmp "$SCRATCH/wanted" "$SCRATCH/got"
at $now rebuild 2>>"$SCRATCH/said"
verdicts >"$SCRATCH/got"
ok "rebuilt, too" cmp "$SCRATCH/wanted" "$SCRATCH/got"
like "$(at $now export --about $person 2>&1 | tr '\n' ' ')" '=  Nothing in the database has it\. Logs and mailboxes themselves are not searched\. $' "nothing is held about it any more"
like "$(at $now erase $person 2>&1)" "none" "and nothing to erase"
is "$(sql "$db" "SELECT sender FROM messages WHERE queue_id = '8A1B2C3D01'")" "erased-1@ours.example" "a name that tells nothing"
fails "no address" 2 "$UNJOE" --db "$db" erase eve
# Each column of text is renamed, or was written by us, by a standard, or by a resolver.
sql "$db" "SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.type = 'TEXT'" |
	grep -vE '\.(status|dsn|relay_ip|client_ip|network|ip|kind|strength|class|how|protocol|stamped_by_ip|state|birth|by|type|origin_client_ip|delivered_by_ip|handed_ip|origin_ip|method|reasons|missing|domain|what|sums)$' |
	grep -vE '^(signal|setting|named_ip)\.name$|^unread_(shape|day)\.program$|^sqlite_|^(policy|adoption_week|authorised)\.|^evaluation\.(identity|logged|mechanism|program|shared|now_record|now_result|then_mechanism|then_record|then_result|then_shared)$' | sort >"$SCRATCH/columns"
awk '/^UPDATE/ { table = $2 == "OR" ? $4 : $2 } { while (match($0, /[a-z_]+ = (renamed|substr|NULL|CASE)/)) { c = substr($0, RSTART, RLENGTH); sub(/ .*/, "", c); print table "." c; $0 = substr($0, RSTART + RLENGTH) } }' analyze/keep/erase.sql | sort -u >"$SCRATCH/renamed"
is "$(comm -23 "$SCRATCH/columns" "$SCRATCH/renamed" | tr '\n' ' ')" "" "no column of text is forgotten"

# Pruned: by day and in order, the totals and incidents stay, and no verdict becomes another.
conf() { printf '[prune]\nbounces = %s\nlog = %s\n' "$1" "$2" >"$SCRATCH/prune.conf"; }
prune()	# TIME ARGUMENT...
{
	prune_now=$1
	shift
	"$UNJOE" --config "$SCRATCH/prune.conf" --db "$db" --now "$prune_now" prune "$@" 2>>"$SCRATCH/said"
}
kept() { sql "$db" "SELECT sum(n) FROM daily; SELECT * FROM incidents ORDER BY 1; SELECT kind, value, how FROM own WHERE how <> 'log' ORDER BY 1, 2, 3" | sed 's/|[0-9]*|[01]$//'; }
fresh
verdicts >"$SCRATCH/wanted"
kept >"$SCRATCH/kept"
conf 365 5
prune 2026-11-24 --dry-run >"$SCRATCH/dry"
is "$(sql "$db" "SELECT count(*) FROM mail")" 209 "a dry run takes nothing"
prune 2026-11-24 >"$SCRATCH/pruned"
is "$(sed 1d "$SCRATCH/dry")" "$(sed 1d "$SCRATCH/pruned")" "and tells what would go"
golden keep/pruned.txt "what went" <"$SCRATCH/pruned"
ok "the log before goes, what is behind stays" test "$(sql "$db" "SELECT min(first_at) >= 1795046400 AND count(*) > 50 FROM mail")" = 1
is "$(sql "$db" "SELECT min(from_at) FROM coverage")" 1795046400 "and so does its coverage"
verdicts >"$SCRATCH/got"
ok "verdicts are the same" cmp "$SCRATCH/wanted" "$SCRATCH/got"
prune 2026-11-30 >>"$SCRATCH/said"
is "$(sql "$db" "SELECT count(*) FROM mail; SELECT count(*) FROM delivery; SELECT count(*) FROM coverage" | tr '\n' ' ')" "0 0 0 " "all of it goes"
at 2026-11-30 rebuild 2>>"$SCRATCH/said"
verdicts >"$SCRATCH/got"
ok "rebuilt without its log, nothing becomes forged" cmp "$SCRATCH/wanted" "$SCRATCH/got"
kept >"$SCRATCH/got"
ok "totals, incidents and what is ours stay" diff "$SCRATCH/kept" "$SCRATCH/got"
mkdir "$SCRATCH/again"
{ echo '2026-11-15T07:00:00+00:00 mx postfix/smtpd[1]: connect from a[192.0.2.1]'; cat samples/case/joejob/log/mail.log; } >"$SCRATCH/again/mail.log"
ingest "$db" "$SCRATCH/again/mail.log"
kept >"$SCRATCH/got"
ok "the log, read once more as another file, is counted no second time" diff "$SCRATCH/kept" "$SCRATCH/got"
is "$(sql "$db" "SELECT count(*) FROM mail; SELECT count(*) FROM rejection; SELECT count(*) FROM coverage" | tr '\n' ' ')" "0 0 0 " "and does not come back"
echo '2026-12-01T09:00:00+00:00 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from x[192.0.2.1]: 550 5.1.1 <a@ours.example>: Recipient address rejected: User unknown; from=<b@x.example> to=<a@ours.example> proto=ESMTP helo=<x>' >"$SCRATCH/new.log"
total=$(sql "$db" "SELECT sum(n) FROM daily")
ingest "$db" "$SCRATCH/new.log"
is "$(sql "$db" "SELECT count(*) FROM rejections; SELECT sum(n) FROM daily" | tr '\n' ' ')" "1 $((total + 1)) " "what is new is counted, though numbers of rows begin again"

conf 5 5
prune 2026-12-10 >"$SCRATCH/pruned"
is "$(sql "$db" "SELECT (SELECT count(*) FROM bounce) + (SELECT count(*) FROM arrival) + (SELECT count(*) FROM verdict) + (SELECT count(*) FROM signal) + (SELECT count(*) FROM hop)")" 0 "bounces go with all that was said of them"
is "$(sql "$db" "SELECT sum(n) FROM pruned_day WHERE class = 'forged'")" 72 "their totals stay"
is "$(sql "$db" "SELECT class, sum(n) FROM daily WHERE class = 'bounce' AND result LIKE '% forged' GROUP BY 1")" "bounce|72" "in the daily totals, too"
like "$(at 2026-12-10 report summary-days --since 2026-11-01)" 'forged  *72 ' "and in the report of them"
like "$(at 2026-12-10 report summary --since 2026-11-01)" 'deliveries  *sent  *209 ' "which is printed where the log is gone"
{ printf 'From x Mon Nov 23 09:00:00 2026\nSubject: hello\n\nhello\n\n'; cat samples/case/joejob/mail/bounces.mbox; } >"$SCRATCH/again.mbox"
ingest "$db" "$SCRATCH/again.mbox"
is "$(asked "SELECT count(*) FROM bounces WHERE kind <> 'other'")" 0 "a copy of one in another mailbox is no new one"
is "$(sql "$db" "SELECT group_concat(incident_id || ' ' || bounces || ' ' || state) FROM incidents")" "storm-ours.example-20261123T0915 368 ended" "nor a storm; the old one stays"
ok "samples of lines go, too" test "$(sql "$db" "SELECT count(*) FROM unread_shape WHERE last_at < 1796400000")" = 0

# What is much goes in several transactions; wherever it is killed, the next run goes on to the same end.
perl -e 'printf "2026-11-%02dT%02d:%02d:%02d+00:00 mx postfix/smtpd[10]: warning: x[192.0.2.30]: SASL LOGIN authentication failed: x\n", $_ / 14400 + 15, $_ / 600 % 24, $_ / 10 % 60, $_ % 10 for 0 .. 71999' >"$SCRATCH/many.log"
left() { sql "$1" "SELECT count(*), min(at) FROM login; SELECT * FROM pruned_host; SELECT * FROM source_host; SELECT * FROM analyzed; SELECT * FROM word; SELECT * FROM setting; SELECT sum(n) FROM daily"; }
rm -f "$SCRATCH"/whole.db* "$SCRATCH"/killed.db*
ingest "$SCRATCH/whole.db" "$SCRATCH/many.log"
cp "$SCRATCH/whole.db" "$SCRATCH/start.db"
db=$SCRATCH/whole.db
conf 1 1
like "$(prune 2026-11-20)" ' 57600 logins' "as many as there are"
left "$db" >"$SCRATCH/wanted"
for tenths in 0 1 2 3 4; do
	rm -f "$SCRATCH"/killed.db*
	cp "$SCRATCH/start.db" "$SCRATCH/killed.db"
	db=$SCRATCH/killed.db
	"$UNJOE" --config "$SCRATCH/prune.conf" --db "$db" --now 2026-11-20 prune >>"$SCRATCH/said" 2>&1 &
	sleep "0.$tenths"
	kill -9 $! 2>>"$SCRATCH/said"
	wait $! 2>>"$SCRATCH/said"
	logins=$(sql "$db" "SELECT count(*) FROM login")
	is "$(sql "$db" "SELECT count(*) FROM login WHERE at < (SELECT first_at FROM source_host)")" 0 "killed: what is there is covered ($logins logins)"
	prune 2026-11-20 >>"$SCRATCH/said"
	left "$db" >"$SCRATCH/got"
	ok "and gone in the end" cmp "$SCRATCH/wanted" "$SCRATCH/got"
done
db=$SCRATCH/joejob.db

# On hold.
fresh
storm=storm-ours.example-20261123T0915
at $now hold add $storm 2>>"$SCRATCH/said"
at $now hold >"$SCRATCH/hold"
golden keep/hold.txt "on hold" <"$SCRATCH/hold"
verdicts >"$SCRATCH/wanted"
conf 5 5
prune 2027-01-10 >"$SCRATCH/pruned"
is "$(asked "SELECT count(*) FROM incident_bounces")" "$(sql "$db" "SELECT count(*) FROM bounce")" "the bounces of an incident on hold stay, and no others"
ok "and the log of its time" test "$(sql "$db" "SELECT count(*) FROM rejection WHERE at BETWEEN 1795425300 AND 1795427972")" -gt 200
asked "SELECT * FROM incident_null_mail ORDER BY at, address" >"$SCRATCH/null"
at 2027-01-10 rebuild 2>>"$SCRATCH/said"
asked "SELECT * FROM incident_null_mail ORDER BY at, address" | diff "$SCRATCH/null" - >"$SCRATCH/diff" 2>&1
is "$(grep -c . "$SCRATCH/null") $(grep -c . "$SCRATCH/diff")" "309 0" "and what is concluded of it, when all is concluded again"
verdicts >"$SCRATCH/got"
is "$(comm -13 "$SCRATCH/wanted" "$SCRATCH/got")" "" "their verdicts stay"
is "$(at $now incident $storm | grep -c pruned)" 0 "nothing of it is missed"
at $now hold delete $storm 2>>"$SCRATCH/said"
prune 2027-01-10 >>"$SCRATCH/said"
is "$(sql "$db" "SELECT (SELECT count(*) FROM bounce) + (SELECT count(*) FROM rejection)")" 0 "off hold, it goes"
like "$(at $now incident $storm | tr -s ' \n' ' ')" "Evidence of it was pruned: of the bounces that were read 0 of 68 are left, and 0 of 300 that the log alone shows\." "which the dossier tells"
for command in report "report bounces" nightly incident; do
	like "$(at 2027-01-10 $command 2>&1)" '^All that was read was pruned. Daily totals are left, up to Mon 23 Nov 2026:' "$command: which is told, and not that nothing was read"
done
like "$(at 2027-01-10 status)" '^  database  *2026-11-23 .* all that was read was pruned' "in the status, too"
printf '2026-11-23T09:40:04.000000+00:00 mx postfix/smtpd[2409]: connect from unknown[192.0.2.130]\n' >"$SCRATCH/late.log"
like "$(at 2027-01-10 ingest "$SCRATCH/late.log" 2>&1)" '^1 line, 0 not understood' "one line is no lines"
is "$(asked "SELECT incident_id FROM incidents")" "$storm" "the incident stays, also where more of its day is read"
fails "no such incident" 1 "$UNJOE" --db "$db" hold add storm-none

# A report that waits to be sent is mail by now, and is named.
: >"$SCRATCH/nightly-2026-01-02.eml"
like "$(at $now erase --dry-run $person 2>&1)" "not sent may tell of it, too; send or delete it: .*/nightly-2026-01-02.eml" "an unsent report is told of"
done_testing
