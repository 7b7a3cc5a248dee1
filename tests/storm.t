#!/bin/sh
# storm.t - storms of backscatter: found from bounces, from the log alone and from both, and not where there is none.
. tests/conclusions.sh

# A fortnight of anna and bert, and that ours.example is ours; the day behind it shows how it ends.
usual="0-14 08:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7
0-14 09:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=192.0.2.4 n=6
0-14 09:00 out user=bert@ours.example from=bert@ours.example to=b%d@far.example ip=192.0.2.4 n=2
16 09:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7"

storms()	# DATABASE
{
	sql "$1" "SELECT group_concat(incident_id || ' ' || strftime('%d %H:%M', ends_at, 'unixepoch') || ' ' || bounces || ' ' || state || ' ' || strength
			|| CASE WHEN usual IS NULL THEN ' learning' ELSE '' END, '; ')
		FROM (SELECT * FROM incidents ORDER BY starts_at, incident_id)"
}

# storm NAME WANTED LOG [BOUNCES] - scripts of sendlog and of sendbounces; the log script begins with the usual, unless it begins with "only"
storm()
{
	rm -f "$SCRATCH/t.db" "$SCRATCH/t.mbox" "$SCRATCH/t.log"
	case $3 in
	none) ;;
	only*) printf '%s\n' "${3#only}" | tests/sendlog >"$SCRATCH/t.log" ;;
	*) printf '%s\n' "$usual" "$3" | tests/sendlog >"$SCRATCH/t.log" ;;
	esac
	[ -z "${4-}" ] || printf '%s\n' "$4" | tests/sendbounces >"$SCRATCH/t.mbox"
	ingest "$SCRATCH/t.db" $(ls "$SCRATCH"/t.log "$SCRATCH"/t.mbox 2>"$SCRATCH/none")
	is "$(storms "$SCRATCH/t.db")" "$2" "$1"
}

storm "an ordinary fortnight" NULL ""
storm "a few strays" NULL "3-15 10:00 refuse from= to=x%d@ours.example ip=198.51.%d.9 n=4 step=900"
storm "the log alone, refused" "storm-ours.example-20260316T0312 16 03:35 140 ended strong" \
	"15 03:12 refuse from= to=x%d@ours.example ip=198.51.%d.9 n=140 step=10"
storm "the log alone, accepted, to one who sends: it is more than he sent" "storm-ours.example-20260316T0312 16 03:35 140 ended weak" \
	"15 03:12 in from= to=anna@ours.example ip=198.51.%d.9 n=140 step=10"
storm "to a domain that never had mail: no such address" "storm-other.example-20260316T0312 16 03:35 140 ended strong" \
	"15 03:12 refuse from= to=x%d@other.example ip=198.51.%d.9 n=140 step=10"
storm "who looks for an open relay is none" NULL \
	"15 03:12 refuse from= to=x%d@other.example ip=198.51.%d.9 n=140 step=10 code=554_5.7.1 text=Relay_access_denied"
storm "the bounces of one's own newsletter are none" NULL \
	"15 02:00 out user=anna@ours.example from=anna@ours.example to=n%d@many.example ip=192.0.2.4 n=100 step=1
15 03:12 in from= to=anna@ours.example ip=198.51.%d.9 n=140 step=10"
storm "who is put off and tries again comes once" NULL \
	"15 03:12 refuse from= to=anna@ours.example ip=198.51.7.9 n=140 step=100 code=450_4.2.0 text=Greylisted"
storm "many who are put off are many" "storm-ours.example-20260316T0312 16 03:35 140 ended weak" \
	"15 03:12 refuse from= to=anna@ours.example ip=198.51.%d.9 n=140 step=10 code=450_4.7.1 text=Slow_down
15 03:13 refuse from= to=anna@ours.example ip=198.51.%d.9 n=140 step=10 code=450_4.7.1 text=Slow_down"
storm "bounces alone" "storm-ours.example-20260316T0312 16 03:35 140 running strong learning" none \
	"15 03:12 n=140 to=anna@ours.example bouncer=victim%d.example ip=198.51.%d.7 spf=fail"
