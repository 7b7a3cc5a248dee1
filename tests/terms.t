#!/bin/sh
# terms.t - questions in terms: what they find, how they are joined, what is wrong with them, and that no value is ever SQL.
. tests/report.sh

ask()
{
	unjoe query "$@"
}

# found NOUN TERM... - how many rows
found()
{
	unjoe query "$@" --format tsv 2>/dev/null | sed 1d | wc -l
}

all=$(unjoe query --sql 'SELECT count(*) AS n FROM messages' | tail -n 1)
is "$(found messages since:1970-01-01)" "$all" "all messages"
is "$(found messages since:2026-11-18 until:2026-11-19)" "$(unjoe query --sql "SELECT count(*) AS n FROM messages WHERE first_at >= unixepoch('2026-11-18') AND first_at < unixepoch('2026-11-19')" | tail -n 1)" "of a day"
is "$(found messages date:2026-11-18)" "$(found messages since:2026-11-18 until:2026-11-19)" "which date: says shorter"
is "$(found messages date:2026-11-17..2026-11-18)" "$(found messages since:2026-11-17 until:2026-11-19)" "the last day of a range is in it"
is "$(found messages --since 2026-11-18 --until 2026-11-19)" "$(found messages date:2026-11-18)" "options say the same"
is "$(found messages date:2026-11-18T03:00)" "$(found messages since:2026-11-18T03:00 until:2026-11-18T03:01)" "of a minute"
is "$(found messages since:1970-01-01 date:2026-11-18)" "$(found messages date:2026-11-18)" "of two times both hold"
small=$UNJOE_DB
unjoe --db "$SCRATCH/joejob.db" ingest samples/case/joejob/log samples/case/joejob/mail 2>/dev/null
for noun in bounces messages checks domains ips hosts incidents; do
	case $noun in
	messages|checks) UNJOE_DB=$small ;;
	*) UNJOE_DB=$SCRATCH/joejob.db ;;
	esac
	shows "terms/$noun.txt" "$noun" ask "$noun" since:2026-11-01 until:2026-12-01 --limit 12 --format text
	shows "terms/help-$noun.txt" "the terms of $noun" unjoe query "$noun" --help
	is "$(unjoe help query "$noun")" "$(unjoe query "$noun" --help)" "in both ways"
	is "$(unjoe help query "$noun" | awk 'length > 80')" "" "no line is wider than 80 columns"
	for format in tsv csv json; do
		ok "$noun as $format" ask "$noun" since:2026-11-01 --format "$format"
	done
	# Each term and each way of counting is a statement that runs.
	for term in $(unjoe query "$noun" --help | sed -n 's/^  \([a-z-]*:\) .*/\1/p'); do
		case $(unjoe query "$noun" --help | grep -F "  $term ") in
		*'(5, >5'*) values='5 >5 <=5 5..9' ;;
		*'a network'*) values='192.0.2.1 192.0.2.0/24 2001:db8::/32' ;;
		*10k*) values='5 >1k 1k..2M' ;;
		*) values='x *x* <>' ;;
		esac
		case $term in
		since:|until:|date:) values='yesterday -7d 2026-11-18' ;;
		signal:) values='never-sent never-* Never-Mailed' ;;
		esac
		# Where the help is a list of values, it is all of them.
		choices=$(unjoe query "$noun" --help | sed -e ':a;/,$/{N;s/,\n  */, /;ba;}' | sed -n "s/^  $term *\([a-z_]*\(, [a-z_]*\)*\)\$/\1/p" | grep , | tr -d ,)
		if [ -n "$choices" ]; then
			values="$choices *x* x?"
			fails "$noun $term of another value" 2 unjoe query "$noun" "${term}x"
		fi
		for value in $values; do
			ok "$noun $term$value" ask "$noun" "$term$value"
		done
	done
	for by in $(unjoe query "$noun" --help | sed '1,/^Counted by/d' | tr -d ,); do
		ok "$noun --by $by" ask "$noun" --by "$by"
	done
done

