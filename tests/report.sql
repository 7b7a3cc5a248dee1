-- A small database for the tests of reports: two hosts, 17 and 18 November 2026 (UTC), a hole, losses, and texts as an attacker writes them.
-- Filled into an empty database of the present schema.

DELETE FROM word;
INSERT INTO word (word_id, word) VALUES
    (1, 'mx1'), (2, 'mx2'), (3, 'postfix/smtpd'), (4, 'postfix/smtp'), (5, 'postfix/virtual'), (6, 'policyd-spf'), (7, 'postfix/bounce'),
    (8, 'dovecot'), (9, 'rsyslogd'), (10, 'client'), (11, 'login'), (12, 'pickup'), (13, 'notice'),
    (20, 'sent'), (21, 'bounced'), (22, 'deferred'), (23, 'reject'), (24, 'warn'), (25, 'rcpt'),
    (30, 'pass'), (31, 'fail'), (32, 'softfail'), (33, 'none'), (34, 'permerror'), (35, 'temperror'),
    (40, 'mailfrom'), (41, 'helo'), (42, 'accept'), (43, 'defer'), (50, 'non-delivery'), (51, 'filter'), (52, 'postfix-out');


INSERT INTO source (source_id, path, head_length, head_hash, position, lines, unread, first_at, last_at, read_at) VALUES
    (1, '/var/log/mx1/mail.log.1', 4096, 11, 9000, 60, 0, 1794873600 + 100, 1794873600 + 80000, 1795000000),
    (2, '/var/log/mx1/mail.log', 4096, 12, 90000, 1204, 7, 1794960000 + 60, 1794960000 + 86000, 1795046400),
    (3, '/var/log/mx2/mail.log', 4096, 13, 5000, 400, 0, 1794960000 + 3600, 1794960000 + 40000, 1795046400);
INSERT INTO source_host (source_id, host, first_at, last_at, lines, silence) VALUES
    (1, 1, 1794873600 + 100, 1794873600 + 80000, 60, 900),
    (2, 1, 1794960000 + 60, 1794960000 + 86000, 1204, 600),
    (3, 2, 1794960000 + 3600, 1794960000 + 40000, 400, 300);

-- One message that bounces: in by mx1, through a filter, on to mx2, refused there; the notice goes to its sender.
INSERT INTO mail (part_id, joined, host, instance, queue_id, first_at, last_at, birth, ended, hop, client_name, client_ip, sasl_user, message_id, sender,
    size, nrcpt, sent, bounced, deferred, remote, source_id, position) VALUES
    (1, NULL, 1, NULL, '4D1A05729C1', 1794960000 + 7200, 1794960000 + 7203, 10, 1, NULL, 'mail.example.org', '192.0.2.10', NULL, 'm1@example.org', 'Anna@Example.ORG', 4211, 1, 1, 0, 0, 1, 2, 1000),
    (2, NULL, 1, NULL, '4D1A05729C2', 1794960000 + 7202, 1794960000 + 7205, 10, 1, 1, 'localhost', '127.0.0.1', NULL, 'm1@example.org', 'Anna@Example.ORG', 4609, 1, 1, 0, 0, 1, 2, 1600),
    (3, NULL, 2, NULL, '4D1A05729C3', 1794960000 + 7205, 1794960000 + 7207, 10, 1, NULL, 'mx1.example.com', '192.0.2.1', NULL, 'm1@example.org', 'Anna@Example.ORG', 4801, 1, 0, 1, 0, 0, 3, 700),
    (4, NULL, 2, NULL, '4D1A05729C4', 1794960000 + 7207, 1794960000 + 7209, 13, 1, NULL, NULL, NULL, NULL, 'n1@mx2.example.com', '', 6702, 1, 1, 0, 0, 1, 3, 1200),
    (5, NULL, 1, NULL, '4D1A05729C5', 1794960000 + 30000, 1794960000 + 30001, 11, 1, NULL, 'laptop.example.com', '198.51.100.7', 'alice', 'm2@example.com', 'alice@example.com', 1048576, 2, 1, 0, 1, 2, 2, 40000),
    (6, NULL, 1, NULL, '4D1A05729C6', 1794960000 + 31000, 1794960000 + 31001, 12, 1, NULL, NULL, NULL, NULL, 'cron@mx1', 'root@mx1.example.com', 480, 1, 1, 0, 0, 0, 2, 41000),
    (7, NULL, 1, NULL, '4D1A05729C7', 1794960000 + 32000, 1794960000 + 32001, 10, 1, NULL, 'bounce.example.net', '203.0.113.9', NULL, 'b1@example.net', '', 3000, 1, 1, 0, 0, 0, 2, 42000),
    (8, NULL, 1, NULL, '4D1A05729C7', 1794873600 + 500, 1794873600 + 501, 10, 1, NULL, NULL, '203.0.113.77', NULL, '=HYPERLINK("http://x")@evil.example', '"evil<b>"@evil.example', 700, 1, 1, 0, 0, 0, 1, 100),
    (9, 9, 1, NULL, '4D1A05729C9', 1794873600 + 79000, 1794873600 + 79900, 10, 0, NULL, 'mail.example.org', '192.0.2.10', NULL, 'm3@example.org', 'bob@example.org', 900, 1, 0, 0, 1, 1, 1, 8000),
    (10, 9, 1, NULL, '4D1A05729C9', 1794960000 + 600, 1794960000 + 601, NULL, 1, NULL, NULL, NULL, NULL, NULL, 'bob@example.org', 900, 1, 1, 0, 0, 1, 2, 300);

