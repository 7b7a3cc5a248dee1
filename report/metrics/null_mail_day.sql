-- metric: unjoe_null_mail_last_day
-- type: gauge
-- help: Mail from the null sender in the log of the last 24 hours, judged by the log alone.
SELECT class, iif(accepted, 'yes', 'no') AS accepted, count(*) AS value FROM null_mail WHERE at > :now - 86400 AND at <= :now GROUP BY 1, 2 ORDER BY 1, 2;
