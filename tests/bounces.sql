-- Bounces for the tests of reports, put on top of tests/report.sql: what they say, and what was concluded of them. A joe-job on sales@example.com
-- on 18 November 2026: three organisations name 203.0.113.5, one host names 198.51.100.66 many times; one bounce of each other class.
INSERT INTO word (word_id, word) VALUES
    (60, 'failed'), (61, 'delayed'), (62, 'autoreply'), (63, 'challenge'), (64, 'other'), (65, 'delivered'),
    (70, 'postfix'), (71, 'exim'), (72, 'qmail'), (73, 'sieve'), (74, 'exchange'), (75, 'spf'), (76, 'dkim'), (77, 'postfix/lmtp'), (78, 'delay');
INSERT INTO source (source_id, kind, path, head_length, head_hash, position, lines, unread, first_at, last_at, read_at) VALUES
    (4, 'maildir', '/srv/mail/postmaster', 0, 14, 0, 12, 0, 1794960000 + 7000, 1794960000 + 80000, 1795046400);

-- n: the bounce; day 0 is 18 November. One line a bounce; the same text for what repeats.
CREATE TEMP TABLE b (n INTEGER, at INTEGER, kind INTEGER, dialect INTEGER, bouncer TEXT, by_name TEXT, by_ip TEXT, to_us TEXT, handed_ip TEXT, helo TEXT,
    part INTEGER, class TEXT, strength TEXT, reasons TEXT, missing TEXT, original INTEGER);
INSERT INTO b VALUES
    (1, 7200, 60, 70, 'example.net', 'mx.example.net', '192.0.2.33', 'sales@example.com', '203.0.113.5', 'mail.example.com', NULL, 'forged', 'strong', '["never-sent","origin-foreign","never-mailed"]', NULL, NULL),
    (2, 7260, 60, 71, 'example.org', 'mail.example.org', '198.51.100.10', 'Sales@Example.com', '203.0.113.5', 'mail.example.com', NULL, 'forged', 'strong', '["never-sent","origin-foreign"]', NULL, NULL),
    (3, 7320, 60, 72, 'example.edu', NULL, '2001:db8:4::19', 'sales@example.com', '203.0.113.5', 'other.example', NULL, 'forged', 'strong', '["never-sent","origin-foreign"]', NULL, NULL),
    (4, 7380, 60, 72, 'example.edu', NULL, '2001:db8:4::20', 'nobody@example.com', '203.0.113.5', 'mail.example.com', NULL, 'forged', 'strong', '["never-sent","address-unknown"]', NULL, NULL),
    (5, 32001, 62, NULL, 'example.net', 'bounce.example.net', '203.0.113.9', 'carol@example.com', '198.51.100.66', 'x', 7, 'forged', 'weak', '["origin-spf-softfail"]', NULL, NULL),
    (6, 33000, 60, 73, 'example.net', 'bounce.example.net', '203.0.113.9', 'sales@example.com', '198.51.100.66', char(27) || ']0;owned' || char(7) || '$(reboot)', NULL, 'forged', 'weak', '["origin-spf-softfail"]', NULL, NULL),
    (7, 34000, 63, NULL, NULL, NULL, '203.0.113.10', 'carol@example.com', NULL, NULL, NULL, 'forged', 'strong', '["never-sent","never-mailed"]', NULL, NULL),
    (8, 40000, 60, 70, 'example.net', 'mx.example.net', '192.0.2.33', 'alice@example.com', '192.0.2.1', 'mx1.example.com', NULL, 'genuine', 'proof', '["remote-queue-id","our-handover"]', NULL, 5),
    (9, 41000, 61, 74, 'example.net', 'mx.example.net', '192.0.2.33', 'alice@example.com', NULL, NULL, NULL, 'compromised', 'strong', '["our-message"]', NULL, 5),
    (10, 42000, 60, 74, 'big.example', 'out.big.example', '198.51.100.200', 'shop@example.com', '192.0.2.99', 'web.example.com', NULL, 'bypass', 'strong', '["origin-ours"]', NULL, NULL),
    (11, 43000, 60, 72, 'example.org', 'mail.example.org', '198.51.100.10', 'info@example.com', NULL, NULL, NULL, 'unverifiable', NULL, '["address-unknown"]', 'nothing of the original came back: only the log of the time could tell', NULL),
    (12, -40000, 64, NULL, NULL, NULL, NULL, 'info@example.com', NULL, NULL, NULL, 'not_a_bounce', NULL, '[]', NULL, NULL);
INSERT INTO bounce (bounce_id, dated_at, fingerprint, kind, dialect, reporting_mta, sender, message_id, in_reply_to, returned, quoted_message_id,
    quoted_queue_id, quoted_sender, quoted_from, quoted_subject, quoted_at, quoted_signed)
