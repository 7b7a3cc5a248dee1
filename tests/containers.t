#!/bin/sh
# containers.t - a laboratory in one private network, as containers have it: all hosts lie beside each other, with names of no organisation or none.
. tests/tap.sh
. tests/dump.sh
. tests/world.sh

minute=10
# came NAME HOPS [RECIPIENT] [MESSAGE-ID] - bounced by mx.b1.example, which has taken it over
came()
{
	hops=$2 host=mx.b1.example ip=172.18.0.21 name=lab-b1-1.lab_default
	bounce "$1" "10:$minute:05" - "${3-stranger@b1.example}" "${4-$1@else.example}"
	minute=$((minute + 1))
}
taken() { hop "10:$minute:0${6-2}" "${5-mx.b1.example}" "${4-F00000$minute}" "$1" "${3-unknown}" "$2"; }		# HELO IP [NAME] [QUEUE-ID] [BY] [SECOND]
for_whom() { sed "s/;/ for <$1>;/"; }
by_login() { sed 's/ESMTP/ESMTPSA/'; }

world containers
for n in 1 2 3; do
	login 10:0$n:00 0B000000000$n anna anna@ours.test one$n@ours.test
	to 10:0$n:01 0B000000000$n x@b$n.example mx.b$n.example 172.18.0.2$n B0000000000$n
	hops="$(hop 10:0$n:01 store.b$n.example C0000000000$n mx.b$n.example unknown 10.0.0.2$n)
$(hop 10:0$n:01 mx.b$n.example B0000000000$n mail.ours.test unknown 172.18.0.2)
$(own_hop 10:0$n:00 0B000000000$n)"
	host=mx.b$n.example ip=172.18.0.2$n
	bounce ours$n 10:0$n:05 - x@b$n.example one$n@ours.test
done
# By way of a provider: our own smarthost, and a user who sends by it himself.
login 10:18:00 0B0000000008 anna anna@ours.test eight@ours.test
to 10:18:01 0B0000000008 y@b1.example smtp.isp.example 172.18.0.40 D00000000008
minute=18
came smarthost "$(taken smtp.isp.example 172.18.0.40; taken mail.ours.test 172.18.0.2 unknown D00000000008 smtp.isp.example 1; own_hop 10:18:00 0B0000000008)" y@b1.example eight@ours.test
minute=10
came customer "$(taken smtp.isp.example 172.18.0.40 lab-isp-1.lab_default; taken laptop 172.18.0.77 unknown E00000010 smtp.isp.example 1 | by_login)"
came direct "$(taken smtp.tel.example 172.18.0.41 lab-tel-1.lab_default; taken laptop 172.18.0.77 unknown E00000011 smtp.tel.example 1 | by_login)"
# A host of ours without a log, and a forger who calls himself by names of ours.
came web "$(taken www.ours.test 172.18.0.80)"
came inner "$(hop 10:$minute:02 store.b1.example F1 mx.b1.example unknown 10.0.0.21; taken www.ours.test 172.18.0.80)"
came script "$(taken 3f2ab81c90de 172.18.0.81)" stranger@b1.example script@www.ours.test
came liar "$(taken mail.ours.test 172.18.0.66)"
came pc "$(taken pc17.ours.test 172.18.0.66)"
# Forged at a forwarder to which we deliver, too; and a mail that we had sent to it, once more and by way of it.
came forwarded "$(taken mx.b2.example 172.18.0.22; taken x 172.18.0.66 unknown E00000016 mx.b2.example 1 | for_whom board@b2.example)"
came resent "$(taken mx.b2.example 172.18.0.22; taken x 172.18.0.66 unknown E00000017 mx.b2.example 1 | for_whom board@b2.example)" y@b1.example one2@ours.test
# A forger sends to an alias of ours, too, which leads elsewhere behind a filter; once with the Message-ID of a mail of ours.
for n in 1 2 3; do
	stranger 10:2$n:00 0D000000000$n 172.18.0.67 anna@ours.test alias$n@else.example
	line 10:2$n:01 "postfix/smtp[11]: 0D000000000$n: to=<team@ours.test>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 0E000000000$n)"
	line 10:2$n:01 "postfix/qmgr[9]: 0D000000000$n: removed"
	line 10:2$n:01 "postfix/smtpd[10]: 0E000000000$n: client=localhost[127.0.0.1]"
	queued 10:2$n:01 0E000000000$n anna@ours.test alias$n@else.example
	line 10:2$n:02 "postfix/smtp[11]: 0E000000000$n: to=<team@b3.example>, orig_to=<team@ours.test>, relay=mx.b3.example[172.18.0.23]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as B0000000002$n)"
	line 10:2$n:02 "postfix/qmgr[9]: 0E000000000$n: removed"
