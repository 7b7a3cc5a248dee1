#!/bin/sh
# badinput.t - what is not a mail log, or not whole, or not allowed: a clear message, an exit status, nothing lost, memory bounded.
. tests/tap.sh
. tests/dump.sh

log=$SCRATCH/mail.log
tests/genlog 31 2000 >"$log"
ingest "$SCRATCH/wanted.db" "$log"

# refuses NAME PATTERN ARGUMENT... - exit 1, the message has the pattern, and is safe for a terminal
refuses()
{
	name=$1 pattern=$2
	shift 2
	fails "$name: exit status" 1 unjoe --db "$SCRATCH/new.db" "$@"
	like "$(cat "$SCRATCH/tap.out")" "$pattern" "$name: the message"
	is "$(LC_ALL=C tr -d '\n\t -\176\200-\377' <"$SCRATCH/tap.out")" "" "$name: no control characters"
	rm -f "$SCRATCH"/new.db*
}

# beside NAME FILE - the good log beside it is read all the same, and whole
beside()
{
	fails "$1, beside a good log: exit status" 1 unjoe --db "$SCRATCH/beside.db" ingest "$2" "$log"
	same "$SCRATCH/beside.db" "$SCRATCH/wanted.db" "$1, beside a good log: that one is read"
	rm -f "$SCRATCH"/beside.db*
}

# --- files that are no mail log ---

perl -e 'srand 5; print pack "C", rand 256 for 1 .. 300000' >"$SCRATCH/binary"
refuses "a binary file" 'binary: nothing in it is a line of a mail log' ingest "$SCRATCH/binary"
beside "a binary file" "$SCRATCH/binary"
printf 'Dear all,\n\nthis is no log.\nYours\n' >"$SCRATCH/letter"
refuses "a letter" 'letter: nothing in it is a line of a mail log.* Dear all,' ingest "$SCRATCH/letter"
printf -- '-- What came back.\nSELECT * FROM messages ORDER BY first_at\n' >"$SCRATCH/sql"
refuses "a statement, whose comment begins like what journalctl adds" 'sql: nothing in it is a line of a mail log.* SELECT' ingest "$SCRATCH/sql"
beside "a statement" "$SCRATCH/sql"
printf -- '-- No entries --\n' >"$SCRATCH/no-entries"
ok "a journal without entries" ingest "$SCRATCH/empty.db" "$SCRATCH/no-entries"
sed 's/^[^ ]* mx [a-z/-]*\[[0-9]*\]: //' "$log" >"$SCRATCH/cat"
refuses "journalctl -o cat" 'cat: its lines carry no time.*journalctl -o (export|json|short)' ingest "$SCRATCH/cat"
for n in 1 2 3 4 5 6 7 8 9; do echo "2026-03-01T10:00:0$n+00:00 mx cron[$n]: (root) CMD (true)"; done >"$SCRATCH/cron"
refuses "a syslog without mail" 'cron: nothing in it is a line of a mail log' ingest "$SCRATCH/cron"
refuses "a missing file" 'missing.*No such file' ingest "$SCRATCH/missing"
refuses "no file of such a name" 'no file has such a name' ingest "$SCRATCH/none.log*"
like "$(cat "$SCRATCH/tap.out")" 'journalctl -o export --facility mail \| unjoe .*ingest -' "no file of such a name: where else the log may be"
beside "a missing file" "$SCRATCH/missing"
: >"$SCRATCH/empty"
ok "an empty file" ingest "$SCRATCH/empty.db" "$SCRATCH/empty"
printf '\033]0;owned\007\033[2J\033[31mred' >"$SCRATCH/escapes"
touch -d '2026-01-01' "$SCRATCH/escapes"
refuses "terminal escapes" 'nothing in it is a line' ingest "$SCRATCH/escapes"
echo x >"$SCRATCH/$(printf 'name\033[2J')"
refuses "terminal escapes in a name" 'name' ingest "$SCRATCH/$(printf 'name\033[2J')"
rm -f "$SCRATCH/$(printf 'name\033[2J')"

# --- logs that are damaged ---

