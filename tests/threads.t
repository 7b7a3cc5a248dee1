#!/bin/sh
# threads.t - the lines of one message become one message, over filters, instances, notices and reused queue ids; and an SPF check
# is joined to the message or the rejection that it was made for.
. tests/tap.sh
. tests/dump.sh

# story NAME <lines - "10:00:00 program[pid]: text" of host mx, or "10:00:00@host program..."; becomes the database of the tests that follow
story()
{
	story=$1 db=$SCRATCH/$1.db
	sed -E 's/^([0-9:]+)@([a-z0-9]+) /2026-03-01T\1+00:00 \2 /; s/^([0-9:]+) /2026-03-01T\1+00:00 mx /' >"$SCRATCH/$1.log"
	ingest "$db" "$SCRATCH/$1.log"
	is "$(sql "$db" "SELECT program, first_sample FROM unread UNION ALL SELECT program, first_sample FROM passed_over")" "" "$story: every line is understood"
}

# rows SQL WANTED NAME - each row as "a|b|c"; times as 10:00:00
rows()
{
	is "$(sql "$db" "$1")" "$2" "$story: $3"
}
messages="SELECT queue_id, instance, time(first_at, 'unixepoch'), time(last_at, 'unixepoch'), client_ip, sasl_user, sender, size, nrcpt, direction, status FROM messages ORDER BY first_at, mail_id"
deliveries="SELECT queue_id, recipient, relay_ip, remote_queue_id, dsn, d.status FROM deliveries d JOIN messages USING (mail_id) ORDER BY at, d.position"
checks="SELECT result, identity, c.client_ip, c.sender, c.action, m.queue_id, r.recipient FROM spf_checks c LEFT JOIN messages m USING (mail_id) LEFT JOIN rejections r USING (rejection_id) ORDER BY c.at, c.position"
links="SELECT l.queue_id, child_queue_id, kind, m.queue_id FROM links l LEFT JOIN messages m USING (mail_id) ORDER BY at, l.position"

story incoming <<'END'
10:00:00 postfix/smtpd[11]: connect from mail.example.org[192.0.2.10]
10:00:00 policyd-spf[20]: : prepend Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.10; helo=mail.example.org; envelope-from=erika@example.org; receiver=ours.example 
10:00:01 postfix/smtpd[11]: 4F6C15729C5: client=mail.example.org[192.0.2.10]
10:00:01 postfix/cleanup[12]: 4F6C15729C5: message-id=<m1@example.org>
10:00:01 postfix/qmgr[13]: 4F6C15729C5: from=<Erika@Example.org>, size=475, nrcpt=2 (queue active)
10:00:02 postfix/virtual[14]: 4F6C15729C5: to=<anna@ours.example>, relay=virtual, delay=0.22, delays=0.21/0.01/0/0, dsn=2.0.0, status=sent (delivered to maildir)
10:00:02 postfix/virtual[14]: 4F6C15729C5: to=<bob@ours.example>, orig_to=<info@ours.example>, relay=virtual, delay=0.22, delays=0.21/0.01/0/0, dsn=2.0.0, status=sent (delivered to maildir)
10:00:02 postfix/qmgr[13]: 4F6C15729C5: removed
10:00:02 postfix/smtpd[11]: disconnect from mail.example.org[192.0.2.10] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5
END
rows "$messages" '4F6C15729C5|postfix|10:00:01|10:00:02|192.0.2.10|NULL|Erika@Example.org|475|2|in|sent' "one message"
rows "SELECT client_name, message_id, sent, bounced, deferred FROM messages" 'mail.example.org|m1@example.org|2|0|0' "its client and Message-ID"
rows "SELECT recipient, orig_to, time(at, 'unixepoch'), dsn, status, reply FROM deliveries ORDER BY recipient" \
    'anna@ours.example|NULL|10:00:02|2.0.0|sent|delivered to maildir
bob@ours.example|info@ours.example|10:00:02|2.0.0|sent|delivered to maildir' "two deliveries"
rows "$checks" 'pass|mailfrom|192.0.2.10|erika@example.org|accept|4F6C15729C5|NULL' "the check is joined to it, in lower case though it is"

