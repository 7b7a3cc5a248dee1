-- title: Records against DMARC
-- columns: policy, p=reject:number, p=quarantine:number, p=none:number, no DMARC:number, of which by a redirect:number
-- none:
SELECT policy, sum(dmarc IS 'reject') AS reject, sum(dmarc IS 'quarantine') AS quarantine, sum(dmarc IS 'none') AS monitored, sum(dmarc IS NULL) AS without, count(through) AS through_redirect
FROM policy_now WHERE :since IS NOT NULL GROUP BY policy ORDER BY count(*) DESC, policy;
