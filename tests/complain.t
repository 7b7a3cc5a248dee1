#!/bin/sh
# complain.t - complaints and bundles: what is in them, that they are in form, and what is not in them.
. tests/conclusions.sh

db=$SCRATCH/joejob.db
ingest "$db" samples/case/joejob/log samples/case/joejob/mail
called() { unjoe --db "$db" --now 2026-11-24 "$@" 2>>"$SCRATCH/said"; }
called complain last --output "$SCRATCH/all"
cp "$SCRATCH/all/forger-203.0.113.45.eml" "$SCRATCH/seen"
golden complain/forger.eml "to a forger's network" <"$SCRATCH/seen"
cp "$SCRATCH/all/bouncer-198.51.100.100.eml" "$SCRATCH/seen"
golden complain/bouncer.eml "to a host that bounced" <"$SCRATCH/seen"

# Somebody new types what is printed: the first command, and then each that the one before tells.
mkdir "$SCRATCH/bin"
ln -s "$(realpath "$UNJOE")" "$SCRATCH/bin/unjoe"
typed()		# FOLDER CALL - the commands, as they are typed in the folder
{
	mkdir "$SCRATCH/$1"
	step="$2 ingest $PWD/samples/case/joejob/log $PWD/samples/case/joejob/mail"
	while [ -n "$step" ]; do
		echo "$step" | tee -a "$SCRATCH/steps.$1" | grep -owE 'ingest|incident|complain|report' | head -n 1 | tr '\n' ' '
		(cd "$SCRATCH/$1" && PATH=$(realpath "$SCRATCH/bin"):$PATH UNJOE_DB=new.db sh -c "$step" >"../said.$1" 2>&1)
		step=$(sed -n 's/^Next: //p' "$SCRATCH/said.$1" | head -n 1)
	done
}
is "$(typed new unjoe)" "ingest incident incident complain " "from the log to complaints in four commands, each printed by the one before"
is "$(sed "s,$PWD/,,g" "$SCRATCH/steps.new")" "$(sed -n '/in four commands/,/^## /p' README.md | grep '^unjoe')" "as README has them"
is "$(ls "$SCRATCH/new/complaints")" "$(ls "$SCRATCH/all")" "which are those that there are to be"
like "$(cat "$SCRATCH/said.new")" "sendmail -t <FILE" "and how they are sent is told last"
is "$(typed named "unjoe --db 'it'\\''s a \$(false) one.db'")" "ingest incident incident complain " "with --db, too, whatever is in its name"
is "$(ls "$SCRATCH/named" | grep -v -e '-[sw][ha][ml]$') $(ls "$SCRATCH/named/complaints" | wc -l)" "complaints
it's a \$(false) one.db
it's a \$(false) one.db.lock $(ls "$SCRATCH/all" | wc -l)" "which was the one, all the time"
echo "database = $(realpath "$SCRATCH")/new/new.db" >"$SCRATCH/new.conf"
is "$(cd "$SCRATCH" && env -u UNJOE_DB PATH="bin:$PATH" unjoe --config new.conf incident | sed -n 's/^Next: //p')" "unjoe --config new.conf incident storm-ours.example-20261123T0915" "with --config, where that names it"
is "$(cd "$SCRATCH" && PATH=bin:$PATH unjoe --db new/new.db incident | sed -n 's/^Next: //p')" "unjoe --db new/new.db incident storm-ours.example-20261123T0915" "a plain name needs no quotes"
cat >"$SCRATCH/parse.py" <<'END'
import email, email.policy, email.utils, glob, sys
for name in glob.glob(sys.argv[1] + "/*.eml"):
    mail = email.message_from_binary_file(open(name, "rb"), policy=email.policy.default)
    parts = list(mail.iter_parts())
    report = parts[1].get_payload()
    fields = report[0] if isinstance(report, list) else email.message_from_string(report)
    assert mail.get_content_type() == "multipart/report" and mail.get_param("report-type") == "feedback-report", name
    assert [p.get_content_type() for p in parts] == ["text/plain", "message/feedback-report", "text/rfc822-headers"], name
    assert not any(p.defects for p in mail.walk()), (name, [p.defects for p in mail.walk()])
    for field in ("Feedback-Type", "User-Agent", "Version"):
        assert len(fields.get_all(field)) == 1, (name, field)
    assert sorted(set(mail.keys()) - {"X-Unjoe-To-Do"}) == ["Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"], (name, mail.keys())
    assert len(set(mail.keys())) == len(mail.keys()) and len(set(fields.keys())) == len(fields.keys()), name
    told = email.message_from_string(parts[2].get_payload())
    assert not told.defects and told.get_payload().strip() == "" and set(told.keys()) <= {"Received", "Message-ID", "From", "To", "Subject", "Date"}, (name, told.keys())
    assert name.endswith("-" + fields["Source-IP"] + ".eml"), name
    assert email.utils.parsedate_to_datetime(fields["Arrival-Date"]).utcoffset().total_seconds() == 0, name
    assert all(len(line) <= 998 and line.isascii() for line in open(name)), name
