# dump.sh - what a database says, for comparing two: every public view, sorted, without the numbers that depend on the order
# of reading (ids, sources, positions). A message stands for its id as host, queue id and first time stamp.
# dump DATABASE [WITHOUT]: what a header form loses is left out, "program", or "unit" where the instance is lost too.

dump()
{
	dump_program=program dump_check=c.program dump_instance=instance
	[ -z "${2-}" ] || dump_program="''" dump_check="''"
	[ "${2-}" != unit ] || dump_instance="''"
	sqlite3 -batch -bail -separator '|' -nullvalue NULL "$1" >"$SCRATCH/dump.rows" <<END && sort "$SCRATCH/dump.rows"
CREATE TEMP VIEW name AS SELECT mail_id, host || ' ' || queue_id || ' ' || first_at AS name FROM messages;
SELECT 'message', host, $dump_instance, queue_id, first_at, last_at, client_name, client_ip, sasl_user, message_id, sender, size, nrcpt,
    direction, status, sent, bounced, deferred, origin_queue_id, origin_client_name, origin_client_ip
FROM messages;
SELECT 'delivery', name, at, recipient, orig_to, relay_host, relay_ip, remote_queue_id, dsn, status, reply, $dump_program
FROM deliveries LEFT JOIN name USING (mail_id);
SELECT 'rejection', name, at, host, $dump_program, client_name, client_ip, helo, sender, recipient, code, dsn, reason, stage, action
FROM policy_action LEFT JOIN name USING (mail_id);
SELECT 'check', c.at, c.host, $dump_check, c.result, c.identity, c.client_ip, c.helo, c.sender, c.recipient, c.reason, c.action, n.name,
    r.at, r.recipient, r.reason
FROM spf_checks c LEFT JOIN name n USING (mail_id) LEFT JOIN rejection r ON r.rejection_id = c.rejection_id;
SELECT 'login', at, host, $dump_program, client_name, client_ip, user, method, ok FROM logins;
SELECT 'link', at, host, name, queue_id, child_queue_id, kind FROM links LEFT JOIN name USING (mail_id);
SELECT 'hole', host, from_at, to_at, reason, lines FROM holes;
SELECT 'coverage', host, from_at, to_at FROM coverage;
SELECT 'unread', $dump_program, shape, n, first_at, last_at FROM unread;
SELECT 'passed over', $dump_program, n, first_at, last_at FROM passed_over;
SELECT 'daily', day, host, domain, class, result, sum(n) FROM daily GROUP BY day, host, domain, class, result;
END
}

# unjoe ARGUMENT...            as a user calls it, whatever this machine's configuration says
unjoe()
{
	"$UNJOE" --config /dev/null "$@"
}

# ingest DATABASE ARGUMENT...  what it says is added to $SCRATCH/said
ingest()
{
	dump_database=$1
	shift
	unjoe --db "$dump_database" ingest "$@" 2>>"$SCRATCH/said"
}

# sql DATABASE SQL             the rows, columns between bars
sql()
{
	sqlite3 -batch -separator '|' -nullvalue NULL "$1" "$2"
}

# same DATABASE WANTED NAME [WITHOUT]   two databases say the same, and something
same()
{
	dump "$2" "${4-}" >"$SCRATCH/dump.wanted" &&
	    dump "$1" "${4-}" >"$SCRATCH/dump.got" &&
	    diff "$SCRATCH/dump.wanted" "$SCRATCH/dump.got" >"$SCRATCH/dump.diff" &&
	    [ -s "$SCRATCH/dump.wanted" ]
	tap_result $? "$3" "$SCRATCH/dump.diff"
}
