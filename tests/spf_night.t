#!/bin/sh
# spf_night.t - a night of many sender domains through a resolver as there are (tests/resolver.c): late, lossy, silent, broken; and one that dies.
. tests/tap.sh

export UNJOE_CONFIG=/dev/null
many=3000
perl -e 'printf "Nov 20 %02d:%02d:%02d mx policyd-spf[7]: Softfail; identity=mailfrom; client-ip=192.0.%d.%d; helo=mail.d%d.example; envelope-from=u\@d%d.example; receiver=u\@ours.example\n",
	$_ / 3600, $_ / 60 % 60, $_ % 60, $_ / 256, $_ % 256, $_, $_ for 0 .. shift() - 1' $many >"$SCRATCH/log"

# starts the resolver; stopped by "stop", which leaves what it counted in $SCRATCH/counts
start()	# [dies N]
{
	rm -f "$SCRATCH/in" "$SCRATCH/counts"
	mkfifo "$SCRATCH/in"
	"$BUILD/tests/resolver" "$@" <"$SCRATCH/in" >"$SCRATCH/counts" &
	server=$!
	exec 9>"$SCRATCH/in"
	while [ ! -s "$SCRATCH/counts" ]; do sleep 0.05; done
	ask="--dns --resolver 127.0.0.1@$(head -n 1 "$SCRATCH/counts")"
}
stop()
{
	exec 9>&-
	wait "$server"
}
asked() { sed -n 's/^questions \([0-9]*\) .*/\1/p' "$SCRATCH/counts"; }
query()	# DATABASE SQL
{
	"$UNJOE" --db "$1" query --format tsv --sql "$2" | sed 1d
}
night()	# DATABASE
{
	"$UNJOE" --db "$1" analyze $ask >"$SCRATCH/said" 2>&1
}
# knows_truth - $SCRATCH/got says what $SCRATCH/truth says. A busy machine may lose an answer in a thousand to its deadline, but none is another one.
knows_truth()
{
	LC_ALL=C join -t "$TAB" -j 1 "$SCRATCH/truth" "$SCRATCH/got" | awk -F '\t' -v many=$(wc -l <"$SCRATCH/truth") '
		$2 == $4 && $3 == $5 { right++; next }
		($4 == $2 || $4 == "temperror") && ($5 == $3 || $5 == "") { late++; next }
		{ print; wrong++ }
		END { print right + 0 " right, " late + 0 " late, " wrong + 0 " wrong"; exit !(wrong == 0 && right + late == many && late * 100 <= many) }'
}
TAB=$(printf '\t')
said="SELECT p.domain, p.policy, coalesce(p.dmarc, '') FROM policies p WHERE p.from_at = (SELECT max(o.from_at) FROM policies o WHERE o.domain = p.domain) ORDER BY 1"

db=$SCRATCH/night.db
"$UNJOE" --db "$db" ingest --year 2026 "$SCRATCH/log" 2>"$SCRATCH/said"
start
ok "the first night" night "$db"
stop
first=$(asked)
is "$(cat "$SCRATCH/said")" "Database: $db" "silent domains are no resolver that is down"
"$BUILD/tests/resolver" truth $many | LC_ALL=C sort >"$SCRATCH/truth"
query "$db" "$said" >"$SCRATCH/got"
ok "each domain's policy, and its DMARC policy" knows_truth
ok "what has no answer is a temporary error, and nothing else is" test "$(query "$db" "SELECT count(*) FROM rechecks
	WHERE (now_result = 'temperror') <> (domain IN (SELECT domain FROM policies WHERE policy = 'temperror'))")" -le $((many / 100))
is "$(query "$db" "SELECT count(*) FROM rechecks WHERE now_result IS NULL OR now_result = 'no-evidence'")" 0 "each check was evaluated"

sleep 1
query "$db" "SELECT name, type, seen_at + ttl FROM dns_answers" >"$SCRATCH/kept"
QUESTIONS=$SCRATCH/questions start
ok "the second night" night "$db"
stop
# of the questions in a file those whose answer had not run out when the night was over, and those for which there was an answer
early() { awk -F '\t' -v now="$(date +%s)" 'NR == FNR { until[$1 FS $2] = $3; next } until[$1 FS $2] > now' "$SCRATCH/kept" "$1"; }
is "$(early "$SCRATCH/questions")" "" "asks for nothing whose answer has not run out"
is "$(wc -l <"$SCRATCH/questions")" "$(asked)" "of all questions"
ok "which would be seen" test "$(cut -f 1,2 "$SCRATCH/kept" >"$SCRATCH/all"; early "$SCRATCH/all" | wc -l)" -gt $((first / 2))
ok "and so costs less" test $(($(asked) * 4)) -lt "$first"
query "$db" "$said" >"$SCRATCH/got"
ok "and knows all of it" knows_truth
ok "nothing has changed since" test "$(query "$db" "SELECT count(*) - count(DISTINCT domain) FROM policies")" -le $((many / 100))

# A resolver that dies on the way.
db=$SCRATCH/dead.db
"$UNJOE" --db "$db" ingest --year 2026 "$SCRATCH/log" 2>"$SCRATCH/said"
start dies $((first / 4))
ok "a resolver that dies" night "$db"
stop
like "$(cat "$SCRATCH/said")" 'DNS does not answer: [0-9]+ of [0-9]+ questions' "is told of"
is "$(query "$db" "SELECT count(*) FROM policies WHERE policy = 'temperror'")" 0 "and is no domain's fault"
is "$(query "$db" "SELECT count(*) FROM rechecks WHERE now_result = 'temperror'")" 0 "nor any check's"
like "$("$UNJOE" --db "$db" nightly | tr -s ' \n' ' ')" ' DNS The resolver does not answer: .* -> unjoe --db [^ ]* check ' "the report says so, too"
some=$(query "$db" "SELECT count(*) FROM rechecks WHERE now_result IS NOT NULL")
ok "what it said before is kept" test "$some" -gt 0 -a "$some" -lt $many
start
printf '[spf]\ndns = yes\nresolver = %s\n' "${ask##* }" >"$SCRATCH/conf"
"$UNJOE" --db "$db" --config "$SCRATCH/conf" nightly --dry-run >"$SCRATCH/report" 2>"$SCRATCH/said"
is "$(query "$db" "SELECT count(*) FROM rechecks WHERE now_result IS NOT NULL")" "$some" "nightly --dry-run asks nobody"
ok "the night after it: nightly asks, where the configuration lets it" "$UNJOE" --db "$db" --config "$SCRATCH/conf" nightly
like "$(cat "$SCRATCH/tap.out")" "^WHAT THIS REPORT" "and reports"
is "$(grep -c 'resolver does not answer' "$SCRATCH/tap.out")" 0 "of a resolver that answers"
stop
query "$db" "$said" >"$SCRATCH/got"
ok "makes up for it" knows_truth
done_testing
