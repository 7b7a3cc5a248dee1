# report.sh - for the tests of reports: a small database, and unjoe asked on the morning after its last day.
. tests/tap.sh

export UNJOE_CONFIG=/dev/null UNJOE_DB="$SCRATCH/report.db"
: >"$SCRATCH/empty"
"$UNJOE" ingest "$SCRATCH/empty" 2>/dev/null
# Indexes by hour_key() can be read by anybody and written by unjoe alone.
sqlite3 "$UNJOE_DB" "SELECT 'DROP INDEX ' || name || ';' FROM sqlite_schema WHERE type = 'index' AND sql LIKE '%hour_key(%'" | sqlite3 "$UNJOE_DB"
sqlite3 "$UNJOE_DB" <tests/report.sql

unjoe()
{
	"$UNJOE" --now 2026-11-19T07:00:00Z "$@"
}

# A bare chroot may have no terminals to give.
terminal=
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	terminal=yes
else
	echo "# no pseudo-terminal here: what a terminal shows is not tested"
fi

# on_terminal COLUMNS COMMAND... - as a person at a terminal of that width sees it
on_terminal()
{
	columns=$1
	shift
	COLUMNS=$columns TERM=${TERM-xterm} PAGER=cat script -qec "$*" /dev/null </dev/null | tr -d '\r'
}

# shows FILE NAME COMMAND... - what a command says is what stands in tests/golden/FILE
shows()
{
	shown_file=$1 shown_name=$2
	shift 2
	"$@" 2>&1 | sed "s,$SCRATCH,SCRATCH,g; s,${SCRATCH#"$PWD"/},SCRATCH,g; s/^\(SCRATCH[^,]*\), [0-9.]* [kM]B,/\1, SIZE,/" >"$SCRATCH/shown"
	golden "$shown_file" "$shown_name" <"$SCRATCH/shown"
}
