#!/bin/sh
# bounces.t - what is told of bounces: the reports in every format, the explanation of each class, and what show adds to its events.
. tests/report.sh

reports="bounces backscatter forgers forged accounts we-backscatter refused-us"

# The log alone: what it knows, and what to read for more.
cp "$UNJOE_DB" "$SCRATCH/log.db"
sqlite3 "$SCRATCH/log.db" "INSERT INTO null_judged (at, host, part_id, rejection_id, client_ip, recipient, accepted, class, strength, reason, source_id, position) SELECT at, host, NULL, rejection_id, client_ip, recipient, 0, 'forged', 'strong', 'unknown-recipient', source_id, position FROM rejection WHERE sender = ''"
for report in bounces backscatter forged; do
	shows bounces/log-$report.txt "$report by the log alone" unjoe --db "$SCRATCH/log.db" report $report --limit 3
done

sqlite3 "$UNJOE_DB" <tests/bounces.sql
cp "$UNJOE_DB" "$SCRATCH/bounces.db"
for report in $reports; do
	shows bounces/$report.txt "report $report" unjoe report $report --limit 5
	unjoe report $report --format json --limit 5 >"$SCRATCH/$report.json" 2>&1
	golden bounces/$report.json "report $report as JSON" <"$SCRATCH/$report.json"
	ok "which is JSON" perl -MJSON::PP -0777 -ne 'decode_json($_)' "$SCRATCH/$report.json"
	shows bounces/$report.tsv "report $report as tsv" unjoe report $report --format tsv --limit 5
done
shows bounces/summary.txt "the summary has a word of them" unjoe report summary/bounces
like "$(unjoe report summary/null_sender)" '^  refused +1,234 +60 +1,234$' "and of mail from <>"
shows bounces/status.txt "so has the status" unjoe status
shows bounces/status.json "as JSON, too" unjoe status --format json

# Times and places.
is "$(unjoe report bounces/class --since '2026-11-18 11:00' --format tsv | cut -f 1,2 | tr '\t\n' '=;')" \
	"class=bounces;compromised=1;bypass=1;genuine=1;unverifiable=1;" "of a time"
is "$(unjoe report backscatter/organisations --domain EXAMPLE.com --format tsv | sed 1d | cut -f 1,2 | tr '\t\n' '=;')" \
	"example.net=3;example.edu=2;203.0.113.10=1;example.org=1;" "of a domain of ours"
is "$(unjoe report backscatter/organisations --domain example.org --format tsv | sed 1d)" "" "of none"
is "$(unjoe report backscatter/organisations --host mx1 --format tsv | sed 1d | cut -f 1,2)" "example.net	1" "of a host: those whose arrival is in its log"
like "$(unjoe report we-backscatter --domain elsewhere.example)" '^  elsewhere.example +1 ' "we-backscatter of a recipient's domain"
like "$(unjoe report we-backscatter --domain example.net)" '^  none: no notice went to a stranger' "of no other"
like "$(unjoe report accounts --until 2026-11-18T10:00Z)" '^  alice +ended ' "an account that was taken over in that time"
is "$(unjoe report accounts --until 2026-11-18T10:00Z --format tsv | wc -l)" 2 "and no later one"

# Only bounces, no log.
sqlite3 "$SCRATCH/bounces.db" 'DELETE FROM source_host'
like "$(unjoe --db "$SCRATCH/bounces.db" report bounces | head -n 1)" '17 Nov 2026 12:53 to 18 Nov 2026 11:56 UTC$' "with no log at all the bounces tell the time"
like "$(unjoe --db "$SCRATCH/bounces.db" report summary/bounces)" '^  forged +7 ' "in the summary, too"

