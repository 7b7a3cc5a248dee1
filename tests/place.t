#!/bin/sh
# place.t - explain tells where a bounce lies now: in which file of a folder, at which line of a mailbox, as which file in an archive.
. tests/tap.sh

bounce()	# NAME
{
	cat <<-END
		Return-Path: <>
		From: MAILER-DAEMON@mx.example.net
		To: joe@ours.example
		Date: Mon, 23 Nov 2026 03:32:40 +0000
		Message-ID: <$1@mx.example.net>
		Content-Type: multipart/report; report-type=delivery-status; boundary="b"

		--b
		Content-Type: message/delivery-status

		Reporting-MTA: dns; mx.example.net

		Final-Recipient: rfc822; nobody@example.net
		Action: failed
		Status: 5.1.1

		--b--
	END
}

# lies PLACE NAME - where the second bounce is said to lie
lies()
{
	is "$(cd "$at" && "$UNJOE" --config /dev/null --db "$SCRATCH/db" explain '<two@mx.example.net>' 2>&1 | sed -n 's/^  bounce  *[0-9]*, in //p')" "$1" "$2"
}

mkdir -p "$SCRATCH/made/folder" "$SCRATCH/made/Maildir/new" "$SCRATCH/made/Maildir/cur"
cd "$SCRATCH/made" || exit
for name in one two three; do
	bounce $name >folder/$name.eml
	cp folder/$name.eml Maildir/new/$name
	{ echo 'From MAILER-DAEMON Mon Nov 23 03:32:43 2026' && bounce $name && echo; } >>mbox
done
gzip -c mbox >mbox.gz
gzip -c folder/two.eml >two.eml.gz
tar -cf mail.tar folder
gzip -c mail.tar >mail.tgz
tar -cf box.tar mbox
line=$(grep -n '^From ' mbox | sed -n '2s/:.*//p')

# What is read, and behind that the place in it; each alone in a folder, then under another name there, then gone.
while read -r name behind last; do
	at=$SCRATCH/at.$name
	mkdir "$at"
	cp -r "$SCRATCH/made/$name" "$at"
	rm -f "$SCRATCH/db"*
	(cd "$at" && TZ=UTC "$UNJOE" --config /dev/null --db "$SCRATCH/db" ingest $name 2>/dev/null)
	lies "$name$behind" "$name: found"
	mv "$at/$name" "$at/other"
	[ -d "$at/other" ] || lies "other$behind" "$name: found under another name"
	rm -r "$at/other"
	lies "$name$last (file gone)" "$name: told that it is gone"
done <<END
folder      /two.eml             /two.eml
Maildir     /new/two             /new/two
mbox        :$line
mbox.gz     :$line
two.eml.gz
mail.tar    :folder/two.eml      :folder/two.eml
mail.tgz    :folder/two.eml      :folder/two.eml
box.tar     :mbox:$line          :mbox
END

# A Maildir whose reader has seen it, then answered it and put it away
at=$SCRATCH/seen
mkdir "$at"
cp -r "$SCRATCH/made/Maildir" "$at"
rm -f "$SCRATCH/db"*
(cd "$at" && TZ=UTC "$UNJOE" --config /dev/null --db "$SCRATCH/db" ingest Maildir 2>/dev/null)
mv "$at/Maildir/new/two" "$at/Maildir/cur/two:2,S"
lies "Maildir/cur/two:2,S" "a message that was seen"
mkdir -p "$at/Maildir/.Old/cur" "$at/Maildir/.Old/new"
mv "$at/Maildir/cur/two:2,S" "$at/Maildir/.Old/cur/two:2,RS"
lies "Maildir/.Old/cur/two:2,RS" "and one that was put away"

# A mailbox from which messages were taken
cp "$SCRATCH/made/mbox" "$SCRATCH/taken"
rm -f "$SCRATCH/db"*
at=$SCRATCH
(cd "$at" && TZ=UTC "$UNJOE" --config /dev/null --db "$SCRATCH/db" ingest taken 2>/dev/null)
sed -i '$!{5d}' "$SCRATCH/taken"
lies "taken (file gone)" "a mailbox that is another one now"
done_testing
