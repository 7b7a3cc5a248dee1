-- Addresses that really send for the domain, with the term that lets them pass; not those that send on what others sent, or are on a journey.
SELECT ip, CASE WHEN before = 'pass' THEN term END AS term FROM spf_source_row
WHERE kind = 'legitimate' AND cause NOT GLOB 'forwarder*' AND cause NOT GLOB 'traveller*'
GROUP BY ip ORDER BY instr(ip, ':') > 0, ip;
