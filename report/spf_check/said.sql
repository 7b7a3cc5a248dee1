-- Each check in a sentence, and what there is to say of it.
SELECT check_id, replace(result, '-', ' ') AS result,
    CASE result
        WHEN 'pass' THEN ip || ' may send in the name of ' || domain
        WHEN 'fail' THEN ip || ' may not send in the name of ' || domain
        WHEN 'softfail' THEN ip || ' most likely may not send in the name of ' || domain
        WHEN 'neutral' THEN domain || ' does not say whether ' || ip || ' may send in its name'
        WHEN 'none' THEN coalesce(reason || ', so that no record can be looked for', nullif(domain, '') || ' has no SPF record', 'Nobody is named whose record could be looked for')
        WHEN 'no-evidence' THEN 'What the DNS says to ' || missing || ' is not known; it can be asked (--dns) or told (--answers, --zone, spf import)'
        WHEN 'permerror' THEN 'The record cannot be evaluated: ' || reason
        WHEN 'temperror' THEN 'The DNS fails: ' || reason
        ELSE coalesce(reason, 'it cannot be evaluated') END AS says,
    CASE WHEN identity = 'helo' THEN 'HELO ' || coalesce(helo, '') ELSE 'sender ' || sender END AS asked,
    CASE WHEN result IN ('permerror', 'temperror', 'unevaluable', 'no-evidence') THEN NULL
        WHEN term IS NULL AND result = 'neutral' THEN 'no term matches, and there is no all' END AS because,
    shared, explanation, lookups, voids, placeholder, replayable
FROM spf_check_row ORDER BY check_id;
