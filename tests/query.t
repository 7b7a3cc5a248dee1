#!/bin/sh
# query.t - questions in SQL: what is answered, what is refused, and that nothing is ever written.
. tests/report.sh

query()
{
	unjoe query --sql "$@"
}

is "$(query 'SELECT status, count(*) AS n FROM deliveries GROUP BY status ORDER BY n DESC, 1')" "status	n
sent	8
deferred	2
bounced	1" "tsv where nobody looks"
shows query/text.txt "text, as it stands in the database" query "SELECT host, queue_id, first_at, sender, size FROM messages ORDER BY mail_id" --format text
if [ -n "$terminal" ]; then
	shows query/terminal.txt "which a terminal gets" on_terminal 80 NO_COLOR=1 LC_ALL=C.UTF-8 "$UNJOE" query --sql "'SELECT host, queue_id, first_at, sender, size FROM messages'"
	shows query/records.txt "as records where columns do not fit" on_terminal 80 NO_COLOR=1 LC_ALL=C.UTF-8 "$UNJOE" query --sql "'SELECT * FROM rejections WHERE rejection_id > 2002'"
fi
shows query/values.json "every type as JSON" query "SELECT 1 AS i, 1.5 AS r, 'x' AS t, x'00ff' AS b, NULL AS n, 9e999 AS inf" --format json
shows query/values.csv "as csv" query "SELECT -1 AS i, -1.5 AS r, '=1+1' AS t, '-5' AS s, x'00ff' AS b, NULL AS n" --format csv
is "$(query "SELECT 'a' || char(9) || 'b' || char(10) || 'c\\d' AS x, NULL AS y, '' AS z")" 'x	y	z
a\tb\nc\\d		' "as tsv: tab, newline and backslash are written"
is "$(echo 'SELECT 7 AS n' | query -)" "n
7" "SQL from standard input"
is "$(query 'WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 60000) SELECT n FROM i' | awk '{ s += $1 } END { print NR, s }')" \
	"60001 1800030000" "many rows"
is "$(query 'WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 5000) SELECT n FROM i' --format text | tail -n 1)" "5000 rows." "many rows as text"
is "$(query 'SELECT value FROM json_each(:x)')" value "a parameter that nobody binds is NULL"
is "$(query 'SELECT n FROM (SELECT 1 AS n UNION SELECT 2) ORDER BY n' --limit 1)" "n
1" "a limit"
is "$(query 'WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i) SELECT n FROM i' --limit 2 --format text)" "N
1
2
2 rows." "as text, too, and no row more is computed"
is "$(query 'SELECT local_day(1794960000) AS d, domain(sender) AS s FROM messages WHERE mail_id = 1' --format tsv | tail -n 1)" "2026-11-18	example.org" "functions of ours"

refused()	# NAME PATTERN SQL
{
	fails "$1" 1 query "$3"
	like "$(cat "$SCRATCH/tap.out")" "$2" "and says why"
}
cp "$UNJOE_DB" "$SCRATCH/before.db"
refused "wrong SQL" 'unjoe: --sql: near "SELEC": syntax error' "SELEC 1"
refused "no such view" 'no such table: mesages' "SELECT * FROM mesages"
refused "two statements" 'one statement at a time' "SELECT 1; SELECT 2"
refused "no statement" 'there is no statement' "  "
refused "a change" 'only reading is possible here' "DELETE FROM mail"
refused "a change that answers" 'only reading is possible here' "DELETE FROM mail RETURNING part_id"
refused "a new table" 'only reading is possible here' "CREATE TABLE x (y)"
refused "another file" 'SELECT' "ATTACH '$SCRATCH/new.db' AS x"
refused "a copy" 'only reading is possible here' "VACUUM INTO '$SCRATCH/new.db'"
refused "a setting that writes" '' "PRAGMA user_version = 99"
ok "no file was made" test ! -e "$SCRATCH/new.db"
ok "nothing was changed" cmp "$UNJOE_DB" "$SCRATCH/before.db"
ok "not even the version" test "$(query 'PRAGMA user_version')" != "user_version
99"
fails "no question" 2 unjoe query
fails "an argument too many" 2 unjoe query --sql 'SELECT 1' x

# While somebody writes, the last commit is read.
printf '%s\n' 'BEGIN IMMEDIATE;' 'DELETE FROM login;' ".shell '$UNJOE' query --sql 'SELECT count(*) AS n FROM logins' >'$SCRATCH/during' 2>&1" 'ROLLBACK;' |
	sqlite3 "$UNJOE_DB"
is "$(tail -n 1 "$SCRATCH/during")" 4 "a question while somebody writes"

# Others may read it only, in a folder that is not theirs.
mkdir "$SCRATCH/theirs"
cp "$UNJOE_DB" "$SCRATCH/theirs/unjoe.db"
chmod 444 "$SCRATCH/theirs/unjoe.db"
chmod 555 "$SCRATCH/theirs"
if [ "$(id -u)" -eq 0 ]; then
	reader="setpriv --reuid 65534 --regid 65534 --clear-groups"
	chmod 755 "$SCRATCH"
else
	reader=
fi
if $reader test -x "$UNJOE" 2>/dev/null && $reader test -r "$SCRATCH/theirs/unjoe.db"; then
	is "$($reader "$UNJOE" --db "$SCRATCH/theirs/unjoe.db" query --sql 'SELECT count(*) AS n FROM mail' 2>&1 | tail -n 1)" 10 "a reader who may not write"
else
	echo "ok $((tap_count += 1)) - a reader who may not write # SKIP this tree is hidden from others"
fi
chmod 755 "$SCRATCH/theirs"
# The views are for other programs, too: those that only unjoe can read are the ones that the manual names.
for view in $(sqlite3 "$UNJOE_DB" "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name"); do
	sqlite3 "$UNJOE_DB" "SELECT * FROM \"$view\" LIMIT 1" >/dev/null 2>&1 || echo "$view"
done >"$SCRATCH/ours.txt"
is "$(cat "$SCRATCH/ours.txt")" "$(printf '%s\n' incident_bounces incident_null_mail notices refused_us storm_bounces storm_logged storm_null_mail)" \
	"any program that reads SQLite can read the views"

done_testing