story outgoing <<'END'
10:00:00 postfix/submission/smtpd[11]: 4F6C15729C5: client=pc.ours.example[198.51.100.2], sasl_method=PLAIN, sasl_username=anna
10:00:00 postfix/cleanup[12]: 4F6C15729C5: message-id=<m2@ours.example>
10:00:00 postfix/qmgr[13]: 4F6C15729C5: from=<anna@ours.example>, size=500, nrcpt=3 (queue active)
10:00:02 postfix/smtp[14]: 4F6C15729C5: to=<a@one.example>, relay=mx.one.example[203.0.113.1]:25, delay=2, delays=0/0/1/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 9ABCDEF0123)
10:00:03 postfix/smtp[15]: 4F6C15729C5: to=<b@two.example>, relay=mx.two.example[203.0.113.2]:25, delay=3, delays=0/0/1/2, dsn=5.1.1, status=bounced (host mx.two.example[203.0.113.2] said: 550 5.1.1 <b@two.example>: User unknown (in reply to RCPT TO command))
10:00:03 postfix/smtp[16]: 4F6C15729C5: to=<c@three.example>, relay=none, delay=3, delays=0/0/3/0, dsn=4.4.1, status=deferred (connect to mx.three.example[203.0.113.3]:25: Connection refused)
10:00:03 postfix/cleanup[12]: 5A6C15729C6: message-id=<20260301100003.5A6C15729C6@mx.ours.example>
10:00:03 postfix/bounce[17]: 4F6C15729C5: sender non-delivery notification: 5A6C15729C6
10:00:03 postfix/qmgr[13]: 5A6C15729C6: from=<>, size=2500, nrcpt=1 (queue active)
10:00:04 postfix/virtual[18]: 5A6C15729C6: to=<anna@ours.example>, relay=virtual, delay=0.1, delays=0.1/0/0/0, dsn=2.0.0, status=sent (delivered to maildir)
10:00:04 postfix/qmgr[13]: 5A6C15729C6: removed
10:20:04 postfix/qmgr[13]: 4F6C15729C5: from=<anna@ours.example>, size=500, nrcpt=3 (queue active)
10:20:05 postfix/smtp[16]: 4F6C15729C5: to=<c@three.example>, relay=mx.three.example[203.0.113.3]:25, conn_use=2, delay=1205, delays=1204/0/0/1, dsn=2.0.0, status=sent (250 ok 1234 qp 5678)
10:20:05 postfix/qmgr[13]: 4F6C15729C5: removed
END
rows "$messages" '4F6C15729C5|postfix|10:00:00|10:20:05|198.51.100.2|anna|anna@ours.example|500|3|out|bounced
5A6C15729C6|postfix|10:00:03|10:00:04|NULL|NULL||2500|1|notice|sent' "the message and its notice"
rows "$deliveries" '4F6C15729C5|a@one.example|203.0.113.1|9ABCDEF0123|2.0.0|sent
4F6C15729C5|b@two.example|203.0.113.2|NULL|5.1.1|bounced
4F6C15729C5|c@three.example|NULL|NULL|4.4.1|deferred
5A6C15729C6|anna@ours.example|NULL|NULL|2.0.0|sent
4F6C15729C5|c@three.example|203.0.113.3|5678|2.0.0|sent' "each attempt"
rows "$links" '4F6C15729C5|5A6C15729C6|non-delivery|4F6C15729C5' "the notice hangs on the message"
rows "SELECT user, client_ip, method, ok FROM logins" 'anna|198.51.100.2|PLAIN|1' "and it was a login"

story notice-first <<'END'
10:00:00 postfix/pickup[11]: 4F6C15729C5: uid=33 from=<www@ours.example>
10:00:00 postfix/cleanup[12]: 4F6C15729C5: message-id=<m3@ours.example>
10:00:00 postfix/qmgr[13]: 4F6C15729C5: from=<www@ours.example>, size=500, nrcpt=1 (queue active)
10:00:02 postfix/smtp[14]: 4F6C15729C5: to=<b@two.example>, relay=mx.two.example[203.0.113.2]:25, delay=3, delays=0/0/1/2, dsn=5.1.1, status=bounced (host mx.two.example[203.0.113.2] said: 550 5.1.1 <b@two.example>: User unknown (in reply to RCPT TO command))
10:00:02 postfix/bounce[17]: 4F6C15729C5: sender non-delivery notification: 5A6C15729C6
10:00:02 postfix/cleanup[12]: 5A6C15729C6: message-id=<20260301100002.5A6C15729C6@mx.ours.example>
10:00:02 postfix/bounce[17]: 4F6C15729C5: postmaster non-delivery notification: 6A6C15729C7
10:00:02 postfix/cleanup[12]: 6A6C15729C7: message-id=<20260301100002.6A6C15729C7@mx.ours.example>
10:00:02 postfix/qmgr[13]: 5A6C15729C6: from=<>, size=2500, nrcpt=1 (queue active)
10:00:02 postfix/qmgr[13]: 6A6C15729C7: from=<double-bounce@mx.ours.example>, size=2600, nrcpt=1 (queue active)
10:00:02 postfix/qmgr[13]: 4F6C15729C5: removed
10:00:03 postfix/local[18]: 5A6C15729C6: to=<www@ours.example>, relay=local, delay=0.1, delays=0.1/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)
10:00:03 postfix/qmgr[13]: 5A6C15729C6: removed
10:00:03 postfix/local[18]: 6A6C15729C7: to=<root@ours.example>, orig_to=<postmaster>, relay=local, delay=0.1, delays=0.1/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)
10:00:03 postfix/qmgr[13]: 6A6C15729C7: removed
END
rows "$messages" '4F6C15729C5|postfix|10:00:00|10:00:02|NULL|NULL|www@ours.example|500|1|out|bounced
5A6C15729C6|postfix|10:00:02|10:00:03|NULL|NULL||2500|1|notice|sent
6A6C15729C7|postfix|10:00:02|10:00:03|NULL|NULL|double-bounce@mx.ours.example|2600|1|notice|sent' "a notice that is told of before it is made"
rows "$links" '4F6C15729C5|5A6C15729C6|non-delivery|4F6C15729C5
4F6C15729C5|6A6C15729C7|non-delivery|4F6C15729C5' "both hang on the message"

