#!/bin/sh
# cli.t - the command line: what is understood, what is refused and how, and where the database and the configuration are.
. tests/report.sh

says()	# PATTERN NAME - in what the command before said
{
	like "$(cat "$SCRATCH/tap.out")" "$1" "$2"
}

# Help.
shows cli/help.txt "unjoe help" unjoe help
for command in ingest report status show explain query; do
	shows cli/help-$command.txt "unjoe help $command" unjoe help $command
	is "$(unjoe $command --help)" "$(unjoe help $command)" "unjoe $command --help is the same"
done
is "$(cat tests/golden/cli/help*.txt | awk 'length > 80')" "" "help is narrow"
for family in "" spf; do
	is "$(unjoe help $family | awk '/^  [a-z]/ { match(substr($0, 3), /   *[^ ]/); print RSTART + RLENGTH }' | sort -u | wc -l)" 1 "all that is told of ${family:-commands} begins in one column"
done
fails "unjoe alone is no command" 2 "$UNJOE"
says '^usage: unjoe' "and shows what there is"
ok "unjoe --help" "$UNJOE" --help
like "$("$UNJOE" --version)" '^unjoe [0-9.]+ \(database schema [0-9]+\)$' "unjoe --version"

# Options stand anywhere.
is "$("$UNJOE" report --format tsv hosts --now 2026-11-19)" "$("$UNJOE" --now=2026-11-19 --format=tsv report hosts)" "before or behind the arguments"
is "$("$UNJOE" --now 2026-11-19 report --form tsv hosts)" "$(unjoe report hosts --format tsv)" "shortened"
fails "-- ends them" 1 unjoe show -- --help
says 'nothing is known of --help' "what follows is an argument"

# Wrong usage.
fails "a command that there is not" 2 unjoe reprot
says 'there is no command "reprot"; did you mean "report"\?' "names the nearest"
fails "one that is like none" 2 unjoe xyzzy
says 'there is no command "xyzzy"$' "and then names none"
fails "an option that there is not" 2 unjoe report --frmat tsv
says 'there is no option --frmat; did you mean --format\?' "names the nearest"
fails "an option that may be two" 2 unjoe report --fo tsv
says '\-\-fo can mean --format, --follow' "names both"
fails "an option without its value" 2 unjoe report --since
says '\-\-since needs a value: TIME' "says what"
fails "a value for an option without" 2 unjoe report --list=yes
says '\-\-list takes no value' "says so"
fails "a short option" 2 unjoe report -x
says 'there is no option -x' "says so"
fails "an option of another command" 2 unjoe report --year 2007
says 'report takes no --year' "says so"
fails "an argument too many" 2 unjoe report summary spf
says '"spf" is one argument too many for report' "names it"
fails "an argument too few" 2 unjoe show
says 'unjoe show WHAT' "names it"
fails "nothing to read" 2 unjoe ingest
ok "which makes no database" test ! -e "$SCRATCH/none.db"
fails "no format" 2 unjoe report --format xml
says 'text, tsv, csv or json' "names those that there are"
fails "no number" 2 unjoe report --limit many
fails "no number either" 2 unjoe report --limit -5
fails "no zone" 2 unjoe ingest --zone Europe/Atlantis "$SCRATCH/empty"
says 'there is no time zone "Europe/Atlantis"' "names it"
fails "no time" 2 "$UNJOE" --now noon report

# Where the database is.
mkdir "$SCRATCH/home" "$SCRATCH/xdg"
without()	# COMMAND... - with no database named
{
	env -u UNJOE_DB -u XDG_DATA_HOME HOME="$SCRATCH/home" "$@"
}
fails "no database yet" 1 without "$UNJOE" report
says "unjoe ingest /var/log/mail.log" "says what to run"
if [ ! -e /var/lib/unjoe ]; then
	without "$UNJOE" ingest "$SCRATCH/empty" >"$SCRATCH/tap.out" 2>&1
	says "^Database: $SCRATCH/home/.local/share/unjoe/unjoe.db \\(new\\)$" "made in the home directory"
	without env XDG_DATA_HOME="$SCRATCH/xdg" "$UNJOE" ingest "$SCRATCH/empty" >"$SCRATCH/tap.out" 2>&1
	says "^Database: $SCRATCH/xdg/unjoe/unjoe.db " "or where the desktop keeps data"