END
ok "all are in form" python3 "$SCRATCH/parse.py" "$SCRATCH/all"
is "$(cat "$SCRATCH"/all/*.eml | grep '^To: .*@' | grep -vc '^To: \(abuse\|postmaster\|redacted\)@')" 0 "recipients are redacted"
called complain last --full --output "$SCRATCH/full"
like "$(cat "$SCRATCH/full/forger-203.0.113.45.eml")" "^To: nobody@victim0.example" "or not"
is "$(ls "$SCRATCH/all" | grep forger)" "$(called report forgers/addresses --format tsv | awk -F '\t' '$2 == "named" { print "forger-" $1 ".eml" }' | sort)" "those are accused whom unrelated bouncers name, and nobody else"
fails "one bounce names nobody" 0 "$UNJOE" --config /dev/null --db "$db" complain 1 --output "$SCRATCH/one"
is "$(ls "$SCRATCH/one")" "bouncer-198.51.100.100.eml" "but who brought it is told"
fails "no such incident" 1 "$UNJOE" --config /dev/null --db "$db" complain storm-none --output "$SCRATCH/none"
fails "no folder" 2 "$UNJOE" --config /dev/null --db "$db" complain last
fails "nobody to complain to" 1 "$UNJOE" --config /dev/null --db "$db" complain last --domain other.example --output "$SCRATCH/none"

# An address that is none names no file.
cp "$db" "$SCRATCH/odd.db"
sqlite3 "$SCRATCH/odd.db" "UPDATE trace SET delivered_by_ip = '../../odd' WHERE delivered_by_ip = '198.51.100.100'"
unjoe --db "$SCRATCH/odd.db" --now 2026-11-24 complain last --output "$SCRATCH/odd" 2>>"$SCRATCH/said"
is "$(find "$SCRATCH" -name '*odd.eml' | wc -l) $(ls "$SCRATCH/odd" | grep -c '198.51.100.100')" "0 0" "an address that is none names no file"

# What attackers write into their mail adds no field and no part to a complaint, and no formula to a table.
cp "$db" "$SCRATCH/evil.db"
evil="'=cmd|x' || char(13, 10) || 'Bcc: x@evil.example' || char(10, 10) || '--=_unjoe' || char(10) || 'Feedback-Type: fraud' || char(27, 8238, 8203) || 'é' || replace(hex(zeroblob(5000)), '00', 'xy')"
for set in "bounce SET quoted_subject = $evil, quoted_from = $evil || '@ours.example', quoted_message_id = $evil, reporting_mta = $evil, message_id = $evil, sender = $evil" \
    "hop SET helo = $evil, client_name = $evil, protocol = $evil, queue_id = $evil, recipient = $evil, stamped_by = $evil WHERE n > 0" "bounce_recipient SET final_recipient = $evil, diagnostic = $evil, remote_mta = $evil" \
    "arrival SET returned_to = $evil || '@ours.example'" "trace SET sender = $evil || '@ours.example', handed_helo = $evil, handed_name = $evil, delivered_by_name = $evil"; do
	sqlite3 "$SCRATCH/evil.db" "UPDATE $set"
