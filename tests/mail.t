#!/bin/sh
# mail.t - the same mail in every form, order and state of a mailbox gives the same rows, each bounce and each of its arrivals once.
. tests/mailbox.sh

# Every sample, and one that has stamps.
mkdir "$SCRATCH/eml"
cp samples/ndr/*.eml "$SCRATCH/eml"
stamped >"$SCRATCH/eml/stamped.eml"
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
# A run for each would take long: every sixth comes alone, then all of them.
i=0
for file in "$SCRATCH"/eml/*.eml; do
	i=$((i + 1))
	[ $((i % 6)) = 0 ] || continue
	cat "$file" | ingest "$SCRATCH/stdin.db" -
done
is "$(count "$SCRATCH/stdin.db" arrival)" $((n / 6)) "one by one through standard input"
is "$(count "$SCRATCH/stdin.db" source)" 1 "which is one source"
cat "$SCRATCH/mbox" | ingest "$SCRATCH/stdin.db" -
same_mail "$SCRATCH/stdin.db" "then all of them: these are known"
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

# Copies that lie beside each other are known before any of them was committed: one file twice, and the same bounce by another way.
mkdir "$SCRATCH/beside"
cp samples/ndr/generic-failed.eml "$SCRATCH/beside/a.eml"
cp samples/ndr/generic-failed.eml "$SCRATCH/beside/b.eml"
{ echo "Received: from mx.ours.example (mx.ours.example [192.0.2.25]) by box.ours.example (Postfix) with ESMTP id 1A2B3C4D5E; Mon, 23 Nov 2026 12:00:09 +0000"
	cat samples/ndr/generic-failed.eml; } >"$SCRATCH/beside/c.eml"
ingest "$SCRATCH/beside.db" "$SCRATCH/beside"
is "$(count "$SCRATCH/beside.db" bounce) $(count "$SCRATCH/beside.db" arrival)" "1 2" "copies in one folder are arrivals of one bounce"

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
done_testing