story reused <<'END'
10:00:00 postfix/smtpd[11]: 4F6C15729C5: client=mail.one.example[192.0.2.1]
10:00:00 postfix/cleanup[12]: 4F6C15729C5: message-id=<one@one.example>
10:00:00 postfix/qmgr[13]: 4F6C15729C5: from=<a@one.example>, size=100, nrcpt=1 (queue active)
10:00:01 postfix/virtual[14]: 4F6C15729C5: to=<anna@ours.example>, relay=virtual, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (delivered to maildir)
10:00:01 postfix/qmgr[13]: 4F6C15729C5: removed
10:00:03 postfix/smtpd[11]: 4F6C15729C5: client=mail.two.example[192.0.2.2]
10:00:03 postfix/cleanup[12]: 4F6C15729C5: message-id=<two@two.example>
10:00:03 postfix/qmgr[13]: 4F6C15729C5: from=<b@two.example>, size=200, nrcpt=1 (queue active)
10:00:04 postfix/virtual[14]: 4F6C15729C5: to=<bob@ours.example>, relay=virtual, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (delivered to maildir)
10:00:04 postfix/qmgr[13]: 4F6C15729C5: removed
10:00:05 postfix/smtpd[11]: 4F6C15729C5: client=mail.three.example[192.0.2.3]
10:00:09 postfix/smtpd[11]: lost connection after DATA from mail.three.example[192.0.2.3]
10:00:10 postfix/pickup[15]: 4F6C15729C5: uid=0 from=<root>
10:00:10 postfix/cleanup[12]: 4F6C15729C5: message-id=<four@ours.example>
10:00:10 postfix/qmgr[13]: 4F6C15729C5: from=<root@ours.example>, size=400, nrcpt=1 (queue active)
10:00:11 postfix/local[16]: 4F6C15729C5: to=<root@ours.example>, relay=local, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)
10:00:11 postfix/qmgr[13]: 4F6C15729C5: removed
END
rows "SELECT client_ip, sender, size, direction, status, message_id FROM messages ORDER BY first_at" '192.0.2.1|a@one.example|100|in|sent|one@one.example
192.0.2.2|b@two.example|200|in|sent|two@two.example
192.0.2.3|NULL|NULL|in|incomplete|NULL
NULL|root@ours.example|400|out|sent|four@ours.example' "one queue id is four messages"
rows "SELECT sender, recipient FROM deliveries JOIN messages USING (mail_id) ORDER BY at" 'a@one.example|anna@ours.example
b@two.example|bob@ours.example
root@ours.example|root@ours.example' "each with its own delivery"

