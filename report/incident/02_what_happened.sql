-- title: What happened
-- columns: form, says
WITH i AS MATERIALIZED (
    SELECT *, substr(local_time(starts_at), 1, 16) || ' to ' || CASE local_day(starts_at) WHEN local_day(ends_at) THEN substr(local_time(ends_at), 12, 5) ELSE substr(local_time(ends_at), 1, 16) END AS span,
        substr(local_time(peak_at), 12, 5) AS peak_time,
        (SELECT group_concat(target, ' and ') FROM (SELECT target FROM incident_targets t WHERE t.incident_id = i.incident_id ORDER BY bounces DESC, target LIMIT 3))
            || (SELECT CASE WHEN count(*) > 3 THEN ' and ' || (count(*) - 3) || ' more' ELSE '' END FROM incident_targets t WHERE t.incident_id = i.incident_id) AS targets,
        coalesce((SELECT n FROM incident_tallies t WHERE t.incident_id = i.incident_id AND what = 'total' AND value = 'address'), 0) AS addresses,
        coalesce((SELECT n FROM incident_tallies t WHERE t.incident_id = i.incident_id AND what = 'total' AND value = 'client'), 0) AS clients,
        coalesce((SELECT sum(n) FROM incident_tallies t WHERE t.incident_id = i.incident_id AND what = 'class' AND value GLOB 'bounce *' AND value <> 'bounce unverifiable'), 0) AS bounced,
        coalesce((SELECT sum(n) FROM incident_tallies t WHERE t.incident_id = i.incident_id AND what = 'class' AND value GLOB 'log *' AND value <> 'log unverifiable'), 0) AS logged
    FROM incidents i WHERE incident_id = :incident
), j AS (
    SELECT *, CASE WHEN refused = logged THEN printf('we refused all %,d', logged) WHEN refused = 0 THEN printf('we accepted all %,d', logged)
            ELSE printf('we refused %,d and accepted %,d', refused, logged - refused) END AS refused_accepted
    FROM i
), remains AS MATERIALIZED (
    SELECT (SELECT count(*) FROM incident_bounces b WHERE b.incident_id = :incident AND b.counted) AS bounced,
        (SELECT count(*) FROM incident_null_mail n WHERE n.incident_id = :incident AND n.counted) AS logged
    FROM incident WHERE incident_id = :incident AND kind = 'backscatter' AND frozen
), sentence (place, says) AS (
    SELECT 1, CASE strength WHEN 'strong' THEN 'Somebody forged ' || targets || ' as the sender of mail that we never sent, and what bounced of it came to us: '
            ELSE 'Bounces came to ' || targets || ', more than its own mail can explain; that it was forged is likely, but the evidence is weak: ' END
        || printf('%,d from %s, %,d of them in the ten minutes from %s on, to %,d %s.', bounces, span, peak, peak_time, addresses, CASE addresses WHEN 1 THEN 'address' ELSE 'addresses' END)
    FROM i WHERE kind = 'backscatter'
    UNION ALL
    SELECT 2, CASE
            WHEN bounced = 0 THEN 'All of them are known from the log alone: ' || refused_accepted
            WHEN logged = 0 THEN 'All of them were read'
            ELSE printf('%,d of them were read; of the others the log shows that ', bounced) || refused_accepted END
        || CASE WHEN usual IS NULL THEN printf('; what is usual was still learned then, day %d of 3.', min(learned + 1, 3))
            WHEN usual = 0 THEN '; usually none come at that hour.'
            ELSE printf('; usually %,d come in such an hour, and more than %,d made it a storm.', usual, bound) END
        || CASE WHEN unsure > 0 THEN printf(' %,d more came in that time, of which nothing tells whose mail they answer.', unsure) ELSE '' END
    FROM j WHERE kind = 'backscatter'
    UNION ALL
    SELECT 1, 'A stranger sent mail as ' || targets || printf(': %,d messages to %,d recipients from %s, to %,d of them in the ten minutes from %s on, out of %,d %s.', messages, recipients, span, peak,
        peak_time, clients, CASE clients WHEN 1 THEN 'address' ELSE 'addresses' END)
    FROM i WHERE kind = 'takeover'
    UNION ALL
    SELECT 2, CASE bounces WHEN 0 THEN 'No bounce was read that answers it.' WHEN 1 THEN 'One bounce that was read answers it.' ELSE printf('%,d bounces that were read answer it.', bounces) END
    FROM i WHERE kind = 'takeover'
    UNION ALL
    SELECT 3, CASE WHEN state = 'ended' THEN 'It is over: after ' || substr(local_time(ends_at), 12, 5) || ' it was quiet for three hours.'
        WHEN seen_until < :now - 4 * 3600 THEN 'Whether it is over is not known: what was read ends at ' || substr(local_time(seen_until), 1, 16) || ' (' || :unjoe || ' ingest reads on).'
        ELSE 'It is still running: the last came at ' || substr(local_time(ends_at), 12, 5) || ', and what was read ends at ' || substr(local_time(seen_until), 1, 16) || '.' END
    FROM i
    UNION ALL
    SELECT 5, printf('Evidence of it was pruned: of the bounces that were read %,d of %,d are left, and %,d of %,d that the log alone shows. Bundles and complaints hold no more than these.',
        r.bounced, i.bounced, r.logged, i.logged) FROM i CROSS JOIN remains r WHERE r.bounced < i.bounced OR r.logged < i.logged
    UNION ALL
    SELECT 4, 'We hold no log of ' || h.host || ' from ' || substr(local_time(h.from_at), 1, 16) || ' to ' || substr(local_time(h.to_at), 1, 16)
        || ', so nothing can show that none of it left by our servers: read what is missing (' || :unjoe || ' ingest FILE), and more will be certain.'
    FROM i CROSS JOIN holes h ON h.reason = 'no log' AND h.from_at < i.ends_at AND h.to_at > i.starts_at - 86400 WHERE i.kind = 'backscatter'
)
SELECT 'text' AS form, says FROM sentence ORDER BY place;
