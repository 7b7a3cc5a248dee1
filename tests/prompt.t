#!/bin/sh
# prompt.t - questions at a terminal, and how words are completed there and by the shell.
. tests/report.sh

small=$UNJOE_DB
export UNJOE_DB="$SCRATCH/joejob.db"
unjoe ingest samples/case/joejob/log samples/case/joejob/mail 2>/dev/null

# What completes a word, as one line.
completed()
{
	"$UNJOE" complete -- "$@" | tr '\n' ' '
}
is "$(completed qu)" "query " "a command"
is "$(completed query bou)" "bounces " "a noun"
is "$(completed query bounces cl)" "class: " "a term"
is "$(completed query bounces class:forged strength:)" "strength:proof strength:strong strength:weak " "its values"
is "$(completed query bounces signal:never-)" "signal:never-mailed signal:never-sent " "also where these are many"
is "$(completed query bounces -cl)" "-class: " "behind a minus"
is "$(completed query bounces '(cl')" "(class: " "and a parenthesis"
is "$(completed query checks domain:friend1)" "domain:friend1.example " "a domain of the log"
is "$(completed show friend1)" "friend1.example " "to show"
is "$(completed query checks --by result,doma)" "result,domain " "what to count by"
is "$(completed report summary --for)" "--format " "an option"
is "$(completed report --format j)" "json " "its value"
is "$(completed report su)" "summary summary-days " "a report"
is "$(completed spf li)" "lint " "the second word of a command"
is "$(completed query --sql 'SELECT count(*), ' 'max(quoted_mes')" "max(quoted_message_id " "a column in SQL"
is "$(completed query --sql 'SELECT 1 FROM ' bounce_r)" "bounce_recipients " "a view"
is "$(completed query --sql 'SELECT ' 'message_' | tr ' ' '\n' | sort | uniq -d)" "" "each once, of however many views"
is "$(completed query --sql 'SELECT ' '' | tr ' ' '\n' | grep -c -e '^storm_' -e '^judged$')" 0 "none that is the program's own"
like "$(unjoe help bounces)" 'usage: unjoe query bounces' "help of a noun alone"
is "$(completed help query ip)" "ips " "what to have help about"
is "$(completed --db "$UNJOE_DB" query host)" "hosts " "behind another database"
is "$(UNJOE_DB=/nowhere/x.db completed query checks domain:friend1)" "" "without a database nothing is looked up"
is "$(UNJOE_DB=/nowhere/x.db completed query checks dom)" "domain: " "but what is known is"
is "$(completed '')" "$(unjoe help | sed -n 's/^  \([a-z]*\) .*/\1/p' | awk 'NF && !seen[$0]++' | tr '\n' ' ')" "the table of commands is what there is"
for entry in $(unjoe help | sed -n 's/^  \([a-z]*\) .*/\1/p' | sort -u); do
	case $entry in help|spf) continue ;; esac
	is "$(completed "$entry" -- | tr ' ' '\n' | grep -c .)" "$( (unjoe help "$entry" | sed -n 's/^  \(--[a-z-]*\).*/\1/p' | grep -v -e --now -e --version) | wc -l)" "the options of $entry"
done
if bash -c 'type compopt' >"$SCRATCH/bash" 2>&1; then
	cat >"$SCRATCH/try.bash" <<'END'
