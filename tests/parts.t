#!/bin/sh
# parts.t - whose part is what a file tells of a queue id: the message's before it, though hours lie between, unless that
# has ended, or another one had the queue id meanwhile. And a database whose indexes were made by an older unjoe.
. tests/tap.sh
. tests/dump.sh

# file NAME LINE... - a log of the day, as old as it says
file()
{
	name=$1
	shift
	printf '2026-03-02T%s\n' "$@" >"$SCRATCH/$name"
	touch -d 2026-03-03 "$SCRATCH/$name"
}

# orders NAME WANTED FILE FILE FILE - one by one, in each of the six orders: queue id, parts by first second, daily total
orders()
{
	name=$1 wanted=$2 a=$SCRATCH/$3 b=$SCRATCH/$4 c=$SCRATCH/$5
	for order in "$a $b $c" "$a $c $b" "$b $a $c" "$b $c $a" "$c $a $b" "$c $b $a"; do
		rm -f "$SCRATCH"/order.db*
		for one in $order; do
			ingest "$SCRATCH/order.db" "$one"
		done
		is "$(sql "$SCRATCH/order.db" "SELECT group_concat(strftime('%H:%M', first_at, 'unixepoch') || ' ' || status || ' ' || coalesce(message_id, '-'), ', ')
			FROM (SELECT * FROM messages WHERE queue_id = '4A1B2C3D4E' ORDER BY first_at)
			UNION ALL SELECT sum(n) FROM daily WHERE class = 'message'
				AND (SELECT sum(n) FROM daily_count) = (SELECT sum(n) FROM day_total)")" "$wanted" "$name: $(echo "$order" | sed "s,$SCRATCH/,,g")"
	done
}

file began '08:00:00+00:00 mx1 postfix/smtpd[1]: 4A1B2C3D4E: client=a.example[192.0.2.1]' \
    '08:00:01+00:00 mx1 postfix/cleanup[2]: 4A1B2C3D4E: message-id=<one@a.example>' \
    '08:00:02+00:00 mx1 postfix/qmgr[3]: 4A1B2C3D4E: from=<a@a.example>, size=1000, nrcpt=1 (queue active)'
file other '11:30:00+00:00 mx1 postfix/smtpd[1]: 5A1B2C3D4E: client=b.example[192.0.2.2]' \
    '11:30:02+00:00 mx1 postfix/qmgr[3]: 5A1B2C3D4E: from=<b@b.example>, size=1000, nrcpt=1 (queue active)' \
    '11:30:03+00:00 mx1 postfix/qmgr[3]: 5A1B2C3D4E: removed'
file again '11:30:00+00:00 mx1 postfix/smtpd[1]: 4A1B2C3D4E: client=b.example[192.0.2.2]' \
    '11:30:01+00:00 mx1 postfix/cleanup[2]: 4A1B2C3D4E: message-id=<two@b.example>' \
    '11:30:02+00:00 mx1 postfix/qmgr[3]: 4A1B2C3D4E: from=<b@b.example>, size=1000, nrcpt=1 (queue active)' \
    '11:30:03+00:00 mx1 postfix/qmgr[3]: 4A1B2C3D4E: removed'
file ended '16:45:00+00:00 mx1 postfix/smtp[4]: 4A1B2C3D4E: to=<c@c.example>, relay=c.example[192.0.2.3]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)' \
    '16:45:01+00:00 mx1 postfix/qmgr[3]: 4A1B2C3D4E: removed'
orders "goes on hours later" "08:00 sent one@a.example
2" began other ended
orders "another had its queue id" "08:00 queued one@a.example, 11:30 removed two@b.example, 16:45 sent -
2" began again ended

# cleanup tells the head of the message that a client has begun: within an hour, in one file or in two.
file client '09:50:00+00:00 mx1 postfix/smtpd[1]: 4A1B2C3D4E: client=a.example[192.0.2.1]'
file soon '10:20:00+00:00 mx1 postfix/cleanup[2]: 4A1B2C3D4E: message-id=<one@a.example>' \
    '10:20:01+00:00 mx1 postfix/qmgr[3]: 4A1B2C3D4E: from=<a@a.example>, size=1000, nrcpt=1 (queue active)' \
    '10:20:02+00:00 mx1 postfix/qmgr[3]: 4A1B2C3D4E: removed'
