-- title: What is concluded
-- columns: about, name, n:raw, text:long
-- none:
SELECT 'signal of bounce ' || bounce_id AS about, name, NULL AS n, detail FROM signals WHERE mentions(detail, :about)
UNION ALL SELECT 'verdict of bounce ' || bounce_id, class, NULL, account FROM verdicts WHERE mentions(account, :about)
UNION ALL SELECT 'takeover', kind, messages, target FROM takeovers WHERE mentions(target, :about)
UNION ALL SELECT 'incident', kind, bounces, target FROM incidents WHERE mentions(target, :about)
UNION ALL SELECT 'target of ' || incident_id, 'address', bounces, target FROM incident_targets WHERE mentions(target, :about)
UNION ALL SELECT 'part of ' || incident_id, what, n, value FROM incident_tallies WHERE mentions(value, :about) OR mentions(detail, :about)
UNION ALL SELECT 'mail from <>', class, count(*), recipient FROM null_mail WHERE mentions(recipient, :about) GROUP BY class, recipient;
