-- One address in all tables, by the name that takes its place; rows of the log that have it were found by mentioning.sql. A test holds that each column of
-- text is here, but for those that a program of ours or a standard has written: numbers, names of rules, IP addresses, domains.
UPDATE arrival SET returned_to = renamed(returned_to, (SELECT what FROM erasing)),
    return_path = renamed(return_path, (SELECT what FROM erasing)),
    file = renamed(file, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), returned_to, return_path, file);
INSERT INTO pruning (what, n) SELECT 'arrival', changes();
UPDATE bounce SET reporting_mta = renamed(reporting_mta, (SELECT what FROM erasing)),
    sender = renamed(sender, (SELECT what FROM erasing)),
    message_id = renamed(message_id, (SELECT what FROM erasing)),
    in_reply_to = renamed(in_reply_to, (SELECT what FROM erasing)),
    quoted_message_id = renamed(quoted_message_id, (SELECT what FROM erasing)),
    quoted_queue_id = renamed(quoted_queue_id, (SELECT what FROM erasing)),
    quoted_sender = renamed(quoted_sender, (SELECT what FROM erasing)),
    quoted_signed = renamed(quoted_signed, (SELECT what FROM erasing)),
    quoted_from = CASE WHEN mentions((SELECT what FROM erasing), quoted_from) THEN (SELECT alias FROM erasing) ELSE quoted_from END,
    quoted_subject = NULL
WHERE mentions((SELECT what FROM erasing), reporting_mta, sender, message_id, in_reply_to, quoted_message_id, quoted_queue_id, quoted_sender, quoted_from, quoted_subject, quoted_signed);
INSERT INTO pruning (what, n) SELECT 'bounce', changes();
UPDATE bounce SET quoted_subject = NULL
WHERE bounce_id IN (SELECT bounce_id FROM bounce_recipient WHERE mentions((SELECT what FROM erasing), final_recipient, original_recipient));
UPDATE bounce_recipient SET final_recipient = renamed(final_recipient, (SELECT what FROM erasing)),
    original_recipient = renamed(original_recipient, (SELECT what FROM erasing)),
    remote_mta = renamed(remote_mta, (SELECT what FROM erasing)),
    diagnostic = renamed(diagnostic, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), final_recipient, original_recipient, remote_mta, diagnostic);
INSERT INTO pruning (what, n) SELECT 'bounce_recipient', changes();
UPDATE OR REPLACE client_day SET account = renamed(account, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), account);
INSERT INTO pruning (what, n) SELECT 'client_day', changes();
-- A local user is often written without the domain (orig_to=<eve>).
UPDATE delivery SET recipient = renamed(recipient, (SELECT what FROM erasing)),
    orig_to = renamed(CASE WHEN mentions((SELECT what FROM erasing), recipient) AND mentions((SELECT what FROM erasing), orig_to || substr(recipient, instr(recipient, '@')))
        THEN recipient ELSE orig_to END, (SELECT what FROM erasing)),
    relay_host = renamed(relay_host, (SELECT what FROM erasing)),
    remote_queue_id = renamed(remote_queue_id, (SELECT what FROM erasing)),
    reply = renamed(reply, (SELECT what FROM erasing))
WHERE delivery_id IN (SELECT id FROM mentioning WHERE name = 'delivery');
INSERT INTO pruning (what, n) SELECT 'delivery', changes();
UPDATE OR REPLACE evaluation SET helo = renamed(helo, (SELECT what FROM erasing)),
    sender = renamed(sender, (SELECT what FROM erasing)),
    explanation = renamed(explanation, (SELECT what FROM erasing)),
    then_explanation = renamed(then_explanation, (SELECT what FROM erasing)),
    reason = renamed(reason, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), helo, sender, explanation, then_explanation, reason);
INSERT INTO pruning (what, n) SELECT 'evaluation', changes();
UPDATE event SET domain = renamed(domain, (SELECT what FROM erasing)),
    text = renamed(text, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), domain, text);
