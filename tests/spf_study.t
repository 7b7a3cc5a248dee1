#!/bin/sh
# spf_study.t - what SPF said, evaluated again; what sender domains publish: by a log and answers of DNS, without a network.
. tests/conclusions.sh

db=$SCRATCH/study.db
log()	# RESULT ACTION-WORD DAY IP HELO SENDER - the lines of one check
{
	printf 'Nov %2d 10:00:00 mx policyd-spf[7]: %s; identity=mailfrom; client-ip=%s; helo=%s; envelope-from=%s; receiver=u@ours.example\n' "$3" "$1" "$4" "$5" "$6"
}
{
	log Softfail - 10 192.0.2.1 mail.soft.example a@soft.example
	log Softfail - 10 192.0.2.1 mail.soft.example b@soft.example
	log None - 10 192.0.2.2 mail.none.example a@none.example
	log Permerror - 11 192.0.2.3 mail.broken.example a@broken.example
	log Softfail - 12 192.0.2.4 mail.moved.example a@moved.example
	log Neutral - 12 192.0.2.5 mail.wrong.example a@wrong.example
	log Pass - 12 192.0.2.6 mail.good.example a@good.example
	log Softfail - 12 192.0.2.7 '<b>x</b>' 'a@=cmd.example'
} >"$SCRATCH/study.log"
TAB=$(printf '\t')
R()	# NAME TYPE VALUE [AT]
{
	printf 'R\t%s\t%s\t%s%s\n' "$1" "$2" "$3" "${4:+$TAB$4}"
}
{
	R soft.example TXT v=spf1%20ip4:192.0.2.99%20~all 2026-11-01T00:00:00Z
	printf 'N\tnone.example\t*\t2026-11-01T00:00:00Z\n'
	R broken.example TXT v=spf1%20ip4:192.0.2.3-all 2026-11-01T00:00:00Z
	R moved.example TXT v=spf1%20~all 2026-11-01T00:00:00Z
	R moved.example TXT v=spf1%20-all 2026-11-20T00:00:00Z
	R wrong.example TXT v=spf1%20ip4:192.0.2.5%20-all 2026-11-01T00:00:00Z
	R late.example TXT v=spf1%20-all 2026-11-20T00:00:00Z
} >"$SCRATCH/answers"
now=2026-11-25T12:00:00Z
unjoe() { "$UNJOE" --now "$now" "$@"; }

unjoe --db "$db" ingest --year 2026 "$SCRATCH/study.log" 2>/dev/null
unjoe --db "$db" report recheck >"$SCRATCH/out" 2>&1
golden spf_study/none.txt "nothing was evaluated yet" <"$SCRATCH/out"
ok "analyze with answers" unjoe --db "$db" analyze --answers "$SCRATCH/answers"
is "$(sql "$db" "SELECT group_concat(t, '; ') FROM (SELECT domain || ' ' || checks || ' ' || logged || ' ' || then_result || ' ' || now_result || ' ' || why AS t
	FROM rechecks WHERE domain NOT GLOB '=*' ORDER BY domain)")" \
    "broken.example 1 permerror permerror permerror as logged; moved.example 1 softfail softfail fail record changed; none.example 1 none none none as logged; soft.example 2 softfail softfail softfail as logged; wrong.example 1 neutral pass pass the program's fault" \
    "logged, then, now, and why; each once a day"
is "$(sql "$db" "SELECT domain || ' ' || why FROM rechecks WHERE domain GLOB '=*'")" "=cmd.example no evidence" "what is not known is no result"
is "$(sql "$db" "SELECT group_concat(sender || ' ' || result || ' ' || mechanism || iif(as_of = evaluated_at, ' now', ' then'), '; ') FROM (SELECT * FROM evaluations WHERE sender = 'a@moved.example' ORDER BY as_of)")" \
    "a@moved.example softfail ~all then; a@moved.example fail -all now" "and which term decided, then and now"
before=$(sql "$db" "SELECT max(evaluated_at), count(*) FROM evaluation")
now=2026-11-26; ok "once more" unjoe --db "$db" analyze --answers "$SCRATCH/answers"
is "$(sql "$db" "SELECT max(evaluated_at), count(*) FROM evaluation")" "$before" "nothing is evaluated twice"
now=2026-11-27; ok "with nothing known, nothing is overwritten" unjoe --db "$db" analyze --offline
is "$(sql "$db" "SELECT count(*) FROM rechecks WHERE now_result = 'no-evidence'")" 1 "what was known stays"
unjoe --db "$db" report recheck --since 2026-11-01 >"$SCRATCH/out" 2>&1
golden spf_study/recheck.txt "report recheck" <"$SCRATCH/out"
now=2026-11-27; ok "a dead resolver" unjoe --db "$db" analyze --resolver 127.0.0.1@9
is "$(sql "$db" "SELECT count(*) FROM rechecks WHERE now_result = 'temperror'")" 0 "is no result of a domain"

