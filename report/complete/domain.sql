-- Domains that begin with :prefix: ours, and those of the last two days that were read.
SELECT value FROM own WHERE kind = 'domain' AND value >= :prefix AND value < :prefix || char(1114111)
UNION
SELECT domain FROM daily_count WHERE day = (SELECT max(day) FROM daily_count) AND domain >= :prefix AND domain < :prefix || char(1114111) AND domain <> ''
UNION
SELECT domain FROM daily_count WHERE day = (SELECT max(day) FROM daily_count) - 1 AND domain >= :prefix AND domain < :prefix || char(1114111) AND domain <> ''
ORDER BY 1 LIMIT 200;
