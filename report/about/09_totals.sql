-- title: Totals by day
-- columns: day, what, who, sender, messages:count, recipients:count
-- none:
SELECT date(day * 86400, 'unixepoch') AS day, kind, who, sender, messages, recipients, bounced FROM sender_day WHERE mentions(:about, who, sender)
UNION ALL SELECT date(day * 86400, 'unixepoch'), 'failed logins', account, NULL, n, NULL, NULL FROM guess_day WHERE mentions(:about, account)
UNION ALL SELECT date(day * 86400, 'unixepoch'), 'logins from ' || network, account, NULL, n, NULL, NULL FROM client_day WHERE mentions(:about, account)
UNION ALL SELECT date(hour / 24 * 86400, 'unixepoch'), 'bounces', target, NULL, sum(forged + unsure), NULL, NULL FROM storm_hour WHERE mentions(:about, target) GROUP BY hour / 24, target
ORDER BY 1, 2, 3;
