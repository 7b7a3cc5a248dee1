-- To whom the forged mail went: strangers, of whom only the domain is told unless the whole is asked for.
SELECT r.bounce_id, iif(:full, r.final_recipient, 'redacted@' || coalesce(domain(r.final_recipient), 'invalid')) AS final_recipient, r.action, r.status, r.remote_mta,
    iif(:full, r.diagnostic, NULL) AS diagnostic
FROM incident_bounces i CROSS JOIN bounces b ON b.bounce_id = i.bounce_id CROSS JOIN bounce_recipients r ON r.bounce_id = b.bounce_id
WHERE i.incident_id = :incident AND (:domain IS NULL OR domain(b.returned_to) = :domain)
ORDER BY b.arrived_at, b.bounce_id;