sed 's/T10:/T12:/' "$SCRATCH/soon" >"$SCRATCH/late"
touch -d 2026-03-03 "$SCRATCH/late"
orders "the head of a message" "09:50 removed one@a.example
2" client soon other
orders "a head without a client" "09:50 incomplete -, 12:20 removed one@a.example
3" client late other
for head in soon late; do
	cat "$SCRATCH/client" "$SCRATCH/$head" >"$SCRATCH/both"
	touch -d 2026-03-03 "$SCRATCH/both"
	rm -f "$SCRATCH"/one.db* "$SCRATCH"/two.db*
	ingest "$SCRATCH/one.db" "$SCRATCH/both"
	ingest "$SCRATCH/two.db" "$SCRATCH/client" "$SCRATCH/$head"
	is "$(dump "$SCRATCH/one.db" | grep ^message)" "$(dump "$SCRATCH/two.db" | grep ^message)" "$head: the same in one file"
done

# A content filter on this machine is no other host, by whatever name and address: told in one file or in two, cut anywhere.
directions() { sql "$1" "SELECT queue_id, direction, status FROM messages ORDER BY first_at, queue_id"; }
sed 's/relay=127\.0\.0\.1\[127\.0\.0\.1\]/relay=mail.example.net[127.0.1.1]/' samples/case/amavis/log/mail.log >"$SCRATCH/named"
ingest "$SCRATCH/filter.db" samples/case/amavis/log
ingest "$SCRATCH/named.db" "$SCRATCH/named"
given="SELECT DISTINCT queue_id FROM deliveries JOIN messages USING (mail_id) WHERE relay_ip LIKE '127.%' AND remote_queue_id IN (SELECT queue_id FROM messages) ORDER BY 1"
among() { sql "$1" "SELECT queue_id, direction, status FROM messages WHERE queue_id IN ($given) ORDER BY queue_id"; }
ok "a filter gave back some" test "$(sql "$SCRATCH/named.db" "$given" | wc -l)" -gt 1
is "$(among "$SCRATCH/named.db")" "$(among "$SCRATCH/filter.db")" "a filter that has a name"
is "$(directions "$SCRATCH/named.db")" "$(directions "$SCRATCH/filter.db")" "of which one discards what it took, and one does not"
lines=$(wc -l <"$SCRATCH/named") cut=1 wrong=
while [ "$cut" -lt "$lines" ]; do
	head -n "$cut" "$SCRATCH/named" >"$SCRATCH/cut1"
	tail -n "+$((cut + 1))" "$SCRATCH/named" >"$SCRATCH/cut2"
	rm -f "$SCRATCH"/cut.db*
	ingest "$SCRATCH/cut.db" "$SCRATCH/cut1"
	ingest "$SCRATCH/cut.db" "$SCRATCH/cut2"
	[ "$(directions "$SCRATCH/cut.db")" = "$(directions "$SCRATCH/named.db")" ] || wrong="$wrong $cut"
	cut=$((cut + 1))
done
is "$wrong" "" "and cut between any two lines"

# A database of the time before the queue ids were indexed by the hour gets that index, and loses the old one.
indexes="SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE 'mail\_queue%' ESCAPE '\\')"
tests/genlog 5 600 >"$SCRATCH/log"
ingest "$SCRATCH/old.db" "$SCRATCH/log"
newest=$(sql "$SCRATCH/old.db" "PRAGMA user_version")
for step in schema/[0-9]*.sql; do
	[ "$(basename "$step" | cut -c 1-3)" -le 3 ] || sed -n 's/^CREATE TABLE \([a-z_]*\) .*/DROP TABLE \1;/p' "$step"
done | sqlite3 "$SCRATCH/old.db"
sql "$SCRATCH/old.db" "DROP INDEX mail_queue; CREATE INDEX mail_queue_id ON mail (queue_id); DELETE FROM setting WHERE name = 'indexed'; PRAGMA user_version = 3"
is "$(sql "$SCRATCH/old.db" "$indexes")" mail_queue_id "an older database"
ingest "$SCRATCH/old.db" "$SCRATCH/log"
is "$(sql "$SCRATCH/old.db" "$indexes")" mail_queue "its indexes are brought up to date"
is "$(sql "$SCRATCH/old.db" "PRAGMA user_version")" "$newest" "and its version is"

done_testing
