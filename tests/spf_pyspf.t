#!/bin/sh
# spf_pyspf.t - random worlds, evaluated by us and by pyspf: 98 of 100 results are the same, and each other one goes where pyspf is mended to
# do what RFC 7208 says. In hostile worlds more differ, and each is explained likewise.
. tests/tap.sh

python=/usr/bin/python3
if ! $python -c 'import spf' 2>"$SCRATCH/missing"; then
	echo "1..0 # SKIP python3-spf is not installed"
	exit 0
fi

export PYTHONDONTWRITEBYTECODE=1
for kind in mild hostile; do
	for seed in 1 2 3; do
		$python tests/spf/pyspf.py $kind $seed 1000 "$SCRATCH/worlds" "$BUILD/tests/spfcheck" >"$SCRATCH/$kind.$seed"
		is "$(wc -l <"$SCRATCH/$kind.$seed")" 4000 "$kind, seed $seed: all checks are done"
		is "$(grep unexplained "$SCRATCH/$kind.$seed")" "" "$kind, seed $seed: each difference is explained"
		is "$(cut -f2 "$SCRATCH/$kind.$seed" | sort -u | tr '\n' ' ')" "fail neutral none pass permerror softfail temperror " "$kind, seed $seed: every result comes"
	done
	cat "$SCRATCH/$kind".* | awk -F'\t' '$3 != "same"' >"$SCRATCH/differ.$kind"
done
ok "at most 2 of 100 differ in mild worlds" test "$(wc -l <"$SCRATCH/differ.mild")" -le 240

# What pyspf does otherwise, and how often that alone or with others is why a result differs.
$python tests/spf/pyspf.py departures >"$SCRATCH/departures"
for kind in mild hostile; do
	echo "$kind worlds: $(wc -l <"$SCRATCH/differ.$kind") of 12000 results differ, since pyspf"
	cut -f 3 "$SCRATCH/differ.$kind" | tr ',' '\n' | awk -F'\t' 'NR == FNR { what[$1] = $2; next } { count[$1]++ }
		END { for (name in count) printf "%6d  %-14s  %s\n", count[name], name, what[name] }' "$SCRATCH/departures" - | LC_ALL=C sort -k 1,1nr -k 2
done >"$SCRATCH/reasons"
golden spf_pyspf/reasons.txt "the reasons" <"$SCRATCH/reasons"
done_testing