SELECT n, 1794960000 + at - 30, n, kind, dialect, CASE WHEN bouncer IS NOT NULL THEN 'mta.' || bouncer END, 'MAILER-DAEMON@' || bouncer, 'b' || n || '@' || coalesce(bouncer, 'x.example'),
    NULL, handed_ip IS NOT NULL, CASE WHEN handed_ip IS NOT NULL THEN CASE original WHEN 5 THEN 'm2@example.com' ELSE 'f' || n || '@spam.example' END END, NULL,
    CASE WHEN handed_ip IS NOT NULL THEN to_us END, CASE WHEN handed_ip IS NOT NULL THEN to_us END, CASE n WHEN 6 THEN 'Win ' || char(27) || '[31m now' ELSE 'Offer ' || n END,
    1794960000 + at - 3600, '' FROM b;
INSERT INTO arrival (arrival_id, bounce_id, whole, arrived_at, returned_to, return_path, file, source_id, position)
SELECT n, n, n, 1794960000 + at, to_us, '', 'cur/' || n, 4, n FROM b;
INSERT INTO trace (own_hops, bounce_id, arrival_id, arrived_at, arrival_part_id, delivered_by_name, delivered_by_ip, bouncer, handed_n, handed_at, handed_ip, handed_helo, origin_ip)
SELECT 1, n, n, 1794960000 + at, part, by_name, by_ip, bouncer, CASE WHEN handed_ip IS NOT NULL THEN 1 END, 1794960000 + at - 60, handed_ip, helo, handed_ip FROM b;
INSERT INTO verdict (bounce_id, class, strength, reasons, missing, account, client_ip, original_part_id)
SELECT n, class, strength, reasons, missing, CASE class WHEN 'compromised' THEN 'alice' END, NULL, original FROM b;
INSERT INTO signal (bounce_id, name, detail, source_id, position) SELECT b.n, r.value, NULL, NULL, NULL FROM b, json_each(b.reasons) r;
UPDATE signal SET detail = '<m2@example.com> as 9XYZ at mx.example.net', source_id = 2, position = 40200 WHERE bounce_id = 8 AND name = 'remote-queue-id';
UPDATE signal SET detail = '203.0.113.5' WHERE name = 'origin-foreign';
INSERT INTO signal (bounce_id, name, detail) VALUES (1, 'origin-spf-fail', 'example.com: -all'), (2, 'origin-spf-fail', 'example.com: -all'), (11, 'a-new-one', 'x' || char(27) || '[2J');
DROP TABLE b;
INSERT INTO bounce_recipient (bounce_id, n, final_recipient, original_recipient, action, status, remote_mta, diagnostic) VALUES
    (1, 0, 'victim1@example.net', NULL, 60, '5.1.1', 'mx.example.net', '550 5.1.1 <victim1@example.net>: Recipient address rejected: User unknown'),
    (1, 1, 'victim2@example.net', NULL, 60, '5.1.1', NULL, NULL),
    (8, 0, 'dave@example.net', NULL, 60, '5.7.1', NULL, 'smtp; 550 5.7.1 message rejected for DMARC policy of example.com'),
    (9, 0, 'erin@example.edu', NULL, 61, '4.4.1', NULL, NULL),
    (10, 0, 'x@big.example', NULL, 60, '5.7.515', NULL, '550 5.7.515 Access denied, sending domain EXAMPLE.COM does not meet the required authentication level.');
INSERT INTO hop (bounce_id, arrival_id, n, helo, client_name, client_ip, stamped_by, stamped_by_ip, protocol, queue_id, recipient, at) VALUES
    (1, 0, 0, 'mx.example.net', 'mx.example.net', '10.0.0.7', 'store.example.net', NULL, 'LMTP', 'S1', NULL, 1794960000 + 7160),
    (1, 0, 1, 'mail.example.com', NULL, '203.0.113.5', 'mx.example.net', NULL, 'ESMTP', '4X1', 'victim1@example.net', 1794960000 + 7150),
    (1, 0, 2, 'laptop', NULL, '192.0.2.77', 'mail.example.com', NULL, 'ESMTPSA', '4D1A05729CA', NULL, 1794960000 + 7100),
    (8, 8, 0, NULL, NULL, NULL, 'mx1.example.com', NULL, NULL, '4D1A05729CC', NULL, 1794960000 + 40000),
    (1, 1, 0, 'mx.example.net', 'mx.example.net', '192.0.2.33', 'mx1.example.com', NULL, 'ESMTP', '4D1A05729CB', 'sales@example.com', 1794960000 + 7200);
INSERT INTO stamp (bounce_id, n, hop, stamped_by, method, result, domain, client_ip) VALUES
    (1, 0, 1, 'mx.example.net', 75, 31, 'example.com', '203.0.113.5'), (1, 1, 1, 'mx.example.net', 76, 33, 'example.com', NULL);

