#!/bin/sh
# nightly.t - the report of a day for its morning: a storm, a quiet night, nothing at all; what it reads, and how it ends.
. tests/tap.sh

db=$SCRATCH/nightly.db
unjoe()
{
	env UNJOE_DB="$db" "$UNJOE" "$@"
}
shows()	# FILE NAME COMMAND...
{
	file=$1 name=$2
	shift 2
	"$@" >"$SCRATCH/shown" 2>&1
	golden "nightly/$file" "$name" <"$SCRATCH/shown"
}

printf '[ingest]\nfiles = %s\nfiles = %s\n' samples/case/joejob/log samples/case/joejob/mail >"$SCRATCH/unjoe.conf"
shows storm.txt "the night of a storm reads what is configured" unjoe --config "$SCRATCH/unjoe.conf" --now 2026-11-24 nightly
shows again.txt "again it reads nothing, and says the same" unjoe --config "$SCRATCH/unjoe.conf" --now 2026-11-24 nightly
is "$(cat tests/golden/nightly/again.txt)" "$(cat tests/golden/nightly/storm.txt)" "to the letter"
shows quiet.txt "a quiet night" unjoe --now 2026-11-22 nightly
shows late.txt "days later: the last day that has a log" unjoe --now 2026-11-28 nightly
shows back.txt "the clock set back, before all that was read" unjoe --now 2026-11-01 nightly
shows past.txt "a day of which nothing was read" unjoe --now 2026-11-24 nightly --since 2026-10-01 --until 2026-10-02
shows storm.tsv "for programs" unjoe --now 2026-11-24 nightly --format tsv
unjoe --now 2026-11-24 nightly --format json >"$SCRATCH/json"
ok "as JSON" perl -MJSON::PP -0777 -ne 'decode_json($_)' "$SCRATCH/json"
is "$(unjoe --now 2026-11-24 nightly | awk 'length > 80' | wc -l)" 0 "no line is wider than 80 columns"
is "$(COLUMNS=300 unjoe --now 2026-11-24 nightly | head -2 | tail -1 | wc -c)" 81 "whatever the terminal is"

# A storm at the end of the log, which nothing tells to be over: not said to go on, a night later.
env UNJOE_DB="$SCRATCH/open.db" "$UNJOE" ingest samples/case/joejob/log 2>/dev/null
open() { env UNJOE_DB="$SCRATCH/open.db" "$UNJOE" --now "$1" nightly --since 2026-11-23 --until 2026-11-24 | tr -s ' \n' ' '; }
like "$(open "2026-11-23 11:00")" 'since 09:15, and they go on\.' "a storm that runs"
like "$(open "2026-11-24 07:00")" 'from 09:15 to 09:59; whether it is over is not known .what was read ends at 2026-11-23 09:59.\.' "one of which the end was not read"
like "$(env UNJOE_DB="$SCRATCH/open.db" "$UNJOE" --now "2026-11-24 07:00" incident last | tr -s ' \n' ' ')" 'Whether it is over is not known yet\. Such a wave' "to the customer, too"

# A Sunday is compared with Sundays, once there are three of them; until then with all days.
{
	for day in 0 7 14 21 28; do printf '%s 08:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7 n=5\n' $day; done
	for day in 1-6 8-13 15-20 22-27; do printf '%s 08:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7 n=50\n' $day; done
} | tests/sendlog >"$SCRATCH/weeks.log"
env UNJOE_DB="$SCRATCH/weeks.db" "$UNJOE" ingest "$SCRATCH/weeks.log" 2>/dev/null
usual()	# THE DAY BEHIND
{
	env UNJOE_DB="$SCRATCH/weeks.db" "$UNJOE" --now "$1" nightly | sed -n 's/^  mail received *//p'
}
is "$(usual 2026-03-30)" "5      5" "a Sunday as others"
is "$(env UNJOE_DB="$SCRATCH/weeks.db" "$UNJOE" --now 2026-03-30 nightly | sed -n '/^POLICY/,$p')" "POLICY
  No record of a sender domain is known. Look at them: unjoe spf adoption --dns" "of a week of which no record is known that is said once"
is "$(usual 2026-03-23)" "5      5" "of which there were three before"
is "$(usual 2026-03-16)" "5     50  -90%" "with two, it is compared with all days"
is "$(usual 2026-03-28)" "50     50" "a Friday"
is "$(env UNJOE_DB="$SCRATCH/weeks.db" "$UNJOE" --now 2026-03-30 nightly --since -7d | grep -c 'COMPARED WITH')" 0 "several days are not compared with one"