[ -z "$terminal" ] || for columns in 80 50; do
	shows "terms/terminal-$columns.txt" "at $columns columns a row is a line" on_terminal "$columns" NO_COLOR=1 LC_ALL=C.UTF-8 "$UNJOE" query bounces until:2027-01-01 --limit 12
	for noun in bounces messages checks domains ips hosts incidents; do
		is "$(on_terminal "$columns" NO_COLOR=1 LC_ALL=C.UTF-8 "$UNJOE" query "$noun" until:2027-01-01 | sed 's/…/./g' | awk -v most="$columns" 'length > most')" "" "$noun: and no longer than that"
	done
done
if [ -n "$terminal" ]; then
	on_terminal 60 UNJOE_DB="$SCRATCH/joejob.db" NO_COLOR=1 LC_ALL=C.UTF-8 "$UNJOE" --now 2026-11-24 report forgers/networks >"$SCRATCH/narrow"
	like "$(cat "$SCRATCH/narrow")" 'Not shown for want of room: ' "a table with a title leaves its last columns out"
	is "$(sed 's/…/./g' "$SCRATCH/narrow" | awk 'length > 60')" "" "and is no wider"
fi
like "$(ask bounces account:nobody@ours.example --by domain --format text)" '^No bounces fit\. What was read goes from ' "none are none, counted too"
shows terms/storm.txt "a storm, by hour and domain" ask bounces class:forged domain:ours.example since:2026-11-01 until:2026-12-01 --by domain,hour --format text
is "$(found bounces class:forged until:2027-01-01)" "$(unjoe query --sql "SELECT count(*) AS n FROM verdicts WHERE class = 'forged'" | tail -n 1)" "as many as there are verdicts"
is "$(found bounces signal:never-sent until:2027-01-01)" "$(unjoe query --sql "SELECT count(*) AS n FROM signals WHERE name = 'never-sent'" | tail -n 1)" "by a signal"
is "$(found bounces not class:forged until:2027-01-01)" "$(unjoe query --sql "SELECT count(*) AS n FROM bounces b LEFT JOIN verdicts v USING (bounce_id) WHERE v.class IS NOT 'forged'" | tail -n 1)" "what is not known is not forged"
UNJOE_DB=$small

# What an index finds is what a look at each row finds.
same()	# NOUN TERM, and one that means the same but has a wildcard
{
	is "$(ask "$1" "$2" since:1970-01-01)" "$(ask "$1" "$3" since:1970-01-01)" "$1 $2 is $3"
}
same messages from:anna@example.org 'from:anna@example.or*'
same messages from:ANNA@example.org 'from:anna@example.or?'
same messages to:bob@example.net 'to:bob@example.ne?'
same messages ip:203.0.113.5 '(ip:203.0.113.5 or ip:203.0.113.5)'
same messages login:alice 'login:alic?'
same messages id:4D1A05729C1 'id:4D1A05729C*1'
same messages message-id:m1@example.org 'message-id:m1@example.or?'
same checks ip:203.0.113.5 '(ip:203.0.113.5 or ip:203.0.113.5)'
same checks sender:joe@fail.example 'sender:joe@fail.exampl?'
same ips ip:203.0.113.5 '(ip:203.0.113.5 or ip:203.0.113.5)'
same ips ip:203.0.113.0/24 '(ip:203.0.113.0/24 or ip:203.0.113.0/24)'
is "$(found ips ip:203.0.113.5 since:1970-01-01) $(found ips ip:203.0.113.5 not ip:203.0.113.0/24 since:1970-01-01)" "1 0" "an address is one, and none of those without its network"
is "$(found messages from:anna@example.org)" "$(unjoe query --sql "SELECT count(*) AS n FROM messages WHERE lower(sender) = 'anna@example.org'" | tail -n 1)" "and what SQL finds"