# A forger is named where three bouncers agree that have nothing to do with one another.
empty_db()
{
	cp "$UNJOE_DB" "$SCRATCH/forgers.db"
	for table in bounce arrival trace verdict signal; do echo "DELETE FROM $table;"; done | sqlite3 "$SCRATCH/forgers.db"
	number=0
}
said()	# BOUNCER ADDRESS: one more bounce that names 203.0.113.66
{
	number=$((number + 1))
	sqlite3 "$SCRATCH/forgers.db" "INSERT INTO bounce (bounce_id, fingerprint, kind, returned) VALUES ($number, $number, 60, 1);
		INSERT INTO arrival (arrival_id, bounce_id, whole, arrived_at, returned_to, return_path, file, source_id, position) VALUES ($number, $number, $number, 1794970000, 'sales@example.com', '', NULL, 4, $number);
		INSERT INTO trace (own_hops, bounce_id, arrival_id, arrived_at, bouncer, delivered_by_ip, handed_ip) VALUES (1, $number, $number, 1794970000, nullif('$1', ''), nullif('$2', ''), '203.0.113.66');
		INSERT INTO verdict (bounce_id, class, reasons) VALUES ($number, 'forged', '[]')"
}
named()	# WANTED NAME
{
	is "$(unjoe --db "$SCRATCH/forgers.db" report forgers/addresses --format tsv | sed 1d | cut -f 2,3)" "$1" "$2"
	is "$(unjoe --db "$SCRATCH/forgers.db" report forgers/networks --format tsv | sed 1d | cut -f 2,3)" "$1" "so is its network"
}
empty_db
for i in 1 2 3 4 5; do said a.example 198.51.$i.1; done
named "hearsay	1" "one organisation with five networks is one bouncer"
for i in 1 2 3 4 5; do said x$i.example 198.51.9.$i; done
named "hearsay	2" "five organisations in one network are another"
said '' 192.0.2.1
said nobody.example ''
named "hearsay	2" "who has no organisation or address counts for nothing"
said b.example 2001:db8:1::1
named "named	3" "the third names it"
said c.example 2001:db8:2::1
named "named	3" "all of a provider of IPv6 is one"
empty_db
said a.example 198.51.100.1; said a.example 198.51.101.1; said b.example 198.51.100.2; said c.example 198.51.101.2
named "hearsay	2" "two networks are two bouncers, whoever is in them"
empty_db
said a.example 198.51.100.17; said b.example 198.51.100.31; said c.example 198.51.100.32; said d.example 198.51.100.15
named "named	3" "networks are sixteen addresses wide"

# Whether an address exists.
exists()	# WANTED ADDRESS NAME
{
	sqlite3 "$SCRATCH/forgers.db" "UPDATE arrival SET returned_to = '$2'"
	is "$(unjoe --db "$SCRATCH/forgers.db" report forged/addresses --format tsv | sed 1d | cut -f 2)" "$1" "$3"
}
exists sends Alice@example.com "an address that somebody sends from"
exists sends root@mx1.example.com "or this host itself"
exists "gets mail" POSTMASTER@example.com "one that mail was delivered to"
exists "gets mail" root "or for which it was meant"
exists refused user7@example.com "one that is refused as unknown"
exists "not seen" nobody@example.com "one of which nothing is known"
exists "not seen" Joe@Fail.example "a stranger's"
sqlite3 "$SCRATCH/forgers.db" "INSERT INTO signal (bounce_id, name) VALUES (1, 'address-unknown')"
exists refused nobody@example.com "unknown by what was concluded"
is "$(unjoe --db "$SCRATCH/forgers.db" report forged/addresses --limit 0 --format tsv | sed 1d | cut -f 2)" refused "without a limit, too"

# Who refuses us, and for what.
while IFS='|' read -r code topic reply; do
	sqlite3 "$SCRATCH/forgers.db" "DELETE FROM delivery WHERE source_id = 2 AND position = 99999;
		INSERT INTO delivery (part_id, at, program, recipient, relay_host, relay_ip, dsn, status, reply, source_id, position)
		VALUES (5, 1794960000 + 70000, 4, 'x@receiver.example', 'mx.receiver.example', '203.0.113.30', '$code', 21, '$reply', 2, 99999)"
	is "$(unjoe --db "$SCRATCH/forgers.db" report refused-us --domain receiver.example --format tsv | sed 1d | cut -f 3)" "$topic" "$code $reply"
