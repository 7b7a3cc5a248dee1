#!/bin/sh
# overlap.t - two streams that tell the same events are noticed and the second refused; streams that lie side by side are not.
. tests/tap.sh
. tests/dump.sh

log=$SCRATCH/mail.log
tests/genlog 21 2000 >"$log"
ingest "$SCRATCH/wanted.db" "$log"

# refused NAME DATABASE FILE...
refused()
{
	name=$1 database=$2
	shift 2
	fails "$name: refused" 1 unjoe --db "$database" ingest "$@"
	like "$(cat "$SCRATCH/tap.out")" 'holds the same events as .*mail' "$name: and said"
}

# syslog has what mail.log has, and more.
syslog=$SCRATCH/syslog
perl -ne 'print; printf "%s mx cron[1]: (root) CMD (run %d)\n", /^(\S+)/, $. if $. % 3 == 0' "$log" >"$syslog"
cp "$SCRATCH/wanted.db" "$SCRATCH/syslog.db"
refused "syslog after mail.log" "$SCRATCH/syslog.db" "$syslog"
same "$SCRATCH/syslog.db" "$SCRATCH/wanted.db" "syslog after mail.log: nothing is doubled"
refused "a second time" "$SCRATCH/syslog.db" "$syslog"
same "$SCRATCH/syslog.db" "$SCRATCH/wanted.db" "a second time: nothing is doubled"
refused "both in one run" "$SCRATCH/both.db" "$log" "$syslog"
is "$(sql "$SCRATCH/both.db" "SELECT count(*) FROM deliveries")" "$(sql "$SCRATCH/wanted.db" "SELECT count(*) FROM deliveries")" \
    "both in one run: nothing is doubled"

# The same events in another form, of another logger.
"$BUILD/tests/reform" rfc3164 <"$log" >"$SCRATCH/messages"
touch -d '2026-01-02' "$SCRATCH/messages"
cp "$SCRATCH/wanted.db" "$SCRATCH/form.db"
refused "another form" "$SCRATCH/form.db" "$SCRATCH/messages"
same "$SCRATCH/form.db" "$SCRATCH/wanted.db" "another form: nothing is doubled"
cp "$SCRATCH/wanted.db" "$SCRATCH/journal.db"
"$BUILD/tests/reform" export <"$log" >"$SCRATCH/journal"
refused "the journal" "$SCRATCH/journal.db" "$SCRATCH/journal"
same "$SCRATCH/journal.db" "$SCRATCH/wanted.db" "the journal: nothing is doubled"

# A file that begins later than the first, and ends later: what is new in it cannot be told from what is not.
sed -n '1,1200p' "$log" >"$SCRATCH/mail.begin"
sed -n '900,2000p' "$log" >"$SCRATCH/end.log"
ingest "$SCRATCH/half.db" "$SCRATCH/mail.begin"
dump "$SCRATCH/half.db" >"$SCRATCH/before"
refused "a second half that begins in the first" "$SCRATCH/half.db" "$SCRATCH/end.log"
is "$(sql "$SCRATCH/half.db" "SELECT count(*) - count(DISTINCT at || recipient || reply) FROM deliveries")" \
    "$(sql "$SCRATCH/half.db" "SELECT count(*) - count(DISTINCT at || recipient || reply) FROM deliveries WHERE source_id = 1")" \
    "a second half that begins in the first: nothing is doubled"

# The other good files of the run are read all the same.
sed 's/ mx / mx2 /' "$log" >"$SCRATCH/mx2.log"
cp "$SCRATCH/wanted.db" "$SCRATCH/other.db"
refused "beside a good file" "$SCRATCH/other.db" "$syslog" "$SCRATCH/mx2.log"
is "$(sql "$SCRATCH/other.db" "SELECT host, count(*) FROM deliveries GROUP BY host" | cut -d'|' -f2 | uniq | wc -l)" 1 \
    "beside a good file: another host's log is no overlap"
is "$(sql "$SCRATCH/other.db" "SELECT count(DISTINCT host) FROM deliveries")" 2 "beside a good file: it is read"

# A host by its short and its long name; the journal has other names of the programs.
sed 's/ mx / MX.ours.example /' "$log" | "$BUILD/tests/reform" with-unit >"$SCRATCH/long.mail"
cp "$SCRATCH/wanted.db" "$SCRATCH/long.db"
refused "the long name of the host" "$SCRATCH/long.db" "$SCRATCH/long.mail"
same "$SCRATCH/long.db" "$SCRATCH/wanted.db" "the long name of the host: nothing is doubled"
ingest "$SCRATCH/short.db" "$SCRATCH/long.mail"
refused "the short name" "$SCRATCH/short.db" "$log"
sed 's/ mx / mx2.ours.example /' "$log" >"$SCRATCH/mx3.log"
ok "a name that only begins alike" ingest "$SCRATCH/form.db" "$SCRATCH/mx3.log"