# How terms are joined.
joined()	# TERMS, SQL
{
	eval "set -- \"\$2\" $1"
	sql=$1
	shift
	is "$(found checks since:1970-01-01 "$@")" "$(unjoe query --sql "SELECT count(*) AS n FROM spf_checks WHERE $sql" | tail -n 1)" "$*"
}
joined 'result:fail' "result = 'fail'"
joined 'result:FAIL' "result = 'fail'"
joined 'result:fail action:reject' "result = 'fail' AND action = 'reject'"
joined 'result:fail and action:reject' "result = 'fail' AND action = 'reject'"
joined '"(" result:fail or result:pass ")" action:accept' "result IN ('fail', 'pass') AND action = 'accept'"
joined '"(result:fail or result:pass)" action:accept' "result IN ('fail', 'pass') AND action = 'accept'"
joined 'not action:accept' "NOT coalesce(action = 'accept', 0)"
joined '-action:accept' "NOT coalesce(action = 'accept', 0)"
joined 'NOT "(result:fail" action:reject")"' "NOT coalesce(result = 'fail' AND action = 'reject', 0)"
joined 'not not result:pass' "result = 'pass'"
joined 'domain:*.example' "lower(sender) LIKE '%.example'"
is "$(found checks since:1970-01-01 result:fail or result:pass)" "$(found checks 'result:*a*' since:1970-01-01 'not result:soft*')" "or"
is "$(found checks --until 2000-01-01 result:fail or result:pass)" 0 "an or does not reach behind the time that an option tells"
is "$(found checks 'since:1970-01-01 until:2026-11-18 or date:2026-11-18')" "$(found checks since:1970-01-01 until:2026-11-19)" "times in an or"
is "$(ask messages 'from:"anna@example.org"')" "$(ask messages from:anna@example.org)" "quotes"
is "$(ask checks 'reason:not authorized' since:1970-01-01)" "$(ask checks 'reason:"not authorized"' since:1970-01-01)" "those that the shell took away, too"
is "$(found messages 'from:<>' since:1970-01-01)" "$(unjoe query --sql "SELECT count(*) AS n FROM messages WHERE sender = ''" | tail -n 1)" "the null sender"

# Counting.
shows terms/by.txt "by two" ask checks since:2026-11-01 --by result,domain --format text
shows terms/by.csv "as csv" ask checks since:2026-11-01 --by day,result --format csv
is "$(ask checks since:1970-01-01 --by result --format tsv | awk -F '\t' 'NR > 1 { s += $2 } END { print s }')" "$(found checks since:1970-01-01)" "counts add up"
is "$(ask checks since:1970-01-01 --by result --format tsv | sed 1d | cut -f 2 | sort -rnc 2>&1)" "" "the most first"
is "$(ask checks since:1970-01-01 --by hour --format tsv | sed 1d | cut -f 1 | sort -c 2>&1)" "" "times in their order"
is "$(ask checks since:1970-01-01 --limit 1 --format tsv | wc -l)" 2 "a limit"
is "$(ask checks since:1970-01-01 --by result --limit 1 --format tsv | wc -l)" 2 "of counts, too"
like "$(ask checks since:1970-01-01 --limit 1 --format text)" 'The first 1 checks; --limit 0 shows all' "and says so"

# What is wrong.
wrong()	# PATTERN WORD...
{
	pattern=$1
	shift
	fails "refused: $*" 2 unjoe query "$@"
	like "$(cat "$SCRATCH/tap.out")" "$pattern" "and says why"
}
wrong 'there is nothing called "bouncs" to ask for; did you mean "bounces"' bouncs
wrong 'there are bounces, checks, domains' xyzzy
wrong 'bounces have no term "clas:"; did you mean "class:"' bounces clas:forged
wrong "bounces have no term \"xyzzy:\"; 'unjoe query bounces --help' lists them" bounces xyzzy:1
wrong 'bounces have no signal "never-snt"; it is address-unknown, .*, never-sent, .*; did you mean "never-sent"' bounces signal:never-snt
wrong 'bounces have no class "forgd"; it is forged, genuine, .*; did you mean "forged"' bounces class:forgd
wrong 'checks have no result "x"; it is pass, fail, .*, temperror$' checks domain:a.example or result:x
wrong 'messages have no status "<>"; it is sent, ' messages 'status:<>'
wrong '"2026-13-01" is no time' bounces since:2026-13-01
wrong 'nothing lies between' bounces since:-1d until:-2d
wrong 'an address or a network is wanted' bounces ip:300.1.1.1
wrong 'a number is wanted' messages 'size:>x'
wrong 'a number is wanted' messages size:..
wrong 'a parenthesis is not closed' bounces '(class:forged'
wrong 'closed that was not opened' bounces 'class:forged)'
wrong 'a term is missing at the end' bounces class:forged or
wrong 'a term is missing before "or"' bounces or class:forged
wrong 'a quote \("\) is not closed' bounces '"class'
wrong 'can stand in no "or"' ips 'since:-1d or ip:192.0.2.1'
wrong 'did you mean "class"' bounces --by clas
wrong 'they are by class, strength' bounces --by xyzzy
wrong 'no more than 6' bounces --by class,class,class,class,class,class,class
wrong 'more than 50 parentheses' bounces "$(printf '%060d' 0 | tr 0 '(')x"
wrong 'more than 198 terms' bounces $(yes x | head -n 300)
wrong 'needs what to ask for' --by class
ok "many terms" unjoe query bounces $(yes x | head -n 190)