done <<'END'
5.7.515|SPF/DKIM/DMARC|Access denied, sending domain example.com does not meet the required authentication level
5.7.509|DMARC|Access denied, sending domain example.com does not pass DMARC verification
5.7.26|DMARC|Unauthenticated email from example.com is not accepted due to the DMARC policy of its domain
5.7.26|SPF/DKIM/DMARC|multiple authentication checks failed
4.7.26|SPF/DKIM/DMARC|this mail is unauthenticated
5.7.1|DMARC|rejected by DMARC policy for example.com
5.7.0|DMARC|message violates dmarc policy
5.0.0|SPF|550 SPF check failed
5.7.23|SPF|validation failed
5.7.24|SPF|validation error
5.7.27|SPF|the sender did not pass SPF checks
5.7.27||sender address has null MX
5.7.1|SPF|192.0.2.1 is not a permitted sender for example.com
5.7.1|SPF|192.0.2.1 is not authorized to send mail for example.com
5.7.20|DKIM|no passing signature
5.7.22|DKIM|no author-matched signature
5.7.30|DKIM|the DKIM check did not pass
5.7.1|DKIM|bad DKIM signature
5.7.25|rDNS|no PTR
4.7.1|rDNS|Client host rejected: cannot find your reverse hostname, [192.0.2.1]
5.7.1|rDNS|your address has no PTR record
5.7.1|rDNS|bad rDNS
5.7.1|rDNS|Fix reverse DNS for 192.0.2.1
5.7.29|ARC|ARC validation failure
5.7.606|blocked|Access denied, banned sending IP
5.7.649|blocked|Access denied
5.7.9|policy|Message not accepted for policy reasons
5.7.1||Relay access denied
5.7.1||spam, see our page on SPFX
5.1.1||no such user, SPF passed
5.7.650||something else
END
like "$(unjoe report refused-us)" '^  example\.org \(forwarded\) +mail\.example +SPF ' "what we forward is told apart"

# What we bounce to strangers.
notice()	# SET-PART WANTED NAME: the message that the notice answers is changed
{
	cp "$UNJOE_DB" "$SCRATCH/notice.db"
	sqlite3 "$SCRATCH/notice.db" "$1"
	is "$(unjoe --db "$SCRATCH/notice.db" report we-backscatter/clients --format tsv | sed 1d | cut -f 1,2)" "$2" "$3"
}
advice()	# SET-DELIVERY PATTERN
{
	cp "$UNJOE_DB" "$SCRATCH/notice.db"
	sqlite3 "$SCRATCH/notice.db" "UPDATE delivery SET $1 WHERE part_id = 20"
	like "$(unjoe --db "$SCRATCH/notice.db" report we-backscatter/reasons)" "$2" "advice: $1"
}
notice "" "198.51.100.80	1" "a notice to a stranger"
notice "UPDATE mail SET sasl_user = 'carol' WHERE part_id = 20" "" "not to who has logged in"
notice "UPDATE mail SET client_ip = '192.0.2.9' WHERE part_id = 20" "" "nor to a client in our network"
notice "INSERT INTO pin (kind, value, pinned_at) VALUES ('outgoing', '198.51.100.80', 0)" "" "nor to a host of ours"
notice "UPDATE mail SET client_ip = '::1' WHERE part_id = 20" "" "nor to this host"
notice "UPDATE mail SET sender = '' WHERE part_id = 20" "" "nor where nobody is told"
notice "UPDATE link SET kind = (SELECT word_id FROM word WHERE word = 'filter') WHERE part_id = 20" "" "a filter writes no notices"
notice "UPDATE mail SET client_ip = '127.0.0.1', hop = 1 WHERE part_id = 20;
	INSERT INTO mail (part_id, host, queue_id, first_at, last_at, birth, client_ip, source_id, position) VALUES (30, 1, '4D1A0572A30', 1794960000 + 49999, 1794960000 + 50000, 10, '198.51.100.81', 2, 60900);
	INSERT INTO link (at, host, part_id, queue_id, child_queue_id, kind, source_id, position) VALUES (1794960000 + 50000, 1, 30, '4D1A0572A30', '4D1A0572A20', 51, 2, 60990)" \
	"198.51.100.81	1" "through a filter it is the client before it"
advice "program = 4, relay_ip = '192.0.2.2'" 'relay_recipient_maps'
advice "dsn = '5.2.2'" 'quota-status'
advice "dsn = '5.0.0', reply = 'said: 552 mailbox is full'" 'quota-status'
advice "dsn = '5.7.1', reply = 'refused'" 'never bounce'
advice "dsn = '5.7.1', reply = 'refused', program = 4" 'filter before forwarding'
advice "dsn = '5.4.6', reply = 'mail for x loops back to myself'" 'mend the forwarding'
advice "dsn = '5.3.4', reply = 'too big'" 'message_size_limit'
advice "dsn = '5.4.4', reply = 'not found'" 'relay_domains'
advice "dsn = '4.4.1', reply = 'connection timed out', status = (SELECT word_id FROM word WHERE word = 'bounced')" 'Other: connection timed out'

# Explained.
for bounce in 1 5 6 7 8 9 10 11 12; do
	shows explain/$bounce.txt "explain $bounce" unjoe explain $bounce
done
for bounce in 1 8; do
	unjoe explain $bounce --format json >"$SCRATCH/explain.json" 2>&1
	golden explain/$bounce.json "as JSON" <"$SCRATCH/explain.json"
	ok "which is JSON" perl -MJSON::PP -0777 -ne 'decode_json($_)' "$SCRATCH/explain.json"
