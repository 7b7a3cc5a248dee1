-- report: what sender domains publish: SPF policies, with DMARC, over time
-- title: Policy
-- columns: policy, domains:number, of all:share, mails:count, of all:share, DMARC enforced:number
-- none: No record of a sender domain is known. Look at them: unjoe spf adoption --dns
-- note: ~all beside an enforced DMARC policy (p=quarantine or p=reject) is sound practice. Mails are those accepted from other hosts.
-- range: all
WITH id AS MATERIALIZED (
    SELECT (SELECT word_id FROM word WHERE word = 'message') AS message, (SELECT word_id FROM word WHERE word = 'check') AS check_,
        (SELECT word_id FROM word WHERE word = 'rejection') AS rejection, (SELECT word_id FROM word WHERE word = 'client') AS client
), seen AS MATERIALIZED (
    SELECT d.domain, coalesce(sum(d.n) FILTER (WHERE d.class = (SELECT message FROM id) AND d.result = (SELECT client FROM id)), 0) AS mails
    FROM daily_count d
    WHERE d.day >= local_day_number(:since) AND d.day <= local_day_number(:until - 1) AND d.domain <> '' AND d.n > 0
        AND d.class IN ((SELECT message FROM id), (SELECT check_ FROM id), (SELECT rejection FROM id))
    GROUP BY d.domain
), said AS MATERIALIZED (
    SELECT CASE WHEN p.domain IS NULL THEN 'not known' WHEN p.bare AND p.policy = '-all' THEN 'v=spf1 -all alone' WHEN p.policy = 'no-all' THEN 'no all' WHEN p.policy = 'none' THEN 'no record'
        WHEN p.policy = 'permerror' THEN 'broken' WHEN p.policy = 'temperror' THEN 'no answer' ELSE p.policy END AS policy,
        s.mails, p.dmarc IN ('quarantine', 'reject') AS enforced, p.through
    FROM seen s LEFT JOIN policy_now p ON p.domain = s.domain
)
SELECT policy, count(*) AS domains, 1.0 * count(*) / sum(count(*)) OVER () AS domain_share, sum(mails) AS mails,
    1.0 * sum(mails) / nullif(sum(sum(mails)) OVER (), 0) AS mail_share, sum(coalesce(enforced, 0)) AS enforced, count(through) AS through_redirect
FROM said WHERE EXISTS (SELECT 1 FROM said WHERE policy <> 'not known') GROUP BY policy
ORDER BY policy = 'not known', policy IN ('no record', 'broken', 'no answer'), instr('-all v=spf1 -all alone ~all ?all +all no all', policy), policy;
