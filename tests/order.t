#!/bin/sh
# order.t - a log that was cut into files gives the same rows in whatever order, and in however many runs, they are read.
. tests/tap.sh
. tests/dump.sh

# cut LOG SEED N FOLDER - N files of consecutive lines, cut anywhere; each is as old as its last line.
cut()
{
	mkdir -p "$4"
	perl -e '
		use Time::Local "timegm";
		my ($log, $seed, $n, $folder) = @ARGV;
		srand $seed;
		open my $in, "<", $log or die;
		my @lines = <$in>;
		my %at = (0, 1);
		$at{1 + int rand $#lines} = 1 while keys %at < $n;
		my @at = (sort({ $a <=> $b } keys %at), scalar @lines);
		for my $i (0 .. $n - 1) {
			open my $out, ">", "$folder/$i.log" or die;
			print $out @lines[$at[$i] .. $at[$i + 1] - 1];
			close $out;
			next unless $lines[$at[$i + 1] - 1] =~ /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)/;
			my $time = timegm($6, $5, $4, $3, $2 - 1, $1);
			utime $time, $time, "$folder/$i.log";
		}' "$@"
}

# shuffled SEED FILE... - the files, one a line, in an order that the seed gives
shuffled()
{
	perl -MList::Util=shuffle -e 'srand shift; print "$_\n" for shuffle @ARGV' "$@"
}

# each_order NAME WANTED SEED OPTION... -- FILE... - all at once, and one by one
each_order()
{
	name=$1 wanted=$2 seed=$3 options=
	shift 3
	while [ "$1" != -- ]; do
		options="$options $1"
		shift
	done
	shift
	rm -f "$SCRATCH/once.db" "$SCRATCH/single.db"
	ingest "$SCRATCH/once.db" $options $(shuffled "$seed" "$@")
	same "$SCRATCH/once.db" "$wanted" "$name, all at once"
	for file in $(shuffled $((seed + 1)) "$@"); do
		ingest "$SCRATCH/single.db" $options "$file"
	done
	same "$SCRATCH/single.db" "$wanted" "$name, one by one"
}

# The log of a day and a half, with New Year in it.
log=$SCRATCH/mail.log
tests/genlog 7 9000 >"$log"
ingest "$SCRATCH/wanted.db" "$log"
is "$(sql "$SCRATCH/wanted.db" "SELECT count(*) FROM unread")" 0 "every line is understood"
is "$(sql "$SCRATCH/wanted.db" "SELECT count(*) > 20 FROM (SELECT 1 FROM messages GROUP BY queue_id HAVING count(*) > 3)")" 1 "queue ids come again"
is "$(sql "$SCRATCH/wanted.db" "SELECT count(*) > 9 FROM messages WHERE last_at - first_at > 3600")" 1 "messages wait for hours"
for seed in 1 2 3 4; do
	cut "$log" $seed 6 "$SCRATCH/cut$seed"
	each_order "six files, cut $seed" "$SCRATCH/wanted.db" $((10 * seed)) -- "$SCRATCH/cut$seed"/*
done
cut "$log" 5 60 "$SCRATCH/cut60"
each_order "sixty files" "$SCRATCH/wanted.db" 50 -- "$SCRATCH"/cut60/*

# Without years and zones: each file is as old as its last line.
mkdir -p "$SCRATCH/bsd"
for i in 0 1 2 3 4 5; do
	sed -E 's/^[0-9]+-01-0?([0-9]+)T([0-9:]+)[^ ]+/Jan  \1 \2/; s/^[0-9]+-12-([0-9]+)T([0-9:]+)[^ ]+/Dec \1 \2/' "$SCRATCH/cut2/$i.log" >"$SCRATCH/bsd/$i.log"
	touch -r "$SCRATCH/cut2/$i.log" "$SCRATCH/bsd/$i.log"
done
each_order "RFC 3164 over New Year" "$SCRATCH/wanted.db" 70 -- "$SCRATCH"/bsd/*

# Postfix writes one file, its policy server another.
mkdir -p "$SCRATCH/two"
cut "$log" 6 3 "$SCRATCH/three"
for i in 0 1 2; do
	grep ' policyd-spf\[' "$SCRATCH/three/$i.log" >"$SCRATCH/two/policyd$i.log"
	grep -v ' policyd-spf\[' "$SCRATCH/three/$i.log" >"$SCRATCH/two/mail$i.log"
done
each_order "two streams of a host" "$SCRATCH/wanted.db" 80 -- "$SCRATCH"/two/*

# A real log, in which one client tries the same again and again within a second: the cut decides whose check a check is, but not the order.
cut samples/log/mx.log 11 5 "$SCRATCH/real"
ingest "$SCRATCH/real.db" "$SCRATCH"/real/*
each_order "a real log" "$SCRATCH/real.db" 85 -- "$SCRATCH"/real/*
mkdir -p "$SCRATCH/real2"
for i in 0 1 2 3 4; do
	grep -E ' (policyd-spf|postfix/policy-spf)\[' "$SCRATCH/real/$i.log" >"$SCRATCH/real2/policy$i.log"
	grep -Ev ' (policyd-spf|postfix/policy-spf)\[' "$SCRATCH/real/$i.log" >"$SCRATCH/real2/mail$i.log"
done
ingest "$SCRATCH/real2.db" "$SCRATCH"/real2/*
each_order "a real log in two streams" "$SCRATCH/real2.db" 88 -- "$SCRATCH"/real2/*

if [ -r ../shared/bench/gen.py ] && command -v python3 >"$SCRATCH/python3"; then
	python3 ../shared/bench/gen.py 20000 "$SCRATCH/gen.log" "$SCRATCH/gen.iso" >"$SCRATCH/gen.said"
	ingest "$SCRATCH/gen.db" "$SCRATCH/gen.iso"
	cut "$SCRATCH/gen.iso" 9 5 "$SCRATCH/gen"
	each_order "the reference log" "$SCRATCH/gen.db" 90 -- "$SCRATCH"/gen/*
fi
done_testing
