# mailbox.sh - for tests of mail: a bounce that has everything, and what a database says of mail. Begin with ". tests/mailbox.sh".
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

# stamped - prints a bounce that has stamps, inner hops and a signature
stamped()
{
	cat <<'END'
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
}
