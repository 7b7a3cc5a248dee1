-- report: accounts and clients of ours in strangers' hands
-- title: Taken over
-- columns: account or client, state, from:minute, to:minute, messages:count, why:prose
-- limit: 20
-- none: none: no account or client was seen in a stranger's hands
-- note: Look closer: unjoe show ACCOUNT --since TIME. Change the password, end its sessions, empty the queue of its mail.
-- range: all
WITH bounced AS MATERIALIZED (
    SELECT coalesce(account, client_ip) AS target, count(*) AS bounces, max(bounce_id) AS bounce_id FROM verdict WHERE class = 'compromised' GROUP BY 1
), newest AS (
    SELECT max(min(last_at, :now)) AS at FROM source_host
)
SELECT t.target, CASE WHEN t.ends_at > n.at - 3600 THEN 'going on' ELSE 'ended' END AS state, t.starts_at AS first_at, t.ends_at AS last_at, t.messages,
    'to ' || t.recipients || ' recipients; ' || (SELECT group_concat(replace(r.value, '-', ' '), ', ') FROM json_each(t.reasons) r) || CASE WHEN l.addresses > 0
        THEN '; ' || l.logins || CASE l.logins WHEN 1 THEN ' login' ELSE ' logins' END || ' from ' || l.addresses || CASE l.addresses WHEN 1 THEN ' address' ELSE ' addresses' END ELSE '' END
        || CASE WHEN b.bounces > 0 THEN '; ' || b.bounces || CASE b.bounces WHEN 1 THEN ' bounce' ELSE ' bounces' END || ', as in unjoe explain ' || b.bounce_id ELSE '' END AS why,
    t.recipients, t.kind, t.reasons, l.logins, l.addresses, coalesce(b.bounces, 0) AS bounces, b.bounce_id
FROM takeovers t CROSS JOIN newest n
    LEFT JOIN bounced b ON b.target = t.target
    LEFT JOIN (
        SELECT t.takeover_id, count(*) AS logins, count(DISTINCT l.client_ip) AS addresses
        FROM takeovers t CROSS JOIN hour h ON h.hour BETWEEN (t.starts_at - 3600) / 3600 AND t.ends_at / 3600
            CROSS JOIN login l ON hour_key(l.at, l.user) = hour_key(h.hour * 3600, t.target) AND l.user = t.target COLLATE NOCASE
        WHERE t.kind = 'account' AND l.at BETWEEN t.starts_at - 3600 AND t.ends_at AND l.ok = 1
        GROUP BY 1
    ) l ON l.takeover_id = t.takeover_id
WHERE t.ends_at >= :since AND t.starts_at < :until AND (:domain IS NULL OR domain(t.target) = :domain)
ORDER BY t.ends_at > n.at - 3600 DESC, t.starts_at DESC, t.target;