done
shows explain/1.tsv "as tsv" unjoe explain 1 --format tsv
is "$(unjoe explain '<b8@example.net>')" "$(unjoe explain 8)" "by its Message-ID"
is "$(unjoe explain b8@example.net)" "$(unjoe explain 8)" "without brackets, too"
is "$(unjoe explain /srv/mail/postmaster/cur/8)" "$(unjoe explain 8)" "by the path of its file"
is "$(unjoe explain /srv/mail/postmaster/cur/8:2,S)" "$(unjoe explain 8)" "which a mail client renamed"
is "$(unjoe explain /srv/mail/postmaster/new/1 2>&1 | head -n 1)" "UNJOE EXPLAIN 1" "or moved"
for nothing in 99 0 -- '' 8x 9223372036854775808 /srv/mail/postmaster/cur /srv/mail/other/8 x@y '%'; do
	fails "no bounce: '$nothing'" "$([ "$nothing" = -- ] && echo 2 || echo 1)" unjoe explain "$nothing"
done
like "$(cat "$SCRATCH/tap.out")" 'there is no bounce %; a bounce is its number' "says what one is"
sqlite3 "$SCRATCH/forgers.db" "UPDATE bounce SET message_id = 'same@x.example'"
like "$(unjoe --db "$SCRATCH/forgers.db" explain same@x.example | sed -n 3p)" '^[0-9]+ bounces fit; this is the newest\.$' "several with one Message-ID"
is "$(unjoe explain 6 | grep -c '[$]')" 1 "what a shell would obey is in no command"

# Every signal has its words: those that a stage of the analysis gives, as "SELECT ..., 'name'", among them.
words=$(sed -n "s/^    ('\([a-z-]*\)', .*/\1/p" report/signals.sql | sort)
is "$(echo "$words" | uniq -d)" "" "one meaning for each signal"
is "$(echo "$words" | grep -c .)" "$(grep -c "^    ('" report/signals.sql)" "all are understood"
for signal in $(cat analyze/[4-7]*.sql 2>/dev/null | sed -n '/INTO signal/,/;/p' | grep -o "SELECT [a-z.]*bounce_id, '[a-z-]*[a-z]'" | sed "s/.*'\(.*\)'/\1/" | sort -u); do
	like "$words" "^$signal\$" "$signal has its words"
done

# Shown.
shows show/answered.txt "a message shows the bounces that answer it" unjoe show 4D1A05729C5
shows show/bounced.txt "an address the bounces that came to it" unjoe show Sales@example.com
shows show/bounced.json "as JSON" unjoe show sales@example.com --format json
has()	# WHAT BOUNCES NAME
{
	is "$(unjoe show "$1" --limit 0 --format tsv | sed -n 's/.*	bounce \([0-9]*\) (.*/\1/p' | sort -n | tr '\n' ' ')" "$2" "$3"
}
has 203.0.113.5 "1 2 3 4 " "an address that forged"
has 192.0.2.33 "1 8 9 " "one that bounces"
has victim1@example.net "1 " "a recipient"
has alice "9 " "an account"
has example.edu "3 4 9 " "an organisation, and the domain of a recipient"
has web.example.com "10 " "a HELO"
has f3@spam.example "3 " "a Message-ID that came back"
has 4D1A05729C7 "5 " "the message that a bounce came as"
is "$(unjoe show sales@example.com --since '2026-11-18 09:00' --format tsv | wc -l)" 2 "of a time"

# At a terminal.
if [ -n "$terminal" ]; then
	for report in $reports; do
		is "$(on_terminal 80 NO_COLOR=1 LC_ALL=C.UTF-8 "$UNJOE" report $report --since 2026-11-17 | LC_ALL=C.UTF-8 wc -L)" 80 "$report fits into 80 columns"
	done
	shows bounces/terminal.txt "forgers on a terminal" on_terminal 80 NO_COLOR=1 LC_ALL=C.UTF-8 "$UNJOE" report forgers
	shows explain/terminal.txt "an explanation on a terminal" on_terminal 80 NO_COLOR=1 LC_ALL=C.UTF-8 "$UNJOE" explain 1
fi
for bounce in 1 6 11; do
	is "$(unjoe explain $bounce | LC_ALL=C grep -c '[^ -~]')" 0 "nothing but text in explain $bounce"
done
is "$(unjoe report forgers | LC_ALL=C grep -c '[^ -~]')" 0 "nor in forgers"
done_testing