story instances <<'END'
10:00:00 postfix-in/smtpd[11]: 4F6C15729C5: client=mail.one.example[192.0.2.1]
10:00:00 postfix-out/smtps/smtpd[21]: 4F6C15729C5: client=pc.ours.example[198.51.100.2], sasl_method=LOGIN, sasl_username=bob
10:00:00 postfix-in/cleanup[12]: 4F6C15729C5: message-id=<one@one.example>
10:00:00 postfix-out/cleanup[22]: 4F6C15729C5: message-id=<out@ours.example>
10:00:00@mx2 postfix/smtpd[31]: 4F6C15729C5: client=mail.three.example[192.0.2.3]
10:00:01 postfix-in/qmgr[13]: 4F6C15729C5: from=<a@one.example>, size=100, nrcpt=1 (queue active)
10:00:01 postfix-out/qmgr[23]: 4F6C15729C5: from=<bob@ours.example>, size=200, nrcpt=1 (queue active)
10:00:01@mx2 postfix/qmgr[33]: 4F6C15729C5: from=<c@three.example>, size=300, nrcpt=1 (queue active)
10:00:02 postfix-in/qmgr[13]: 4F6C15729C5: removed
10:00:02 postfix-out/smtp[24]: 4F6C15729C5: to=<x@far.example>, relay=mx.far.example[203.0.113.1]:25, delay=2, delays=0/0/1/1, dsn=2.0.0, status=sent (250 ok)
END
rows "SELECT host, instance, client_ip, sasl_user, message_id, size, direction, status FROM messages ORDER BY size" 'mx|postfix-in|192.0.2.1|NULL|one@one.example|100|in|removed
mx|postfix-out|198.51.100.2|bob|out@ours.example|200|out|sent
mx2|postfix|192.0.2.3|NULL|NULL|300|in|queued' "the same queue id in two instances and on two hosts"

# amavis, and back over the loopback: with XFORWARD of the queue id (Postfix 2.10 and later), and without.
story filter <<'END'
10:00:00 postfix/smtpd[11]: 4F6C15729C5: client=mail.one.example[192.0.2.1]
10:00:00 postfix/cleanup[12]: 4F6C15729C5: message-id=<one@one.example>
10:00:00 postfix/qmgr[13]: 4F6C15729C5: from=<a@one.example>, size=100, nrcpt=1 (queue active)
10:00:01 postfix/10025/smtpd[21]: 5A6C15729C6: client=localhost[127.0.0.1], orig_queue_id=4F6C15729C5, orig_client=mail.one.example[192.0.2.1]
10:00:01 postfix/cleanup[12]: 5A6C15729C6: message-id=<one@one.example>
10:00:01 postfix/qmgr[13]: 5A6C15729C6: from=<a@one.example>, size=600, nrcpt=1 (queue active)
10:00:01 amavis[31]: (31-01) Passed CLEAN {RelayedInbound}, [192.0.2.1]:25017 [192.0.2.1] <a@one.example> -> <anna@ours.example>, Queue-ID: 4F6C15729C5, Message-ID: <one@one.example>, mail_id: AbCdEf012345, Hits: -1.9, size: 100, queued_as: 5A6C15729C6, 900 ms
10:00:01 postfix/smtp[14]: 4F6C15729C5: to=<anna@ours.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 5A6C15729C6)
10:00:01 postfix/qmgr[13]: 4F6C15729C5: removed
10:00:02 postfix/lmtp[15]: 5A6C15729C6: to=<anna@ours.example>, relay=mx.ours.example[private/dovecot-lmtp], delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 <anna@ours.example> 4PqRsT Saved)
10:00:02 postfix/qmgr[13]: 5A6C15729C6: removed
10:10:00 postfix/smtpd[11]: 6F6C15729C5: client=mail.two.example[192.0.2.2]
10:10:00 postfix/cleanup[12]: 6F6C15729C5: message-id=<two@two.example>
10:10:00 postfix/qmgr[13]: 6F6C15729C5: from=<b@two.example>, size=100, nrcpt=1 (queue active)
10:10:01 postfix/smtpd[21]: 7A6C15729C6: client=localhost[127.0.0.1]
10:10:01 postfix/cleanup[12]: 7A6C15729C6: message-id=<two@two.example>
10:10:01 postfix/qmgr[13]: 7A6C15729C6: from=<b@two.example>, size=600, nrcpt=1 (queue active)
10:10:01 postfix/smtp[14]: 6F6C15729C5: to=<anna@ours.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 7A6C15729C6)
10:10:01 postfix/qmgr[13]: 6F6C15729C5: removed
10:10:02 postfix/lmtp[15]: 7A6C15729C6: to=<anna@ours.example>, relay=mx.ours.example[private/dovecot-lmtp], delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 <anna@ours.example> 4PqRsU Saved)
10:10:02 postfix/qmgr[13]: 7A6C15729C6: removed
10:20:00 postfix/smtpd[21]: 8A6C15729C6: client=localhost[127.0.0.1]
10:20:00 postfix/cleanup[12]: 8A6C15729C6: message-id=<cron@ours.example>
10:20:00 postfix/qmgr[13]: 8A6C15729C6: from=<www@ours.example>, size=600, nrcpt=1 (queue active)
END
rows "SELECT queue_id, client_ip, origin_queue_id, origin_client_ip, direction FROM messages ORDER BY first_at, mail_id" '4F6C15729C5|192.0.2.1|NULL|NULL|in
5A6C15729C6|127.0.0.1|4F6C15729C5|192.0.2.1|hop
6F6C15729C5|192.0.2.2|NULL|NULL|in
7A6C15729C6|127.0.0.1|NULL|NULL|hop
8A6C15729C6|127.0.0.1|NULL|NULL|out' "what comes back from a filter is a hop, what this host itself hands in is not"
rows "$deliveries" '4F6C15729C5|anna@ours.example|127.0.0.1|5A6C15729C6|2.0.0|sent
5A6C15729C6|anna@ours.example|NULL|4PqRsT|2.0.0|sent
6F6C15729C5|anna@ours.example|127.0.0.1|7A6C15729C6|2.0.0|sent
7A6C15729C6|anna@ours.example|NULL|4PqRsU|2.0.0|sent' "the delivery names the next hop"