storm "both: what the log and a bounce tell of is one" "storm-ours.example-20260316T0312 16 03:35 140 ended strong" \
	"15 03:12 in from= to=anna@ours.example ip=198.51.%d.7 n=140 id=BBBB0%d" \
	"15 03:12 n=140 to=anna@ours.example bouncer=victim%d.example ip=198.51.%d.7 spf=fail id=BBBB0%d"
is "$(sql "$SCRATCH/t.db" "SELECT read || ' ' || accepted FROM incidents")" "140 0" "each once"
storm "both: some refused" "storm-ours.example-20260316T0312 16 03:35 240 ended strong" \
	"15 03:12 in from= to=anna@ours.example ip=198.51.%d.7 n=140 id=BBBB0%d
15 03:12:05 refuse from= to=x%d@ours.example ip=198.51.%d.9 n=100" \
	"15 03:12 n=140 to=anna@ours.example bouncer=victim%d.example ip=198.51.%d.7 spf=fail id=BBBB0%d"
storm "on the first day" "storm-ours.example-20260301T0712 01 07:35 140 running weak learning" "only0 06:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7
0 07:12 refuse from= to=x%d@ours.example ip=198.51.%d.9 n=140 step=10"
storm "on the second day, behind an ordinary one" "storm-ours.example-20260302T0712 02 07:35 140 ended weak learning" "only0 06:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7
1 07:12 refuse from= to=x%d@ours.example ip=198.51.%d.9 n=140 step=10
1 13:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7"
storm "noise from the first day on is usual" NULL "only0-13 00:00 refuse from= to=x%d@ours.example ip=198.51.9.9 n=1440 step=60
14 06:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7"
storm "a slow trickle is none" NULL "13-15 00:00 refuse from= to=x%d@ours.example ip=198.51.%d.9 n=144 step=600"
storm "sixteen are none" NULL "15 03:12 refuse from= to=x%d@ours.example ip=198.51.%d.9 n=16 step=60"
storm "above noise" "storm-ours.example-20260316T0259 16 04:01 363 ended strong" "0-14 00:00 refuse from= to=x%d@ours.example ip=198.51.9.9 n=1440 step=60
15 00:00 refuse from= to=x%d@ours.example ip=198.51.9.9 n=480 step=60
15 03:00 refuse from= to=y%d@ours.example ip=198.51.8.9 n=300 step=12"
storm "one address in the noise of a domain" "storm-sales@ours.example-20260316T0300 16 03:59 120 ended strong" "0-15 00:00 refuse from= to=x%d@ours.example ip=198.51.9.9 n=8640 step=10
15 03:00 refuse from= to=sales@ours.example ip=198.51.%d.9 n=120 step=30"
storm "two with a pause of four hours are one" "storm-ours.example-20260316T0312 16 07:21 120 ended strong" "15 03:12 refuse from= to=x%d@ours.example ip=198.51.%d.9 n=60 step=10
15 07:12 refuse from= to=x%d@ours.example ip=198.51.%d.9 n=60 step=10"
storm "with one of ten they are two" "storm-ours.example-20260315T2112 15 21:21 60 ended strong; storm-ours.example-20260316T0712 16 07:21 60 ended strong" "14 21:12 refuse from= to=x%d@ours.example ip=198.51.%d.9 n=60 step=10
15 07:12 refuse from= to=x%d@ours.example ip=198.51.%d.9 n=60 step=10"
storm "over five days it does not become usual" "storm-ours.example-20260310T0000 15 23:59 8640 ended strong" "9-14 00:00 refuse from= to=x%d@ours.example ip=198.51.8.9 n=1440 step=60"
storm "a forwarder's addresses (SRS) answer mail of others" NULL "15 03:12 in from= to=SRS0=abc=xy=far%d.example=u@ours.example ip=198.51.%d.9 n=140 step=10"