gzip -c "$log" >"$SCRATCH/whole.gz"
head -c "$(($(wc -c <"$SCRATCH/whole.gz") / 2))" "$SCRATCH/whole.gz" >"$SCRATCH/cut.gz"
fails "a truncated .gz" 1 unjoe --db "$SCRATCH/cut.db" ingest "$SCRATCH/cut.gz"
like "$(cat "$SCRATCH/tap.out")" 'cut.gz: .*(truncated|breaks off|incomplete|unexpected end)' "a truncated .gz: the message"
like "$(sql "$SCRATCH/cut.db" "SELECT lines FROM sources")" '^[0-9]{3,4}$' "a truncated .gz: what it has is read"
fails "a truncated .gz, again" 1 unjoe --db "$SCRATCH/cut.db" ingest "$SCRATCH/cut.gz"
ok "then the whole one" ingest "$SCRATCH/cut.db" "$SCRATCH/whole.gz"
same "$SCRATCH/cut.db" "$SCRATCH/wanted.db" "then the whole one: nothing is doubled"
for pack in xz bzip2 zstd; do
	$pack -c "$log" 2>"$SCRATCH/pack.said" | head -c 20000 >"$SCRATCH/cut.$pack"
	fails "truncated $pack" 1 unjoe --db "$SCRATCH/pack.db" ingest "$SCRATCH/cut.$pack"
	rm -f "$SCRATCH"/pack.db*
done

# Lines in which anything stands: the others are read.
at=$(sed -n '900s/ .*//p' "$log")
{
	sed -n '1,900p' "$log"
	printf '%s mx postfix/smtpd[1]: a NUL \000 in it\n' "$at"
	printf '%s mx postfix/smtpd[1]: \377\376 not UTF-8 \303\050\n' "$at"
	printf '%s mx postfix/smtpd[1]: \033[2J an escape\n' "$at"
	printf '\000\000\000\000\000\000\000\000\n'
	printf 'postfix/smtpd without a header\n\n\n\r\n'
	printf '2025-12-31T99:99:99.000000+00:00 mx postfix/smtpd[1]: no time\n'
	printf '%s mx postfix/smtpd[99999999999999999999]: NOQUEUE: reject: \n' "$at"
	printf '%s mx postfix/qmgr[1]: 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF: removed\n' "$at"
	printf '%s mx postfix/qmgr[1]: 4F6C15729C5: from=<a@b.example>, size=99999999999999999999999, nrcpt=-1 (queue active)\n' "$at"
	sed -n '901,2000p' "$log"
	printf '2025-12-31T20:00:00.000000+00:00 mx postfix/smtpd[1]: the last li'
} >"$SCRATCH/dirt.log"
touch -d '2025-12-31 22:00' "$SCRATCH/dirt.log"
ok "damaged lines: the file is read" ingest "$SCRATCH/dirt.db" "$SCRATCH/dirt.log"
dump "$SCRATCH/dirt.db" >"$SCRATCH/dirt.dump"
dump "$SCRATCH/wanted.db" | grep -Ev '^(coverage|daily|hole)' | grep -vxF -f "$SCRATCH/dirt.dump" >"$SCRATCH/lost"
is "$(cat "$SCRATCH/lost")" "" "damaged lines: the others are all there"
like "$(sql "$SCRATCH/dirt.db" "SELECT sum(n) FROM unread")" '^([5-9]|1[0-2])$' "damaged lines: they are rows of unread"
unjoe --db "$SCRATCH/dirt.db" report unread >"$SCRATCH/unread.txt" 2>&1
is "$(LC_ALL=C tr -d '\n\t -\176\200-\377' <"$SCRATCH/unread.txt")" "" "damaged lines: the report of them is safe for a terminal"

# One line of 100 MB; memory stays what it is.
{
	sed -n '1,1000p' "$log"
	printf '2025-12-31T10:00:00.000000+00:00 mx postfix/smtpd[1]: '
	perl -e 'my $x = "x" x 1048576; print $x for 1 .. 100; print "\n"'
	sed -n '1001,2000p' "$log"
} >"$SCRATCH/long.log"
# peak ARGUMENT... - the most memory that it had, in MB
peak()
{
	perl -e '
		my $child = fork // die;
		if (!$child) { open STDERR, ">>", "$ENV{SCRATCH}/said"; exec @ARGV }
		my $peak = 0;
		while (waitpid($child, 1) == 0) {
			if (open my $status, "<", "/proc/$child/status") {
				/^VmHWM:\s+(\d+)/ && $1 > $peak && ($peak = $1) while <$status>;
			}
			select undef, undef, undef, .002;
		}
		printf "%d\n", $peak / 1024;
	' "$@"
}
used=$(peak "$UNJOE" --config /dev/null --db "$SCRATCH/long.db" ingest "$SCRATCH/long.log")
if ldd "$UNJOE" | grep -q libasan; then
	used=0	# which has its own idea of memory