INSERT INTO pruning (what, n) SELECT 'event', changes();
UPDATE fit SET recipient = renamed(recipient, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), recipient);
INSERT INTO pruning (what, n) SELECT 'fit', changes();
UPDATE OR REPLACE guess_day SET account = renamed(account, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), account);
INSERT INTO pruning (what, n) SELECT 'guess_day', changes();
UPDATE hop SET helo = renamed(helo, (SELECT what FROM erasing)),
    client_name = renamed(client_name, (SELECT what FROM erasing)),
    stamped_by = renamed(stamped_by, (SELECT what FROM erasing)),
    queue_id = renamed(queue_id, (SELECT what FROM erasing)),
    recipient = renamed(recipient, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), helo, client_name, stamped_by, queue_id, recipient);
INSERT INTO pruning (what, n) SELECT 'hop', changes();
UPDATE link SET queue_id = renamed(queue_id, (SELECT what FROM erasing)),
    child_queue_id = renamed(child_queue_id, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), queue_id, child_queue_id);
INSERT INTO pruning (what, n) SELECT 'link', changes();
UPDATE login SET client_name = renamed(client_name, (SELECT what FROM erasing)),
    user = renamed(user, (SELECT what FROM erasing))
WHERE login_id IN (SELECT id FROM mentioning WHERE name = 'login');
INSERT INTO pruning (what, n) SELECT 'login', changes();
UPDATE mail SET queue_id = renamed(queue_id, (SELECT what FROM erasing)),
    client_name = renamed(client_name, (SELECT what FROM erasing)),
    sasl_user = renamed(sasl_user, (SELECT what FROM erasing)),
    message_id = renamed(message_id, (SELECT what FROM erasing)),
    sender = renamed(sender, (SELECT what FROM erasing)),
    origin_queue_id = renamed(origin_queue_id, (SELECT what FROM erasing)),
    origin_client_name = renamed(origin_client_name, (SELECT what FROM erasing))
WHERE part_id IN (SELECT id FROM mentioning WHERE name = 'mail');
INSERT INTO pruning (what, n) SELECT 'mail', changes();
UPDATE null_judged SET recipient = renamed(recipient, (SELECT what FROM erasing)),
    reason = renamed(reason, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), recipient, reason);
INSERT INTO pruning (what, n) SELECT 'null_judged', changes();
UPDATE OR REPLACE own_day SET value = renamed(value, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), value);
INSERT INTO pruning (what, n) SELECT 'own_day', changes();
UPDATE OR REPLACE own_fact SET value = renamed(value, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), value);
INSERT INTO pruning (what, n) SELECT 'own_fact', changes();
UPDATE OR REPLACE own_seen SET value = renamed(value, (SELECT what FROM erasing)),
    part = renamed(part, (SELECT what FROM erasing)),
    message_key = renamed(message_key, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), value, part, message_key);
INSERT INTO pruning (what, n) SELECT 'own_seen', changes();
UPDATE OR REPLACE pin SET value = renamed(value, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), value);
INSERT INTO pruning (what, n) SELECT 'pin', changes();
UPDATE rejection SET client_name = renamed(client_name, (SELECT what FROM erasing)),
    helo = renamed(helo, (SELECT what FROM erasing)),
    sender = renamed(sender, (SELECT what FROM erasing)),
    recipient = renamed(recipient, (SELECT what FROM erasing)),
    reason = renamed(reason, (SELECT what FROM erasing))
WHERE rejection_id IN (SELECT id FROM mentioning WHERE name = 'rejection');
INSERT INTO pruning (what, n) SELECT 'rejection', changes();
UPDATE OR REPLACE sender_day SET who = renamed(who, (SELECT what FROM erasing)),
    sender = renamed(sender, (SELECT what FROM erasing)),
    message_key = renamed(message_key, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), who, sender, message_key);