unjoe --db "$db" spf import "$SCRATCH/answers" 2>/dev/null
is "$(sql "$db" "SELECT domain || ' ' || what || ' ' || before || ' ' || after FROM dns_changes")" "moved.example spf v=spf1 ~all v=spf1 -all" "what changed in DNS"
{
	printf 'R\tlo.example\tMX\t10%%20mx.lo.example\t2026-11-20T00:00:00Z\nX\tlo.example\tMX\t2026-11-21T00:00:00Z\n'
	printf 'R\tmx.lo.example\tA\t192.0.2.25\t2026-11-20T00:00:00Z\nR\tmx.lo.example\tA\t127.0.0.1\t2026-11-22T00:00:00Z\n'
	perl -e 'for (1 .. 20000) { print "R\ts$_.example\tMX\t10%20mx.s$_.example\t2026-11-20T00:00:00Z\n" }
		for (1 .. 3000) { print "R\tmx.s$_.example\tA\t192.0.2.1\t2026-11-20T00:00:00Z\nR\tmx.s$_.example\tA\t127.0.0.1\t2026-11-22T00:00:00Z\n" }'
} >"$SCRATCH/exchangers"
cp "$db" "$SCRATCH/changes.db"
unjoe --db "$SCRATCH/changes.db" own pin domain lo.example 2>/dev/null
unjoe --db "$SCRATCH/changes.db" spf import "$SCRATCH/exchangers" 2>/dev/null
is "$(sql "$SCRATCH/changes.db" "SELECT domain, what, before, after FROM dns_changes WHERE what <> 'spf'")" "lo.example|mx-loopback|NULL|mx.lo.example has the address 127.0.0.1" \
	"an exchanger of a domain of ours becomes nobody's; a lookup that failed is no change"
ok "which costs little where thousands of others do" "$BUILD/tests/limited" 60 2 "$UNJOE" --db "$SCRATCH/changes.db" --config /dev/null query --sql "SELECT count(*) FROM dns_changes"
unjoe --db "$db" spf adoption --offline --since 2026-11-01 >"$SCRATCH/out" 2>&1
golden spf_study/adoption.txt "adoption" <"$SCRATCH/out"
unjoe --db "$db" report adoption --since 2026-11-01 --format csv >"$SCRATCH/out" 2>&1
golden spf_study/adoption.csv "for programs" <"$SCRATCH/out"
unjoe --db "$db" plot adoption/weeks --since 2026-11-01 --plot "$SCRATCH/weeks.gp" >"$SCRATCH/out" 2>&1
sed 's/END_[0-9a-f]\{24\}$/END_LOT/' "$SCRATCH/weeks.gp" >"$SCRATCH/out"
golden spf_study/weeks.gp "drawn as parts of the whole" <"$SCRATCH/out"
now=2026-11-25T12:00:00Z
unjoe --db "$db" report careless --since 2026-11-01 >"$SCRATCH/out" 2>&1
golden spf_study/careless.txt "report careless" <"$SCRATCH/out"

# What another record would have done: the joe-job, a domain with an address that its record forgot, and one that sends no more.
joe=$SCRATCH/joe.db answers=samples/case/joejob/answers.txt
ingest "$joe" samples/case/joejob/log samples/case/joejob/mail
for ip in 192.0.2.25 192.0.2.26 192.0.2.27; do
	unjoe --db "$joe" own pin outgoing $ip 2>/dev/null
done
unjoe --db "$joe" spf whatif Ours.Example --record -all --answers "$answers" >"$SCRATCH/out" 2>&1
golden spf_study/whatif.txt "what -all would have done" <"$SCRATCH/out"
unjoe --db "$joe" spf whatif ours.example --record 'v=spf1 a -all' --answers "$answers" --format json >"$SCRATCH/out" 2>&1
golden spf_study/whatif.json "another record, for programs" <"$SCRATCH/out"
unjoe --db "$joe" spf suggest ours.example --answers "$answers" >"$SCRATCH/out" 2>&1
golden spf_study/suggest.txt "a record from the evidence" <"$SCRATCH/out"
ok "analyze the joe-job" unjoe --db "$joe" analyze --answers "$answers"
is "$(sql "$joe" "SELECT group_concat(term || ' ' || seen, '; ') FROM authorised")" "mx 1; ip4:192.0.2.25 1" "the terms by which somebody is seen to send"
is "$(sql "$joe" "SELECT DISTINCT then_result || now_result FROM rechecks WHERE bounces > 0")" softfailsoftfail "the origins of bounces"
fails "no record" 2 unjoe --db "$joe" spf whatif ours.example
fails "what is no record" 2 unjoe --db "$joe" spf whatif ours.example --record 'spf1 -all'
fails "neither a record nor an all" 2 unjoe --db "$joe" spf whatif ours.example --record +all
fails "no domain" 2 unjoe --db "$joe" spf whatif 'a b' --record -all
fails "none at all" 2 unjoe --db "$joe" spf suggest ''
ok "a dot at the end, a blank behind the record" unjoe --db "$joe" spf whatif ours.example. --record '~all ' --answers "$answers"
fails "nobody sends for that domain" 1 unjoe --db "$joe" spf suggest nobody.example --offline

# A database without anything in it.
: >"$SCRATCH/empty.log"
unjoe --db "$SCRATCH/empty.db" ingest "$SCRATCH/empty.log" 2>/dev/null
unjoe --db "$SCRATCH/empty.db" own pin domain nothing.example 2>/dev/null
ok "analyze nothing" unjoe --db "$SCRATCH/empty.db" analyze --offline
for report in recheck adoption careless; do
	ok "report $report of nothing" unjoe --db "$SCRATCH/empty.db" report $report --since 2026-11-01
done
ok "what -all would have done to nothing" unjoe --db "$SCRATCH/empty.db" spf whatif nothing.example --record -all --offline

fails "a file that is not there" 1 unjoe --db "$db" analyze --answers "$SCRATCH/missing"
fails "asking a resolver offline" 2 unjoe --db "$db" analyze --offline --resolver 127.0.0.1
done_testing
