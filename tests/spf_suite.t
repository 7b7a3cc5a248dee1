#!/bin/sh
# spf_suite.t - the test suites of RFC 7208, ours and (where it is there) the public one, through "unjoe spf check --batch --answers".
. tests/tap.sh

# Takes a suite apart: of each world N.answers, N.batch and N.wanted (id, results, explanation).
taker='
	sub plain { my $t = shift; return "" if $t eq "%"; $t =~ s/%([0-9A-Fa-f]{2})/chr hex $1/ge; return $t }
	sub new_world { $n++; for my $what (qw(answers batch wanted)) { open $file{$what}, ">", "$dir/$n.$what" or die } }
	BEGIN { $dir = shift }
	chomp;
	new_world() if /^S\t/;
	if (/^[RX]\t/) { print { $file{answers} } "$_\n" }
	next unless /^T\t/;
	my @f = split /\t/;
	print { $file{batch} } join("\t", $f[1], map { plain($_) } @f[3 .. 5]), "\n";
	print { $file{wanted} } join("\t", $f[1], $f[6], $f[7] eq "DEFAULT" ? "-" : $f[7] eq "-" ? "" : plain($f[7])), "\n";'

# What differs: an id that is another, a result that is none of those wanted, another explanation of a fail.
differs()	# WANTED GOT
{
	paste "$1" "$2" | awk -F'\t' '$1 != $4 || index("," $2 ",", "," $5 ",") == 0 || ($5 == "fail" && $3 != "" && $3 != $6)'
}

for suite in tests/spf/worlds.txt ../shared/spf/rfc7208-tests.txt; do
	name=$(basename "$suite")
	if [ ! -e "$suite" ]; then
		echo "ok $((tap_count += 1)) - $name # SKIP it is not here"
		continue
	fi
	dir=$SCRATCH/$name
	mkdir "$dir"
	perl -ne "$taker" "$dir" "$suite"
	for wanted in "$dir"/*.wanted; do
		world=${wanted%.wanted}
		"$UNJOE" spf check --batch "$world.batch" --answers "$world.answers" >"$world.got" 2>"$world.err"
		is "$(differs "$wanted" "$world.got")" "" "$name, world $(basename "$world")"
	done
	is "$(cat "$dir"/*.got | wc -l)" "$(grep -c '^T' "$suite")" "$name: every check has a result"
done
is "$(cat "$SCRATCH"/*/*.err | grep -v 'the second field is no IP address')" "" "nothing else is said"
is "$(printf 'a\tb\tx\n' >"$SCRATCH/a"; printf 'a\tc\tx\n' >"$SCRATCH/b"; differs "$SCRATCH/a" "$SCRATCH/b" | wc -l)" 1 "a wrong result would be seen"
done_testing