# Streams that say little: a few messages; deliveries or checks alone.
few() { "$BUILD/tests/reform" rfc3164 <"$SCRATCH/few.log" >"$SCRATCH/few.mail"; touch -d '2026-01-02' "$SCRATCH/few.mail"; cp "$SCRATCH/few.log" "$SCRATCH/few-mail.log"; }
id=$(sed -n 's/.*: \([0-9A-F]*\): to=.*status=deferred.*/\1/p' "$log" | sed -n 3p)
grep "$id" "$log" >"$SCRATCH/few.log"
few
refused "a few messages" "$SCRATCH/one.db" "$SCRATCH/few-mail.log" "$SCRATCH/few.mail"
is "$(sql "$SCRATCH/one.db" "SELECT count(DISTINCT source_id) FROM messages")" 1 "a few messages: they are there once"
grep 'status=' "$log" | head -40 >"$SCRATCH/few.log"
few
refused "deliveries alone" "$SCRATCH/deliveries.db" "$SCRATCH/few.mail" "$SCRATCH/few-mail.log"
grep 'policyd-spf' "$log" | head -40 >"$SCRATCH/few.log"
few
refused "checks alone" "$SCRATCH/checks.db" "$SCRATCH/few-mail.log" "$SCRATCH/few.mail"

# Two files that meet within a second in which a client tried again and again; and a login that two programs tell of.
tries() { for n in 1 2 3 4 5 6 7 8; do echo "2026-03-01T10:00:$1.$n+00:00 mx postfix/smtpd[7]: warning: unknown[192.0.2.9]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=anna"; done; }
{ tries 08; tries 09; tries 10; } >"$SCRATCH/tries.1"
{ tries 10; tries 11; tries 12; } >"$SCRATCH/tries"
ok "a seam within a second" ingest "$SCRATCH/tries.db" "$SCRATCH/tries.1" "$SCRATCH/tries"
is "$(sql "$SCRATCH/tries.db" "SELECT count(*) FROM logins")" 48 "a seam within a second: all tries are there"
sed 's/postfix.*/dovecot: auth: plain(anna,192.0.2.9,<x>): Password mismatch/' "$SCRATCH/tries.1" >"$SCRATCH/auth.log"
ok "logins that Dovecot tells of as well" ingest "$SCRATCH/tries.db" "$SCRATCH/auth.log"

# Streams that lie side by side.
grep -v dovecot "$log" >"$SCRATCH/postfix.log"
grep dovecot "$log" >"$SCRATCH/dovecot.log"
cat >"$SCRATCH/rspamd.log" <<-'END'
	2025-12-31T01:00:00.000000+00:00 mx rspamd[77]: <a1b2c3>; task; rspamd_task_write_log: id: <m@d1.example>, qid: <4XaBcD12zz>, ip: 192.0.2.1, from: <a@d1.example>, (default: F (no action): [0.10/15.00] [R_SPF_ALLOW(-0.20){+mx;}]), len: 900, time: 9.0ms, dns req: 5, digest: <d41d8cd98f00b204e9800998ecf8427e>, rcpts: <anna1@ours.example>, mime_rcpts: <anna1@ours.example>
	2025-12-31T01:10:00.000000+00:00 mx rspamd[77]: <a1b2c4>; task; rspamd_task_write_log: id: <n@d1.example>, qid: <4XaBcD12zy>, ip: 192.0.2.1, from: <a@d1.example>, (default: F (no action): [0.10/15.00] [R_SPF_ALLOW(-0.20){+mx;}]), len: 900, time: 9.0ms, dns req: 5, digest: <d41d8cd98f00b204e9800998ecf8427e>, rcpts: <anna1@ours.example>, mime_rcpts: <anna1@ours.example>
END
ok "Postfix, Dovecot and rspamd in a file each" ingest "$SCRATCH/beside.db" "$SCRATCH/postfix.log" "$SCRATCH/dovecot.log" "$SCRATCH/rspamd.log"
is "$(sql "$SCRATCH/beside.db" "SELECT (SELECT count(*) FROM logins), (SELECT count(*) FROM deliveries)")" \
    "$(sql "$SCRATCH/wanted.db" "SELECT (SELECT count(*) FROM logins), (SELECT count(*) FROM deliveries)")" "all of it is there"
is "$(sql "$SCRATCH/beside.db" "SELECT count(*) FROM spf_checks WHERE program = 'rspamd'")" 2 "and rspamd's checks"

# A logger of which two rules write to one file: only said, since a line may come twice in truth.
perl -ne 'print $_, $_' "$log" >"$SCRATCH/doubled.log"
ok "each line twice" unjoe --db "$SCRATCH/doubled.db" ingest "$SCRATCH/doubled.log"
like "$(cat "$SCRATCH/tap.out")" 'doubled.log: it has each line twice in a row' "each line twice: said"
is "$(sql "$SCRATCH/doubled.db" "SELECT sum(lines) FROM sources")" "$(($(wc -l <"$log") * 2))" "each line twice: all are read"
perl -ne 'print; print if $. == 3' "$log" >"$SCRATCH/once.log"
ok "one line twice" unjoe --db "$SCRATCH/once.db" ingest "$SCRATCH/once.log"
is "$(grep -c 'each line twice' "$SCRATCH/tap.out")" 0 "one line twice: nothing is said"
done_testing