INSERT INTO pruning (what, n) SELECT 'sender_day', changes();
UPDATE setting SET value = renamed(value, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), value);
INSERT INTO pruning (what, n) SELECT 'setting', changes();
UPDATE signal SET detail = renamed(detail, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), detail);
INSERT INTO pruning (what, n) SELECT 'signal', changes();
UPDATE source SET path = renamed(path, (SELECT what FROM erasing)),
    journal_id = renamed(journal_id, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), path, journal_id);
INSERT INTO pruning (what, n) SELECT 'source', changes();
UPDATE spf_check SET helo = renamed(helo, (SELECT what FROM erasing)),
    sender = renamed(sender, (SELECT what FROM erasing)),
    recipient = renamed(recipient, (SELECT what FROM erasing)),
    reason = renamed(reason, (SELECT what FROM erasing)),
    queue_id = renamed(queue_id, (SELECT what FROM erasing))
WHERE check_id IN (SELECT id FROM mentioning WHERE name = 'spf_check');
INSERT INTO pruning (what, n) SELECT 'spf_check', changes();
UPDATE stamp SET stamped_by = renamed(stamped_by, (SELECT what FROM erasing)),
    domain = renamed(domain, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), stamped_by, domain);
INSERT INTO pruning (what, n) SELECT 'stamp', changes();
UPDATE OR REPLACE storm SET target = renamed(target, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), target);
INSERT INTO pruning (what, n) SELECT 'storm', changes();
UPDATE OR REPLACE storm_crowd SET address = renamed(address, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), address);
INSERT INTO pruning (what, n) SELECT 'storm_crowd', changes();
UPDATE OR REPLACE storm_flag SET target = renamed(target, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), target);
INSERT INTO pruning (what, n) SELECT 'storm_flag', changes();
UPDATE OR REPLACE storm_hour SET target = renamed(target, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), target);
INSERT INTO pruning (what, n) SELECT 'storm_hour', changes();
UPDATE storm_seen SET domain = renamed(domain, (SELECT what FROM erasing)), address = renamed(address, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), domain, address);
INSERT INTO pruning (what, n) SELECT 'storm_seen', changes();
UPDATE takeover SET target = renamed(target, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), target);
INSERT INTO pruning (what, n) SELECT 'takeover', changes();
UPDATE OR REPLACE takeover_day SET who = renamed(who, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), who);
INSERT INTO pruning (what, n) SELECT 'takeover_day', changes();
UPDATE trace SET delivered_by_name = renamed(delivered_by_name, (SELECT what FROM erasing)),
    bouncer = renamed(bouncer, (SELECT what FROM erasing)),
    handed_helo = renamed(handed_helo, (SELECT what FROM erasing)),
    handed_name = renamed(handed_name, (SELECT what FROM erasing)),
    sender = renamed(sender, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), delivered_by_name, bouncer, handed_helo, handed_name, sender);
INSERT INTO pruning (what, n) SELECT 'trace', changes();
UPDATE OR REPLACE unread_shape SET shape = renamed(shape, (SELECT what FROM erasing)),
    first_sample = renamed(first_sample, (SELECT what FROM erasing)),
    last_sample = renamed(last_sample, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), shape, first_sample, last_sample);
INSERT INTO pruning (what, n) SELECT 'unread_shape', changes();
UPDATE verdict SET account = renamed(account, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), account);
INSERT INTO pruning (what, n) SELECT 'verdict', changes();
UPDATE OR REPLACE word SET word = renamed(word, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), word);
INSERT INTO pruning (what, n) SELECT 'word', changes();
UPDATE OR REPLACE storm_origin SET target = renamed(target, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), target);
INSERT INTO pruning (what, n) SELECT 'storm_origin', changes();
UPDATE OR REPLACE dns_answer SET name = renamed(name, (SELECT what FROM erasing)), data = renamed(data, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), name, data);
INSERT INTO pruning (what, n) SELECT 'dns_answer', changes();
-- The id of an incident has its target in it.
UPDATE OR REPLACE incident SET incident_id = substr(incident_id, 1, instr(incident_id, '-')) || renamed(substr(incident_id, instr(incident_id, '-') + 1, length(incident_id) - instr(incident_id, '-') - 14), (SELECT what FROM erasing)) || substr(incident_id, -14),
    target = renamed(target, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), substr(incident_id, instr(incident_id, '-') + 1, length(incident_id) - instr(incident_id, '-') - 14), target);