# No value is SQL, no name is a path.
before=$(unjoe query --sql 'SELECT count(*) AS n FROM mail' | tail -n 1)
for evil in "x' OR 1=1 --" "'; DROP TABLE mail; --" 'x" OR "1"="1' ':value1' ':since' '?' '%' "$(printf 'x\033[31m')" '\' '_' '*' 'x) OR (1=1' "from:x' OR '1'='1" "subject:x' OR '1'='1"; do
	unjoe query bounces "\"$(printf %s "$evil" | sed 's/"/""/g')\"" >"$SCRATCH/evil" 2>&1
	is "$?" 0 "a word: $(printf %s "$evil" | tr -d '\033')"
done
is "$(unjoe query --sql 'SELECT count(*) AS n FROM mail' | tail -n 1)" "$before" "nothing was changed"
is "$(found messages "from:x' OR '1'='1" since:1970-01-01)" 0 "a quote in a value finds nothing"
is "$(found messages 'from:%' since:1970-01-01)" 0 "a percent sign is no wildcard"
is "$(found messages "from:_nna@example.org" since:1970-01-01)" 0 "nor is an underscore"
wrong 'nothing called' ../../etc/passwd
wrong 'nothing called' operator
wrong 'are not counted by' bounces --by 'class,1); DROP TABLE mail; --'
is "$(unjoe query messages since:1970-01-01 --format text | tr -d '\n' | LC_ALL=C tr -d '[:print:]\200-\377' | wc -c)" 0 "no control byte comes out"

# Into a pipe a long text is whole, and makes its own line long, not all others.
(
	export UNJOE_DB="$SCRATCH/long.db"
	for n in 1 2; do
		[ $n = 1 ] && sender=$(printf '%0300d' 0)@far.example || sender=b@far.example
		echo "2026-03-01T10:00:0$n+00:00 mx postfix/smtpd[7]: 4F000000000$n: client=far.example[192.0.2.9]"
		echo "2026-03-01T10:00:0$n+00:00 mx postfix/qmgr[8]: 4F000000000$n: from=<$sender>, size=500, nrcpt=1 (queue active)"
	done >"$SCRATCH/long.log"
	"$UNJOE" ingest "$SCRATCH/long.log" >"$SCRATCH/out" 2>&1
	"$UNJOE" query messages --format text
) >"$SCRATCH/long.txt"
is "$(awk 'length > 370 { long++ } length < 160 { short++ } END { print long, short }' "$SCRATCH/long.txt")" "1 3" "a long sender"

# An empty database.
export UNJOE_DB="$SCRATCH/empty.db"
ok "an empty database is made" unjoe ingest "$SCRATCH/empty"
for noun in bounces messages checks domains ips hosts incidents; do
	like "$(ask "$noun" --format text)" '^Nothing was read yet; begin with ' "no $noun in an empty one"
	ok "counted" ask "$noun" --by "$(unjoe query "$noun" --help | sed -n '/^Counted by/{n;s/^ *\([a-z]*\).*/\1/p;}')"
done
done_testing