# The first night, a log that ends in the day, and one that stopped long ago: then that is the news, whatever was on its last day.
printf '%s\n' "28 01:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7 n=20 step=1200" "28 09:00 out user=anna from=anna@ours.example to=x@far.example ip=192.0.2.5 n=5 step=3000" \
    "28 02:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7 n=200 step=396 host=mx2" "29 00:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7 n=3 host=mx2" | tests/sendlog >"$SCRATCH/first.log"
env UNJOE_DB="$SCRATCH/first.db" "$UNJOE" ingest "$SCRATCH/first.log" 2>/dev/null
shows first.txt "the first night, and a host that stopped" env UNJOE_DB="$SCRATCH/first.db" "$UNJOE" --now "2026-03-30 07:00" nightly
shows stale.txt "days later there is still nothing new" env UNJOE_DB="$SCRATCH/first.db" "$UNJOE" --now "2026-04-03 07:00" nightly
subject()
{
	env UNJOE_DB="$SCRATCH/$1.db" "$UNJOE" --now "$2" nightly --mail anna@ours.example --dry-run | sed -n '/^Subject: /{N;s/\n[^ ].*//;s/\n//;p;q}'
}
is "$(subject first "2026-03-30 07:00")" "Subject: [unjoe] LOG mx sent no log after 12:20" "in the subject, too"
is "$(subject first "2026-04-03 07:00")" "Subject: [unjoe] LOG mx sent no log since 2026-03-29 12:20 (and 1 more)" "which the next days do not hide"
is "$(subject weeks "2026-03-30 07:00")" "Subject: [unjoe] nothing to do" "a host that is always silent for so long is none"

# What lacks, and what cannot be read.
printf '[ingest]\nfiles = %s\n' "$SCRATCH/there-is-none" >"$SCRATCH/none.conf"
fails "a file that is not there: exit status 1" 1 env UNJOE_DB="$db" "$UNJOE" --config "$SCRATCH/none.conf" --now 2026-11-24 nightly
like "$(env UNJOE_DB="$db" "$UNJOE" --config "$SCRATCH/none.conf" --now 2026-11-24 nightly 2>/dev/null)" '^  STORM ' "the report comes all the same"
like "$(env UNJOE_DB="$db" "$UNJOE" --config "$SCRATCH/none.conf" --now 2026-11-24 nightly 2>/dev/null)" '^  LOG      Not all files of the configuration' "and tells first that something lacks"
mkdir "$SCRATCH/bad"
for n in 1 2 3 4 5; do
	printf '%s","\\n<b>'"'"'\033[2J %d\n' "C:\new" $n >"$SCRATCH/bad/mail.$n"
done
printf '[ingest]\nfiles = %s\n' "$SCRATCH/bad/*" >"$SCRATCH/bad.conf"
env UNJOE_DB="$db" "$UNJOE" --config "$SCRATCH/bad.conf" --now 2026-11-24 nightly >"$SCRATCH/out" 2>/dev/null
like "$(tr -s ' \n' ' ' <"$SCRATCH/out")" 'could be read: .*/mail\.1: nothing in it is a line of a mail log .*/mail\.3: .*; and 2 more\. ->' "which, and why, whatever stands in them"
is "$(grep -c "$(printf '\033')" "$SCRATCH/out")" 0 "nothing of it acts"
fails "no database" 1 env UNJOE_DB="$SCRATCH/no.db" "$UNJOE" nightly
env UNJOE_DB="$SCRATCH/empty.db" "$UNJOE" ingest /dev/null 2>/dev/null
shows empty.txt "a database that holds nothing" env UNJOE_DB="$SCRATCH/empty.db" "$UNJOE" --now 2026-11-24 nightly

# Two at once.
flock "$db.lock" env UNJOE_DB="$db" "$UNJOE" --config "$SCRATCH/unjoe.conf" nightly >"$SCRATCH/out" 2>&1
is $? 1 "one at a time: exit status 1"
like "$(cat "$SCRATCH/out")" 'is at work on it' "and says why"

# What strangers chose.
sqlite3 "$db" "INSERT INTO incident (incident_id, kind, target, starts_at, peak_at, ends_at, state, bounces, peak, forged, unsure, strength, read, refused, accepted, messages, recipients, seen_until) SELECT 'takeover-x', 'takeover', char(27) || '[2J<b>\`id\`' || char(8238), starts_at, peak_at, ends_at, 'running', 0, 9, 0, 0, 'strong', 0, 0, 0, 5, 9, seen_until FROM incident LIMIT 1"
shows hostile.txt "a name that is an escape sequence" unjoe --now 2026-11-24 nightly
is "$(unjoe --now 2026-11-24 nightly | LC_ALL=C grep -c "$(printf '\033')")" 0 "does not reach the terminal"
done_testing