INSERT INTO pruning (what, n) SELECT 'incident', changes();
UPDATE OR REPLACE incident_alias SET alias = substr(alias, 1, instr(alias, '-')) || renamed(substr(alias, instr(alias, '-') + 1, length(alias) - instr(alias, '-') - 14), (SELECT what FROM erasing)) || substr(alias, -14),
    incident_id = substr(incident_id, 1, instr(incident_id, '-')) || renamed(substr(incident_id, instr(incident_id, '-') + 1, length(incident_id) - instr(incident_id, '-') - 14), (SELECT what FROM erasing)) || substr(incident_id, -14)
WHERE mentions((SELECT what FROM erasing), substr(alias, instr(alias, '-') + 1, length(alias) - instr(alias, '-') - 14), substr(incident_id, instr(incident_id, '-') + 1, length(incident_id) - instr(incident_id, '-') - 14));
INSERT INTO pruning (what, n) SELECT 'incident_alias', changes();
UPDATE OR REPLACE incident_hold SET incident_id = substr(incident_id, 1, instr(incident_id, '-')) || renamed(substr(incident_id, instr(incident_id, '-') + 1, length(incident_id) - instr(incident_id, '-') - 14), (SELECT what FROM erasing)) || substr(incident_id, -14)
WHERE mentions((SELECT what FROM erasing), substr(incident_id, instr(incident_id, '-') + 1, length(incident_id) - instr(incident_id, '-') - 14));
INSERT INTO pruning (what, n) SELECT 'incident_hold', changes();
UPDATE OR REPLACE incident_minute SET incident_id = substr(incident_id, 1, instr(incident_id, '-')) || renamed(substr(incident_id, instr(incident_id, '-') + 1, length(incident_id) - instr(incident_id, '-') - 14), (SELECT what FROM erasing)) || substr(incident_id, -14)
WHERE mentions((SELECT what FROM erasing), substr(incident_id, instr(incident_id, '-') + 1, length(incident_id) - instr(incident_id, '-') - 14));
INSERT INTO pruning (what, n) SELECT 'incident_minute', changes();
UPDATE OR REPLACE incident_target SET incident_id = substr(incident_id, 1, instr(incident_id, '-')) || renamed(substr(incident_id, instr(incident_id, '-') + 1, length(incident_id) - instr(incident_id, '-') - 14), (SELECT what FROM erasing)) || substr(incident_id, -14),
    target = renamed(target, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), substr(incident_id, instr(incident_id, '-') + 1, length(incident_id) - instr(incident_id, '-') - 14), target);
INSERT INTO pruning (what, n) SELECT 'incident_target', changes();
UPDATE OR REPLACE incident_tally SET incident_id = substr(incident_id, 1, instr(incident_id, '-')) || renamed(substr(incident_id, instr(incident_id, '-') + 1, length(incident_id) - instr(incident_id, '-') - 14), (SELECT what FROM erasing)) || substr(incident_id, -14),
    value = renamed(value, (SELECT what FROM erasing)),
    detail = renamed(detail, (SELECT what FROM erasing))
WHERE mentions((SELECT what FROM erasing), substr(incident_id, instr(incident_id, '-') + 1, length(incident_id) - instr(incident_id, '-') - 14), value, detail);
INSERT INTO pruning (what, n) SELECT 'incident_tally', changes();
-- What was changed in no table is not told; the name is used up where anything was.
DELETE FROM pruning WHERE n = 0;
INSERT INTO setting (name, value) SELECT 'erased', 1 WHERE EXISTS (SELECT 1 FROM pruning)
ON CONFLICT (name) DO UPDATE SET value = value + 1;
