-- title: News
-- columns: what, headline, what happened:long, look closer
-- none: nothing to do
-- What there is to look at, the worst first.
WITH RECURSIVE held AS (
    SELECT c.host, max(c.to_at) AS until, max((SELECT max(s.silence) FROM source_host s JOIN word w ON w.word_id = s.host WHERE w.word = c.host)) AS silence
    FROM coverage c GROUP BY c.host HAVING max(c.to_at) >= :since - 7 * 86400 AND min(c.from_at) < :until
), ended AS (
    -- Not one that is as silent now and then. Stale: yesterday there was none, so that all of this report is old.
    SELECT host, until, stale FROM (SELECT *, local_day(until) < local_day(:now - 86400) AS stale FROM held WHERE until < :until)
    WHERE iif(stale, :now, min(:until, :now)) - until > max(3600, 2 * silence)
), silent (host, what, seconds, stale) AS (
    SELECT host, CASE WHEN stale THEN 'sent no log since ' || substr(local_time(until), 1, 16) WHEN until < :since THEN 'sent no log at all' ELSE 'sent no log after ' || substr(local_time(until), 12, 5) END,
        min(:until, :now) - max(until, :since), stale
    FROM ended
    UNION ALL
    SELECT host, CASE WHEN reason = 'no log' THEN 'sent no log' ELSE 'lost ' || coalesce(printf('%,d ', lines), '') || substr(reason, 1, 5) END
            || ' from ' || substr(local_time(max(from_at, :since)), 12, 5) || ' to ' || substr(local_time(min(to_at, :until)), 12, 5),
        min(to_at, :until) - max(from_at, :since), 0
    FROM holes WHERE from_at < :until AND to_at > :since
), gap AS (
    SELECT host, what || CASE WHEN count(*) > 1 THEN printf(', and in %d more holes', count(*) - 1) ELSE '' END AS what, max(seconds) AS seconds, max(stale) AS stale FROM silent GROUP BY host
), strange AS (
    SELECT count(*) AS n, sum(sent) AS sent, count(DISTINCT client_ip) AS clients FROM notices
    WHERE at >= :since AND at < :until AND to_stranger AND kind <> 'delivery status'
), refused AS (
    SELECT count(*) AS n, count(DISTINCT receiver) AS receivers, min(receiver) AS receiver, group_concat(DISTINCT topic) AS topics FROM refused_us
    WHERE at >= :since AND at < :until
), failed (place, says, rest) AS (
    SELECT 0, NULL, :failed WHERE :failed IS NOT NULL
    UNION ALL SELECT place + 1, substr(rest, 1, instr(rest, char(10)) - 1), substr(rest, instr(rest, char(10)) + 1) FROM failed WHERE rest <> ''
), near AS (
    SELECT *, local_day(starts_at) = local_day(:since) AS began, local_day(ends_at) = local_day(:since) AS stopped FROM incidents
    WHERE starts_at < :until AND ends_at >= :since
), timed AS (
    SELECT *, state = 'running' AND seen_until < :now - 4 * 3600 AS unseen, ' (what was read ends at ' || substr(local_time(seen_until), 1, 16) || ')' AS read_to,
        CASE began WHEN 1 THEN substr(local_time(starts_at), 12, 5) ELSE substr(local_time(starts_at), 1, 16) END AS starts,
        CASE stopped WHEN 1 THEN substr(local_time(ends_at), 12, 5) ELSE substr(local_time(ends_at), 1, 16) END AS ends,
        (SELECT value || printf(' got %d%% of it.', n * 100 / i.bounces) FROM incident_tallies t
            WHERE t.incident_id = i.incident_id AND t.what = 'address' AND value <> target AND i.bounces > 0 AND n * 100 / i.bounces >= 20 ORDER BY n DESC, value LIMIT 1) AS mostly,
        (SELECT count(DISTINCT t.target) - 1 FROM incident_targets t WHERE t.incident_id = i.incident_id) AS others
    FROM near i
), news (place, weight, word, headline, says, command) AS (
    SELECT 1, recipients, 'STOLEN', 'account ' || target || CASE WHEN others > 0 THEN printf(' and %,d more', others) ELSE '' END,
        printf('%s used by a stranger: %,d messages to %,d recipients, %s. ', target || CASE WHEN others > 0 THEN printf(' and %,d more %s are', others, CASE others WHEN 1 THEN 'account' ELSE 'accounts' END) ELSE ' is' END, messages, recipients,
            CASE WHEN unseen THEN 'from ' || starts || ' to ' || ends || read_to WHEN state = 'running' THEN 'since ' || starts || ', and it goes on' ELSE 'from ' || starts || ' to ' || ends END)
            || CASE strength WHEN 'weak' THEN 'The evidence is weak: look before you lock ' ELSE 'Lock ' END || CASE WHEN others > 0 THEN 'them.' ELSE 'it.' END,
        :unjoe || ' incident ' || incident_id
    FROM timed WHERE kind = 'takeover'
    UNION ALL
    SELECT 2, bounces, 'STORM', printf('%s: %,d bounces of mail %s', target, bounces, CASE strength WHEN 'weak' THEN 'that was hardly sent here' ELSE 'not sent here' END),
        printf('%s got %,d bounces %s. ', target, bounces, CASE WHEN unseen THEN 'from ' || starts || ' to ' || ends || '; whether it is over is not known' || read_to
            WHEN state = 'running' THEN 'since ' || starts || ', and they go on' ELSE 'from ' || starts || ' to ' || ends || '; it is over' END)
            || CASE strength WHEN 'weak' THEN 'It is most likely not you: more than your own mail can explain. '
                ELSE 'It is not you: somebody forged the sender elsewhere. ' END || coalesce(mostly, ''),
        :unjoe || ' incident ' || incident_id
    FROM timed WHERE kind = 'backscatter'
    UNION ALL
    SELECT 3, n, 'OURS', printf('we bounced %,d %s to strangers', n, iif(n = 1, 'mail', 'mails')),
        printf('This server answered forged mail itself: %,d %s to strangers, %,d delivered, in answer to %,d %s. It should have refused that mail.', n, iif(n = 1, 'notice', 'notices'), sent, clients, CASE clients WHEN 1 THEN 'client' ELSE 'clients' END),
        :unjoe || ' report we-backscatter'
    FROM strange WHERE n > 0
    UNION ALL
    SELECT 4, n, 'REFUSED', printf('%,d of our mails, for %s', n, topics),
        printf('%,d of our mails %s refused or put off for authentication (%s) by ', n, iif(n = 1, 'was', 'were'), topics) || CASE receivers WHEN 1 THEN receiver ELSE printf('%,d receivers', receivers) END || '.',
        :unjoe || ' report refused-us'
    FROM refused WHERE n > 0
    UNION ALL
    SELECT CASE stale WHEN 1 THEN 0 ELSE 5 END, seconds, 'LOG', host || ' ' || what, host || ' ' || what || '. What it did then is not in this report.', :unjoe || ' status' FROM gap
    UNION ALL
    SELECT 7, 0, 'DNS', 'the resolver does not answer', 'The resolver does not answer: no record was looked at again. What was known stays, the rest is done the next time.', :unjoe || ' check'
    FROM recheck_run WHERE at = (SELECT max(at) FROM recheck_run) AND at BETWEEN :now - 86400 AND :now AND down
    UNION ALL
    SELECT 6, unread, 'UNREAD', printf('%.1f%% of %s', unread * 100.0 / lines, near_path(path)),
        printf('%,d of %,d lines of mail programs in %s were not understood.', unread, lines, near_path(path)), :unjoe || ' report unread'
    FROM sources WHERE kind IN ('log', 'journal') AND first_at < :until AND last_at >= :since AND unread * 100 > lines
    UNION ALL
    SELECT 0, 0, 'LOG', 'not all of the files could be read', 'Not all files of the configuration ([ingest] files) could be read: ' || (SELECT group_concat(says, '; ') FROM (SELECT says FROM failed WHERE place BETWEEN 1 AND 3 ORDER BY place))
        || (SELECT CASE WHEN max(place) > 3 THEN printf('; and %,d more', max(place) - 3) ELSE '' END FROM failed) || '.', :unjoe || ' nightly'
    WHERE :failed IS NOT NULL
)
SELECT word, headline, says, command FROM news ORDER BY place, weight DESC, headline;
