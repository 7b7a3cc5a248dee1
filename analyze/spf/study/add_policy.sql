INSERT OR REPLACE INTO policy (domain, from_at, seen_at, policy, bare, record, through, lookups, findings, slip, slip_term, slip_place, corrected, dmarc)
VALUES (:domain, :from_at, :seen_at, :policy, :bare, :record, :through, :lookups, :findings, :slip, :slip_term, :slip_place, :corrected, :dmarc);
