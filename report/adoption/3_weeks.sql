-- title: How senders close their SPF records
-- plot: shares
-- columns: week:day, domains:number, -all:share, -all alone:share, ~all:share, ?all:share, +all:share, no record:share, broken:share
-- none:
-- range: all
-- page: 75
SELECT date(week * 86400, 'unixepoch') AS week, sum(domains) AS domains,
    1.0 * sum(domains) FILTER (WHERE policy = '-all' AND NOT bare) / sum(domains) AS fail,
    1.0 * sum(domains) FILTER (WHERE policy = '-all' AND bare) / sum(domains) AS bare,
    1.0 * sum(domains) FILTER (WHERE policy = '~all') / sum(domains) AS softfail,
    1.0 * sum(domains) FILTER (WHERE policy IN ('?all', 'no-all')) / sum(domains) AS neutral,
    1.0 * sum(domains) FILTER (WHERE policy = '+all') / sum(domains) AS pass,
    1.0 * sum(domains) FILTER (WHERE policy = 'none') / sum(domains) AS none,
    1.0 * sum(domains) FILTER (WHERE policy = 'permerror') / sum(domains) AS broken, sum(messages) AS mails, week * 86400 AS week_at
FROM adoption_week WHERE week >= local_day_number(:since) - 6 AND week <= local_day_number(:until - 1)
GROUP BY adoption_week.week ORDER BY adoption_week.week;
