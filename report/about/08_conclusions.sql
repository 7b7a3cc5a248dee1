-- title: What is concluded
-- columns: about, name, n:raw, text:long
-- none:
SELECT 'signal of bounce ' || bounce_id AS about, name, NULL AS n, detail FROM signals WHERE mentions(:about, detail)
UNION ALL SELECT 'verdict of bounce ' || bounce_id, class, NULL, account FROM verdicts WHERE mentions(:about, account)
UNION ALL SELECT 'takeover', kind, messages, target FROM takeovers WHERE mentions(:about, target)
UNION ALL SELECT 'incident', kind, bounces, target FROM incidents WHERE mentions(:about, target)
UNION ALL SELECT 'target of ' || incident_id, 'address', bounces, target FROM incident_targets WHERE mentions(:about, target)
UNION ALL SELECT 'part of ' || incident_id, what, n, value FROM incident_tallies WHERE mentions(:about, value, detail)
UNION ALL SELECT 'mail from <>', class, count(*), recipient FROM null_mail WHERE mentions(:about, recipient) GROUP BY class, recipient;
