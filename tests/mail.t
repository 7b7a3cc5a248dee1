#!/bin/sh
# mail.t - the same mail in every form, order and state of a mailbox gives the same rows, each bounce and each of its arrivals once.
. tests/tap.sh
. tests/dump.sh

# dump_mail DATABASE - the evidence of mail without the numbers that depend on the order of reading
dump_mail()
{
	sqlite3 -batch -bail -separator '|' -nullvalue NULL "$1" >"$SCRATCH/dump.rows" <<'END' && sort "$SCRATCH/dump.rows"
SELECT 'bounce', b.fingerprint, b.dated_at, k.word, d.word, b.reporting_mta, b.sender, b.message_id, b.in_reply_to, b.returned, b.quoted_message_id,
    b.quoted_queue_id, b.quoted_sender, b.quoted_from, b.quoted_subject, b.quoted_at, b.quoted_signed
FROM bounce b JOIN word k ON k.word_id = b.kind LEFT JOIN word d ON d.word_id = b.dialect;
SELECT 'arrival', b.fingerprint, a.whole, a.arrived_at, a.returned_to, a.return_path FROM arrival a JOIN bounce b USING (bounce_id);
SELECT 'recipient', b.fingerprint, r.n, r.final_recipient, r.original_recipient, w.word, r.status, r.remote_mta, r.diagnostic
FROM bounce_recipient r JOIN bounce b USING (bounce_id) LEFT JOIN word w ON w.word_id = r.action;
SELECT 'hop', b.fingerprint, a.whole, h.n, h.helo, h.client_name, h.client_ip, h.stamped_by, h.stamped_by_ip, h.protocol, h.queue_id, h.recipient, h.at
FROM hop h JOIN bounce b USING (bounce_id) LEFT JOIN arrival a ON a.arrival_id = h.arrival_id;
SELECT 'stamp', b.fingerprint, s.n, s.hop, s.stamped_by, m.word, r.word, s.domain, s.client_ip
FROM stamp s JOIN bounce b USING (bounce_id) JOIN word m ON m.word_id = s.method JOIN word r ON r.word_id = s.result;
END
}

same_mail()	# DATABASE NAME
{
	dump_mail "$1" >"$SCRATCH/dump.got" && diff "$SCRATCH/wanted" "$SCRATCH/dump.got" >"$SCRATCH/dump.diff"
	tap_result $? "$2" "$SCRATCH/dump.diff"
}

count()		# DATABASE TABLE
{
	sql "$1" "SELECT count(*) FROM $2"
}

