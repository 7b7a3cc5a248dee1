-- Addresses that really send for the domain; not those that send on what others sent, are on a journey, or send for everybody, as far as nothing shows
-- that this was ours.
SELECT ip, helo, sender FROM spf_source_row
WHERE kind = 'legitimate' AND cause NOT GLOB 'forwarder*' AND cause NOT GLOB 'traveller*' AND (cause NOT GLOB 'another*' OR genuine > 0)
ORDER BY instr(ip, ':') > 0, ip;
