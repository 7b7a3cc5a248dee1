# kill.sh - for tests of what a run leaves behind that is killed at any moment. Begin with ". tests/kill.sh".
. tests/tap.sh
. tests/dump.sh

# killed SEED MICROSECONDS COMMAND... - runs it, for a part of the time that the seed tells; 0: it had done by then, 1: not, 2: it failed
killed()
{
	perl -MTime::HiRes=usleep -e '
		my ($seed, $longest, @command) = @ARGV;
		srand $seed;
		my $child = fork // die;
		if (!$child) {
			open STDERR, ">>", "$ENV{SCRATCH}/said";
			open STDOUT, ">>", "$ENV{SCRATCH}/said";
			exec @command;
		}
		usleep rand $longest;
		kill "KILL", $child;
		waitpid $child, 0;
		exit($? == 0 ? 0 : $? == 9 ? 1 : 2);
	' "$@"
}

# undisturbed COMMAND... - prints how many microseconds it takes
undisturbed()
{
	perl -MTime::HiRes=time -e '
		open my $out, ">&", STDOUT;
		open STDOUT, ">>", "$ENV{SCRATCH}/said";
		my $began = time;
		system(@ARGV) == 0 or die;
		printf $out "%d\n", 1e6 * (time - $began)
	' "$@" 2>>"$SCRATCH/said"
}