INSERT INTO delivery (part_id, at, program, recipient, orig_to, relay_host, relay_ip, remote_queue_id, dsn, status, reply, source_id, position) VALUES
    (1, 1794960000 + 7203, 4, 'carol@example.com', NULL, '127.0.0.1', '127.0.0.1', '4D1A05729C2', '2.0.0', 20, '250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 4D1A05729C2', 2, 1700),
    (2, 1794960000 + 7205, 4, 'carol@example.com', NULL, 'mx2.example.com', '192.0.2.2', '4D1A05729C3', '2.0.0', 20, '250 2.0.0 Ok: queued as 4D1A05729C3', 2, 2000),
    (3, 1794960000 + 7207, 5, 'carol@example.com', 'info@example.com', 'virtual', NULL, NULL, '5.1.1', 21, 'unknown user: "carol@example.com"', 3, 1000),
    (4, 1794960000 + 7209, 4, 'Anna@Example.ORG', NULL, 'mail.example.org', '192.0.2.10', 'ABCDEF0123', '2.0.0', 20, '250 2.0.0 Ok: queued as ABCDEF0123', 3, 1400),
    (5, 1794960000 + 30001, 4, 'dave@example.net', NULL, 'mx.example.net', '203.0.113.25', '9XYZ', '2.0.0', 20, '250 2.0.0 Ok: queued as 9XYZ', 2, 40200),
    (5, 1794960000 + 30001, 4, 'erin@example.edu', NULL, 'none', NULL, NULL, '4.4.1', 22, 'connect to mx.example.edu[203.0.113.80]:25: Connection timed out', 2, 40400),
    (6, 1794960000 + 31001, 5, 'postmaster@example.com', 'root', 'virtual', NULL, NULL, '2.0.0', 20, 'delivered to maildir', 2, 41200),
    (7, 1794960000 + 32001, 5, 'carol@example.com', NULL, 'virtual', NULL, NULL, '2.0.0', 20, 'delivered to maildir', 2, 42200),
    (8, 1794873600 + 501, 5, 'carol@example.com', NULL, 'virtual', NULL, NULL, '2.0.0', 20, 'delivered to maildir', 1, 300),
    (9, 1794873600 + 79900, 4, 'dave@example.net', NULL, 'mx.example.net', '203.0.113.25', NULL, '4.2.0', 22, 'host mx.example.net[203.0.113.25] said: 450 4.2.0 Greylisted', 1, 8400),
    (10, 1794960000 + 601, 4, 'dave@example.net', NULL, 'mx.example.net', '203.0.113.25', '8ABC', '2.0.0', 20, '250 2.0.0 Ok: queued as 8ABC', 2, 500);