# Several domains of ours.
second="0-14 08:00 in from=a@far.example to=carl@second.example ip=198.51.100.7
0-14 09:00 out user=carl@second.example from=carl@second.example to=b%d@far.example ip=192.0.2.4 n=6"
storm "the same origin over two domains is one" "storm-ours.example-20260316T0312 16 03:50 200 ended strong" "$second
15 03:12 in from= to=anna@ours.example ip=198.51.%d.7 n=120 id=BBBB0%d
15 03:32 in from= to=carl@second.example ip=198.51.%d.7 n=80 step=14 id=CCCC0%d" \
	"15 03:12 n=120 to=anna@ours.example bouncer=victim%d.example ip=198.51.%d.7 spf=fail id=BBBB0%d
15 03:32 n=80 step=14 to=carl@second.example bouncer=victim%d.example ip=198.51.%d.7 spf=fail id=CCCC0%d"
is "$(sql "$SCRATCH/t.db" "SELECT group_concat(target || ' ' || bounces, '; ') FROM incident_targets")" "ours.example 120; second.example 80" "which tells both"
storm "other origins are two" "storm-ours.example-20260316T0312 16 03:31 120 ended strong; storm-second.example-20260316T0332 16 03:50 80 ended strong" "$second
15 03:12 in from= to=anna@ours.example ip=198.51.%d.7 n=120 id=BBBB0%d
15 03:32 in from= to=carl@second.example ip=198.51.%d.7 n=80 step=14 id=CCCC0%d" \
	"15 03:12 n=120 to=anna@ours.example bouncer=victim%d.example ip=198.51.%d.7 spf=fail id=BBBB0%d
15 03:32 n=80 step=14 to=carl@second.example bouncer=victim%d.example ip=198.51.%d.7 spf=fail id=CCCC0%d origin=203.0.113.99"
# Whatever the order of reading: two logs and two mailboxes, a storm of each kind among them, in steps, at once, and rebuilt.
{
	printf '%s\n' "$usual" "$second"
	cat <<END
3 01:00 refuse from= to=x%d@ours.example ip=198.51.7.9 n=90 step=20
9 22:12 in from= to=anna@ours.example ip=198.51.%d.7 n=120 id=BBBB0%d
9 23:32 in from= to=carl@second.example ip=198.51.%d.7 n=80 step=14 id=CCCC0%d
0-16 00:00 refuse from= to=y%d@ours.example ip=198.51.9.9 n=48 step=1700
15 03:12 refuse from= to=x%d@ours.example ip=198.51.7.9 n=90 step=20
15 09:12 refuse from= to=x%d@second.example ip=198.51.7.9 n=90 step=20
END
} | tests/sendlog >"$SCRATCH/all.log"
tests/sendbounces >"$SCRATCH/one.mbox" <<END
9 22:12 n=120 to=anna@ours.example bouncer=victim%d.example ip=198.51.%d.7 spf=fail id=BBBB0%d
15 03:20 n=30 to=anna@ours.example bouncer=victim%d.example ip=198.51.%d.7 origin=203.0.113.9 subject=Order_%d
END
tests/sendbounces >"$SCRATCH/two.mbox" <<END
9 23:32 n=80 step=14 to=carl@second.example bouncer=victim%d.example ip=198.51.%d.7 spf=softfail id=CCCC0%d
15 09:20 n=30 to=carl@second.example bouncer=victim%d.example ip=198.51.%d.7 origin=203.0.113.9
END
awk -v half="$SCRATCH/half" '/^From /{ n++ } { print >(half (n > 60 ? 2 : 1) ".mbox") }' "$SCRATCH/one.mbox"
sed -n '1,1700p' "$SCRATCH/all.log" >"$SCRATCH/a.log"
sed -n '1701,$p' "$SCRATCH/all.log" >"$SCRATCH/b.log"
ingest "$SCRATCH/whole.db" "$SCRATCH/all.log" "$SCRATCH/one.mbox" "$SCRATCH/two.mbox"
incidents "$SCRATCH/whole.db" >"$SCRATCH/wanted"
is "$(storms "$SCRATCH/whole.db" | tr ';' '\n' | wc -l)" 3 "all: three storms"
unjoe --db "$SCRATCH/whole.db" rebuild 2>>"$SCRATCH/said"
incidents "$SCRATCH/whole.db" >"$SCRATCH/got"
ok "all: rebuilt" diff "$SCRATCH/wanted" "$SCRATCH/got"
is "$(sql "$SCRATCH/whole.db" "SELECT count(*) FROM incident_aliases")" 0 "and no id was displaced"