fi
cat >"$SCRATCH/unjoe.conf" <<END
; a comment
database = $SCRATCH/conf.db
zone = CET-1CEST,M3.5.0,M10.5.0/3

[ingest]
files = $SCRATCH/empty
    $SCRATCH/more*
files = $SCRATCH/log
host = mx7
END
: >"$SCRATCH/more1"
cat >"$SCRATCH/log" <<'END'
<22>Nov 18 03:20:11 postfix/smtpd[10]: 8A1B2C3D4E: client=mail.example.org[192.0.2.10]
<22>Nov 18 03:20:11 postfix/qmgr[12]: 8A1B2C3D4E: from=<anna@example.org>, size=475, nrcpt=1 (queue active)
<22>Nov 18 03:20:13 postfix/qmgr[12]: 8A1B2C3D4E: removed
END
without "$UNJOE" --config "$SCRATCH/unjoe.conf" ingest --now 2026-11-19 --year 2026 >"$SCRATCH/tap.out" 2>&1
says "^Database: $SCRATCH/conf.db " "or where the configuration says"
is "$(without "$UNJOE" --config "$SCRATCH/unjoe.conf" query --sql 'SELECT host, first_at FROM messages' | tail -n 1)" "mx7	1794968411" \
	"files, host and zone of the configuration"
like "$(without "$UNJOE" --config "$SCRATCH/unjoe.conf" report --now 2026-11-19 2>&1)" 'Wed 18 Nov 2026, 00-24 CET' "its zone in reports"
without env UNJOE_DB="$SCRATCH/env.db" "$UNJOE" --config "$SCRATCH/unjoe.conf" ingest "$SCRATCH/empty" >"$SCRATCH/tap.out" 2>&1
says "^Database: $SCRATCH/env.db " "\$UNJOE_DB comes before it"
without env UNJOE_DB="$SCRATCH/env.db" "$UNJOE" --db "$SCRATCH/option.db" ingest "$SCRATCH/empty" >"$SCRATCH/tap.out" 2>&1
says "^Database: $SCRATCH/option.db " "--db before that"

# Faults in the configuration.
config()	# NAME PATTERN TEXT
{
	printf "$3" >"$SCRATCH/bad.conf"
	fails "configuration: $1" 1 unjoe --config "$SCRATCH/bad.conf" report
	says "bad.conf:$2" "says where and what"
}
config "a key that there is not" '2: "databse" is no key outside a section; there are: database, zone' '# x\ndatabse = x\n'
config "a key of another section" '3: "zoned" is no key of \[ingest\]' '[ingest]\n\nzoned = UTC\n'
config "a section that there is not" '2: there is no section \[ignest\]' '[ignest]\nfiles = x\n'
config "no value" '1: database has no value' 'database =\n'
config "no key" '1: neither' 'database\n'
config "set twice" '2: database is set a second time' 'database = a\ndatabase = b\n'
config "no zone" '1: there is no time zone "Atlantis"' 'zone = Atlantis\n'
config "a line too long" '1: the line is longer' "database = $(printf '%0300d' 0)\n"
fails "no such configuration" 1 unjoe --config "$SCRATCH/no.conf" report
says 'no.conf: No such file' "names it"

# Where it goes.
is "$(unjoe query --sql 'WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i) SELECT n FROM i' 2>&1 | head -n 2 | tail -n 1)" 1 "| head ends it"
is "$( (trap '' PIPE; unjoe query --sql 'WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 500000) SELECT n FROM i' 2>&1) | head -n 1)" n \
	"where SIGPIPE is ignored, too"
[ ! -e /dev/full ] || {
	fails "a full disk" 1 sh -c '"$UNJOE" report >/dev/full'
	says 'standard output: No space left on device' "says so"
}
if [ -n "$terminal" ]; then
	is "$(PAGER='sed s/^/pager:/' COLUMNS=80 TERM=xterm script -qec "$UNJOE report hosts" /dev/null </dev/null | grep -c '^pager:')" 6 "a terminal gets a pager"
fi
is "$(PAGER='sed s/^/pager:/' unjoe report hosts | grep -c '^pager:')" 0 "a pipe does not"
done_testing