done
sqlite3 "$SCRATCH/evil.db" "INSERT INTO signal (bounce_id, name) SELECT bounce_id, 'origin-spf-fail' FROM bounce;
	INSERT INTO dns_answer (name, type, at, seen_at, ttl, status, data) VALUES ('ours.example', 'TXT', 1, 1, 1, 'ok', 'v=spf1 ' || replace(hex(zeroblob(2000)), '00', 'a:b ') || '\"-all')"
unjoe --db "$SCRATCH/evil.db" --now 2026-11-24 complain last --full --output "$SCRATCH/evil" 2>>"$SCRATCH/said"
is "$(ls "$SCRATCH/evil")" "$(ls "$SCRATCH/all")" "hostile mail is complained of"
ok "in form" python3 "$SCRATCH/parse.py" "$SCRATCH/evil"
is "$(cat "$SCRATCH"/evil/* | grep -c '^Bcc:\|^Feedback-Type: fraud')" 0 "and adds nothing to it"
unjoe --db "$SCRATCH/evil.db" --now 2026-11-24 incident last --full --bundle "$SCRATCH/e.tar.zst" 2>>"$SCRATCH/said"
mkdir "$SCRATCH/e"
tar -C "$SCRATCH/e" --zstd --strip-components 1 -xf "$SCRATCH/e.tar.zst"
is "$(grep -l "'=cmd|x" "$SCRATCH"/e/*.csv | xargs -n 1 basename | tr '\n' ' ')" "bounces.csv received.csv recipients.csv " "what they wrote is in a bundle"
is "$(python3 -c 'import csv, glob, sys
rows = [row for name in glob.glob(sys.argv[1] + "/*.csv") for row in csv.reader(open(name, newline=""))]
print(len(rows) > 100, sum(cell[:1] in tuple("=+@\t\r") for row in rows for cell in row), len({len(row) for row in csv.reader(open(sys.argv[1] + "/bounces.csv", newline=""))}))' "$SCRATCH/e")" "True 0 1" "no cell of a bundle is a formula"

called incident last --bundle "$SCRATCH/b.tar.zst"
mkdir "$SCRATCH/b" "$SCRATCH/f" "$SCRATCH/d"
tar -C "$SCRATCH/b" --zstd -xf "$SCRATCH/b.tar.zst"
inside=$SCRATCH/b/storm-ours.example-20261123T0915
is "$(ls "$inside" | tr '\n' ' ')" "SHA256SUMS answers.csv bounces.csv incident.html incident.json incident.txt log.txt null_mail.csv received.csv recipients.csv " "what is in a bundle"
ok "its sums are right" sh -c "cd '$inside' && sha256sum --strict -c SHA256SUMS"
is "$(wc -l <"$inside/SHA256SUMS")" 9 "of all files"
is "$(grep -c nobody@victim "$inside"/* | grep -vc ':0$')" 0 "no recipients"
is "$(ls -d "$SCRATCH"/b.tar.zst.* 2>/dev/null | wc -l)" 0 "nothing is left beside it"
called incident last --full --bundle "$SCRATCH/f.tar.zst"
tar -C "$SCRATCH/f" --zstd -xf "$SCRATCH/f.tar.zst"
ok "or with them" grep -q nobody@victim "$SCRATCH"/f/*/recipients.csv

# The bounces themselves: each comes out of its mailbox, or folder, as it went in.
bounces_of()	# DATABASE SELECT: of the bounces of its incident
{
	unjoe --db "$1" query --format tsv --sql "$2 FROM incident_bounces i JOIN bounce b ON b.bounce_id = i.bounce_id JOIN arrival a ON a.bounce_id = i.bounce_id ORDER BY 1" | sed 1d
}
fingerprints()
{
	bounces_of "$1" "SELECT DISTINCT hex(b.fingerprint)"
}
fingerprints "$db" >"$SCRATCH/wanted"
"$UNJOE" --config /dev/null --db "$SCRATCH/again.db" ingest samples/case/joejob/log "$SCRATCH"/f/*/bounces.mbox 2>>"$SCRATCH/said"
fingerprints "$SCRATCH/again.db" >"$SCRATCH/got"
ok "the bounces themselves are in it" test "$(wc -l <"$SCRATCH/wanted")" -gt 90
is "$(cat "$SCRATCH/got")" "$(cat "$SCRATCH/wanted")" "as they were"
python3 - "$SCRATCH/Maildir" samples/case/joejob/mail/bounces.mbox <<'END'
import mailbox, sys
folder = mailbox.Maildir(sys.argv[1])
for message in mailbox.mbox(sys.argv[2]):
    folder.add(mailbox.MaildirMessage(message))
