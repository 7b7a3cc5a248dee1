#!/bin/sh
# spf_pyspf.t - random worlds, evaluated by us and by pyspf: 98 of 100 results are the same, and each other one is explained.
. tests/tap.sh

python=/usr/bin/python3
if ! $python -c 'import spf' 2>"$SCRATCH/missing"; then
	echo "1..0 # SKIP python3-spf is not installed"
	exit 0
fi

for seed in 1 2 3; do
	$python tests/spf/pyspf.py $seed 1000 >"$SCRATCH/worlds"
	"$BUILD/tests/spfcheck" "$SCRATCH/worlds" >"$SCRATCH/ours"
	# name, why pyspf may differ, result, explanation, undone as far as it was encoded
	perl -ne 'next if !/^T/; chomp; @f = split /\t/; $f[7] =~ s/%([0-9A-F]{2})/chr hex $1/ge; print join("\t", @f[1, 2, 6, 7]), "\n"' \
		"$SCRATCH/worlds" >"$SCRATCH/theirs"
	is "$(wc -l <"$SCRATCH/ours")" 4000 "seed $seed: all checks are done"
	paste "$SCRATCH/theirs" "$SCRATCH/ours" | awk -F'\t' '$1 != $5 || $3 != $6 || $4 != $7' >"$SCRATCH/differ.$seed"
	is "$(awk -F'\t' '$2 == "-"' "$SCRATCH/differ.$seed")" "" "seed $seed: each difference is explained"
	ok "seed $seed: at most 2 of 100 differ" test "$(wc -l <"$SCRATCH/differ.$seed")" -le 80
	is "$(cut -f2 "$SCRATCH/ours" | sort -u | tr '\n' ' ')" "fail neutral none pass permerror softfail temperror " "seed $seed: every result comes"
done
# How often each reason comes; a difference may have several.
{
	echo "$(cat "$SCRATCH"/differ.* | wc -l) of 12000 results differ"
	cut -f 2 "$SCRATCH"/differ.* | tr ',' '\n' | LC_ALL=C sort | uniq -c | LC_ALL=C sort -k 1,1nr -k 2
} >"$SCRATCH/reasons"
golden spf_pyspf/reasons.txt "the reasons" <"$SCRATCH/reasons"
done_testing
