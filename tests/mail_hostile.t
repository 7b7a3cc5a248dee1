#!/bin/sh
# mail_hostile.t - what lies among mail and is none, and mails that are made to hurt: named, or a row, in a second of processor time and 256 MB.
. tests/mailbox.sh

stamped >"$SCRATCH/stamped.eml"
touch -d 2026-11-24 "$SCRATCH/stamped.eml"

# --- what cannot be read ---

tests/genmail "$SCRATCH/many" 100 7
{
	printf 'From MAILER-DAEMON Mon Nov 23 03:00:00 2026\n'
	sed 's/^From here/>&/' "$SCRATCH/stamped.eml"
	echo
	tests/genmail - 100 7
} | gzip >"$SCRATCH/mbox.gz"
touch -d 2026-11-24 "$SCRATCH/mbox.gz"
mkdir -p "$SCRATCH/mixed/box/cur" "$SCRATCH/mixed/box/new"
cp -p "$SCRATCH/stamped.eml" "$SCRATCH/mixed/mail.log"
cp -p samples/log/mx.log "$SCRATCH/mixed/stamped.eml"
cp -p "$SCRATCH/mbox.gz" "$SCRATCH/mixed/x"
: >"$SCRATCH/mixed/empty"
cp -p "$SCRATCH/stamped.eml" "$SCRATCH/mixed/box/new/1.mx"
echo "no mail" >"$SCRATCH/mixed/box/cur/2.mx:2,"
ok "a folder of logs, mail, mailboxes and a Maildir" ingest "$SCRATCH/mixed.db" "$SCRATCH/mixed"
is "$(sql "$SCRATCH/mixed.db" "SELECT kind, replace(path, '$SCRATCH/', ''), lines FROM source ORDER BY path")" "folder|mixed|1
maildir|mixed/box|0
log|mixed/stamped.eml|1636
mail|mixed/x|100" "each is what it holds, whatever its name"
like "$(cat "$SCRATCH/said")" 'box/cur/2.mx:2,: is no mail, though it lies in a Maildir' "what is no mail there is said"
ln -s nowhere "$SCRATCH/many/new/0.gone"
ok "a file that has gone" ingest "$SCRATCH/many.db" "$SCRATCH/many"
ln -s loop "$SCRATCH/many/new/loop"
fails "a file that cannot be read" 1 unjoe --db "$SCRATCH/many.db" ingest "$SCRATCH/many"
like "$(cat "$SCRATCH/tap.out")" 'new/loop: Too many levels' "is named"

# --- attackers ---

attack()	# NAME KIND, the message is $SCRATCH/attack: one row, within a second of processor time and 256 MB
{
	touch -d 2026-11-24 "$SCRATCH/attack"
	rm -f "$SCRATCH"/attack.db*
	ok "$1" "$BUILD/tests/limited" 256 1 "$UNJOE" --config /dev/null --db "$SCRATCH/attack.db" ingest "$SCRATCH/attack"
	is "$(sql "$SCRATCH/attack.db" "SELECT word FROM bounce JOIN word ON word_id = kind")" "$2" "$1: is a row"
}
stamped=$SCRATCH/stamped.eml
perl -0pe 's/From here on/("x" x 76 . "\n") x 700000/e' "$stamped" >"$SCRATCH/attack"
attack "a bounce of 50 MB" failed
perl -e 'print "From: a\@b\nTo: c\@d\n"; printf "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", $_, $_ for 1 .. 10000; print "\nx\n"' >"$SCRATCH/attack"
attack "10,000 nested parts" other
perl -pe 'print "X-Long: ", "y" x 1048576, "\n" if $. == 2' "$stamped" >"$SCRATCH/attack"
attack "a header line of 1 MB" failed
perl -pe 'print "Authentication-Results: m; ", "spf=pass ((((; smtp.mailfrom=" x 100, "\n" if /^DKIM/' "$stamped" >"$SCRATCH/attack"
attack "results that are none" failed
perl -pe 'print "Received: from a (a [192.0.2.1]) by b (Postfix) with ESMTP id 1234567; Mon, 23 Nov 2026 03:32:43 +0000\n" x 1000 if $. == 2' "$stamped" >"$SCRATCH/attack"
attack "a thousand Received" failed
is "$(sql "$SCRATCH/attack.db" "SELECT count(*) <= 66 FROM hop")" 1 "hops are bounded"

