-- report: whose fault the bounces are; what would decide the others
-- title: Whose fault
-- columns: class, bounces:count, share:share, proof:count, strong:count, weak:count
-- none: No bounce of that time was read. To read them, give their mailbox: unjoe ingest ~postmaster/Maildir
-- note: forged: we never sent it. compromised: a stranger sent it through an account or client of ours. bypass: it left us past the servers whose log we read. genuine: we sent it. unverifiable: nothing proves either. proof, strong, weak: how sure that is.
-- range: all
-- page: 21
WITH place(class, place) AS (VALUES ('forged', 1), ('compromised', 2), ('bypass', 3), ('genuine', 4), ('unverifiable', 5))
SELECT b.class, count(*) AS bounces, count(*) * 1.0 / sum(count(*)) OVER () AS share,
    sum(b.strength IS 'proof') AS proof, sum(b.strength IS 'strong') AS strong, sum(b.strength IS 'weak') AS weak,
    min(b.arrived_at) AS first_at, max(b.arrived_at) AS last_at, max(b.bounce_id) AS bounce_id
FROM judged b LEFT JOIN place p ON p.class = b.class
WHERE b.arrived_at >= :since AND b.arrived_at < :until AND (:host IS NULL OR b.host = :host)
    AND (:domain IS NULL OR domain(b.returned_to) = :domain) AND b.class <> 'not_a_bounce'
GROUP BY b.class
ORDER BY p.place IS NULL, p.place, b.class;
