-- What stands behind the hits that chosen.sql gave: one row an event, in words. Comes before a tail_*.sql.
WITH chosen AS MATERIALIZED (
    SELECT json_extract(value, '$[0]') AS kind, json_extract(value, '$[1]') AS id FROM json_each(:chosen)
), event AS (
    SELECT m.first_at AS at, m.host, NULL AS program, 'mail' AS event, m.queue_id, coalesce(m.joined, m.part_id) AS mail_id,
        CASE b.word WHEN 'pickup' THEN coalesce('queued again, was ' || m.origin_queue_id || ',', 'written on this host') WHEN 'notice' THEN 'notice written here' ELSE 'taken' END
            || coalesce(' from <' || m.sender || '>', '')
            || CASE WHEN m.client_ip IS NULL THEN '' ELSE ', client ' || coalesce(m.client_name, 'unknown') || '[' || m.client_ip || ']' END
            || coalesce(', login ' || m.sasl_user, '') || coalesce(', ' || m.size || ' bytes', '') AS what,
        m.source_id, m.position
    FROM chosen c JOIN mail m ON m.part_id = c.id LEFT JOIN word b ON b.word_id = m.birth
    WHERE c.kind = 'mail'
    UNION ALL
    SELECT d.at, m.host, d.program, 'delivery', m.queue_id, coalesce(m.joined, m.part_id),
        s.word || ' to <' || coalesce(d.recipient, '') || '>' || coalesce(' for <' || d.orig_to || '>', '')
            || coalesce(' by ' || d.relay_host || coalesce('[' || d.relay_ip || ']', ''), '') || coalesce(', ' || d.dsn, '')
            || coalesce(': ' || d.reply, ''),
        d.source_id, d.position
    FROM chosen c JOIN delivery d ON d.delivery_id = c.id JOIN mail m ON m.part_id = d.part_id JOIN word s ON s.word_id = d.status
    WHERE c.kind = 'delivery'
    UNION ALL
    SELECT r.at, r.host, r.program, 'rejection', m.queue_id, coalesce(m.joined, m.part_id),
        CASE a.word WHEN 'reject' THEN 'rejected' ELSE a.word END || coalesce(' at ' || g.word, '') || coalesce(' from <' || r.sender || '>', '') || coalesce(' to <' || r.recipient || '>', '')
            || CASE WHEN r.client_ip IS NULL THEN '' ELSE ', client ' || coalesce(r.client_name, 'unknown') || '[' || r.client_ip || ']' END
            || ':' || coalesce(' ' || r.code, '') || coalesce(' ' || r.dsn, '') || coalesce(' ' || r.reason, ''),
        r.source_id, r.position
    FROM chosen c JOIN rejection r ON r.rejection_id = c.id JOIN word a ON a.word_id = r.action
        LEFT JOIN word g ON g.word_id = r.stage LEFT JOIN mail m ON m.part_id = r.part_id
    WHERE c.kind = 'rejection'
    UNION ALL
    SELECT k.at, k.host, k.program, 'SPF check', coalesce(m.queue_id, k.queue_id), coalesce(m.joined, m.part_id),
        'SPF ' || s.word || CASE i.word WHEN 'helo' THEN coalesce(' of the HELO ' || k.helo, '') ELSE coalesce(' of <' || k.sender || '>', '') END
            || coalesce(' from ' || k.client_ip, '')
            || CASE a.word WHEN 'accept' THEN ', accepted' WHEN 'reject' THEN ', rejected' WHEN 'defer' THEN ', deferred'
                WHEN 'skip' THEN ', skipped' ELSE '' END || coalesce(': ' || k.reason, ''),
        k.source_id, k.position
    FROM chosen c JOIN spf_check k ON k.check_id = c.id JOIN word s ON s.word_id = k.result
        LEFT JOIN word i ON i.word_id = k.identity LEFT JOIN word a ON a.word_id = k.action LEFT JOIN mail m ON m.part_id = k.part_id
    WHERE c.kind = 'SPF check'
    UNION ALL
    SELECT l.at, l.host, l.program, 'login', NULL, NULL,
        CASE l.ok WHEN 1 THEN 'login of ' ELSE 'failed login of ' END || coalesce(l.user, 'nobody named') || coalesce(' by ' || l.method, '')
            || CASE WHEN l.client_ip IS NULL THEN '' ELSE ', client ' || coalesce(l.client_name, 'unknown') || '[' || l.client_ip || ']' END,
        l.source_id, l.position
    FROM chosen c JOIN login l ON l.login_id = c.id
    WHERE c.kind = 'login'
    UNION ALL
    SELECT l.at, l.host, NULL, 'link', l.queue_id, l.part_id,
        CASE k.word WHEN 'filter' THEN 'back from the filter as ' ELSE k.word || ' notification: ' END || l.child_queue_id,
        l.source_id, l.position
    FROM chosen c JOIN link l ON l.link_id = c.id JOIN word k ON k.word_id = l.kind
    WHERE c.kind = 'link'
    UNION ALL
    SELECT b.arrived_at, a.host, NULL, 'bounce', a.queue_id, b.arrival_mail_id,
        'bounce ' || b.bounce_id || ' (' || b.kind || coalesce(', ' || b.dialect, '') || ') to <' || coalesce(b.returned_to, '') || '>'
            || CASE WHEN b.delivered_by_ip IS NULL THEN '' ELSE ', client ' || coalesce(b.delivered_by_name, 'unknown') || '[' || b.delivered_by_ip || ']' END
            || coalesce(', origin ' || b.handed_ip, '') || ': ' || coalesce(v.class || coalesce(', ' || v.strength, ''), 'not judged'),
        NULL, NULL
    FROM chosen c JOIN bounces b ON b.bounce_id = c.id LEFT JOIN verdict v ON v.bounce_id = c.id LEFT JOIN mail a ON a.part_id = b.arrival_mail_id
    WHERE c.kind = 'bounce'
    UNION ALL
    SELECT i.starts_at, NULL, NULL, 'incident', NULL, NULL,
        CASE i.kind WHEN 'takeover' THEN 'takeover of ' ELSE 'storm of backscatter to ' END || i.target || ', ' || i.state || ', ' || i.bounces || ' bounces: ' || i.incident_id,
        NULL, NULL
    FROM chosen c JOIN incident i ON i.incident_id = c.id
    WHERE c.kind = 'incident'
    UNION ALL
    SELECT a.at, NULL, NULL, 'DNS answer', NULL, NULL,
        a.type || ' of ' || a.name || CASE a.status WHEN 'ok' THEN ': ' || a.data ELSE ': ' || a.status END
            || CASE WHEN a.seen_at > a.at THEN ', last seen ' || local_time(a.seen_at) ELSE '' END,
        NULL, NULL
    FROM chosen c JOIN dns_answer a ON a.name = json_extract(c.id, '$[0]') AND a.type = json_extract(c.id, '$[1]') AND a.at = json_extract(c.id, '$[2]')
    WHERE c.kind = 'DNS answer'
)
