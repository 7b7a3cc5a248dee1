#!/bin/sh
# spf_adoption.t - what sender domains publish, over time: night after night of answers; who moved from ~all to -all, and who did not.
. tests/conclusions.sh
. tests/mails.sh

db=$SCRATCH/adoption.db now=2026-11-28T12:00:00Z
unjoe() { "$UNJOE" --config /dev/null --now "$now" "$@"; }
for day in 3 10 17 24; do
	for domain in moved back away redirected steady failed broken late twice; do
		comes $day 10 "mail.$domain.example[198.51.100.1]" mail.$domain.example a@$domain.example
	done
done >"$SCRATCH/log"

# says DOMAIN RECORD          one line of what DNS said in a night
says() { printf 'R\t%s.example\tTXT\t%s\n' "$1" "$(printf %s "$2" | sed 's/ /%20/g')"; }
# night DATE                  of which DNS said what stands on standard input; the log is read as far as it goes by then
night()
{
	awk -v day="${1#*-*-}" '$2 + 0 < day + 0' "$SCRATCH/log" >"$SCRATCH/read"
	unjoe --db "$db" ingest --year 2026 "$SCRATCH/read" 2>"$SCRATCH/said"
	sed "s/\$/	$1T01:00:00Z/" >"$SCRATCH/answers"
	now=${1}T02:00:00Z
	unjoe --db "$db" spf import "$SCRATCH/answers" 2>"$SCRATCH/said"
	unjoe --db "$db" spf adoption --offline >"$SCRATCH/said" 2>&1
}
{
	says moved 'v=spf1 ip4:192.0.2.9 ~all'; says back 'v=spf1 ip4:192.0.2.9 ~all'; says away 'v=spf1 ip4:192.0.2.9 ~all'; says redirected 'v=spf1 redirect=_spf.provider.example'
	says _spf.provider 'v=spf1 ip4:192.0.2.9 ~all'; says steady 'v=spf1 ip4:192.0.2.9 ~all'; says failed 'v=spf1 ip4:192.0.2.9 ~all'; says broken 'v=spf1 ip4:192.0.2.9 ~all'; says twice 'v=spf1 ip4:192.0.2.9 ?all'
	printf 'N\tlate.example\tTXT\n'
} | night 2026-11-05
{
	says moved 'v=spf1 ip4:192.0.2.9 -all'; says back 'v=spf1 ip4:192.0.2.9 -all'; says steady 'v=spf1 ip4:192.0.2.1 ~all'; says twice 'v=spf1 ip4:192.0.2.9 ~all'; says broken 'v=spf1 ip4:192.0.2.9 -al'
	printf 'X\tfailed.example\tTXT\n'
} | night 2026-11-12
{
	says back 'v=spf1 ip4:192.0.2.9 ~all'; printf 'N\taway.example\tTXT\n'; says _spf.provider 'v=spf1 ip4:192.0.2.9 -all'; says twice 'v=spf1 -all'; says late 'v=spf1 ip4:192.0.2.9 -all'; says failed 'v=spf1 ip4:192.0.2.9 ~all'
} | night 2026-11-19
: | night 2026-11-28

moved()	# ARGUMENT...
{
	unjoe --db "$db" report adoption --format json "$@" | sed -n 's/^{"domain":"\(.*\).example","was":"\(.*\)","now":"\(.*\)","changed_at":"\(.*\)T.*","record.*/\1 \2 \3 \4/p'
}
is "$(moved --since 2026-11-01)" "redirected ~all -all 2026-11-19
twice ~all -all 2026-11-19
back ~all -all 2026-11-12
moved ~all -all 2026-11-12
away ~all none 2026-11-19
back -all ~all 2026-11-19
late none -all 2026-11-19
broken ~all permerror 2026-11-12
twice ?all ~all 2026-11-12" "who moved from ~all to -all stands first; a lookup that failed is no move, nor are other terms"
is "$(moved --since 2026-11-15 --until 2026-11-22)" "redirected ~all -all 2026-11-19
twice ~all -all 2026-11-19
away ~all none 2026-11-19
back -all ~all 2026-11-19
late none -all 2026-11-19" "in a range of time"
is "$(sql "$db" "SELECT date(week * 86400, 'unixepoch') AS w, group_concat(policy || iif(bare, ' alone', '') || ' ' || domains, ', ') FROM (SELECT * FROM adoption_week ORDER BY week, policy, bare) GROUP BY week" | tr '|' ' ')" \
	"$(printf '2026-11-02 ?all 1, none 1, ~all 7\n2026-11-09 -all 2, none 1, permerror 1, ~all 5\n2026-11-16 -all 3, -all alone 1, none 1, permerror 1, ~all 3\n2026-11-23 -all 3, -all alone 1, none 1, permerror 1, ~all 3')" \
	"each week by what they said at its end"
unjoe --db "$db" report adoption --since 2026-11-01 >"$SCRATCH/out"
golden spf_adoption/adoption.txt "the report" <"$SCRATCH/out"
is "$(unjoe --db "$db" report adoption --since 2026-11-01 --format json | grep -c '"policy":"-all","domains":3')" 1 "and what they say now"

# The night before is what it was, whatever came since: --as-of.
for when in 2026-11-04:no-evidence 2026-11-06:softfail 2026-11-13:fail 2026-11-20:softfail; do
	is "$(unjoe --db "$db" spf check back.example --ip 203.0.113.1 --as-of "${when%:*}" --format tsv | sed -n 2p | cut -f 2)" "${when#*:}" "check --as-of ${when%:*}"
done
is "$(unjoe --db "$db" spf check redirected.example --ip 203.0.113.1 --as-of 2026-11-13 --format tsv | sed -n 2p | cut -f 2)" softfail "through a redirect"
is "$(unjoe --db "$db" spf tree twice.example --as-of 2026-11-13 --format tsv | sed -n 2p | cut -f 3)" "~all" "tree --as-of"
is "$(unjoe --db "$db" spf lint broken.example --as-of 2026-11-06 --format tsv | cut -f 3 | tr '\n' ' ')" "finding softfail-all " "lint --as-of, before it broke"
like "$(unjoe --db "$db" spf lint broken.example --as-of 2026-11-13 --format tsv | cut -f 3 | tr '\n' ' ')" "misspelt" "and after"
is "$(unjoe --db "$db" spf whatif back.example --record -all --as-of 2026-11-06 --format text | sed -n 's/^  now:  //p')" "v=spf1 ip4:192.0.2.9 ~all" "whatif --as-of"
is "$(unjoe --db "$db" spf whatif back.example --record -all --as-of 2026-11-13 --format text | sed -n 's/^  now:  //p')" "v=spf1 ip4:192.0.2.9 -all" "of another night"
is "$(unjoe --db "$db" spf whatif back.example --record -all --as-of 2026-11-04 --format text | sed -n 's/^  now:  //p')" "none" "of one before all answers"
like "$(unjoe --db "$db" report adoption --plot "$SCRATCH/all.gp"; grep '^set xrange' "$SCRATCH/all.gp")" "\[$(date -u -d 2026-11-02 +%s):$(date -u -d 2026-11-30 +%s)\]" "the picture is of all weeks, though the report is of one day"
unjoe --db "$db" report --html "$SCRATCH/page.html" 2>"$SCRATCH/said"
is "$(grep -c '<h2>How senders close their SPF records</h2>' "$SCRATCH/page.html")" 1 "the page of all has it"
fails "no database" 1 "$UNJOE" --config /dev/null --db "$SCRATCH/no.db" spf adoption
ok "and none is made" test ! -e "$SCRATCH/no.db"
done_testing