fi
is "$((used <= 128))" 1 "a line of 100 MB: not more than 128 MB of memory ($used)"
dump "$SCRATCH/long.db" >"$SCRATCH/long.dump"
dump "$SCRATCH/wanted.db" | grep -Ev '^(coverage|daily|hole)' | grep -vxF -f "$SCRATCH/long.dump" >"$SCRATCH/lost"
is "$(cat "$SCRATCH/lost")" "" "a line of 100 MB: the others are all there"
like "$(sql "$SCRATCH/long.db" "SELECT max(length(last_sample)) FROM unread")" '^[0-9]{1,3}$' "a line of 100 MB: a sample of it is kept"
rm -f "$SCRATCH/long.log"

# --- databases ---

cp "$SCRATCH/letter" "$SCRATCH/letter.db"
fails "a database that is none" 1 unjoe --db "$SCRATCH/letter.db" ingest "$log"
like "$(cat "$SCRATCH/tap.out")" 'letter.db.*(not|no) .*database' "a database that is none: the message"
is "$(cat "$SCRATCH/letter.db")" "$(cat "$SCRATCH/letter")" "a database that is none: it is left alone"
cp "$SCRATCH/wanted.db" "$SCRATCH/views.db"
sqlite3 "$SCRATCH/views.db" "UPDATE setting SET value = 'x' WHERE name = 'views'"
fails "a database of another version" 1 unjoe --db "$SCRATCH/views.db" report
ok "a database of another version: what it says to run can be run as it stands" sh -c "\"$UNJOE\" --db '$SCRATCH/views.db' $(sed -n "s/.*run 'unjoe \([^']*\)'.*/\1/p" "$SCRATCH/tap.out")"
ok "a database of another version: and helps" unjoe --db "$SCRATCH/views.db" report
sqlite3 "$SCRATCH/other.db" 'CREATE TABLE mail (x); INSERT INTO mail VALUES (1)'
fails "another program's database" 1 unjoe --db "$SCRATCH/other.db" ingest "$log"
is "$(sqlite3 "$SCRATCH/other.db" 'SELECT count(*) FROM sqlite_schema')" 1 "another program's database: it is left alone"
cp "$SCRATCH/wanted.db" "$SCRATCH/newer.db"
sqlite3 "$SCRATCH/newer.db" 'PRAGMA user_version = 999'
fails "a database of a newer version" 1 unjoe --db "$SCRATCH/newer.db" ingest "$log"
like "$(cat "$SCRATCH/tap.out")" 'newer' "a database of a newer version: the message"
fails "a database of a newer version, to read" 1 unjoe --db "$SCRATCH/newer.db" report
fails "a folder as database" 1 unjoe --db "$SCRATCH" ingest "$log"
fails "a database in no folder" 1 unjoe --db "$SCRATCH/no/such/folder.db" ingest "$log"
like "$(cat "$SCRATCH/tap.out")" 'no/such/folder.db' "a database in no folder: the message"
fails "no database yet" 1 unjoe --db "$SCRATCH/none.db" report
like "$(cat "$SCRATCH/tap.out")" 'unjoe ingest' "no database yet: what to do"
for command in prune "erase joe@ours.example" rebuild analyze hold "hold add storm-x" event "event add x" "event delete 1" own "own pin domain ours.example" "own unpin domain ours.example" \
	"spf adoption --offline"; do
	fails "$command: no database" 1 unjoe --db "$SCRATCH/none.db" $command
done
ok "of which none makes one" test ! -e "$SCRATCH/none.db"

# Two at once: the second says who is at work.
mkfifo "$SCRATCH/fifo"
exec 3<>"$SCRATCH/fifo"
timeout --foreground 60 "$UNJOE" --config /dev/null --db "$SCRATCH/two.db" ingest - <"$SCRATCH/fifo" >"$SCRATCH/first" 2>&1 3<&- &
first=$!
for try in $(seq 50); do
	[ ! -s "$SCRATCH/two.db" ] || break
	sleep 0.1
done
head -n 5 "$log" >&3
fails "two ingests at once" 1 unjoe --db "$SCRATCH/two.db" ingest "$log"
like "$(cat "$SCRATCH/tap.out")" "another ingest .*process [0-9]+" "two ingests at once: the message names the other"
ok "two at once: the reader reads" unjoe --db "$SCRATCH/two.db" status
cat "$log" >&3
sleep 2
kill -TERM $first
wait $first
tap_result $? "two at once: the first goes on, and ends well, though its pipe is open" "$SCRATCH/first"
exec 3<&-

# --- what needs another user, or a disk of our own ---