INSERT INTO link (at, host, part_id, queue_id, child_queue_id, kind, source_id, position) VALUES
    (1794960000 + 7203, 1, 1, '4D1A05729C1', '4D1A05729C2', 51, 2, 1700),
    (1794960000 + 7207, 2, 3, '4D1A05729C3', '4D1A05729C4', 50, 3, 1100);

WITH RECURSIVE i(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n < 1233)
INSERT INTO rejection (part_id, at, host, program, action, stage, client_name, client_ip, helo, sender, recipient, code, dsn, reason, source_id, position)
SELECT NULL, 1794960000 + 10000 + n, 1, 3, 23, 25, NULL, '203.0.113.' || (n % 60), 'x' || n % 7 || '.example', '', 'user' || n || '@example.com', 550, '5.1.1',
    'Recipient address rejected: User unknown in virtual mailbox table', 2, 10000 + n FROM i;
INSERT INTO rejection (rejection_id, part_id, at, host, program, action, stage, client_name, client_ip, helo, sender, recipient, code, dsn, reason, source_id, position) VALUES
    (2001, NULL, 1794960000 + 8000, 1, 3, 23, 25, 'client1.fail.example', '203.0.113.5', 'client1.fail.example', 'Joe@Fail.example', 'carol@example.com', 550, '5.7.23', 'Recipient address rejected: Message rejected due to: SPF fail - not authorized', 2, 5000),
    (2002, NULL, 1794960000 + 8100, 1, 3, 23, 25, NULL, '203.0.113.6', '=cmd|calc', 'joe@fail.example', 'carol@example.com', 550, '5.7.23', 'Recipient address rejected: Message rejected due to: SPF fail - not authorized', 2, 5200),
    (2003, NULL, 1794960000 + 8200, 1, 3, 23, 25, NULL, '203.0.113.7', char(27) || '[2Jx', 'a@perm.example', 'carol@example.com', 550, '5.7.24', 'Recipient address rejected: SPF Permanent Error: Invalid IP4 address: ip4:72.11.154.128/25-all', 2, 5400),
    (2004, NULL, 1794960000 + 8300, 2, 3, 23, 25, NULL, '2001:db8:77::1', 'relay.example', 'x@example.net', 'y@example.edu', 454, '4.7.1', 'Relay access denied', 3, 2000),
    (2005, NULL, 1794960000 + 8400, 2, 3, 24, 25, NULL, '2001:db8:77::1', 'relay.example', 'x@example.net', 'carol@example.com', 554, '5.7.1', 'Service unavailable; blocked by example list', 3, 2100);

