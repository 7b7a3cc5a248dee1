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
done_testing