if [ "$(id -u)" -ne 0 ] || ! command -v setpriv >"$SCRATCH/setpriv"; then
	echo "# not root: no other user and no full disk are tried"
	mkdir "$SCRATCH/closed"
	chmod 0 "$SCRATCH/closed"
	refuses "a folder without permission" 'closed.*Permission denied' ingest "$SCRATCH/closed"
	beside "a folder without permission" "$SCRATCH/closed"
	done_testing
fi
nobody="setpriv --reuid 65534 --regid 65534 --clear-groups"
# Where another user can come, whoever owns the tree.
open=$(TMPDIR=/tmp mktemp -d)
trap 'umount "$open/disk" 2>>"$SCRATCH/said"; rm -rf "$open"' EXIT
chmod 755 "$open"
cp "$UNJOE" "$open/unjoe"
if ! $nobody "$open/unjoe" --version >"$SCRATCH/version" 2>&1; then
	echo "# another user cannot run the program here"
	done_testing
fi
mkdir -p "$open/closed" "$open/mine" "$open/read"
cp "$log" "$open/closed/mail.log"
cp "$log" "$open/mail.log"
chmod 700 "$open/closed"
chmod 777 "$open/mine"
fails "a folder without permission" 1 $nobody "$open/unjoe" --config /dev/null --db "$open/mine/a.db" ingest "$open/closed"
like "$(cat "$SCRATCH/tap.out")" 'closed.*Permission denied' "a folder without permission: the message"
fails "a folder without permission, beside a good log" 1 $nobody "$open/unjoe" --config /dev/null --db "$open/mine/b.db" ingest "$open/closed" "$open/mail.log"
same "$open/mine/b.db" "$SCRATCH/wanted.db" "a folder without permission, beside a good log: that one is read"
chmod 600 "$open/mail.log"
fails "a log without permission" 1 $nobody "$open/unjoe" --config /dev/null --db "$open/mine/c.db" ingest "$open/mail.log"
like "$(cat "$SCRATCH/tap.out")" 'mail.log.*Permission denied' "a log without permission: the message"
fails "a database where one may not write" 1 $nobody "$open/unjoe" --config /dev/null --db "$open/read/d.db" ingest "$open/mine/b.db"
like "$(cat "$SCRATCH/tap.out")" 'read/d.db' "a database where one may not write: the message"

# Another user, who may only read the database and not write to its folder, asks while an ingest runs, and after it.
ingest "$open/read/e.db" "$open/mail.log"
chmod 644 "$open/read/e.db"
reader="$nobody $open/unjoe --config /dev/null --db $open/read/e.db"
ok "a reader, nobody at work" $reader report summary
is "$($reader query --sql 'SELECT count(*) AS n FROM messages' --format tsv 2>&1 | tail -n 1)" "$(sql "$SCRATCH/wanted.db" 'SELECT count(*) FROM messages')" \
    "a reader, nobody at work: the rows"
mkfifo "$SCRATCH/fifo2"
exec 3<>"$SCRATCH/fifo2"
timeout --foreground 60 "$UNJOE" --config /dev/null --db "$open/read/e.db" ingest - <"$SCRATCH/fifo2" >"$SCRATCH/second" 2>&1 3<&- &
second=$!
sed 's/ mx / mx3 /' "$log" | head -n 300 >&3
sleep 0.5
ok "a reader, while an ingest runs" $reader report summary
ok "a reader, while an ingest runs: status" $reader status
like "$($reader query --sql 'SELECT count(*) AS n FROM messages' --format tsv 2>&1 | tail -n 1)" '^[0-9]{3}' "a reader, while an ingest runs: the rows"
kill -TERM $second
exec 3<&-
wait $second
tap_result $? "a reader: does not disturb it" "$SCRATCH/second"
fails "a reader writes nothing" 1 $reader ingest "$log"

# A full disk: what was committed stays, and with more room the next run goes on.
mkdir "$open/disk"
if mount -t tmpfs -o size=600k tmpfs "$open/disk" 2>>"$SCRATCH/said"; then
	fails "a full disk" 1 unjoe --db "$open/disk/full.db" ingest "$log"
	like "$(cat "$SCRATCH/tap.out")" 'full.db: .*(full|space)' "a full disk: the message"
	mount -o remount,size=64m "$open/disk"
	ok "room again" ingest "$open/disk/full.db" "$log"
	same "$open/disk/full.db" "$SCRATCH/wanted.db" "room again: the rows"
	umount "$open/disk"
else
	echo "# no file system may be mounted here: no full disk is tried"
fi
done_testing