INSERT INTO spf_check (at, host, program, result, identity, client_ip, helo, sender, recipient, reason, action, part_id, rejection_id, source_id, position) VALUES
    (1794960000 + 7200, 1, 6, 30, 40, '192.0.2.10', 'mail.example.org', 'anna@example.org', 'carol@example.com', NULL, 42, 1, NULL, 2, 900),
    (1794960000 + 8000, 1, 6, 31, 40, '203.0.113.5', NULL, 'joe@fail.example', 'carol@example.com', 'SPF fail - not authorized', 23, NULL, 2001, 2, 4900),
    (1794960000 + 8100, 1, 6, 31, 40, '203.0.113.6', NULL, 'joe@fail.example', 'carol@example.com', 'SPF fail - not authorized', 23, NULL, 2002, 2, 5100),
    (1794960000 + 8200, 1, 6, 34, 40, '203.0.113.7', NULL, 'a@perm.example', 'carol@example.com', 'Invalid IP4 address: ip4:72.11.154.128/25-all', 23, NULL, 2003, 2, 5300),
    (1794960000 + 30000, 1, 6, 32, 40, '198.51.100.99', 'soft.example', 'x@soft.example', 'carol@example.com', NULL, 42, NULL, NULL, 2, 39000),
    (1794960000 + 30010, 1, 6, 32, 40, '198.51.100.98', 'soft.example', 'y@soft.example', 'carol@example.com', NULL, 42, NULL, NULL, 2, 40500),
    (1794960000 + 30020, 1, 6, 31, 40, '198.51.100.98', 'fail.example', 'y@fail.example', 'carol@example.com', NULL, 42, NULL, NULL, 2, 40600),
    (1794960000 + 32000, 1, 6, 33, 41, '203.0.113.9', 'bounce.example.net', '', 'carol@example.com', NULL, 42, 7, NULL, 2, 41900),
    (1794960000 + 33000, 1, 6, 35, 40, '203.0.113.9', 'slow.example', 'z@slow.example', 'carol@example.com', 'SPF Temporary Error: DNS timeout', 43, NULL, NULL, 2, 45000),
    (1794960000 + 33100, 1, 6, 34, 40, '203.0.113.12', 'x', 'z@' || char(0x202e) || 'gpj.example', 'carol@example.com', 'Unknown mechanism found: ' || char(27) || ']0;owned' || char(7) || 'ipv4:192.0.2.1', 42, NULL, NULL, 2, 45100);

INSERT INTO login (at, host, program, client_name, client_ip, user, method, ok, source_id, position) VALUES
    (1794960000 + 29990, 1, 3, 'laptop.example.com', '198.51.100.7', 'alice', 'PLAIN', 1, 2, 39500),
    (1794960000 + 50000, 1, 3, NULL, '203.0.113.200', NULL, 'LOGIN', 0, 2, 60000),
    (1794960000 + 50001, 1, 3, NULL, '203.0.113.200', 'alice', 'LOGIN', 0, 2, 60100),
    (1794960000 + 50002, 1, 8, NULL, '203.0.113.201', 'bob@example.com', 'PLAIN', 0, 2, 60200);

INSERT INTO loss (at, host, program, seconds, lines, source_id, position) VALUES (1794960000 + 20000, 1, 9, 30, 1500, 2, 20000);

INSERT INTO unread_shape (known, program, shape, n, first_at, first_sample, first_source, first_position, last_at, last_sample, last_source, last_position) VALUES
    (1, 'postfix/smtpd', 'X: a new kind of line from [] with N items', 6, 1794960000 + 100, '4D1: a new kind of line from [192.0.2.1] with 7 items', 2, 100, 1794960000 + 70000, '4D9: a new kind of line from [192.0.2.1] with 9 items', 2, 70000),
    (1, 'policyd-spf', 'Traceback (most recent call last)', 1, 1794960000 + 200, 'Traceback (most recent call last)' || char(9) || char(27) || '[31m', 2, 200, 1794960000 + 200, 'Traceback (most recent call last)' || char(9) || char(27) || '[31m', 2, 200),
    (0, 'cron', '', 20, 1794960000, 'x', 2, 0, 1794960000 + 86000, 'x', 2, 1);

-- What ingest counts: here of messages alone.
INSERT INTO word (word_id, word) VALUES (99, 'message');
INSERT INTO daily_count (domain, day, host, class, result, detail, n)
SELECT '', first_at / 86400, host, 99, coalesce(birth, 1), 0, count(*)
FROM mail WHERE joined IS NULL OR joined = part_id GROUP BY 2, 3, 5;
INSERT INTO day_total (day, host, class, result, detail, n) SELECT day, host, class, result, detail, n FROM daily_count;