. ./unjoe.bash
PATH=${UNJOE%/*}:$PATH
COMP_WORDS=(unjoe "$@") COMP_CWORD=$#
_unjoe 2>/dev/null
printf '%s ' "${COMPREPLY[@]}"
END
	is "$(bash "$SCRATCH/try.bash" que)" "query " "bash: a command"
	is "$(bash "$SCRATCH/try.bash" query bounces class : for)" "forged " "bash: a value, whose term the shell has parted from it"
	is "$(bash "$SCRATCH/try.bash" query bounces signal : never-m)" "never-mailed " "bash: what is in a file of its own"
	is "$(bash "$SCRATCH/try.bash" query bounces class :)" "forged genuine compromised bypass unverifiable not_a_bounce " "bash: all of them"
	is "$(complete() { :; }; bash -n unjoe.bash 2>&1)" "" "bash: no fault in it"
fi

# What strangers chose is not offered where it is unfit for a terminal.
sqlite3 "$UNJOE_DB" "INSERT INTO daily_count SELECT 'evil' || char(27) || '[31m.example', max(day), 1, 1, 1, 0, 1 FROM daily_count; INSERT INTO daily_count SELECT 'evil.example', max(day), 1, 1, 1, 0, 1 FROM daily_count"
is "$(completed show evil)" "evil.example " "no escape sequence is offered"

sqlite3 "$UNJOE_DB" "INSERT INTO daily_count SELECT 'evil' || value, max(day), 1, 1, 1, 0, 1 FROM daily_count, json_each('[\"\`id\`\", \"\$(id)\", \"\$HOME\", \";id\", \"|id\", \"&id\", \"<id\", \">id\", \"*\", \"#\", \"\\\\n\", \"!!\", \" id\"]') GROUP BY 1"
is "$(completed show evil)" "evil.example " "nor what a shell would obey"

is "$(completed own)$(completed own '')" "own pin unpin " "the words of a command"
is "$(completed event '')$(completed hold de)$(completed export m)" "add delete delete metrics " "and of others"
is "$(completed hold add '')" "$(completed incident '')" "an incident to hold"
is "$(completed hold add '' | wc -w)" 1 "of which there is one"

UNJOE_DB=$small

# No prompt where there is no terminal, or no database.
fails "no terminal" 2 unjoe
if [ -z "$terminal" ]; then
	done_testing
fi
like "$(UNJOE_DB=/nowhere/x.db on_terminal 80 "$UNJOE")" 'usage: unjoe' "no database: the help"

# prompt - lines from standard input, each a second after the other, at a terminal; what is seen, without what moves the cursor
prompt()
{
	(sleep 1; while IFS= read -r typed; do printf '%b' "$typed"; sleep 1; done; sleep 1) |
		PAGER=cat COLUMNS=100 TERM=xterm XDG_STATE_HOME="$SCRATCH/state" NO_COLOR=1 script -qec "'$UNJOE' --now 2026-11-19T07:00:00Z $*" /dev/null |
		sed 's/\x1b\[[0-9;?]*[A-Za-z]//g; s/\x1b[=>]//g; s/.*\r\([^\r]\)/\1/' | tr -d '\r\a'
}
endless='WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i) SELECT count(*) FROM i'
cat >"$SCRATCH/typed" <<END
checks result:fail since:-2d --limit 3\\n
unjoe show 2\\n
checks clas:x\\n
query --sql "$endless"\\n
\\003
messages from:nobody@example.com\\n
show 1\\n
half a line\\003
rep\\t --list\\n
checks --by resu\\t,hos\\t\\n
checks --li\\t1 result:fail since:-2d\\n
bounces subject:請求書\\n
query --sql "SELECT count(bounce_i\\t) AS n, '請' FROM bounces"\\n
quit\\n
END
prompt <"$SCRATCH/typed" >"$SCRATCH/seen"
seen=$(cat "$SCRATCH/seen")
like "$seen" '^2  2026-11-18 02:15  fail  *203.0.113.6  *joe@fail.example' "rows have numbers, and a line each"
like "$seen" 'UNJOE SHOW 203.0.113.6 .* IP address' "by which they are opened"
like "$seen" 'did you mean "result:"|have no term "clas:"' "a fault does not end it"
like "$seen" 'unjoe: interrupted' "Ctrl-C ends a question"
like "$seen" '^No messages fit\. What was read goes from ' "and no more than that"
is "$(grep -c 'UNJOE SHOW' "$SCRATCH/seen")" 1 "an empty result has no first row"
like "$seen" 'the last result has no row 1 to be opened; ask for some first, without --by' "and says so"
like "$seen" '^summary .*what was sent' "Tab completes a command"
like "$seen" '^RESULT  *HOST  CHECKS' "and what to count by, one behind the other"
like "$seen" '^1  2026-.*fail' "and an option of a query, of which the noun alone was typed"
like "$(cat "$SCRATCH/state/unjoe/history")" 'subject:請求書' "what is not ASCII can be typed"
like "$(cat "$SCRATCH/state/unjoe/history")" 'SELECT.040count.bounce_id.040' "Tab completes a column in SQL"
is "$(stat -c %a "$SCRATCH/state/unjoe/history")" 600 "the history is nobody else's"
is "$(stat -c %a "$SCRATCH/state/unjoe")" 700 "nor is its folder"
like "$(cat "$SCRATCH/state/unjoe/history")" 'show.*2' "and has what was typed"
is "$(grep -c half "$SCRATCH/state/unjoe/history")" 0 "but not what was dropped"
is "$(printf '\\004\n' | prompt | tail -n 1 | grep -c unjoe)" 1 "the end of input ends it"
seen=$(printf 'query\\n\nquit\\n\n' | prompt query)
like "$seen" '^Ask as in' "a query for nothing opens it, too"
like "$seen" '^unjoe: query needs what to ask for' "but not in itself"
done_testing