END
"$UNJOE" --config /dev/null --db "$SCRATCH/maildir.db" ingest samples/case/joejob/log "$SCRATCH/Maildir" 2>>"$SCRATCH/said"
is "$(fingerprints "$SCRATCH/maildir.db")" "$(cat "$SCRATCH/wanted")" "a Maildir with the same"
for packing in tar.zst zip; do
	archive=$SCRATCH/mails.$packing
	case $packing in
	zip) (cd "$SCRATCH/Maildir/new" && python3 -c 'import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as z:
    for name in sys.argv[2:]:
        z.write(name)' "$archive" ./*) ;;
	*) tar -C "$SCRATCH/Maildir" --zstd -cf "$archive" new ;;
	esac
	rm -f "$SCRATCH/packed.db" "$SCRATCH/unpacked.db"
	"$UNJOE" --config /dev/null --db "$SCRATCH/packed.db" ingest samples/case/joejob/log "$archive" 2>>"$SCRATCH/said"
	unjoe --db "$SCRATCH/packed.db" --now 2026-11-24 incident last --full --bundle "$SCRATCH/p.tar.zst" 2>>"$SCRATCH/said"
	tar -C "$SCRATCH" --zstd --strip-components 1 -xf "$SCRATCH/p.tar.zst" --wildcards '*/bounces.mbox'
	"$UNJOE" --config /dev/null --db "$SCRATCH/unpacked.db" ingest samples/case/joejob/log "$SCRATCH/bounces.mbox" 2>>"$SCRATCH/said"
	is "$(fingerprints "$SCRATCH/unpacked.db")" "$(cat "$SCRATCH/wanted")" "and out of an archive ($packing)"
	rm "$archive"
	like "$(unjoe --db "$SCRATCH/packed.db" --now 2026-11-24 incident last --full --bundle "$SCRATCH/p.tar.zst" 2>&1)" 'files are gone' "of one that is gone nothing is"
done
n=0
for file in "$SCRATCH"/Maildir/new/*; do
	n=$((n + 1))
	[ $((n % 2)) -eq 0 ] || mv "$file" "$SCRATCH/Maildir/cur/$(basename "$file"):2,S"
done
said=$(unjoe --db "$SCRATCH/maildir.db" --now 2026-11-24 incident last --full --bundle "$SCRATCH/m.tar.zst" 2>&1)
is "$(printf '%s\n' "$said" | grep -c 'are not in bounces.mbox')" 0 "of which a mail program moved some: all are found"
tar -C "$SCRATCH" --zstd --strip-components 1 -xf "$SCRATCH/m.tar.zst" --wildcards '*/bounces.mbox'
"$UNJOE" --config /dev/null --db "$SCRATCH/moved.db" ingest samples/case/joejob/log "$SCRATCH/bounces.mbox" 2>>"$SCRATCH/said"
is "$(fingerprints "$SCRATCH/moved.db")" "$(cat "$SCRATCH/wanted")" "as they were"
set -- $(bounces_of "$SCRATCH/maildir.db" "SELECT DISTINCT substr(a.file, 5)" | head -n 2)
rm "$SCRATCH/Maildir/"*/"$1"*
printf 'another line\n' >>"$(ls "$SCRATCH/Maildir/"*/"$2"*)"
said=$(unjoe --db "$SCRATCH/maildir.db" --now 2026-11-24 incident last --full --bundle "$SCRATCH/m.tar.zst" 2>&1)
like "$said" '^2 of [0-9]+ bounces are not in bounces.mbox' "what is gone, or another mail by now, is not in it, and told"
fails "no bundle for a customer who was not hit" 1 "$UNJOE" --config /dev/null --db "$db" incident last --domain other.example --bundle "$SCRATCH/d.tar.zst"
like "$(tr '\n' ' ' <"$SCRATCH/tap.out")" "has not hit other.example; it hit.*--domain ours.example" "  and who was, is said"
called incident last --domain OURS.example --bundle "$SCRATCH/d.tar.zst"
tar -C "$SCRATCH/d" --zstd -xf "$SCRATCH/d.tar.zst"
ok "or in other case: it is the same" diff "$SCRATCH/d/storm-ours.example-20261123T0915/bounces.csv" "$inside/bounces.csv"