INSERT INTO null_judged (at, host, part_id, rejection_id, client_ip, recipient, accepted, class, strength, reason, source_id, position)
SELECT r.at, r.host, NULL, r.rejection_id, r.client_ip, r.recipient, 0, 'forged', 'strong', 'unknown-recipient', r.source_id, r.position FROM rejection r WHERE r.sender = '';
INSERT INTO null_judged (at, host, part_id, rejection_id, client_ip, recipient, accepted, class, strength, reason, source_id, position)
VALUES (1794960000 + 32001, 1, 7, NULL, '203.0.113.9', 'carol@example.com', 1, 'unverifiable', NULL, 'sent-before', 2, 42000);

-- Takeovers, refusals for authentication, and a notice to a stranger.
INSERT INTO takeover (takeover_id, kind, target, starts_at, ends_at, messages, recipients, reasons) VALUES
    (1, 'account', 'alice', 1794960000 + 29900, 1794960000 + 30500, 812, 9744, '["beyond-habit","many-networks"]'),
    (2, 'client', '192.0.2.55', 1794960000 + 80000, 1794960000 + 85900, 31, 310, '["many-unknown-recipients"]');
INSERT INTO own_fact (kind, value, how, n, first_at, last_at) VALUES
    ('domain', 'example.com', 'mail was delivered to it here', 12, 1794873600, 1794960000), ('network', '192.0.2.0/24', 'clients without a login', 3, 1794873600, 1794960000);
INSERT INTO delivery (part_id, at, program, recipient, orig_to, relay_host, relay_ip, remote_queue_id, dsn, status, reply, source_id, position) VALUES
    (5, 1794960000 + 30003, 4, 'x@mail.example', NULL, 'in.mail.example', '203.0.113.26', NULL, '5.7.26', 21, 'host in.mail.example[203.0.113.26] said: 550-5.7.26 This mail has been blocked because the sender is unauthenticated. (in reply to end of DATA command)', 2, 40600),
    (5, 1794960000 + 30004, 4, 'y@mail.example', NULL, 'in.mail.example', '203.0.113.26', NULL, '4.7.1', 22, 'host in.mail.example[203.0.113.26] said: 450 4.7.1 Client host rejected: cannot find your reverse hostname', 2, 40700),
    (1, 1794960000 + 7204, 4, 'z@mail.example', NULL, 'in.mail.example', '203.0.113.26', NULL, '5.7.23', 21, 'host in.mail.example[203.0.113.26] said: 550 5.7.23 SPF validation failed', 2, 1800),
    (5, 1794960000 + 30005, 4, 'w@mail.example', NULL, 'in.mail.example', '203.0.113.26', NULL, '5.1.1', 21, 'host in.mail.example[203.0.113.26] said: 550 5.1.1 no such user; see our SPF page', 2, 40800);
INSERT INTO mail (part_id, joined, host, instance, queue_id, first_at, last_at, birth, ended, hop, client_name, client_ip, sasl_user, message_id, sender,
    size, nrcpt, sent, bounced, deferred, remote, source_id, position) VALUES
    (20, NULL, 1, NULL, '4D1A0572A20', 1794960000 + 50000, 1794960000 + 50001, 10, 1, NULL, NULL, '198.51.100.80', NULL, 's1@spam.example', 'victim@elsewhere.example', 900, 1, 0, 1, 0, 0, 2, 61000),
    (21, NULL, 1, NULL, '4D1A0572A21', 1794960000 + 50001, 1794960000 + 50002, 13, 1, NULL, NULL, NULL, NULL, 'n2@mx1.example.com', '', 1900, 1, 1, 0, 0, 1, 2, 61200),
    (22, NULL, 1, NULL, '4D1A0572A22', 1794960000 + 50100, 1794960000 + 50101, 13, 1, NULL, NULL, NULL, NULL, 'n3@mx1.example.com', '', 1900, 1, 1, 0, 0, 0, 2, 61400);
INSERT INTO delivery (part_id, at, program, recipient, orig_to, relay_host, relay_ip, remote_queue_id, dsn, status, reply, source_id, position) VALUES
    (20, 1794960000 + 50001, 77, 'gone@example.com', NULL, 'mx1.example.com', NULL, NULL, '5.1.1', 21, 'host mx1.example.com[private/dovecot-lmtp] said: 550 5.1.1 <gone@example.com> User doesn''t exist', 2, 61100),
    (21, 1794960000 + 50002, 4, 'victim@elsewhere.example', NULL, 'mx.elsewhere.example', '203.0.113.99', '7Z', '2.0.0', 20, '250 2.0.0 Ok: queued as 7Z', 2, 61300);
INSERT INTO link (at, host, part_id, queue_id, child_queue_id, kind, source_id, position) VALUES
    (1794960000 + 50001, 1, 20, '4D1A0572A20', '4D1A0572A21', 50, 2, 61150),
    (1794960000 + 50100, 1, 5, '4D1A05729C5', '4D1A0572A22', 50, 2, 61350);