# What hours were counted from is kept (storm_seen): whatever comes behind it gives what a rebuild gives.
counted()	# DATABASE
{
	sql "$1" "SELECT 'hour', hour, target, forged, unsure FROM storm_hour ORDER BY hour, target;
		SELECT 'storm', * FROM storm ORDER BY 2, 3;
		SELECT 'seen', hour, domain, address, logged, sum(forged), sum(unsure) FROM storm_seen GROUP BY 2, 3, 4, 5;
		SELECT 'crowd', * FROM storm_crowd ORDER BY 2, 3"
}
counted "$SCRATCH/whole.db" >"$SCRATCH/counted"
for order in "a.log b.log one.mbox two.mbox" "two.mbox b.log one.mbox a.log" "b.log a.log two.mbox one.mbox" "one.mbox two.mbox b.log a.log" "a.log half1.mbox b.log half2.mbox two.mbox"; do
	rm -f "$SCRATCH/steps.db"
	for part in $order; do
		ingest "$SCRATCH/steps.db" "$SCRATCH/$part"
	done
	incidents "$SCRATCH/steps.db" >"$SCRATCH/got"
	ok "all: $order" diff "$SCRATCH/wanted" "$SCRATCH/got"
	counted "$SCRATCH/steps.db" >"$SCRATCH/got"
	ok "all: $order: hour by hour" diff "$SCRATCH/counted" "$SCRATCH/got"
done

# as_rebuilt NAME DATABASE - the database is rebuilt
as_rebuilt()
{
	counted "$2" >"$SCRATCH/got"
	unjoe --db "$2" rebuild 2>>"$SCRATCH/said"
	counted "$2" >"$SCRATCH/wanted"
	ok "$1" diff "$SCRATCH/wanted" "$SCRATCH/got"
	is "$(cut -d '|' -f 1 "$SCRATCH/wanted" | grep -v crowd | sort -u | tr '\n' ' ')" "hour seen storm " "$1: there is something of each"
}

# A database of the time before it, with an hour that was counted otherwise; there is news of another day only.
cp "$SCRATCH/whole.db" "$SCRATCH/old.db"
sql "$SCRATCH/old.db" "DROP TABLE silence; DROP TABLE unread_day; DROP TABLE day_total; DROP TABLE storm_seen; DROP TABLE storm_crowd; DROP TABLE forger_day; DROP TABLE brought_from; DROP TABLE arrival_date; DROP INDEX link_at; DROP INDEX trace_sender;
	DELETE FROM storm_hour WHERE hour IN (SELECT min(hour) FROM storm_hour); PRAGMA user_version = 9"
printf '%s\n' "17 03:20 n=4 to=anna@ours.example bouncer=victim%d.example ip=198.51.%d.7" | tests/sendbounces >"$SCRATCH/news.mbox"
ingest "$SCRATCH/old.db" "$SCRATCH/news.mbox"
as_rebuilt "an older database: all is counted once more" "$SCRATCH/old.db"

# An address gets too many late in the day: what came early, of which no more can be told, is counted, too; until he turns out to have sent more.
printf '%s\n' "$usual" "18 09:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7" | tests/sendlog >"$SCRATCH/usual.log"
printf '%s\n' "15 12:00 out user=anna@ours.example from=anna@ours.example to=n%d@many.example ip=192.0.2.4 n=100 step=1" | tests/sendlog >"$SCRATCH/sent.log"
for hour in 02 22; do
	printf '%s\n' "16 $hour:12 in from= to=anna@ours.example ip=198.51.%d.9 n=60 step=10 id=${hour}ABC%d" | tests/sendlog >"$SCRATCH/$hour.log"