# Two customers in one storm: each as in the sample. One bounce, of which each has a copy; and mail from <> to both, of which Exim tells in one line.
cat >"$SCRATCH/two.py" <<'END'
import re, sys
case, out = "samples/case/joejob", sys.argv[1]
read = lambda name: open(name, encoding="latin-1").read()
write = lambda name, text: open(out + "/" + name, "w", encoding="latin-1").write(text)
def other(text):
    text = re.sub(r"([A-Za-z0-9.+_-]+)@ours\.example", r"zz\1@other.example", text)
    text = re.sub(r"\b4([A-Z]\d{5}z\d{3})\b", r"5\1", text)
    return re.sub(r"(message-id[=:] ?<)", r"\1zz", text, flags=re.I)
lines = []
for line in read(case + "/log/mail.log").splitlines():
    lines += [line, re.sub(r"\[(\d+)\]: ", lambda m: "[%d]: " % (int(m[1]) + 20000), other(line), count=1)]
for n in range(3):
    head = "2026-11-23T09:4%d:00.000000+00:00 mx exim[99]: 1vN40%d-0000000000%d-1a " % (n, n, n)
    lines += [head + "<= <> H=mx.victim%d.example [198.51.100.%d] P=esmtps S=2000 id=e%d@mx.victim.example for x1@ours.example zzx1@other.example" % (n, 100 + n, n)]
    lines += [head + "=> %s R=dovecot T=lmtp C=\"250 2.0.0 Saved\"" % name for name in ("x1@ours.example", "zzx1@other.example")] + [head + "Completed"]
write("mail.log", "\n".join(lines) + "\n")
mail = read(case + "/mail/bounces.mbox")
first = mail.split("\nFrom MAILER-DAEMON ")[0]
head, body = first.split("\n\n", 1)
to = re.sub(r"(To: |for <)bob@ours", r"\1zzbob@other", head).replace("4G00148z834", "5G99148z834").replace("\nTo: zzbob@other", "\nTo: bob@ours")
write("a.mbox", to + "\n\n" + body + "\n\n")
write("b.mbox", mail)
write("c.mbox", other(mail).replace("invoice", "zzbill"))
END
mkdir "$SCRATCH/two"
python3 "$SCRATCH/two.py" "$SCRATCH/two"
ingest "$SCRATCH/two.db" "$SCRATCH/two"
two() { unjoe --db "$SCRATCH/two.db" --now 2026-11-24 "$@" 2>>"$SCRATCH/said"; }
is "$(two query --format tsv --sql "SELECT (SELECT count(*) FROM incidents), (SELECT group_concat(target) FROM incident_targets), (SELECT count(*) FROM bounces WHERE arrivals = 2)" | sed 1d)" \
    "1	other.example,ours.example	1" "two customers in one storm, and a bounce that came to both"