# --- what is no message at all, or too many ---

# reads NAME SECONDS STATUS PATTERN FILE... - ends so, says so, and takes no more than this processor time and 256 MB
reads()
{
	name=$1 seconds=$2 status=$3 pattern=$4
	shift 4
	rm -f "$SCRATCH"/hostile.db*
	fails "$name" "$status" "$BUILD/tests/limited" 256 "$seconds" "$UNJOE" --config /dev/null --db "$SCRATCH/hostile.db" ingest "$@"
	like "$(cat "$SCRATCH/tap.out")" "$pattern" "$name: is told"
}
megabytes()	# N CHARACTER
{
	perl -e 'my $x = eval("\"$ARGV[1]\"") x 1048576; print $x for 1 .. $ARGV[0]' "$1" "$2"
}
line='2026-11-23T03:00:00+00:00 mx postfix/smtpd[7]: connect from mail.example.org[192.0.2.10]'
mkdir "$SCRATCH/odd" "$SCRATCH/odd/below"
{
	echo "$line"
	printf '%s' "${line%%connect*}"
	megabytes 64 x
	printf '\n%s\n' "$line"
} >"$SCRATCH/long.log"
reads "a line of 64 MB in a log" 1 0 '^3 lines, 1 not understood' "$SCRATCH/long.log"
tail -n +2 "$SCRATCH/long.log" >"$SCRATCH/first.log"
reads "a log that begins with it" 1 0 '^2 lines, 1 not understood' "$SCRATCH/first.log"
megabytes 256 x | gzip -1 >"$SCRATCH/bomb.gz"
reads "a packed file that grows a hundredfold" 2 1 'bomb.gz: nothing in it is a line' "$SCRATCH/bomb.gz"
{
	cat "$SCRATCH/stamped.eml"
	megabytes 256 '\n'
} | gzip -1 >"$SCRATCH/bomb.eml.gz"
reads "a packed bounce that does" 2 0 '1 message: 1 bounce' "$SCRATCH/bomb.eml.gz"
gzip -c "$SCRATCH/bomb.gz" | gzip >"$SCRATCH/twice.gz"
reads "packed three times" 1 1 'twice.gz: is packed within what is packed' "$SCRATCH/twice.gz"
reads "a device" 1 1 '/dev/zero: is a folder, device or socket' /dev/zero
mkfifo "$SCRATCH/odd/fifo"
ln -s .. "$SCRATCH/odd/below/up"
ln -s loop "$SCRATCH/odd/below/loop"
ln -s /dev/zero "$SCRATCH/odd/zero"
echo "$line" >"$SCRATCH/odd/mail.log"
reads "loops of links, a device and a fifo in a folder" 1 1 'below/loop: Too many levels' "$SCRATCH/odd"
is "$(sql "$SCRATCH/hostile.db" "SELECT count(*), sum(lines) FROM source WHERE kind = 'log'")" "1|1" "the log beside them is read, once"
perl -e '
	sub member {
		my ($name, $text) = @_;
		my $head = pack "a100 a8 a8 a8 a12 a12 a8 a a100 a6 a2 x247", $name, "0000644", "0000000", "0000000", sprintf("%011o", length $text), "15000000000", " " x 8, "0", "", "ustar", "00";
		substr($head, 148, 8) = sprintf "%06o\0 ", unpack "%32C*", $head;
		return pack "a512 a512", $head, $text;
	}
	print member($_, "x\n") for 1 .. 5000;
	print "\0" x 1024;
' >"$SCRATCH/tiny.tar"
reads "an archive of 5,000 files of two bytes" 5 1 'nothing in it' "$SCRATCH/tiny.tar"
done_testing