story ends <<'END'
10:00:00 postfix/smtpd[11]: 4F6C15729C5: client=mail.one.example[192.0.2.1]
10:00:00 postfix/cleanup[12]: 4F6C15729C5: message-id=<one@one.example>
10:00:00 postfix/cleanup[12]: 4F6C15729C5: reject: header Subject: rejectme from mail.one.example[192.0.2.1]; from=<a@one.example> to=<anna@ours.example> proto=ESMTP helo=<mail.one.example>: 5.7.1 not here
10:01:00 postfix/smtpd[11]: 5F6C15729C5: client=mail.two.example[192.0.2.2]
10:01:00 postfix/cleanup[12]: 5F6C15729C5: message-id=<two@two.example>
10:01:00 postfix/cleanup[12]: 5F6C15729C5: milter-reject: END-OF-MESSAGE from mail.two.example[192.0.2.2]: 5.7.1 spam; from=<b@two.example> to=<anna@ours.example> proto=ESMTP helo=<mail.two.example>
10:02:00 postfix/smtpd[11]: 6F6C15729C5: client=mail.three.example[192.0.2.3]
10:02:00 postfix/smtpd[11]: 6F6C15729C5: reject: END-OF-MESSAGE from mail.three.example[192.0.2.3]: 550 5.7.1 <END-OF-MESSAGE>: End-of-data rejected: no; from=<c@three.example> to=<anna@ours.example> proto=ESMTP helo=<mail.three.example>
10:03:00 postfix/submission/smtpd[11]: 7F6C15729C5: client=pc.ours.example[198.51.100.2], sasl_method=PLAIN, sasl_username=anna
10:03:00 postfix/cleanup[12]: 7F6C15729C5: message-id=<four@ours.example>
10:03:00 postfix/qmgr[13]: 7F6C15729C5: from=<anna@ours.example>, size=10, nrcpt=1 (queue active)
10:03:30 postfix/smtp[14]: 7F6C15729C5: to=<x@slow.example>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.slow.example[203.0.113.5]:25: Connection timed out)
20:03:30 postfix/smtp[14]: 7F6C15729C5: to=<x@slow.example>, relay=none, delay=36030, delays=36000/0/30/0, dsn=4.4.1, status=deferred (connect to mx.slow.example[203.0.113.5]:25: Connection timed out)
20:03:30 postfix/qmgr[13]: 7F6C15729C5: from=<anna@ours.example>, status=expired, returned to sender
20:03:30 postfix/cleanup[12]: 8F6C15729C5: message-id=<20260301200330.8F6C15729C5@mx.ours.example>
20:03:30 postfix/bounce[17]: 7F6C15729C5: sender non-delivery notification: 8F6C15729C5
20:03:30 postfix/qmgr[13]: 8F6C15729C5: from=<>, size=2500, nrcpt=1 (queue active)
20:03:30 postfix/qmgr[13]: 7F6C15729C5: removed
20:04:00 postfix/smtpd[11]: 9F6C15729C5: client=mail.four.example[192.0.2.4]
20:04:00 postfix/cleanup[12]: 9F6C15729C5: message-id=<five@four.example>
20:04:00 postfix/qmgr[13]: 9F6C15729C5: from=<>, size=20, nrcpt=1 (queue active)
20:04:01 postfix/local[15]: 9F6C15729C5: to=<fwd@ours.example>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (forwarded as AF6C15729C5)
20:04:01 postfix/cleanup[12]: AF6C15729C5: message-id=<five@four.example>
20:04:01 postfix/qmgr[13]: AF6C15729C5: from=<>, size=40, nrcpt=1 (queue active)
20:04:01 postfix/qmgr[13]: 9F6C15729C5: removed
20:04:02 postfix/smtp[14]: AF6C15729C5: to=<me@far.example>, orig_to=<fwd@ours.example>, relay=mx.far.example[203.0.113.9]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)
20:04:02 postfix/qmgr[13]: AF6C15729C5: removed
END
rows "SELECT queue_id, sender, direction, status FROM messages ORDER BY first_at, mail_id" '4F6C15729C5|NULL|in|rejected
5F6C15729C5|NULL|in|rejected
6F6C15729C5|NULL|in|rejected
7F6C15729C5|anna@ours.example|out|expired
8F6C15729C5||notice|queued
9F6C15729C5||in|sent
AF6C15729C5||NULL|sent' "rejected after its queue file was made, given up, null sender, forwarded"
rows "SELECT queue_id, stage, code, r.dsn, r.reason, r.sender, r.recipient FROM rejections r JOIN messages USING (mail_id) ORDER BY at" \
    '4F6C15729C5|header|NULL|5.7.1|not here|a@one.example|anna@ours.example
