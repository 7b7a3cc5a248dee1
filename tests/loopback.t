#!/bin/sh
# loopback.t - a laboratory on one machine: all hosts at addresses of 127.0.0.0/8, from where most connect as 127.0.0.1, whatever address they listen at.
. tests/tap.sh
. tests/dump.sh
. tests/world.sh

# took SECONDS BY QUEUE-ID HELO IP - what a host of that machine stamps; 127.0.0.1 has a name, others have none
took() { hop "10:01:$1" "$2" "$3" "$4" "$([ "$5" = 127.0.0.1 ] && echo localhost || echo unknown)" "$5"; }

# laboratory NAME A B - its hosts mx.a.example, mx.b.example and mx.c.example at these two addresses and at 127.0.0.21; all that its mail tells
laboratory()
{
	world "$1"
	for n in 1 2; do
		login 10:00:5$n 0B000000000$n anna anna@ours.test sent-$n@ours.test
	done
	to 10:01:01 0B0000000001 x@a.example mx.a.example "$2" AAAA0011
	to 10:01:02 0B0000000002 x@b.example mx.b.example "$3" BBBB0011
	host=mx.a.example ip=127.0.0.1 name=localhost
	hops=$(took 01 mx.a.example AAAA0011 mail.ours.test 127.0.0.1 && own_hop 10:00:51 0B0000000001)
	bounce genuine 10:01:10 0C0000000001 x@a.example sent-1@ours.test
	host=mx.b.example ip=127.0.0.1 name=localhost
	hops=$(took 20 mx.b.example BBBB0012 localhost 127.0.0.1 && took 20 mx.b.example BBBB0013 pc 127.0.0.66)
	bounce forged 10:01:21 0C0000000002 y@b.example f-1@else.example
	hops=$(took 20 mx.b.example BBBB0014 mail.ours.test 127.0.0.66)
	bounce bold 10:01:22 0C0000000003 y@b.example f-2@else.example
	hops=$(took 20 mx.b.example BBBB0015 mail.ours.test 127.0.0.1)
	bounce mimic 10:01:23 0C0000000004 y@b.example f-3@else.example
	hops=$(took 20 mx.b.example BBBB0016 mail.evil.example 127.0.0.1)
	bounce evil 10:01:24 0C0000000005 y@b.example f-4@else.example
	hops=$(took 20 mx.b.example BBBB0017 www.ours.test 127.0.0.1)
	bounce web 10:01:25 0C0000000006 y@b.example w-1@ours.test
	hops=$(took 20 mx.b.example BBBB0018 www.ours.test 127.0.0.80)
	bounce shop 10:01:26 0C0000000007 y@b.example w-2@ours.test
	hops=$(took 20 mx.b.example BBBB0019 pc 127.0.0.1)
	bounce pc 10:01:27 0C0000000008 y@b.example w-3@else.example
	hops=$(took 20 mx.b.example BBBB0020 mx.a.example 127.0.0.1)
	bounce relay 10:01:28 0C0000000009 y@b.example w-4@else.example
	hops=$(took 20 mx.b.example BBBB0021 mail.evil.example "$3")
	bounce self 10:01:29 0C0000000010 y@b.example f-5@else.example
	hops=$(echo 'Received-SPF: softfail (mx.c.example: 127.0.0.1 is not designated) receiver=mx.c.example; client-ip=127.0.0.1; envelope-from=anna@ours.test'
	took 20 mx.c.example CCCC0011 out.other.example 127.0.0.1 && took 01 mx.a.example AAAA0011 mail.ours.test 127.0.0.1 && own_hop 10:00:51 0B0000000001)
	host=mx.c.example
	bounce with 10:01:30 0C0000000011 y@c.example sent-1@ours.test
	sed -i 's/192\.0\.2\.99/127.0.0.21/; s/192\.0\.2\.200/127.0.0.30/; s/203\.0\.113\.200/127.0.0.31/' "$world/log" "$world"/mail/*
	line 10:30:00 'postfix/smtpd[7]: connect from localhost[127.0.0.1]'
	sort -s -k 1,1 -o "$world/log" "$world/log"
	ok "$1: its log and mail are read" ingest "$world/db" "$world/log" "$world/mail"
	[ -z "${SHOW-}" ] || verdicts
}
handed() { is "$(sql "$world/db" "SELECT group_concat(coalesce(handed_ip, '-'), ' ') FROM (SELECT t.handed_ip FROM trace t JOIN bounce b USING (bounce_id) ORDER BY b.message_id)")" "$1" "who handed them over"; }

for addresses in "own 127.0.0.22 127.0.0.23" "one 127.0.0.1 127.0.0.1"; do
	laboratory $addresses
	verdict genuine 'genuine proof our-message,remote-queue-id' "what we sent came back from a host that took it from 127.0.0.1, as all do"
	verdict forged 'forged strong never-mailed,never-sent,origin-foreign' "forged at an address of its own, behind a filter of the host"
	verdict bold 'forged strong never-mailed,never-sent,origin-foreign' "  by our own name"
	verdict mimic 'forged strong never-mailed,never-sent,origin-foreign' "at 127.0.0.1 by the name of our host, whose log does not know it"
	verdict evil 'forged strong never-mailed,never-sent,origin-foreign' "  by that of a stranger"
	verdict web 'unverifiable - never-mailed,never-sent,origin-greets-ours' "  by that of another host of ours"
	verdict shop 'unverifiable - never-mailed,never-sent,origin-foreign,origin-greets-ours' "  at an address of its own, too"
	verdict pc 'unverifiable - never-mailed,never-sent' "at 127.0.0.1 by a name that tells nothing"
	verdict relay 'unverifiable - never-mailed,never-sent' "  by that of a relay of ours"
	verdict self 'forged strong never-mailed,never-sent,origin-foreign' "at the bouncing host's own address, from where all seem to come that have none"
	verdict with 'unverifiable - never-mailed,origin-foreign,origin-spf-softfail,replayed' "a mail of ours by another forwarder, below whose line stands the queue id of the first"
	handed "127.0.0.66 127.0.0.1 127.0.0.66 127.0.0.1 127.0.0.1 127.0.0.1 127.0.0.1 ${addresses##* } 127.0.0.80 127.0.0.1 127.0.0.1"
done
verdicts >"$SCRATCH/wanted"
ls -r "$world/mail" | sed "s|^|$world/mail/|" | xargs -n 4 "$UNJOE" --config /dev/null --db "$world/late.db" ingest 2>>"$SCRATCH/said"
for day in 10 19 20; do
	grep "^2026-11-$day" "$world/log" >"$world/day-$day"
	ingest "$world/late.db" "$world/day-$day"
done
verdicts "$world/late.db" >"$SCRATCH/got"
ok "the log later, day by day: the same" diff "$SCRATCH/wanted" "$SCRATCH/got"
ok "made again" unjoe --db "$world/late.db" rebuild
verdicts "$world/late.db" >"$SCRATCH/got"
ok "  the same" diff "$SCRATCH/wanted" "$SCRATCH/got"

# All servers there write one log, by one host's name: the notice of another's is none of ours, and what it took from 127.0.0.1 no mail of our network.
laboratory shared 127.0.0.22 127.0.0.23
tenant()	# TEXT
{
	line 10:01:30 "postfix-b/$1"
}
line 10:01:30 'postfix/bounce[7]: 0B0000000002: sender non-delivery notification: 0B00000000AA'
queued 10:01:30 0B00000000AA "" 1@mail.ours.test
tenant 'smtpd[7]: BBBB0022: client=localhost[127.0.0.1]'
tenant 'cleanup[8]: BBBB0022: message-id=<f-6@else.example>'
tenant 'qmgr[9]: BBBB0022: from=<anna@ours.test>, size=500, nrcpt=1 (queue active)'
tenant 'smtp[9]: BBBB0022: to=<y@b.example>, relay=127.0.0.40[127.0.0.40]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host 127.0.0.40[127.0.0.40] said: 550 5.1.1 no (in reply to RCPT TO command))'
tenant 'bounce[9]: BBBB0022: sender non-delivery notification: BBBB0023'
tenant 'cleanup[8]: BBBB0023: message-id=<shared@mx.b.example>'
tenant 'qmgr[9]: BBBB0023: from=<>, size=900, nrcpt=1 (queue active)'
tenant 'smtp[9]: BBBB0023: to=<anna@ours.test>, relay=mail.ours.test[127.0.0.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 0C0000000011)'
tenant 'qmgr[9]: BBBB0023: removed'
host=mx.b.example ip=127.0.0.1 name=localhost
hops=$(hop 10:01:30 mx.b.example BBBB0022 mail.evil.example localhost 127.0.0.1)
bounce shared 10:01:31 0C0000000011 y@b.example f-6@else.example
sort -s -k 1,1 -o "$world/log" "$world/log"
rm -f "$world"/db*
ok "the log of all: read" ingest "$world/db" "$world/log" "$world/mail"
verdict shared 'unverifiable - origin-foreign,we-relayed' "forged: another's server there took it and bounced it, which makes it no mail of ours"
verdict genuine 'genuine proof our-message,remote-queue-id' "  and what is ours is ours"

# Two hosts of ours, of which one hands to the other as 127.0.0.1; an alias of ours, to which a stranger may write from there; and a provider of a user of ours.
laboratory two 127.0.0.22 127.0.0.23
line 10:02:00 'postfix/smtpd[10]: 0A00000000F1: client=localhost[127.0.0.1]'
queued 10:02:00 0A00000000F1 a@c.example f1@c.example
line 10:02:00 'postfix/virtual[12]: 0A00000000F1: to=<anna@ours.test>, relay=virtual, delay=0.1, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to maildir)'
while read -r text; do
	echo "2026-11-20T10:01:59+00:00 mx postfix/$text"
done >"$world/mx" <<'end'
smtpd[10]: 0A00000000F0: client=unknown[127.0.0.30]
cleanup[8]: 0A00000000F0: message-id=<f1@c.example>
qmgr[9]: 0A00000000F0: from=<a@c.example>, size=500, nrcpt=1 (queue active)
smtp[11]: 0A00000000F0: to=<anna@ours.test>, relay=mail.ours.test[127.0.0.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 0A00000000F1)
end
line 10:03:00 'postfix/smtpd[10]: 0A00000000F2: client=localhost[127.0.0.1]'
queued 10:03:00 0A00000000F2 anna@ours.test f2@else.example
line 10:03:01 'postfix/smtp[11]: 0A00000000F2: to=<team@b.example>, orig_to=<team@ours.test>, relay=mx.b.example[127.0.0.23]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as BBBB0030)'
host=mx.b.example ip=127.0.0.1 name=localhost
hops=$(hop 10:03:01 mx.b.example BBBB0030 mail.ours.test localhost 127.0.0.1; hop 10:03:00 mail.ours.test 0A00000000F2 mail.evil.example localhost 127.0.0.1)
bounce alias 10:03:05 - team@b.example f2@else.example
host=mx.b.example ip=127.0.0.1 name=localhost
hops=$(hop 10:04:01 mx.b.example BBBB0031 smtp.isp.example localhost 127.0.0.1; hop 10:04:00 smtp.isp.example CCCC0031 laptop localhost 127.0.0.1 | sed 's/ESMTP/ESMTPSA/')
bounce customer 10:04:05 - y@b.example p@else.example
# Who got a mail of ours brings it to that alias, as if it were anna again.
line 10:05:00 'postfix/smtpd[10]: 0A00000000F3: client=localhost[127.0.0.1]'
queued 10:05:00 0A00000000F3 anna@ours.test sent-1@ours.test
line 10:05:01 'postfix/smtp[11]: 0A00000000F3: to=<team@b.example>, orig_to=<team@ours.test>, relay=mx.b.example[127.0.0.23]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as BBBB0032)'
hops=$(hop 10:05:01 mx.b.example BBBB0032 mail.ours.test localhost 127.0.0.1; hop 10:05:00 mail.ours.test 0A00000000F3 mail.evil.example localhost 127.0.0.1)
bounce replay 10:05:05 - team@b.example sent-1@ours.test
# A filter that pipe(8) runs has what goes to others, too.
line 10:01:01 'postfix/pipe[11]: 0B0000000002: to=<x@b.example>, relay=filter, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered via filter service)'
line 10:01:01 'postfix/smtpd[10]: 0A00000000F4: client=localhost[127.0.0.1]'
queued 10:01:01 0A00000000F4 anna@ours.test sent-2@ours.test
line 10:01:02 'postfix/smtp[11]: 0A00000000F4: to=<x@b.example>, relay=mx.b.example[127.0.0.23]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as BBBB0033)'
hops=$(hop 10:01:02 mx.b.example BBBB0033 mail.ours.test localhost 127.0.0.1; hop 10:01:01 mail.ours.test 0A00000000F4 localhost localhost 127.0.0.1)
bounce filtered 10:05:06 - x@b.example sent-2@ours.test
sort -s -k 1,1 -o "$world/log" "$world/log"
rm -f "$world"/db*
ok "two hosts: read" ingest "$world/db" "$world/log" "$world/mx" "$world/mail"
is "$(sql "$world/db" "SELECT value FROM own WHERE kind = 'outgoing' AND value = '127.0.0.1'")" "" "what one host of ours hands to another makes 127.0.0.1 no address of ours"
is "$(sql "$world/db" "SELECT DISTINCT value FROM own WHERE kind = 'domain'")" ours.test "nor a filter what goes on to others there a domain of ours"
verdict mimic 'forged strong never-mailed,never-sent,origin-foreign' "  who has it, by the name of a host of ours"
verdict alias 'forged strong never-sent,origin-foreign,remote-queue-id,we-relayed' "  and who writes from there to an alias of ours"
verdict replay 'unverifiable - ' "  with a mail of ours that had gone out"
verdict filtered 'genuine proof our-message,remote-queue-id' "what a filter gave back is ours as before"
verdict customer 'unverifiable - never-mailed,never-sent,origin-foreign,origin-submitted' "a user of a provider that we do not know"

# Who got a mail of ours sends it again there: by a name that tells nothing, or as if a filter had taken minutes; or brings it to our alias, when our filter had given it back.
laboratory again 127.0.0.1 127.0.0.1
login 10:02:00 0B0000000004 anna anna@ours.test sent-4@ours.test
to 10:02:01 0B0000000004 x@a.example mx.a.example 127.0.0.1 ''
host=mx.a.example ip=127.0.0.1 name=localhost
hops=$(hop 10:02:20 mx.a.example AAAA0099 friend localhost 127.0.0.1)
bounce friend 10:02:30 - x@a.example sent-4@ours.test
host=mx.a.example ip=127.0.0.1 name=localhost
hops=$(hop 10:04:20 mx.a.example 4jQcygPYqxzyPz localhost localhost 127.0.0.1; took 01 mx.a.example AAAA0011 mail.ours.test 127.0.0.1; own_hop 10:00:51 0B0000000001)
bounce late 10:04:30 - x@a.example sent-1@ours.test
login 10:06:00 0B0000000003 anna anna@ours.test sent-3@ours.test
line 10:06:01 'postfix/smtp[11]: 0B0000000003: to=<x@a.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 0A00000000F5)'
line 10:06:01 'postfix/smtpd[10]: 0A00000000F5: client=localhost[127.0.0.1]'
queued 10:06:01 0A00000000F5 anna@ours.test sent-3@ours.test
to 10:06:02 0A00000000F5 x@a.example mx.a.example 127.0.0.1 AAAA0034
line 10:06:30 'postfix/smtpd[10]: 0A00000000F6: client=localhost[127.0.0.1]'
queued 10:06:30 0A00000000F6 anna@ours.test sent-3@ours.test
line 10:06:31 'postfix/smtp[11]: 0A00000000F6: to=<team@b.example>, orig_to=<team@ours.test>, relay=mx.b.example[127.0.0.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as BBBB0034)'
host=mx.b.example ip=127.0.0.1 name=localhost
hops=$(hop 10:06:31 mx.b.example BBBB0034 mail.ours.test localhost 127.0.0.1; hop 10:06:30 mail.ours.test 0A00000000F6 friend localhost 127.0.0.1)
bounce given 10:06:35 - team@b.example sent-3@ours.test
sed -i 's/203\.0\.113\.200/127.0.0.31/' "$world/log" "$world"/mail/*
sort -s -k 1,1 -o "$world/log" "$world/log"
rm -f "$world"/db*
ok "sent again: read" ingest "$world/db" "$world/log" "$world/mail"
verdict friend 'unverifiable - our-message,replayed' "by a name that tells nothing"
verdict late 'unverifiable - our-message,replayed' "behind a filter that takes minutes"
verdict given 'unverifiable - ' "to our alias"

# All goes by a smarthost there: that the world lies on this machine, those tell who bring the bounces.
world tunnel
for n in 1 2 3; do
	login 10:0$n:00 0B000000000$n anna anna@ours.test one$n@ours.test
	to 10:0$n:01 0B000000000$n x@b$n.example smtp.isp.example 127.0.0.1 D0000000000$n
	hops="$(hop 10:0$n:02 mx.b$n.example B0000000000$n smtp.isp.example localhost 127.0.0.1; hop 10:0$n:01 smtp.isp.example D0000000000$n mail.ours.test localhost 127.0.0.1; own_hop 10:0$n:00 0B000000000$n)"
	host=mx.b$n.example ip=127.0.0.1 name=localhost
	bounce ours$n 10:0$n:05 - x@b$n.example one$n@ours.test
done
host=mx.b1.example ip=127.0.0.1 name=localhost
hops=$(hop 10:10:01 mx.b1.example B00000000010 mail.evil.example localhost 127.0.0.1)
bounce evil 10:10:05 - y@b1.example evil@else.example
sed -i 's/192\.0\.2\.99/127.0.0.1/; s/192\.0\.2\.200/127.0.0.1/; s/203\.0\.113\.200/127.0.0.1/; s/mx\.c\.example/smtp.isp.example/' "$world/log" "$world"/mail/*
line 10:30:00 'postfix/smtpd[7]: connect from localhost[127.0.0.1]'
ok "all by a smarthost there: read" ingest "$world/db" "$world/log" $(ls "$world"/mail/*[12].eml)
handed "- -"
ok "three organisations" ingest "$world/db" "$world/mail"
handed "127.0.0.1 127.0.0.1 127.0.0.1 127.0.0.1"
verdict ours1 'genuine strong our-message' "mail of ours by it"
verdict evil 'forged strong never-mailed,never-sent,origin-foreign' "and a stranger's"

# One delivery to the world, and 127.0.0.0/8 is the host itself again.
laboratory abroad 127.0.0.22 127.0.0.23
sed '/0A0000000001: to=/s/127\.0\.0\.21/192.0.2.99/' "$world/log" >"$world/public"
ingest "$world/public.db" "$world/public" "$world/mail"
is "$(sql "$world/public.db" "SELECT count(*) FROM trace WHERE handed_ip LIKE '127.%'")" 0 "where mail goes to the world: nobody outside has such an address"

# Two such names tell it: of a thousand, no row each is kept.
for n in 1 2 3 4 5 6 7 8 9; do
	echo "2026-11-10T09:00:0$n+00:00 mail postfix/smtp[9]: 0A000000009$n: to=<y@b$n.example>, relay=mx.b$n.example[127.0.0.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)"
done >"$world/crowd"
ingest "$world/crowd.db" "$world/crowd"
is "$(sql "$world/crowd.db" "SELECT count(*) BETWEEN 2 AND 3 FROM setting WHERE name LIKE 'analyzed_world_loop at %'")" 1 "where many names tell of a laboratory, a few are noted"
done_testing
