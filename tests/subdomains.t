#!/bin/sh
# subdomains.t - a laboratory of which all organisations are subdomains of one registrable domain: each is as foreign to the other as anybody.
. tests/tap.sh
. tests/dump.sh
. tests/world.sh

# below DOMAIN - what was written of the laboratory, with all domains below that one
below()
{
	sed -i -E "s/\\b(ours)\\.test\\b/\\1.$1/g; s/\\b(a|b|c|evil)\\.example\\b/\\1.$1/g" "$world/log" "$world"/mail/*
	sort -s -k 1,1 -o "$world/log" "$world/log"
}
judged() { ok "$1" ingest "$world/db" "$world/log" "$world/mail"; [ -z "${SHOW-}" ] || verdicts; }
suffix() { is "$(sql "$world/db" "SELECT coalesce(max(value), '-') FROM setting WHERE name = 'analyzed_suffix'")" "$1" "$2"; }

# laboratory NAME - mail to b.example, and two bounces from it: of that, and of one that mx.evil.example brought
laboratory()
{
	world "$1"
	login 10:00:51 0B0000000001 anna anna@ours.test sent@ours.test
	to 10:01:01 0B0000000001 x@b.example mx.b.example 192.0.2.25 BBBB0001
	hops=$(hop 10:01:01 mx.b.example BBBB0001 mail.ours.test mail.ours.test 198.51.100.1 && own_hop 10:00:51 0B0000000001)
	bounce genuine 10:01:10 0C0000000001 x@b.example sent@ours.test
	hops=$(hop 10:01:20 mx.b.example BBBB0002 mx.evil.example mx.evil.example 203.0.113.66)
	bounce forged 10:01:21 0C0000000002 y@b.example f-1@evil.example
}

laboratory apart
judged "organisations of their own domains: read"
verdicts >"$SCRATCH/said-apart"
verdict forged 'forged strong never-mailed,never-sent,origin-foreign' "forged"
suffix - "no suffix"

laboratory beneath
below example.org
judged "the same as subdomains of one: read"
suffix example.org "that one is as a public suffix"
verdicts >"$SCRATCH/said-beneath"
ok "judged alike" diff "$SCRATCH/said-apart" "$SCRATCH/said-beneath"
verdict genuine 'genuine proof origin-named-ours,our-handover,our-message,remote-queue-id' "what is ours"
grep '^2026-11-1' "$world/log" >"$world/early"
ingest "$world/steps.db" "$world/mail"
ingest "$world/steps.db" "$world/early"
ingest "$world/steps.db" "$world/log"
verdicts "$world/steps.db" >"$SCRATCH/got"
ok "the mail first, the log by steps: the same" diff "$SCRATCH/said-beneath" "$SCRATCH/got"
ok "made again" unjoe --db "$world/steps.db" rebuild
verdicts "$world/steps.db" >"$SCRATCH/got"
ok "  the same" diff "$SCRATCH/said-beneath" "$SCRATCH/got"

# By a relay of our own all mail goes to one host: whose hosts bring us their bounces are houses.
laboratory smart
sed -i 's/relay=mx\.[bc]\.example\[[0-9.]*\]/relay=relay.isp.example.org[192.0.2.9]/' "$world/log"
host=mx.c.example ip=192.0.2.99 hops=$(hop 10:02:01 mx.c.example CCCC0002 mx.evil.example mx.evil.example 203.0.113.66)
bounce other 10:02:05 0C0000000003 y@c.example f-2@evil.example
below example.org
judged "behind a smarthost: read"
suffix example.org "known by who bounced"
verdict other 'forged strong never-mailed,never-sent,origin-foreign' "forged"
verdicts >"$SCRATCH/wanted"
ingest "$world/late.db" "$world/log"
ls "$world/mail" | sed "s|^|$world/mail/|" | xargs -n 1 "$UNJOE" --config /dev/null --db "$world/late.db" ingest 2>>"$SCRATCH/said"
verdicts "$world/late.db" >"$SCRATCH/got"
ok "bounces tell so of a log that was read before: judged alike" diff "$SCRATCH/wanted" "$SCRATCH/got"
world_was="SELECT name || ' ' || value FROM setting WHERE name LIKE 'analyzed_suffix%'"
is "$(sql "$world/late.db" "$world_was")" "$(sql "$world/db" "$world_was")" "  by the same suffix"

# Who forges can write of hosts of two organisations in lines below the one by which our host took his bounce, and call himself by a name of one.
laboratory hostile
sed -i 's/relay=mx\.[bc]\.example\[[0-9.]*\]/relay=relay.isp.example.org[192.0.2.9]/' "$world/log"
rm "$world"/mail/*
for n in a b c; do
	host=mx.$n.example ip=8.8.4.4 name=unknown hops=$(hop 10:02:01 mx.$n.example CCCC0002 mx.evil.example mx.evil.example 203.0.113.66)
	bounce hostile-$n 10:02:05 - y@$n.example f-2@evil.example
	sed -i "0,/^From:/s/^From:/Received: from mx.$n.example (mx.$n.example [192.0.2.25]) by mail.ours.test (Postfix) with ESMTP id A; Fri, 20 Nov 2026 10:02:04 +0000\n&/" "$world/mail/hostile-$n.eml"
done
below example.org
judged "hostile bounces: read"
suffix - "no suffix by what anybody can write"

# What tells that it is one house after all, or all the world.
for also in "x@example.org mx.example.org" "x@else.example mx.else.example"; do
	laboratory wide
	below example.org
	ingest "$world/db" "$world/log" "$world/mail"
	suffix example.org "before the last line"
	login 11:00:51 0B0000000009 anna anna@ours.example.org more@ours.example.org
	to 11:00:52 0B0000000009 ${also} 192.0.2.77 DDDD0001
	judged "and mail to ${also% *}: read"
	suffix - "no suffix any more"
	verdicts >"$SCRATCH/wanted"
	rm "$world"/db*
	judged "  at once"
	verdicts >"$SCRATCH/got"
	ok "  the same" diff "$SCRATCH/wanted" "$SCRATCH/got"
done
done_testing