5F6C15729C5|end-of-message|NULL|5.7.1|spam|b@two.example|anna@ours.example
6F6C15729C5|end-of-message|550|5.7.1|End-of-data rejected: no|c@three.example|anna@ours.example' "the rejections hang on their messages"
rows "SELECT queue_id, remote_queue_id FROM deliveries JOIN messages USING (mail_id) WHERE reply LIKE 'forwarded%'" '9F6C15729C5|AF6C15729C5' "what it was forwarded as"
rows "$links" '7F6C15729C5|8F6C15729C5|non-delivery|7F6C15729C5' "the notice of what was given up"

story checks <<'END'
10:00:00 policyd-spf[20]: : 550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=mfrom;id=user@fail.example;ip=192.0.2.1;r=ours.example
10:00:00 postfix/smtpd[11]: NOQUEUE: reject: RCPT from mail.one.example[192.0.2.1]: 550 5.7.23 <anna@ours.example>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=mfrom;id=user@fail.example;ip=192.0.2.1;r=ours.example; from=<User@Fail.example> to=<anna@ours.example> proto=ESMTP helo=<mail.one.example>
10:00:00 postfix/smtpd[11]: NOQUEUE: reject: RCPT from mail.one.example[192.0.2.1]: 550 5.7.23 <bob@ours.example>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=mfrom;id=user@fail.example;ip=192.0.2.1;r=ours.example; from=<User@Fail.example> to=<bob@ours.example> proto=ESMTP helo=<mail.one.example>
10:01:00 policyd-spf[20]: : 550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=helo;id=bad.helo.example;ip=192.0.2.2;r=ours.example
10:01:00 postfix/smtpd[11]: NOQUEUE: reject: RCPT from unknown[192.0.2.2]: 550 5.7.23 <cleo@ours.example>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=helo;id=bad.helo.example;ip=192.0.2.2;r=ours.example; from=<> to=<cleo@ours.example> proto=ESMTP helo=<bad.helo.example>
10:02:00 policyd-spf[21]: spfcheck: pyspf result: "['Softfail', 'domain owner discourages use of this host', 'mailfrom']"
10:02:00 policyd-spf[20]: spfcheck: pyspf result: "['Pass', 'sender SPF authorized', 'mailfrom']"
10:02:00 policyd-spf[21]: Softfail; identity=mailfrom; client-ip=192.0.2.3; helo=h3.example; envelope-from=s@soft.example; receiver=ours.example
10:02:00 policyd-spf[20]: Pass; identity=mailfrom; client-ip=192.0.2.4; helo=h4.example; envelope-from=p@pass.example; receiver=ours.example
10:02:00 policyd-spf[21]: : prepend Received-SPF: Softfail (mailfrom) identity=mailfrom; client-ip=192.0.2.3; helo=h3.example; envelope-from=s@soft.example; receiver=ours.example 
10:02:00 policyd-spf[20]: : prepend Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.4; helo=h4.example; envelope-from=p@pass.example; receiver=ours.example 
10:02:01 postfix/smtpd[11]: 4F6C15729C5: client=h4.example[192.0.2.4]
10:02:01 postfix/smtpd[12]: 5F6C15729C5: client=h3.example[192.0.2.3]
10:02:02 postfix/qmgr[13]: 5F6C15729C5: from=<s@soft.example>, size=20, nrcpt=1 (queue active)
10:02:02 postfix/qmgr[13]: 4F6C15729C5: from=<p@pass.example>, size=20, nrcpt=1 (queue active)
10:03:00 policyd-spf[20]: : prepend Received-SPF: None (mailfrom) identity=mailfrom; client-ip=192.0.2.5; helo=h5.example; envelope-from=n@none.example; receiver=ours.example 
10:03:00 postfix/smtpd[11]: NOQUEUE: reject: RCPT from h5.example[192.0.2.5]: 550 5.1.1 <nobody@ours.example>: Recipient address rejected: User unknown in virtual mailbox table; from=<n@none.example> to=<nobody@ours.example> proto=ESMTP helo=<h5.example>
10:04:00 policyd-spf[20]: 6F6C15729C5: prepend Received-SPF: Fail (mailfrom) identity=mailfrom; client-ip=192.0.2.6; helo=h6.example; envelope-from=f@fail.example; receiver=ours.example 
10:03:59 postfix/smtpd[11]: 6F6C15729C5: client=h6.example[192.0.2.6]
10:04:01 postfix/qmgr[13]: 6F6C15729C5: from=<other@spelling.example>, size=20, nrcpt=1 (queue active)
10:05:00 policyd-spf[20]: : prepend Received-SPF: Neutral (mailfrom) identity=mailfrom; client-ip=192.0.2.7; helo=h7.example; envelope-from=gone@away.example; receiver=ours.example 
10:06:00 postfix/smtpd[11]: 7F6C15729C5: client=h7.example[192.0.2.7]
10:06:00 postfix/qmgr[13]: 7F6C15729C5: from=<gone@away.example>, size=20, nrcpt=1 (queue active)
END
rows "$checks" 'fail|mailfrom|192.0.2.1|user@fail.example|reject|NULL|anna@ours.example
fail|helo|192.0.2.2||reject|NULL|cleo@ours.example
softfail|mailfrom|192.0.2.3|s@soft.example|accept|5F6C15729C5|NULL
pass|mailfrom|192.0.2.4|p@pass.example|accept|4F6C15729C5|NULL
none|mailfrom|192.0.2.5|n@none.example|accept|NULL|nobody@ours.example
fail|mailfrom|192.0.2.6|f@fail.example|accept|6F6C15729C5|NULL
neutral|mailfrom|192.0.2.7|gone@away.example|accept|NULL|NULL' "one row a check, joined to what it was made for"