done
minute=25
came guest "$(taken x 172.18.0.67)"
stranger 10:26:00 0D0000000006 172.18.0.68 anna@ours.test one1@ours.test
line 10:26:01 'postfix/smtp[11]: 0D0000000006: to=<team@b1.example>, orig_to=<team@ours.test>, relay=mx.b1.example[172.18.0.21]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as B00000000026)'
came alias "$(hop 10:26:01 mx.b1.example B00000000026 mail.ours.test unknown 172.18.0.2; hop 10:26:00 mail.ours.test 0D0000000006 x unknown 172.18.0.68)" team@b1.example one1@ours.test
# An account with a habit of four days, and then much of it from a neighbour.
for day in 15 16 17 18; do
	login 2026-11-${day}T09:00:00 0A00000000$day carl carl@ours.test $day@ours.test 172.18.0.90
	to 2026-11-${day}T09:00:01 0A00000000$day friend@c.example mx.c.example 172.18.0.99 ''
done
while read -r n; do
	login 2026-11-19T10:00:00 0C00000000$n carl carl@ours.test run$n@ours.test 172.18.0.91
	to 2026-11-19T10:00:01 0C00000000$n m$n@c.example mx.c.example 172.18.0.99 ''
done <<end
$(seq 100 220)
end
line 11:31:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
sed -i 's/192\.0\.2\.99/172.18.0.99/; s/192\.0\.2\.200/172.18.0.100/; s/203\.0\.113\.200/172.18.0.101/; s/192\.0\.2\.25/172.18.0.25/' "$world/log" "$world"/mail/*
sort -s -k 1,1 -o "$world/log" "$world/log"
ok "its log and mail are read" ingest "$world/db" "$world/log" "$world/mail"
[ -z "${SHOW-}" ] || verdicts
is "$(sql "$world/db" "SELECT target, messages FROM takeovers")" "carl|121" "an account stolen by a neighbour"
handed() { is "$(sql "$world/db" "SELECT handed_ip FROM trace JOIN bounce USING (bounce_id) WHERE message_id LIKE '$1@%'")" "$2" "  handed over by"; }
verdict ours1 'genuine proof origin-ours,our-handover,our-message,remote-queue-id' "mail of ours, by way of an inner network of the bouncer"
handed ours1 172.18.0.2
verdict smarthost 'genuine proof our-handover,our-message' "by a smarthost, beside all others"
handed smarthost 172.18.0.40
verdict customer 'unverifiable - never-mailed,never-sent,origin-submitted' "a user of it"
handed customer 172.18.0.40
verdict direct 'unverifiable - never-mailed,never-sent,origin-foreign,origin-submitted' "  of a provider that we do not know"
handed direct 172.18.0.41
verdict web 'unverifiable - never-mailed,never-sent,origin-foreign,origin-greets-ours' "by a name that may be a host of ours"
verdict script 'unverifiable - never-mailed,never-sent,origin-foreign,origin-greets-ours' "  who so names its mails alone"
verdict inner 'unverifiable - never-mailed,never-sent,origin-foreign,origin-greets-ours' "  and by way of the inner network"
handed inner 172.18.0.80
verdict liar 'forged strong never-mailed,never-sent,origin-foreign' "by the name of a host of ours, falsely"
verdict pc 'forged strong never-mailed,never-sent,origin-foreign' "  who did so is no host of ours by another name"
verdict forwarded 'forged strong never-mailed,never-sent,origin-passed-on' "forged at a forwarder"
handed forwarded 172.18.0.22
verdict resent 'forged weak origin-passed-on,other-queue-id,replayed' "a mail of ours that a stranger sent again by its forwarder"
verdict guest 'forged strong never-mailed,never-sent,origin-foreign' "a forger whose mail to us was led away behind a filter"
verdict alias 'unverifiable - origin-foreign,replayed' "a stranger's mail to an alias of ours, by the Message-ID of ours"
handed alias 172.18.0.68
verdicts >"$SCRATCH/wanted"
sed '/T10:1/,$d' "$world/log" >"$world/growing"
ingest "$world/late.db" $(ls -r "$world"/mail/*)
ingest "$world/late.db" "$world/growing"
cp "$world/log" "$world/growing"
ingest "$world/late.db" "$world/growing"
verdicts "$world/late.db" >"$SCRATCH/got"
ok "the log later, in two steps: the same" diff "$SCRATCH/wanted" "$SCRATCH/got"
# What bounces tell of us is told anew where the world turns out to be private, and not once more.
own="SELECT value, n FROM own WHERE how = 'stamped-return'"
sql "$world/late.db" "$own" >"$SCRATCH/wanted-own"
sqlite3 "$world/late.db" "UPDATE own_seen SET part = '' WHERE how = 'stamped-return'; UPDATE setting SET value = '0' WHERE name = 'analyzed_world'"
line 12:00:00 'postfix/smtpd[7]: connect from unknown[172.18.0.99]'
cp "$world/log" "$world/growing"
ingest "$world/late.db" "$world/growing"
sql "$world/late.db" "$own" >"$SCRATCH/got"
ok "the world is private after all: each thing of ours is seen as often" diff "$SCRATCH/wanted-own" "$SCRATCH/got"
ls -r "$world/mail" | sed "s|^|$world/mail/|" | xargs -n 3 "$UNJOE" --config /dev/null --db "$world/late2.db" ingest "$world/log" 2>>"$SCRATCH/said"
verdicts "$world/late2.db" >"$SCRATCH/got"
ok "the mail bit by bit: the same" diff "$SCRATCH/wanted" "$SCRATCH/got"
ok "made again" unjoe --db "$world/late2.db" rebuild
verdicts "$world/late2.db" >"$SCRATCH/got"
ok "  the same" diff "$SCRATCH/wanted" "$SCRATCH/got"

# All goes by one smarthost there: that the world lies beside us, those tell who bring the bounces.
world smarthost
minute=10
for n in 1 2 3 4; do
	login 10:0$n:00 0B000000000$n anna anna@ours.test one$n@ours.test 172.18.0.101
	to 10:0$n:01 0B000000000$n x@b$n.example relay 172.18.0.40 D0000000000$n
	hops="$(hop 10:0$n:02 mx.b$n.example B0000000000$n smtp.isp.example unknown 172.18.0.40
	    hop 10:0$n:01 smtp.isp.example D0000000000$n mail.ours.test unknown 172.18.0.2; own_hop 10:0$n:00 0B000000000$n)"
	host=mx.b$n.example ip=172.18.0.2$n
	bounce ours$n 10:0$n:05 - x@b$n.example one$n@ours.test
done
came web "$(taken www.ours.test 172.18.0.80)"
came forger "$(taken mail.evil.example 172.18.0.66)"
line 11:31:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
sed -i 's/192\.0\.2\.99/172.18.0.40/; s/192\.0\.2\.200/172.18.0.100/; s/203\.0\.113\.200/172.18.0.101/; s/mx\.c\.example/relay/' "$world/log" "$world"/mail/*
# (What a content filter of ours gave back bears its line on top.)
for mail in "$world"/mail/*; do
	sed -i '2a Received: from localhost (localhost [127.0.0.1])\n\tby mail.ours.test (Postfix) with ESMTP id 0F00000000AA; Fri, 20 Nov 2026 10:59:00 +0000' "$mail"
done
ok "all by one smarthost: read" ingest "$world/db" "$world/log" "$world/mail"
verdict ours1 'genuine proof our-handover,our-message' "mail of ours by it"
verdict web 'unverifiable - never-mailed,never-sent,origin-foreign,origin-greets-ours' "who may be a host of ours"
verdict forger 'forged strong never-mailed,never-sent,origin-foreign' "who is none"
verdicts >"$SCRATCH/wanted"
ingest "$world/late.db" "$world/log"
ls "$world/mail" | sed "s|^|$world/mail/|" | xargs -n 1 "$UNJOE" --config /dev/null --db "$world/late.db" ingest 2>>"$SCRATCH/said"
verdicts "$world/late.db" >"$SCRATCH/got"
ok "bounces tell so of a log that was read before: judged alike" diff "$SCRATCH/wanted" "$SCRATCH/got"
is "$(sql "$world/late.db" "SELECT name FROM setting WHERE name LIKE 'analyzed_world_private %'")" "analyzed_world_private 172.16.0.0/12" "  the world is the same"
# Who lies in a private network may relay for mail to one domain, but not where the world lies there.
stranger 12:00:00 0D0000000009 172.18.0.55 anna@ours.test relayed@ours.test
to 12:00:01 0D0000000009 z@b4.example relay 172.18.0.40 D00000000009
own="SELECT kind, value, how FROM own ORDER BY 1, 2, 3"
ingest "$world/relayed.db" "$world/log"
ok "before bounces tell of the world, a client is of ours" test "$(sql "$world/relayed.db" "SELECT count(*) FROM own WHERE how = 'may-relay'")" = 1
ingest "$world/relayed.db" "$world/mail"
sql "$world/relayed.db" "$own" >"$SCRATCH/got"
ok "made again" unjoe --db "$world/relayed.db" rebuild
sql "$world/relayed.db" "$own" >"$SCRATCH/wanted"
ok "  what is ours was told anew" diff "$SCRATCH/wanted" "$SCRATCH/got"

# All on one bridge with a wide mask: the hosts of each lie in different networks of 256, and near us may be anybody.
world bridge
minute=10
for n in 1 2 3; do
	login 10:0$n:00 0B000000000$n anna anna@ours.test one$n@ours.test 172.17.0.101
	to 10:0$n:01 0B000000000$n x@b$n.example mx.b$n.example 172.17.$n.21 B0000000000$n
	hops="$(hop 10:0$n:01 mx.b$n.example B0000000000$n mail.ours.test unknown 172.17.0.2; own_hop 10:0$n:00 0B000000000$n)"
	host=mx.b$n.example ip=172.17.$n.21
	bounce ours$n 10:0$n:05 - x@b$n.example one$n@ours.test
done
login 10:08:00 0B0000000008 anna anna@ours.test eight@ours.test 172.17.0.101
to 10:08:01 0B0000000008 y@b1.example mx.b1.example 172.17.1.21 ''
came web "$(taken www.ours.test 172.17.4.80)"
came inner "$(hop 10:$minute:02 mx.b1.example F1 store.b1.example unknown 172.17.5.30; taken www.ours.test 172.17.4.80 unknown F2 store.b1.example)"
came beside "$(taken x 172.17.0.66)"
came resent "$(taken x 172.17.0.66)" y@b1.example eight@ours.test
line 11:31:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
sed -i 's/192\.0\.2\.99/172.17.9.99/; s/192\.0\.2\.200/172.17.9.100/; s/203\.0\.113\.200/172.17.0.101/' "$world/log" "$world"/mail/*
sort -s -k 1,1 -o "$world/log" "$world/log"
ok "all on one bridge: read" ingest "$world/db" "$world/log" "$world/mail"
verdict ours1 'genuine proof origin-ours,our-handover,our-message,remote-queue-id' "mail of ours there"
verdict web 'unverifiable - never-mailed,never-sent,origin-foreign,origin-greets-ours' "who may be a host of ours, far from it"
verdict inner 'unverifiable - never-mailed,never-sent,origin-foreign,origin-greets-ours' "  and by way of a host of the bouncer far from the next"
handed inner 172.17.4.80
verdict beside 'unverifiable - never-mailed,never-sent,origin-near-ours' "a neighbour"
verdict resent 'unverifiable - origin-near-ours,our-message,replayed' "  who sent a mail of ours again"
line 11:32:00 'postfix/smtpd[7]: connect from a.example.net[172.17.9.100]'
login 11:33:00 0B0000000004 anna anna@ours.test four@ours.test 172.17.0.101
to 11:33:01 0B0000000004 x@b4.example mx.b4.example 172.17.0.24 ''
ok "others are found beside us" ingest "$world/db" "$world/log"
verdict beside 'forged strong never-mailed,never-sent,origin-foreign' "the neighbour is a stranger"
verdicts >"$SCRATCH/wanted"
ok "made again" unjoe --db "$world/db" rebuild
verdicts >"$SCRATCH/got"
ok "  the same" diff "$SCRATCH/wanted" "$SCRATCH/got"
done_testing
