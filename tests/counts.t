#!/bin/sh
# counts.t - what the database says is what grep counts in the log.
. tests/tap.sh
. tests/dump.sh

# counted LOG - name and number, as grep counts them
counted()
{
	n() { printf '%s|%s\n' "$1" "$(grep -c -e "$2" "$log")"; }
	log=$1
	for status in sent bounced deferred; do
		n "deliveries $status" ": to=<.*, status=$status ("
	done
	n rejections 'NOQUEUE: reject:'
	printf 'messages queued|%s\n' "$(sed -n 's/.*\]: \([0-9A-F]*\): from=<.* size=\([0-9]*\), nrcpt=.*(queue active)$/\1 \2/p' "$log" | sort -u | wc -l)"
	n 'messages expired' ', status=expired, returned to sender'
	n notices ': sender .* notification: '
	n 'logins failed' 'authentication failed'
	printf 'logins|%s\n' "$(grep -Ec -e 'sasl_method=[A-Z0-9-]+, sasl_username=|-login: Login: ' "$log")"
	for result in Pass Fail Softfail Neutral None Permerror Temperror; do
		n "spf $result by mailfrom, accepted" "prepend Received-SPF: $result (mailfrom)"
	done
	n 'spf rejected' 'policyd-spf\[[0-9]*\]: : 550 5.7.2[34] '
	n lines ''
}

# told DATABASE - the same, as the database says
told()
{
	sql "$1" "
	SELECT 'deliveries ' || s, (SELECT count(*) FROM deliveries WHERE status = s)
	FROM (SELECT column1 AS s FROM (VALUES ('sent'), ('bounced'), ('deferred')));
	SELECT 'rejections', count(*) FROM rejections WHERE mail_id IS NULL;
	SELECT 'messages queued', count(DISTINCT queue_id || ' ' || size) FROM messages WHERE size IS NOT NULL;
	SELECT 'messages expired', count(*) FROM messages WHERE status = 'expired';
	SELECT 'notices', count(*) FROM links WHERE kind LIKE '%delivery%' OR kind = 'delay';
	SELECT 'logins failed', count(*) FROM logins WHERE NOT ok;
	SELECT 'logins', count(*) FROM logins WHERE ok;
	SELECT 'spf ' || r || ' by mailfrom, accepted', (SELECT count(*) FROM spf_checks WHERE result = lower(r) AND identity = 'mailfrom' AND action = 'accept')
	FROM (SELECT column1 AS r FROM (VALUES ('Pass'), ('Fail'), ('Softfail'), ('Neutral'), ('None'), ('Permerror'), ('Temperror')));
	SELECT 'spf rejected', count(*) FROM spf_checks WHERE action = 'reject';
	SELECT 'lines', lines FROM sources;"
}

log=$SCRATCH/mail.log
tests/genlog 61 9000 >"$log"
ingest "$SCRATCH/mail.db" "$log"
counted "$log" >"$SCRATCH/counted"
told "$SCRATCH/mail.db" >"$SCRATCH/told"
ok "the log of a made-up server" diff "$SCRATCH/counted" "$SCRATCH/told"
golden counts.txt "and the numbers are those that they were" <"$SCRATCH/told"

# The daily totals add up to the same, and the reports.
is "$(sql "$SCRATCH/mail.db" "SELECT class, sum(n) FROM daily GROUP BY class ORDER BY class")" "$(sql "$SCRATCH/mail.db" "
    SELECT 'check', count(*) FROM spf_checks; SELECT 'delivery', count(*) FROM deliveries; SELECT 'login', count(*) FROM logins;
    SELECT 'message', count(*) FROM messages; SELECT 'rejection', count(*) FROM rejections")" "the daily totals add up"
is "$(sql "$SCRATCH/mail.db" "SELECT day, sum(n) FROM daily WHERE class = 'delivery' GROUP BY day")" \
    "$(sql "$SCRATCH/mail.db" "SELECT date(at, 'unixepoch'), count(*) FROM deliveries GROUP BY 1")" "day by day"
is "$(sql "$SCRATCH/mail.db" "SELECT domain, sum(n) FROM daily WHERE class = 'check' AND domain <> '' GROUP BY domain")" \
    "$(sql "$SCRATCH/mail.db" "SELECT lower(substr(sender, instr(sender, '@') + 1)), count(*) FROM spf_checks WHERE instr(sender, '@') > 0 GROUP BY 1")" \
    "and domain by domain"
# differ DATABASE - days whose totals without domains are not the sums of those with them
differ()
{
	sql "$1" "SELECT count(*) FROM (SELECT day, host, class, result, detail, sum(n) FROM daily_count GROUP BY 1, 2, 3, 4, 5 EXCEPT SELECT * FROM day_total)"
}
is "$(sql "$SCRATCH/mail.db" "SELECT count(*) > 9 FROM day_total") $(differ "$SCRATCH/mail.db")" "1 0" "and without domains"

if [ -r ../shared/bench/gen.py ] && command -v python3 >"$SCRATCH/python3"; then
	python3 ../shared/bench/gen.py 50000 "$SCRATCH/gen.log" "$SCRATCH/gen.iso" >"$SCRATCH/gen.said"
	for form in log iso; do
		ingest "$SCRATCH/$form.db" --year 2026 "$SCRATCH/gen.$form"
		../shared/bench/counts.sh "$SCRATCH/gen.$form" | tr '\t' '|' >"$SCRATCH/counted"
		# One qmgr line a message, unless it waits and comes again; rejections behind a queue id are not in the log.
		told "$SCRATCH/$form.db" | grep -Ev '^(messages expired|notices|logins\|)' >"$SCRATCH/told"
		ok "the reference log, gen.$form" diff "$SCRATCH/counted" "$SCRATCH/told"
	done
fi
done_testing
