-- title: Forged mail
-- columns: which, bounces:count, of all:share
-- none:
-- note: The share lies between these: at least what receivers that are known to refuse a fail would have stopped, at most what would have failed. What failed already and bounced all the same shows who ignores the record.
WITH forged AS (SELECT sum(forged) AS n, sum(CASE WHEN before = 'fail' THEN forged END) AS already,
    sum(CASE WHEN after = 'fail' AND before <> 'fail' THEN forged END) AS most, sum(CASE WHEN after = 'fail' AND before <> 'fail' THEN enforced END) AS least,
    sum(CASE WHEN after = 'no-evidence' THEN forged END) AS unknown FROM spf_source_row)
SELECT 'all that was found' AS which, n AS bounces, 1.0 AS share FROM forged WHERE n > 0
UNION ALL SELECT 'failed already, and came all the same', coalesce(already, 0), 1.0 * coalesce(already, 0) / n FROM forged WHERE n > 0
UNION ALL SELECT 'stopped at least', coalesce(least, 0), 1.0 * coalesce(least, 0) / n FROM forged WHERE n > 0
UNION ALL SELECT 'stopped at most', coalesce(most, 0), 1.0 * coalesce(most, 0) / n FROM forged WHERE n > 0
UNION ALL SELECT 'not known, for lack of DNS answers', unknown, 1.0 * unknown / n FROM forged WHERE unknown > 0;