done
early="SELECT forged || ' ' || unsure FROM storm_hour WHERE target = 'anna@ours.example' AND hour % 24 = 2 AND hour / 24 = 20529"
rm -f "$SCRATCH"/late.db*
for part in usual 02 22; do
	ingest "$SCRATCH/late.db" "$SCRATCH/$part.log"
	eval "at_$part=\$(sql \"\$SCRATCH/late.db\" \"\$early\")"
done
is "$at_02, $at_22" "0 60, 60 0" "late in the day: it is too much"
as_rebuilt "late in the day" "$SCRATCH/late.db"
ingest "$SCRATCH/once.db" "$SCRATCH/usual.log" "$SCRATCH/02.log" "$SCRATCH/22.log"
counted "$SCRATCH/once.db" >"$SCRATCH/got"
ok "late in the day: read at once" diff "$SCRATCH/wanted" "$SCRATCH/got"
ingest "$SCRATCH/late.db" "$SCRATCH/sent.log"
is "$(sql "$SCRATCH/late.db" "$early")" "0 60" "late in the day: he had sent as many"
unjoe --db "$SCRATCH/late.db" erase anna@ours.example >>"$SCRATCH/said" 2>&1
is "$(sql "$SCRATCH/late.db" "SELECT group_concat(DISTINCT address) FROM storm_seen")" "erased-1@ours.example" "erased, the address is kept there no more"

# Pruned within a day: its hours stay as they were counted when there is news of the day, and nothing else goes.
printf '[prune]\nbounces = 1\nlog = 1\n' >"$SCRATCH/conf"
"$UNJOE" --config "$SCRATCH/conf" --db "$SCRATCH/once.db" --now "2026-03-18 12:00" prune >>"$SCRATCH/said" 2>&1
counted "$SCRATCH/once.db" | grep ^hour >"$SCRATCH/wanted"
was=$(storms "$SCRATCH/once.db" | sed 's/ learning//g')
is "$(sql "$SCRATCH/once.db" "SELECT group_concat(DISTINCT at / 3600 % 24) FROM null_judged WHERE at / 86400 = 20529")" 22 "pruned: half of the day"
printf '%s\n' "16 21:12 in from= to=bert@ours.example ip=198.51.%d.9 n=5 step=10 id=BBBB%d" | tests/sendlog >"$SCRATCH/21.log"
ingest "$SCRATCH/once.db" "$SCRATCH/21.log"
counted "$SCRATCH/once.db" | grep ^hour >"$SCRATCH/got"
is "$(diff "$SCRATCH/wanted" "$SCRATCH/got" | grep '^[<>]' | tr '\n' ' ')" "> hour|492717|bert@ours.example|0|5 > hour|492717|ours.example|0|5 " "pruned: news of the day changes no other hour"
is "$(storms "$SCRATCH/once.db" | sed 's/ learning//g')" "$was" "pruned: nor an incident"
like "$was" "T0212 .*T2212 " "pruned: there are two"

# A bounce whose header names nobody to whom it goes is part of no storm, and of no fault.
printf '%s\n' 'Return-Path: <>' 'From: MAILER-DAEMON@mx.example.net' 'Subject: Undelivered Mail' '' \
	'Your message could not be delivered to' '' '<nobody@example.net>: user unknown' >"$SCRATCH/nobody.eml"
ok "to nobody: it is read" unjoe --db "$SCRATCH/nobody.db" ingest "$SCRATCH/nobody.eml"
is "$(sql "$SCRATCH/nobody.db" "SELECT (SELECT count(*) FROM bounce) || ' ' || (SELECT count(*) FROM storm_hour)")" "1 0" "and counted nowhere"
done_testing
