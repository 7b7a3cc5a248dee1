#!/bin/sh
# year.t - the year of a log without years, however small or long the file is and however many days are in it.
. tests/tap.sh
. tests/dump.sh

# spans LINES SECONDS - a log of so many lines, with so many seconds between the first and the last, which is of today's noon in 2026-11-23
spans()
{
	perl -MPOSIX=strftime -e '
		my ($n, $span, $end) = (@ARGV, 1795435200);
		print strftime("%b %e %H:%M:%S", gmtime($end - $span + int($span * $_ / ($n - 1)))), sprintf(" mx postfix/qmgr[7]: 4F%08X: removed\n", $_) for 0 .. $n - 1' "$1" "$2" >"$SCRATCH/log"
	touch -d '2026-11-23T12:01:00Z' "$SCRATCH/log"
	rm -f "$SCRATCH/db"
	ingest "$SCRATCH/db" --now 2026-11-24 "$SCRATCH/log"
	is "$(sql "$SCRATCH/db" "SELECT last_at - first_at FROM sources")" "$2" "$1 lines, $(($2 / 86400)) days: so long"
	is "$(sql "$SCRATCH/db" "SELECT last_at FROM sources")" 1795435200 "  and until now"
}

day=86400
spans 30 $((9 * day))
spans 70 $((9 * day))		# just under and over one part that is looked at
spans 80 $((9 * day))
spans 81 $((60 * day))
spans 200 $((400 * day))
spans 4660 $((300 * day))	# just under and over all parts
spans 4690 $((300 * day))
spans 4750 $((300 * day))
spans 4800 $((500 * day))
spans 20000 $((800 * day))

# backwards LINES - three weeks of so many lines each, in one file, the newest week first
backwards()
{
	perl -MPOSIX=strftime -e '
		my ($n, $week, $end) = ($ARGV[0], 7 * 86400, 1795435200);
		for my $ago (1 .. 3) {
			print strftime("%b %e %H:%M:%S", gmtime($end - $ago * $week + int(($week - 9) * $_ / $n))), " mx postfix/qmgr[7]: 4F0000000$ago: removed\n" for 0 .. $n - 1;
		}' "$1" >"$SCRATCH/log"
	touch -d '2026-11-23T12:01:00Z' "$SCRATCH/log"
	rm -f "$SCRATCH/db"
	ingest "$SCRATCH/db" --now 2026-11-24 "$SCRATCH/log"
	is "$(sql "$SCRATCH/db" "SELECT first_at FROM sources")" $((1795435200 - 21 * day)) "three weeks of $1 lines, the newest first: of this year"
}
backwards 20
backwards 90
backwards 1000
backwards 30000
done_testing
