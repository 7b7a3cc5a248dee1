#!/bin/sh
# kill.t - an ingest that is killed at any moment loses and doubles nothing: the next one goes on where the last commit was.
. tests/tap.sh
. tests/dump.sh

# killed SEED MICROSECONDS ARGUMENT... - runs unjoe, for a part of the time that the seed tells; 0: it had done by then
killed()
{
	perl -MTime::HiRes=usleep -e '
		my ($seed, $longest, @command) = @ARGV;
		srand $seed;
		my $child = fork // die;
		if (!$child) {
			open STDERR, ">>", "$ENV{SCRATCH}/said";
			exec @command;
		}
		usleep rand $longest;
		kill "KILL", $child;
		waitpid $child, 0;
		exit($? == 0 ? 0 : $? == 9 ? 1 : 2);
	' "$@"
}

# undisturbed DATABASE ARGUMENT... - prints how many microseconds it takes
undisturbed()
{
	perl -MTime::HiRes=time -e 'my $began = time; system(@ARGV) == 0 or die; printf "%d\n", 1e6 * (time - $began)' \
	    "$UNJOE" --config /dev/null --db "$@" 2>>"$SCRATCH/said"
}

# rounds KILLS NAME FILE... - so many kills; whenever it has done, the rows are compared, and it begins anew
rounds()
{
	kills=$1 name=$2 done=0 wrong=0 died=0
	shift 2
	rm -f "$SCRATCH"/wanted.db* "$SCRATCH"/killed.db*
	time=$(undisturbed "$SCRATCH/wanted.db" ingest "$@")
	dump "$SCRATCH/wanted.db" >"$SCRATCH/undisturbed"
	for seed in $(seq "$kills"); do
		killed "$seed" "$time" "$UNJOE" --config /dev/null --db "$SCRATCH/killed.db" ingest "$@"
		case $? in
		0)
			done=$((done + 1))
			dump "$SCRATCH/killed.db" | cmp -s - "$SCRATCH/undisturbed" || wrong=$((wrong + 1))
			rm -f "$SCRATCH"/killed.db* ;;
		2) died=$((died + 1)) ;;
		esac
	done
	is "$died" 0 "$name: it does not fail in what a killed one left behind"
	is "$wrong" 0 "$name: the same rows, $done times"
	ok "$name: the last run" ingest "$SCRATCH/killed.db" "$@"
	same "$SCRATCH/killed.db" "$SCRATCH/wanted.db" "$name: and its rows"
}

# A commit at the end of each file.
tests/genlog 11 12000 >"$SCRATCH/log"
mkdir -p "$SCRATCH/files"
(cd "$SCRATCH/files" && split -l 400 "$SCRATCH/log" mail.)
find "$SCRATCH/files" -type f -exec touch -d 2026-02-01 {} +
rounds 92 "many files" "$SCRATCH/files"

# Commits in the middle of one.
tests/genlog 12 140000 >"$SCRATCH/long.log"
touch -d 2026-02-01 "$SCRATCH/long.log"
rounds 8 "one long file" "$SCRATCH/long.log"
done_testing
