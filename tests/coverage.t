#!/bin/sh
# coverage.t - of which time do we hold a host's log: a file that is missing, lines that the logger dropped, and quiet hours.
. tests/tap.sh
. tests/dump.sh

# hours FROM TO STEP [HOST] - a line every STEP minutes of 2026-03-01, from hour FROM to hour TO
hours()
{
	perl -e '
		my ($from, $to, $step, $host) = @ARGV;
		for (my $m = 60 * $from; $m < 60 * $to; $m += $step) {
			printf "2026-03-%02dT%02d:%02d:00.000000+00:00 %s postfix/smtpd[7]: connect from mail.example.org[192.0.2.10]\n",
			    1 + $m / 1440, $m % 1440 / 60, $m % 60, $host // "mx";
		}' "$@"
}
day=1772323200	# 2026-03-01
coverage() { sql "$SCRATCH/$1.db" "SELECT host, (from_at - $day) / 60, (to_at - $day) / 60 FROM coverage ORDER BY 1, 2"; }
holes() { sql "$SCRATCH/$1.db" "SELECT host, (from_at - $day) / 60, (to_at - $day) / 60, reason, lines FROM holes ORDER BY 1, 2"; }

# Three files that follow one another, then the same without the one in the middle.
hours 0 24 5 >"$SCRATCH/log.3"
hours 24 48 5 >"$SCRATCH/log.2"
hours 48 72 5 >"$SCRATCH/log.1"
ingest "$SCRATCH/whole.db" "$SCRATCH"/log.?
is "$(coverage whole)" "mx|0|4315" "a rotation without gaps is one span"
is "$(holes whole)" "" "and has no holes"
ingest "$SCRATCH/gap.db" "$SCRATCH/log.3" "$SCRATCH/log.1"
is "$(coverage gap)" "mx|0|1435
mx|2880|4315" "where a file is missing, coverage ends"
is "$(holes gap)" "mx|1435|2880|no log|NULL" "and there is a hole"
ingest "$SCRATCH/gap.db" "$SCRATCH/log.2"
is "$(coverage gap)$(holes gap)" "mx|0|4315" "when it is read later, the hole is gone"

# A file whose first half is missing, and one that goes on from it.
ingest "$SCRATCH/one.db" "$SCRATCH/log.3"
hours 24 30 5 >>"$SCRATCH/log.3"
ingest "$SCRATCH/one.db" "$SCRATCH/log.3"
is "$(coverage one)$(holes one)" "mx|0|1795" "a file that grew is one span"

# Quiet hours inside a file, and a quiet night at the seam of two.
{ hours 0 1 5; hours 9 10 5; } >"$SCRATCH/quiet.log"
ingest "$SCRATCH/quiet.db" "$SCRATCH/quiet.log"
is "$(coverage quiet)$(holes quiet)" "mx|0|595" "a quiet night inside a file is covered"
{ hours 0 1 5; hours 9 20 5; } >"$SCRATCH/night.2"
{ hours 30 31 5; hours 40 41 5; } >"$SCRATCH/night.1"
ingest "$SCRATCH/night.db" "$SCRATCH/night.2" "$SCRATCH/night.1"
is "$(coverage night)$(holes night)" "mx|0|2455" "so is one at a seam, on a host that is often quiet"

# Each host has its own.
{ hours 0 24 5; hours 0 10 5 other; hours 40 48 5 other; } >"$SCRATCH/hosts.2"
hours 24 48 5 >"$SCRATCH/hosts.1"
ingest "$SCRATCH/hosts.db" "$SCRATCH/hosts.2" "$SCRATCH/hosts.1"
is "$(coverage hosts)" "mx|0|2875
other|0|2875" "two hosts in one file"
hours 0 24 5 a >"$SCRATCH/a.log"
hours 12 36 5 b >"$SCRATCH/b.log"
ingest "$SCRATCH/two.db" "$SCRATCH/a.log" "$SCRATCH/b.log"
is "$(coverage two)" "a|0|1435
b|720|2155" "two hosts in a file each"

