#!/bin/sh
# keep_rows.t - what prune and erase do to each table of the log: all of a time goes, nothing points to what is gone, what is on hold stays.
. tests/tap.sh
. tests/dump.sh

# A message with its notice, a login, a check, a rejection and a loss on each of two days; a reply names somebody who is no recipient of it.
for day in 10 20; do
	sed "s/DAY/$day/" <<'END'
2026-11-DAYT09:00:00+00:00 mx postfix/smtpd[10]: 8A1B2C3DDAY: client=pc.ours.example[198.51.100.9], sasl_method=PLAIN, sasl_username=anna@ours.example
2026-11-DAYT09:00:00+00:00 mx postfix/cleanup[11]: 8A1B2C3DDAY: message-id=<DAY@ours.example>
2026-11-DAYT09:00:00+00:00 mx postfix/qmgr[12]: 8A1B2C3DDAY: from=<anna@ours.example>, size=1000, nrcpt=1 (queue active)
2026-11-DAYT09:00:01+00:00 mx postfix/smtp[13]: 8A1B2C3DDAY: to=<list@far.example>, relay=mx.far.example[192.0.2.25]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.far.example[192.0.2.25] said: 550 5.1.1 <carl@far.example>: User unknown (in reply to RCPT TO command))
2026-11-DAYT09:00:01+00:00 mx postfix/cleanup[11]: 9A1B2C3DDAY: message-id=<n.DAY@mx.ours.example>
2026-11-DAYT09:00:01+00:00 mx postfix/bounce[14]: 8A1B2C3DDAY: sender non-delivery notification: 9A1B2C3DDAY
2026-11-DAYT09:00:01+00:00 mx postfix/qmgr[12]: 9A1B2C3DDAY: from=<>, size=2000, nrcpt=1 (queue active)
2026-11-DAYT09:00:01+00:00 mx postfix/qmgr[12]: 8A1B2C3DDAY: removed
2026-11-DAYT09:00:02+00:00 mx postfix/local[15]: 9A1B2C3DDAY: to=<anna@ours.example>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered to mailbox)
2026-11-DAYT09:00:02+00:00 mx postfix/qmgr[12]: 9A1B2C3DDAY: removed
2026-11-DAYT09:10:00+00:00 mx policyd-spf[16]: Fail; identity=mailfrom; client-ip=203.0.113.9; helo=x; envelope-from=b@bank.example; receiver=anna@ours.example
2026-11-DAYT09:10:00+00:00 mx postfix/smtpd[10]: NOQUEUE: reject: RCPT from unknown[203.0.113.9]: 550 5.7.23 <anna@ours.example>: Recipient address rejected: Message rejected due to: SPF fail; from=<b@bank.example> to=<anna@ours.example> proto=ESMTP helo=<x>
2026-11-DAYT09:20:00+00:00 mx rsyslogd: imuxsock lost 34 messages from pid 4711 due to rate-limiting
END
done >"$SCRATCH/mail.log"
base=$SCRATCH/base.db
ingest "$base" "$SCRATCH/mail.log"

# rows DATABASE - how many each table of the log has
rows()
{
	sql "$1" "SELECT (SELECT count(*) FROM mail), (SELECT count(*) FROM delivery), (SELECT count(*) FROM rejection), (SELECT count(*) FROM spf_check), (SELECT count(*) FROM login),
		(SELECT count(*) FROM link), (SELECT count(*) FROM loss), (SELECT count(*) FROM source_host)"
}
# dangling DATABASE - rows that point to what is not there
dangling()
{
	sql "$1" "SELECT (SELECT count(*) FROM link WHERE part_id NOT IN (SELECT part_id FROM mail)), (SELECT count(*) FROM delivery WHERE part_id NOT IN (SELECT part_id FROM mail)),
		(SELECT count(*) FROM spf_check WHERE rejection_id NOT IN (SELECT rejection_id FROM rejection)), (SELECT count(*) FROM spf_check WHERE part_id NOT IN (SELECT part_id FROM mail))"
}
# pruned NAME NOW - $db: the base, pruned then
pruned()
{
	db=$SCRATCH/$1.db
	cp "$base" "$db"
	printf '[prune]\nlog = 5\n' >"$SCRATCH/conf"
	shift
	"$UNJOE" --config "$SCRATCH/conf" --db "$db" --now "$1" prune >>"$SCRATCH/said" 2>&1
}
is "$(rows "$base")" "4|4|2|2|2|2|2|1" "what was read of two days"
pruned one 2026-11-20
is "$(rows "$db") $(dangling "$db")" "2|2|1|1|1|1|1|1 0|0|0|0" "of the first day all goes, and of the second nothing"
pruned split "2026-11-25 09:00:01"
is "$(dangling "$db")" "0|0|0|0" "cut through a message, nothing points to what is gone"
pruned both 2026-12-01
is "$(rows "$db")" "0|0|0|0|0|0|0|0" "all of it goes"

# An incident of the first day is on hold.
sql "$base" "INSERT INTO incident (incident_id, kind, target, starts_at, peak_at, ends_at, state, bounces, peak, forged, unsure, strength, read, refused, accepted, seen_until)
	SELECT 'storm-ours.example-20261110T0900', 'backscatter', 'ours.example', at, at, at + 3600, 'ended', 1, 1, 1, 0, 'strong', 1, 0, 0, at + 3600 FROM (SELECT unixepoch('2026-11-10 09:00') AS at);
	INSERT INTO incident_hold (incident_id, held_at) VALUES ('storm-ours.example-20261110T0900', 0)"
pruned held 2026-12-01
is "$(rows "$db" | cut -d '|' -f 1-6)" "2|2|1|1|1|1" "on hold, the log of its time stays"

# Somebody who stands in a reply alone.
"$UNJOE" --db "$base" erase carl@far.example >>"$SCRATCH/said" 2>&1
is "$(sql "$base" "SELECT count(*), sum(reply LIKE '%carl%') FROM delivery WHERE reply LIKE '%User unknown%'")" "2|0" "erased from the replies of hosts"
done_testing
