#!/bin/sh
# needs.t - a stage that is not run has nothing to do: what changes what the log says without a new line of it is seen by the next run.
. tests/tap.sh
. tests/dump.sh
. tests/world.sh

# Its log goes with a host that wrote no more.
world pruned
echo '2026-11-01T10:00:00+00:00 old postfix/smtpd[7]: connect from a.example.net[192.0.2.200]' >"$world/old"
ingest "$world/db" "$world/old" "$world/log"
hosts() { sql "$world/db" "SELECT group_concat(value, ' ') FROM (SELECT value FROM own WHERE kind = 'host' AND how = 'log' ORDER BY value)"; }
is "$(hosts)" "mail old" "two hosts wrote a log"
printf '[prune]\nlog = 20\n' >"$world/conf"
ok "that of one is pruned" "$UNJOE" --config "$world/conf" --db "$world/db" --now 2026-12-01 prune
ok "  and nothing is new" unjoe --db "$world/db" analyze
is "$(hosts)" "mail" "it is known by its log no longer"
ok "made again" unjoe --db "$world/db" rebuild
is "$(hosts)" "mail" "  it is the same"

# A name of ours that another bouncer wrote down.
world named
hops=$(hop 10:01:20 mx.b.example BBBB0001 www www.ours.test 203.0.113.80)
bounce told 10:01:21 0C0000000001 y@b.example f-1@else.example
host=mx.c.example ip=192.0.2.99 hops=$(hop 10:02:20 mx.c.example CCCC0001 www unknown 203.0.113.80)
bounce untold 10:02:21 0C0000000002 y@c.example f-2@else.example
ingest "$world/db" "$world/log" "$world/mail"
is "$(sql "$world/db" "SELECT s.name FROM signals s JOIN bounce b USING (bounce_id) WHERE b.message_id LIKE 'untold@%' AND s.name LIKE 'origin-named%'")" \
    origin-named-once "what one bouncer says of an address counts for what another one says"

# All that was ours came back signed.
world signed
for n in 1 2 3; do
	login 10:0$n:00 0B000000000$n anna anna@ours.test one$n@ours.test
	to 10:0$n:01 0B000000000$n x$n@b.example mx.b.example 192.0.2.25 BBBB000$n
	hops=$(hop 10:0$n:01 mx.b.example BBBB000$n mail.ours.test mail.ours.test 198.51.100.1 && own_hop 10:0$n:00 0B000000000$n)
	head='DKIM-Signature: v=1; a=rsa-sha256; d=ours.test; s=x; h=from; bh=AAAA; b=BBBB'
	bounce ours$n 10:0$n:05 - x$n@b.example one$n@ours.test
done
hops=$(hop 10:04:01 mx.b.example BBBB0004 x unknown 203.0.113.66)
bounce unsigned 10:04:05 - y@b.example f-1@else.example
ingest "$world/db" "$world/log" "$world/mail"
is "$(sql "$world/db" "SELECT b.message_id FROM signals s JOIN bounce b USING (bounce_id) WHERE s.name = 'we-always-sign'")" unsigned@mx.b.example "what is not is noticed"
done_testing