# Two recipients, each checked for himself, one of them refused afterwards; a big mail whose sender is known two minutes later.
story attempts <<'END'
10:00:00 policyd-spf[20]: : prepend Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.1; helo=h1.example; envelope-from=a@one.example; receiver=ours.example 
10:00:00 postfix/smtpd[11]: 4F6C15729C5: client=h1.example[192.0.2.1]
10:00:01 policyd-spf[20]: : prepend Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.1; helo=h1.example; envelope-from=a@one.example; receiver=ours.example 
10:00:01 postfix/smtpd[11]: 4F6C15729C5: reject: RCPT from h1.example[192.0.2.1]: 550 5.1.1 <nobody@ours.example>: Recipient address rejected: User unknown in virtual mailbox table; from=<a@one.example> to=<nobody@ours.example> proto=ESMTP helo=<h1.example>
10:02:01 postfix/cleanup[12]: 4F6C15729C5: message-id=<one@one.example>
10:02:02 postfix/qmgr[13]: 4F6C15729C5: from=<a@one.example>, size=20000000, nrcpt=1 (queue active)
10:02:03 postfix/virtual[14]: 4F6C15729C5: to=<anna@ours.example>, relay=virtual, delay=123, delays=123/0/0/0, dsn=2.0.0, status=sent (delivered to maildir)
10:02:03 postfix/qmgr[13]: 4F6C15729C5: removed
END
rows "$messages" '4F6C15729C5|postfix|10:00:00|10:02:03|192.0.2.1|NULL|a@one.example|20000000|1|in|sent' "a message of which one recipient was refused is not rejected"
rows "$checks" 'pass|mailfrom|192.0.2.1|a@one.example|accept|4F6C15729C5|NULL
pass|mailfrom|192.0.2.1|a@one.example|accept|NULL|nobody@ours.example' "the check of each recipient"