# Every sample, and one that has stamps.
mkdir "$SCRATCH/eml"
cp samples/ndr/*.eml "$SCRATCH/eml"
cat >"$SCRATCH/eml/stamped.eml" <<'END'
Return-Path: <>
X-Original-To: joe@ours.example
Delivered-To: anna@ours.example
Received: from mx.example.net (mx.example.net [192.0.2.25]) by mx.ours.example (Postfix) with ESMTP id 4XyZ1b2c3dz9tqk
	for <joe@ours.example>; Mon, 23 Nov 2026 03:32:43 +0000 (UTC)
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
To: joe@ours.example
Subject: Undelivered Mail Returned to Sender
Date: Mon, 23 Nov 2026 03:32:40 +0000
Message-ID: <stamped@mx.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b

This is the mail system at host mx.example.net.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; nobody@example.net
Action: failed
Status: 5.1.1

--b
Content-Type: message/rfc822

Received: from inner.example.net (inner.example.net [10.0.0.1]) by mx.example.net (Postfix) with ESMTP id 17CCA8044
	for <nobody@example.net>; Mon, 23 Nov 2026 03:32:30 +0000 (UTC)
Authentication-Results: inner.example.net; spf=fail (sender IP is 203.0.113.77) smtp.mailfrom=joe@ours.example; dmarc=fail header.from=ours.example
Received: from pc (unknown [203.0.113.77]) by inner.example.net (Postfix) with SMTP id ADD2F8052
	for <nobody@example.net>; Mon, 23 Nov 2026 03:32:20 +0000 (UTC)
DKIM-Signature: v=1; a=rsa-sha256; d=other.example; s=s; b=abc
From: joe@ours.example
To: nobody@example.net
Subject: hello
Date: Mon, 23 Nov 2026 03:32:10 +0000
Message-ID: <forged@ours.example>

From here on
it is text.
--b--
END
find "$SCRATCH/eml" -type f -exec touch -d 2026-11-24 {} +
n=$(ls "$SCRATCH/eml" | wc -l)

# --- forms ---

ingest "$SCRATCH/folder.db" "$SCRATCH/eml"
dump_mail "$SCRATCH/folder.db" >"$SCRATCH/wanted"
is "$(count "$SCRATCH/folder.db" arrival)" "$n" "a folder of messages"
is "$(sql "$SCRATCH/folder.db" "SELECT kind, lines FROM source")" "folder|$n" "is one source"
is "$(sql "$SCRATCH/folder.db" "SELECT count(*) FROM bounce b JOIN word ON word_id = kind
    WHERE word = 'other' AND (dialect NOT NULL OR quoted_message_id NOT NULL OR in_reply_to NOT NULL OR bounce_id IN (SELECT bounce_id FROM hop))")" 0 \
    "of ordinary mail nothing is kept but who sent it, when and to whom"
is "$(sql "$SCRATCH/folder.db" "SELECT s.hop, stamped_by, m.word, r.word, domain, client_ip FROM stamp s JOIN word m ON m.word_id = method JOIN word r ON r.word_id = result ORDER BY n")" \
    "1|inner.example.net|spf|fail|ours.example|203.0.113.77
1|inner.example.net|dmarc|fail|ours.example|NULL" "stamps of the returned header"
is "$(sql "$SCRATCH/folder.db" "SELECT returned_to, arrived_at, quoted_signed FROM arrival JOIN bounce USING (bounce_id) WHERE message_id = 'stamped@mx.example.net'")" \
    "joe@ours.example|1795404763|other.example" "whom it came to, when, and who had signed"

perl -e '
	for my $path (@ARGV) {
		open my $in, "<", $path or die;
		local $/;
		my $text = <$in>;
		$text =~ s/\A>?From .*\n//;
		$text =~ s/^(>*From )/>$1/gm;
		print "From MAILER-DAEMON Mon Nov 23 03:00:00 2026\n$text", $text =~ /\n\z/ ? "\n" : "\n\n";
	}' "$SCRATCH"/eml/*.eml >"$SCRATCH/mbox"
touch -d 2026-11-24 "$SCRATCH/mbox"
mkdir -p "$SCRATCH/Maildir/new" "$SCRATCH/Maildir/cur" "$SCRATCH/Maildir/tmp" "$SCRATCH/Maildir/.Junk.2026/new" "$SCRATCH/Maildir/.Junk.2026/cur"
i=0
for file in "$SCRATCH"/eml/*.eml; do
	i=$((i + 1))
	case $((i % 4)) in
	0) cp -p "$file" "$SCRATCH/Maildir/new/17000000$i.M1.mx" ;;
	1) cp -p "$file" "$SCRATCH/Maildir/cur/17000000$i.M1.mx:2,S" ;;
	2) cp -p "$file" "$SCRATCH/Maildir/.Junk.2026/new/17000000$i.M1.mx" ;;
	3) gzip -c "$file" >"$SCRATCH/Maildir/.Junk.2026/cur/17000000$i.M1.mx:2,S" ;;	# as Dovecot's zlib plugin does
	esac
done
echo x >"$SCRATCH/Maildir/dovecot-uidlist"
echo x >"$SCRATCH/Maildir/tmp/unfinished"
tar -cf "$SCRATCH/mail.tar" -C "$SCRATCH" eml
gzip -c "$SCRATCH/mbox" >"$SCRATCH/mbox.gz"
xz -c "$SCRATCH/mail.tar" >"$SCRATCH/mail.tar.xz"
for form in mbox mbox.gz Maildir mail.tar mail.tar.xz; do
	ingest "$SCRATCH/$form.db" "$SCRATCH/$form"
	same_mail "$SCRATCH/$form.db" "$form"
	is "$(count "$SCRATCH/$form.db" source)" 1 "$form: is one source"
done
ingest "$SCRATCH/files.db" "$SCRATCH"/eml/*.eml
same_mail "$SCRATCH/files.db" "files named one by one"
ingest "$SCRATCH/pipe.db" - <"$SCRATCH/mbox"
cat "$SCRATCH/mbox.gz" | ingest "$SCRATCH/pipe.db" -
same_mail "$SCRATCH/pipe.db" "a mailbox through a pipe, then again, packed"
for file in "$SCRATCH"/eml/*.eml; do
	cat "$file" | ingest "$SCRATCH/stdin.db" - || echo failed >>"$SCRATCH/stdin.failed"
done
same_mail "$SCRATCH/stdin.db" "one by one through standard input"
is "$(count "$SCRATCH/stdin.db" source)" 1 "which is one source"
sed 's/$/\r/' "$SCRATCH/mbox" >"$SCRATCH/crlf"
touch -d 2026-11-24 "$SCRATCH/crlf"
ingest "$SCRATCH/crlf.db" "$SCRATCH/crlf"
same_mail "$SCRATCH/crlf.db" "CR LF"

# --- once ---

before=$(sql "$SCRATCH/folder.db" "SELECT count(*), max(arrival_id) FROM arrival")
# Mailboxes of many users; a link back up is not gone round.
mkdir -p "$SCRATCH/vmail/ours.example/anna"
cp -rp "$SCRATCH/Maildir" "$SCRATCH/vmail/ours.example/anna/Maildir"
ln -s .. "$SCRATCH/vmail/ours.example/anna/up"
ingest "$SCRATCH/vmail.db" "$SCRATCH/vmail"
is "$(count "$SCRATCH/vmail.db" bounce)" "$(count "$SCRATCH/Maildir.db" bounce)" "Maildirs lie deep in a folder"
ingest "$SCRATCH/folder.db" "$SCRATCH/eml" "$SCRATCH/mbox.gz" "$SCRATCH/mail.tar" "$SCRATCH/Maildir" "$SCRATCH"/eml/*.eml
same_mail "$SCRATCH/folder.db" "what is known is not counted under another name"
is "$(sql "$SCRATCH/folder.db" "SELECT count(*), max(arrival_id) FROM arrival")" "$before" "nor written"

i=0
for order in 1 2 3 4 5; do
	rm -rf "$SCRATCH/shuffled"
	mkdir "$SCRATCH/shuffled"
	perl -MList::Util=shuffle -e 'srand shift; print "$_\n" for shuffle @ARGV' "$order" "$SCRATCH"/eml/*.eml >"$SCRATCH/list"
	while read -r file; do
		i=$((i + 1))
		cp -p "$file" "$SCRATCH/shuffled/$i"
	done <"$SCRATCH/list"
	rm -f "$SCRATCH"/order.db*
	ingest "$SCRATCH/order.db" $(head -n $((order * 40)) "$SCRATCH/list")
	ingest "$SCRATCH/order.db" "$SCRATCH/shuffled" "$SCRATCH/mail.tar"
	same_mail "$SCRATCH/order.db" "order $order"
done

# A client moves mail from new/ to cur/ and sets flags; then one more comes.
for file in "$SCRATCH"/Maildir/new/*; do
	mv "$file" "$SCRATCH/Maildir/cur/$(basename "$file"):2,RS"
done
cp -p "$SCRATCH/eml/stamped.eml" "$SCRATCH/Maildir/new/again"
sed -i 's/Delivered-To: anna/Delivered-To: bob/; s/4XyZ1b2c3dz9tqk/4XyZ1b2c3dz9tqz/' "$SCRATCH/Maildir/new/again"
ingest "$SCRATCH/Maildir.db" "$SCRATCH/Maildir"
like "$(cat "$SCRATCH/said")" 'Maildir .* 1 message: 1 bounce' "renamed files are not read again, a new one is"
is "$(count "$SCRATCH/Maildir.db" bounce) $(count "$SCRATCH/Maildir.db" arrival)" "$n $((n + 1))" "a copy in another mailbox is another arrival of one bounce"
is "$(sql "$SCRATCH/Maildir.db" "SELECT count(*) FROM message_file")" $((n + 1)) "each file is known"
cp -r "$SCRATCH/Maildir" "$SCRATCH/copy"
ingest "$SCRATCH/Maildir.db" "$SCRATCH/copy"
is "$(count "$SCRATCH/Maildir.db" arrival)" $((n + 1)) "a copied Maildir is known by its content"

# A mailbox that grows, in pieces that end anywhere.
size=$(wc -c <"$SCRATCH/mbox")
for part in 1 2 3 4 5 6 7; do
	head -c $((size * part / 7)) "$SCRATCH/mbox" >"$SCRATCH/growing"
	[ $part = 7 ] && touch -d 2026-11-24 "$SCRATCH/growing" || touch "$SCRATCH/growing"
	perl -e 'utime time + 60, time + 60, $ARGV[0]' "$SCRATCH/growing"	# it is being written to
	[ $part = 7 ] && touch -d 2026-11-24 "$SCRATCH/growing"
	ingest "$SCRATCH/growing.db" "$SCRATCH/growing"
done
same_mail "$SCRATCH/growing.db" "a mailbox that grows"
is "$(count "$SCRATCH/growing.db" source)" 1 "is one source"
head -c $(($(wc -c <"$SCRATCH/mbox.gz") / 2)) "$SCRATCH/mbox.gz" >"$SCRATCH/cut.gz"
fails "a mailbox that breaks off" 1 unjoe --db "$SCRATCH/cut.db" ingest "$SCRATCH/cut.gz"
like "$(cat "$SCRATCH/tap.out")" 'cut.gz: truncated gzip data after [0-9]+ bytes' "is said to"
ingest "$SCRATCH/cut.db" "$SCRATCH/mbox.gz"
same_mail "$SCRATCH/cut.db" "then the whole one"

# Its reader deletes messages and sets flags: what is left is known.
perl -pe 's/^Subject:/Status: RO\nSubject:/' "$SCRATCH/mbox" | perl -ne 'BEGIN { $n = 0 } $n++ if /^From MAILER-DAEMON Mon/; print if $n % 3' >"$SCRATCH/tidied"
touch -d 2026-11-24 "$SCRATCH/tidied"
ingest "$SCRATCH/tidied.db" "$SCRATCH/mbox"
cp "$SCRATCH/tidied" "$SCRATCH/mbox.new"
sed 's/^Status: RO$/&/' "$SCRATCH/tidied" | grep -v '^Status: RO$' >"$SCRATCH/mbox"
touch -d 2026-11-25 "$SCRATCH/mbox"
ingest "$SCRATCH/tidied.db" "$SCRATCH/mbox"
same_mail "$SCRATCH/tidied.db" "a mailbox from which messages were deleted"

# --- killed ---

tests/genmail "$SCRATCH/many" 3000 7
tests/genmail - 3000 7 >"$SCRATCH/many.mbox"
touch -d 2026-11-24 "$SCRATCH/many.mbox"
ingest "$SCRATCH/many.db" "$SCRATCH/many"
dump_mail "$SCRATCH/many.db" >"$SCRATCH/wanted"
for form in many many.mbox; do
	rm -f "$SCRATCH"/killed.db*
	for seed in 1 2 3 4 5 6 7 8; do
		perl -MTime::HiRes=usleep -e 'srand shift; my $child = fork // die; exec @ARGV if !$child; usleep rand 400000; kill "KILL", $child; waitpid $child, 0' \
		    "$seed" "$UNJOE" --config /dev/null --db "$SCRATCH/killed.db" ingest "$SCRATCH/$form" 2>>"$SCRATCH/said"
	done
	ok "$form, killed: the last run" ingest "$SCRATCH/killed.db" "$SCRATCH/$form"
	same_mail "$SCRATCH/killed.db" "$form, killed at any moment"
done

# --- what cannot be read ---

mkdir -p "$SCRATCH/mixed/box/cur" "$SCRATCH/mixed/box/new"
cp -p "$SCRATCH/eml/stamped.eml" "$SCRATCH/mixed/mail.log"
cp -p samples/log/mx.log "$SCRATCH/mixed/stamped.eml"
cp -p "$SCRATCH/mbox.gz" "$SCRATCH/mixed/x"
: >"$SCRATCH/mixed/empty"
cp -p "$SCRATCH/eml/stamped.eml" "$SCRATCH/mixed/box/new/1.mx"
echo "no mail" >"$SCRATCH/mixed/box/cur/2.mx:2,"
ok "a folder of logs, mail, mailboxes and a Maildir" ingest "$SCRATCH/mixed.db" "$SCRATCH/mixed"
is "$(sql "$SCRATCH/mixed.db" "SELECT kind, replace(path, '$SCRATCH/', ''), lines FROM source ORDER BY path")" "folder|mixed|1
maildir|mixed/box|0
log|mixed/stamped.eml|1636
mail|mixed/x|$((n - 1))" "each is what it holds, whatever its name"
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
stamped=$SCRATCH/eml/stamped.eml
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
# --follow: what is delivered to a Maildir, or to a folder in it, is read as it comes; what a client moves is not read again.
rm -rf "$SCRATCH/followed"
mkdir -p "$SCRATCH"/followed/new "$SCRATCH"/followed/cur "$SCRATCH"/followed/tmp "$SCRATCH"/followed/.Bounces/new "$SCRATCH"/followed/.Bounces/cur
cp "$SCRATCH/eml/stamped.eml" "$SCRATCH/followed/new/1.M1.mx"
timeout --foreground 60 "$UNJOE" --config /dev/null --db "$SCRATCH/follow.db" ingest --follow "$SCRATCH/followed" >"$SCRATCH/follow.said" 2>&1 &
pid=$!
trap 'kill $pid 2>"$SCRATCH/killed"' EXIT

# arrives N NAME - the database has N bounces before ten seconds are over
arrives()
{
	arrived=0
	for try in $(seq 100); do
		arrived=$(sql "$SCRATCH/follow.db" "SELECT count(*) FROM verdict" 2>"$SCRATCH/sql.said")
		[ "${arrived:-0}" != "$1" ] || break
		sleep 0.1
	done
	is "$arrived" "$1" "$2"
}
# deliver SAMPLE FOLDER NAME - as a delivery agent does
deliver()
{
	cp "$SCRATCH/eml/$1.eml" "$SCRATCH/followed/tmp/$3"
	mv "$SCRATCH/followed/tmp/$3" "$SCRATCH/followed/$2/$3"
}
arrives 1 "what lies in a Maildir is read"
mv "$SCRATCH/followed/new/1.M1.mx" "$SCRATCH/followed/cur/1.M1.mx:2,S"
deliver generic-failed new 2.M2.mx
arrives 2 "what is delivered to it"
deliver generic-text .Bounces/new 3.M3.mx
arrives 3 "and to a folder in it"
is "$(sql "$SCRATCH/follow.db" "SELECT count(*) FROM arrival")" 3 "each once"
like "$(unjoe --db "$SCRATCH/follow.db" explain "$SCRATCH/followed/new/1.M1.mx" 2>&1)" 'followed/cur/1.M1.mx:2,S$' "it is shown where the client has put it"
kill -TERM $pid
wait $pid
is $? 0 "SIGTERM ends it well"
done_testing
