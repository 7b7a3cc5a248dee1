-- mx-only: we only pass the mail of that domain on to a host elsewhere, and never saw it send: that our log knows nothing of a mail says nothing.
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT o.bounce_id, 'mx-only', f.value || ': its mail is passed on, and none from it was'
FROM about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id CROSS JOIN own_fact f ON f.kind = 'elsewhere' AND f.value = domain(t.sender);