# The sender of a check is what Postfix says of it, not what the sender says of himself.
story forged <<'END'
10:00:00 policyd-spf[20]: : prepend Received-SPF: None (mailfrom) identity=mailfrom; client-ip=192.0.2.1; helo=h1.example; envelope-from=evil; envelope-from=victim@bank.example; receiver=x@fail.example; receiver=ours.example 
10:00:00 postfix/smtpd[11]: 4F6C15729C5: client=h1.example[192.0.2.1]
10:00:00 postfix/cleanup[12]: 4F6C15729C5: message-id=<4F6C15729C5: to=<x@y>, relay=none, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (ha)>
10:00:01 postfix/qmgr[13]: 4F6C15729C5: from=<"evil; envelope-from=victim@bank.example; receiver=x"@fail.example>, size=20, nrcpt=1 (queue active)
10:00:02 postfix/smtp[14]: 4F6C15729C5: to=<b@two.example>, relay=mx.two.example[203.0.113.2]:25, delay=3, delays=0/0/1/2, dsn=5.0.0, status=bounced (host mx.two.example[203.0.113.2] said: 550 no, dsn=2.0.0, status=sent (x) <y@z>, relay=mx.bank.example[198.51.100.1]:25 (in reply to RCPT TO command))
10:00:03 postfix/qmgr[13]: 4F6C15729C5: removed
END
rows "SELECT sender, status, bounced, sent FROM messages" '"evil; envelope-from=victim@bank.example; receiver=x"@fail.example|bounced|1|0' "the envelope's sender"
rows "SELECT relay_ip, dsn, status FROM deliveries" '203.0.113.2|5.0.0|bounced' "the delivery's status, not what the remote host wrote"
rows "SELECT sender, client_ip FROM spf_checks" 'evil; envelope-from=victim@bank.example; receiver=x@fail.example|192.0.2.1' "the check's whole sender"

# perl's policyd, as Debian has it: one line, which names no sender, or nothing but what the domain's owner wrote.
told="SELECT c.sender, c.helo, c.recipient, r.reason FROM spf_checks c LEFT JOIN rejections r USING (rejection_id) ORDER BY c.at"
story perl <<'END'
10:00:00 postfix/policy-spf[20]: Policy action=550 Please see http://www.openspf.net/Why?s=mfrom;id=Anna%40fail.example;ip=192.0.2.1;r=mx.ours.example
10:00:00 postfix/smtpd[11]: NOQUEUE: reject: RCPT from other.example[192.0.2.2]: 554 5.7.1 <other.example[192.0.2.2]>: Client host rejected: Access denied; from=<x@other.example> to=<bob@ours.example> proto=ESMTP helo=<other.example>
10:00:01 postfix/smtpd[12]: NOQUEUE: reject: RCPT from mx.fail.example[192.0.2.1]: 550 5.7.1 <bob@ours.example>: Recipient address rejected: Please see http://www.openspf.net/Why?s=mfrom;id=Anna%40fail.example;ip=192.0.2.1;r=mx.ours.example; from=<Anna@fail.example> to=<bob@ours.example> proto=ESMTP helo=<mx.fail.example>
10:05:00 postfix/policy-spf[20]: Policy action=550 192.0.2.3 is not one of: ours
10:05:00 postfix/smtpd[12]: NOQUEUE: reject: RCPT from unknown[192.0.2.3]: 550 5.7.1 <eve@ours.example>: Recipient address rejected: 192.0.2.3 is not one of: ours; from=<a@expl.example> to=<eve@ours.example> proto=ESMTP helo=<pc>
10:09:00 postfix/policy-spf[20]: Policy action=550 192.0.2.4 is not one of: ours
10:09:00 postfix/smtpd[12]: NOQUEUE: reject: RCPT from unknown[192.0.2.5]: 550 5.7.1 <eve@ours.example>: Recipient address rejected: 192.0.2.5 is not one of: ours; from=<a@expl.example> to=<eve@ours.example> proto=ESMTP helo=<pc>
END
perl="Anna@fail.example|mx.fail.example|bob@ours.example|Recipient address rejected: Please see http://www.openspf.net/Why?s=mfrom;id=Anna%40fail.example;ip=192.0.2.1;r=mx.ours.example
a@expl.example|pc|eve@ours.example|Recipient address rejected: 192.0.2.3 is not one of: ours
NULL|NULL|NULL|NULL"
rows "$told" "$perl" "the rejection tells whose check it was"
for lines in '1,2' '1,4'; do
	story=perl-$lines db=$SCRATCH/perl-$lines.db
	sed -n "${lines}p" "$SCRATCH/perl.log" >"$SCRATCH/perl.1"
	sed "${lines}d" "$SCRATCH/perl.log" >"$SCRATCH/perl.2"
	ingest "$db" "$SCRATCH/perl.2"
	ingest "$db" "$SCRATCH/perl.1"
	rows "$told" "$perl" "over two files, too"
done
done_testing