fails "a bundle of both" 1 "$UNJOE" --config /dev/null --db "$SCRATCH/two.db" incident last --bundle "$SCRATCH/two.tar.zst"
like "$(tr '\n' ' ' <"$SCRATCH/tap.out")" "hit 2 domains.*--domain other.example.*--domain ours.example" "  is refused: which one, is asked"
fails "nor is a dossier of one" 1 "$UNJOE" --config /dev/null --db "$SCRATCH/two.db" incident last --domain ours.example --html "$SCRATCH/two.html"
like "$(cat "$SCRATCH/tap.out")" 'tells of other domains, too; a bundle' "  which tells of all"
ok "  and leaves no page" test ! -e "$SCRATCH/two.html"
step=$(two incident last | sed -n 's/.*\( incident .* --bundle .*\)/\1/p')
(cd "$SCRATCH/two" && "$(realpath "$UNJOE")" --config /dev/null --db "../two.db" $step) 2>>"$SCRATCH/said"
ok "as the dossier's command does, which names one" tar -C "$SCRATCH/two" --zstd -tf "$SCRATCH/two/evidence.tar.zst"
like "$(two incident last | tr -s ' \n' ' ')" "2 domains were hit: write to the owners of each alone.*other.example 371, ours.example 371" "which tells what is whose"
for full in "" --full; do
	for customer in ours other; do
		rm -rf "$SCRATCH/one"
		mkdir "$SCRATCH/one"
		two incident last $full --domain $customer.example --bundle "$SCRATCH/one.tar.zst"
		tar -C "$SCRATCH/one" --zstd -xf "$SCRATCH/one.tar.zst"
		case $customer in
		ours) alien='other\.example|zz[a-z]+@|zzbill|5[A-Z][0-9]{5}z[0-9]{3}' ;;
		*) alien='(^|[^z.a-z])[a-y][a-z]*@ours\.example|invoice|4[A-Z][0-9]{5}z[0-9]{3}|storm-ours' ;;
		esac
		is "$(find "$SCRATCH/one" | grep -E "$alien"; grep -rahE "$alien" "$SCRATCH/one")" "" "nothing of the other in the bundle of $customer.example${full:+, $full}"
		ok "but his own" test "$(cat "$SCRATCH"/one/*/bounces.csv | wc -l)" -gt 90 -a "$(cat "$SCRATCH"/one/*/log.txt | wc -l)" -gt 300
	done
done
mkdir -p "$SCRATCH/left/full.tar.zst"
fails "a bundle that cannot be written" 1 "$UNJOE" --config /dev/null --db "$db" incident last --bundle "$SCRATCH/left/full.tar.zst"
fails "no program to make its sums" 1 env PATH=/nonexistent "$(realpath "$UNJOE")" --config /dev/null --db "$db" incident last --bundle "$SCRATCH/left/b.tar.zst"
is "$(ls -A "$SCRATCH/left")" full.tar.zst "leaves nothing"
fails "no such incident to bundle" 1 "$UNJOE" --config /dev/null --db "$db" incident storm-none --bundle "$SCRATCH/n.tar.zst"

# A stolen account wrote to strangers: they are told of where all is asked for, and nowhere else.
ingest "$SCRATCH/takeover.db" samples/case/takeover/log samples/case/takeover/mail
for full in "" --full; do
	rm -rf "$SCRATCH/stolen"
	mkdir "$SCRATCH/stolen"
	said=$(unjoe --db "$SCRATCH/takeover.db" --now 2026-11-24 incident last $full --bundle "$SCRATCH/t.tar.zst" 2>&1)
	tar --zstd -xf "$SCRATCH/t.tar.zst" -C "$SCRATCH/stolen" --strip-components 1
	is "$(echo "$said" | grep -c 'dossier is left out') $(ls "$SCRATCH/stolen" | grep -c '^incident') $(grep -c 'status=[a-z]* (' "$SCRATCH/stolen/log.txt" | awk '{ print ($1 > 0) }')" \
	    "$([ -n "$full" ] && echo '0 3 1' || echo '1 0 0')" "a takeover${full:+, $full}: its dossier, and the deliveries of it"
done

is "$("$UNJOE" --config /dev/null --db "$SCRATCH/takeover.db" incident last | tr -s ' \n' ' ' | grep -oE 'unjoe [a-z]+')" "" "each command in a dossier names the database that was named"

# Where there is no room for it: nothing of it stays.
mkdir "$SCRATCH/narrow"
fails "a bundle that does not fit" 1 sh -c 'trap "" XFSZ; ulimit -f 80; exec "$0" "$@"' "$UNJOE" --db "$db" --now 2026-11-24 incident last --full --bundle "$SCRATCH/narrow/x.tar.zst"
like "$(cat "$SCRATCH/tap.out")" 'narrow/x.*File too large' "  is said"
is "$(ls -A "$SCRATCH/narrow")" "" "  and leaves nothing"
done_testing
