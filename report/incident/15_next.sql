-- title: What to do
-- columns: form, says
-- Only what no shell takes for more than a word is put into a command.
WITH i AS MATERIALIZED (
    SELECT *, coalesce(domain(target), target) AS domain FROM incidents WHERE incident_id = :incident
), attacked AS MATERIALIZED (
    SELECT value AS address, n FROM incident_tallies
    WHERE incident_id = :incident AND what = 'address' AND detail IN ('sends', 'gets mail') AND value NOT GLOB '*[^a-z0-9@._+=-]*' AND value GLOB '?*@?*' AND value NOT GLOB '-*'
    ORDER BY n DESC, value LIMIT 8
), busiest AS MATERIALIZED (
    SELECT max(t.n) AS n, (SELECT c.n FROM incident_tallies c WHERE c.incident_id = :incident AND c.what = 'total' AND c.value = 'host') AS hosts
    FROM incident_tallies t WHERE t.incident_id = :incident AND t.what = 'host'
), spf AS MATERIALIZED (
    SELECT coalesce(sum(n), 0) AS n FROM incident_tallies
    WHERE incident_id = :incident AND what = 'spf' AND value IN ('softfail', 'neutral', 'none')
), account AS MATERIALIZED (
    SELECT CASE WHEN t.target NOT GLOB '*[^A-Za-z0-9@._+:-]*' AND t.target NOT GLOB '-*' THEN t.target ELSE 'ACCOUNT' END AS name, min(t.starts_at) AS starts_at,
        t.target LIKE '%:%' OR t.target NOT GLOB '*[^0-9.]*' AS is_client, (SELECT count(DISTINCT o.target) > 1 FROM incident_targets o WHERE o.incident_id = :incident) AS many
    FROM i CROSS JOIN incident_targets t ON t.incident_id = i.incident_id WHERE i.kind = 'takeover' GROUP BY t.target ORDER BY t.target LIMIT 20
), step (place, form, says) AS (
    SELECT 10, 'text', 'It is over; this is for the next time.' FROM i WHERE kind = 'backscatter' AND state = 'ended'
    UNION ALL SELECT 20, 'text', 'Never refuse all mail from <>: every bounce of your users'' own mail comes that way (RFC 5321, section 4.5.5), and servers that check whether your addresses exist would refuse your mail.'
        FROM i WHERE kind = 'backscatter'
    UNION ALL SELECT 30, 'text', CASE (SELECT count(*) FROM attacked) WHEN 0 THEN 'No address that exists here was hit: they are refused by themselves, as long as your server refuses unknown recipients in the dialogue.'
        ELSE 'Refuse bounces to the attacked addresses alone, while it lasts; they lose the bounces of their own mail meanwhile. Addresses that do not exist are refused by themselves.' END
        FROM i WHERE kind = 'backscatter'
    UNION ALL SELECT 31, 'command', 'postconf -e "smtpd_restriction_classes = $(postconf -h smtpd_restriction_classes) refuse_bounces"' FROM i WHERE kind = 'backscatter' AND EXISTS (SELECT 1 FROM attacked)
    UNION ALL SELECT 32, 'command', 'postconf -e ''refuse_bounces = check_sender_access inline:{{<> = 550 5.7.1 This address sent no such mail}}''' FROM i WHERE kind = 'backscatter' AND EXISTS (SELECT 1 FROM attacked)
    UNION ALL SELECT 33, 'command', 'printf ''%s refuse_bounces\n'' ' || group_concat(address, ' ') || ' >/etc/postfix/attacked' FROM attacked HAVING count(*) > 0
    UNION ALL SELECT 34, 'command', 'postmap /etc/postfix/attacked' FROM i WHERE kind = 'backscatter' AND EXISTS (SELECT 1 FROM attacked)
    UNION ALL SELECT 35, 'command', 'postconf -e "smtpd_recipient_restrictions = check_recipient_access hash:/etc/postfix/attacked, $(postconf -h smtpd_recipient_restrictions)"' FROM i WHERE kind = 'backscatter' AND EXISTS (SELECT 1 FROM attacked)
    UNION ALL SELECT 36, 'command', 'postfix reload' FROM i WHERE kind = 'backscatter' AND EXISTS (SELECT 1 FROM attacked)
    UNION ALL SELECT 40, 'text', printf('One host alone brought %,d of %,d: a limit for each client eases the load (messages a minute; your own networks are exempt).', b.n, i.bounces)
        FROM i CROSS JOIN busiest b WHERE b.n * 5 >= i.bounces
    UNION ALL SELECT 41, 'command', 'postconf -e smtpd_client_message_rate_limit=20 && postfix reload' FROM i CROSS JOIN busiest b WHERE b.n * 5 >= i.bounces
    UNION ALL SELECT 40, 'text', printf('%,d hosts brought them, none more than %,d of %,d: limits for each client would not help.', b.hosts, b.n, i.bounces)
        FROM i CROSS JOIN busiest b WHERE b.n * 5 < i.bounces AND b.hosts > 1
    UNION ALL SELECT 50, 'text', 'For good: sign the envelope senders of your own mail (BATV; Exim''s prvs, or a milter for Postfix). Bounces to an address without signature answer nothing of yours and can be refused.'
        FROM i WHERE kind = 'backscatter'
    UNION ALL SELECT 60, 'text', printf('Publish -all, if all your mail leaves by servers that the record names: at least %,d of these bounces came from hosts that ask for it. First see whose mail it would hit.', s.n)
        FROM i CROSS JOIN spf s WHERE s.n > 0
    UNION ALL SELECT 61, 'command', :unjoe || ' spf whatif ' || i.domain || ' --record -all' FROM i CROSS JOIN spf s WHERE s.n > 0
    UNION ALL SELECT 70, 'text', 'Note what you do, and this page will tell what it changed.' FROM i
    UNION ALL SELECT 71, 'command', CASE kind WHEN 'takeover' THEN :unjoe || ' event add "account locked"' ELSE :unjoe || ' event add "bounces to the attacked addresses refused" --domain ' || domain END FROM i

    UNION ALL SELECT 10, 'text', CASE WHEN is_client THEN 'Cut the client off, and look for what sends there: a web form, a script, an infected machine.'
        WHEN many THEN 'Lock the accounts and end their sessions; change the passwords only then, from a clean machine. Ask what they have in common: one guessed, or stole, them all.'
        ELSE 'Lock the account and end its sessions; change the password only then, from a clean machine.' END FROM account
    UNION ALL SELECT 11, 'command', 'doveadm kick ' || name FROM account WHERE NOT is_client
    UNION ALL SELECT 12, 'command', CASE WHEN is_client THEN 'postconf -e "smtpd_client_restrictions = check_client_access inline:{{' || name || ' = REJECT}}, $(postconf -h smtpd_client_restrictions)"'
        ELSE 'postconf -e "smtpd_sender_restrictions = check_sasl_access inline:{{' || name || ' = REJECT}}, $(postconf -h smtpd_sender_restrictions)"' END FROM account
    UNION ALL SELECT 13, 'command', 'postfix reload' FROM account
    UNION ALL SELECT 20, 'text', 'Hold what is still in the queue, whatever sender it claims; look at some of it (postcat -q), then delete it with -d in the place of -h, or release it with -H.' FROM account
    UNION ALL SELECT 21, 'command', :unjoe || ' query --format tsv --sql "SELECT queue_id FROM messages WHERE ' || CASE WHEN is_client THEN 'client_ip' ELSE 'sasl_user' END || ' = ''' || name || ''' AND first_at >= ' || starts_at
        || '" | sed 1d | postsuper -h -' FROM account
    UNION ALL SELECT 22, 'command', 'postqueue -j | jq -r ''select(.sender == "' || t.value || '") | .queue_id'' | postsuper -h -'
        FROM (SELECT value FROM incident_tallies WHERE incident_id = :incident AND what = 'sender' AND value NOT GLOB '*[^a-z0-9@._+=-]*' AND value GLOB '?*@?*' ORDER BY n DESC, value LIMIT 3) t
    UNION ALL SELECT 30, 'text', 'See whether your outgoing address is on blocklists by now, and what the receivers answer.' FROM account
    UNION ALL SELECT 31, 'command', :unjoe || ' report refused-us' FROM account
)
SELECT form, says FROM step GROUP BY place, form, says ORDER BY place, form DESC, says;
