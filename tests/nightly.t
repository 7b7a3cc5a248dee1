#!/bin/sh
# nightly.t - the report of a day for its morning: a storm, a quiet night, nothing at all; what it reads, and how it ends.
. tests/tap.sh

db=$SCRATCH/nightly.db
unjoe()
{
	"$UNJOE" --db "$db" "$@"
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

# What lacks, and what cannot be read.
printf '[ingest]\nfiles = %s\n' "$SCRATCH/there-is-none" >"$SCRATCH/none.conf"
fails "a file that is not there: exit status 1" 1 "$UNJOE" --db "$db" --config "$SCRATCH/none.conf" --now 2026-11-24 nightly
like "$("$UNJOE" --db "$db" --config "$SCRATCH/none.conf" --now 2026-11-24 nightly 2>/dev/null)" '^  STORM ' "the report comes all the same"
fails "no database" 1 "$UNJOE" --db "$SCRATCH/no.db" nightly
"$UNJOE" --db "$SCRATCH/empty.db" ingest /dev/null 2>/dev/null
shows empty.txt "a database that holds nothing" "$UNJOE" --db "$SCRATCH/empty.db" --now 2026-11-24 nightly

# Two at once.
flock "$db.lock" "$UNJOE" --db "$db" --config "$SCRATCH/unjoe.conf" nightly >"$SCRATCH/out" 2>&1
is $? 1 "one at a time: exit status 1"
like "$(cat "$SCRATCH/out")" 'is at work on it' "and says why"

# What strangers chose.
sqlite3 "$db" "INSERT INTO incident (incident_id, kind, target, starts_at, peak_at, ends_at, state, bounces, peak, forged, unsure, strength, read, refused, accepted, messages, recipients, seen_until) SELECT 'takeover-x', 'takeover', char(27) || '[2J<b>\`id\`' || char(8238), starts_at, peak_at, ends_at, 'running', 0, 9, 0, 0, 'strong', 0, 0, 0, 5, 9, seen_until FROM incident LIMIT 1"
shows hostile.txt "a name that is an escape sequence" unjoe --now 2026-11-24 nightly
is "$(unjoe --now 2026-11-24 nightly | LC_ALL=C grep -c "$(printf '\033')")" 0 "does not reach the terminal"
done_testing