# A busy host: where a day of it was never silent for half of that, twenty minutes at a seam are a hole, and ten are none. Of less than a day nothing is known.
{ hours 0 24 1; hours 24 25 1; } >"$SCRATCH/busy.2"
shift_by() { perl -pe 'BEGIN { $by = shift } s/T(\d\d):(\d\d)/sprintf "T%02d:%02d", ($1 * 60 + $2 + $by) \/ 60, ($2 + $by) % 60/e' "$@"; }
hours 25 27 1 >"$SCRATCH/next"
shift_by 19 "$SCRATCH/next" >"$SCRATCH/busy.1"
ingest "$SCRATCH/busy.db" "$SCRATCH/busy.2" "$SCRATCH/busy.1"
is "$(holes busy)" "mx|1499|1519|no log|NULL" "twenty minutes of a busy log"
shift_by 9 "$SCRATCH/next" >"$SCRATCH/busy.1"
ingest "$SCRATCH/tight.db" "$SCRATCH/busy.2" "$SCRATCH/busy.1"
is "$(holes tight)" "" "ten minutes are none"
hours 24 25 1 >"$SCRATCH/short.2"
shift_by 19 "$SCRATCH/next" >"$SCRATCH/short.1"
ingest "$SCRATCH/short.db" "$SCRATCH/short.2" "$SCRATCH/short.1"
is "$(holes short)" "" "nor twenty, where we hold an hour or two"

# Nights without a line, days with one every five minutes: a seam in the night is none; four hours by day are missing, although nights are longer.
{ hours 6 22 5; hours 30 46 5; hours 54 58 5; } >"$SCRATCH/day.2"
hours 62 70 5 >"$SCRATCH/day.1"
ingest "$SCRATCH/day.db" "$SCRATCH/day.2" "$SCRATCH/day.1"
is "$(holes day)" "mx|3475|3720|no log|NULL" "some hours by day of a host that is silent at night"
{ hours 6 22 5; hours 30 46 5; } >"$SCRATCH/eve.2"
hours 53 70 5 >"$SCRATCH/eve.1"
ingest "$SCRATCH/eve.db" "$SCRATCH/eve.2" "$SCRATCH/eve.1"
is "$(holes eve)" "" "a night at a seam is none, though it ends an hour sooner"
hours 102 110 5 >"$SCRATCH/eve.1"
ingest "$SCRATCH/away.db" "$SCRATCH/eve.2" "$SCRATCH/eve.1"
is "$(holes away)" "mx|2755|6120|no log|NULL" "two nights and the day between are"
# Read in two runs, a file tells the same.
{ hours 6 22 5; hours 30 32 5; } >"$SCRATCH/grows.2"
ingest "$SCRATCH/grows.db" "$SCRATCH/grows.2"
{ hours 32 46 5; hours 54 58 5; } >>"$SCRATCH/grows.2"
ingest "$SCRATCH/grows.db" "$SCRATCH/grows.2" "$SCRATCH/day.1"
is "$(sql "$SCRATCH/grows.db" "SELECT * FROM silence")" "$(sql "$SCRATCH/day.db" "SELECT * FROM silence")" "a file that was read in two runs"
is "$(holes grows)" "$(holes day)" "and its holes"

# What loggers say that they dropped.
loss()	# NAME LINE - a file with the line at ten o'clock
{
	{
		hours 0 10 5
		echo "$2"
		hours 11 20 5
	} >"$SCRATCH/$1.log"
	ingest "$SCRATCH/$1.db" "$SCRATCH/$1.log"
	is "$(sql "$SCRATCH/$1.db" "SELECT count(*) FROM unread")" 0 "$1: the line is understood"
}
loss imuxsock '2026-03-01T10:00:00.000000+00:00 mx rsyslogd: imuxsock lost 125 messages from pid 4711 due to rate-limiting'
like "$(holes imuxsock)" '^mx\|[0-9]+\|600\|lines dropped by rsyslogd\|125$' "imuxsock: a hole of so many lines"
loss ratelimit '2026-03-01T10:00:00.000000+00:00 mx rsyslogd: imjournal: 300 messages lost due to rate-limiting (20000 allowed within 600 seconds)'
is "$(holes ratelimit)" 'mx|590|600|lines dropped by rsyslogd|300' "rate limit: its interval is the hole"
is "$(coverage ratelimit)" 'mx|0|590
mx|600|1195' "rate limit: and is not covered"
loss journald '2026-03-01T10:00:00.000000+00:00 mx systemd-journald[245]: Suppressed 42 messages from postfix.service'
like "$(holes journald)" '^mx\|[0-9]+\|600\|lines dropped by systemd-journald\|42$' "journald: a hole of so many lines"
done_testing
