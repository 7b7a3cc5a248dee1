#!/bin/sh
# elsewhere.t - hosts of ours whose log we do not have: what keeps their mail from being called forged, and what does not.
. tests/tap.sh
. tests/dump.sh
. tests/world.sh

# A web form's host, far from ours and with a name of others, that brings us copies of what it sends in our name.
world form
copy()		# NUMBER TIME SENDER CLIENT [SPF]
{
	[ -z "${5-}" ] || line "$2" "policyd-spf[13]: : prepend Received-SPF: $5 (mailfrom) identity=mailfrom; client-ip=$4; helo=x; envelope-from=$3; receiver=ours.test "
	arrives "$2" "0C000000010$1" "$4" "$3" "copy-$1@web.example" anna@ours.test
}
copy 1 09:30:00 info@ours.test 203.0.113.80
copy 2 09:31:00 info@ours.test 203.0.113.80
copy 3 11:15:00 info@ours.test 203.0.113.80
copy 4 09:33:00 info@ours.test 203.0.113.81
copy 5 09:34:00 info@ours.test 203.0.113.81
for n in 6 7 8; do
	copy $n 09:3$n:00 info@ours.test 203.0.113.82 Softfail
	copy 1$n 09:3$n:00 else@c.example 203.0.113.83
	copy 2$n 09:3$n:00 joe@ours.test 203.0.113.84
done
arrives 09:50:00 0C0000000401 192.0.2.99 friend@c.example second@c.example paul@second.test
# Who forges our name to an alias of ours brings us nothing: it leads elsewhere.
for n in 1 2 3; do
	stranger 09:4$n:00 0C000000030$n 203.0.113.85 info@ours.test led-$n@web.example
	line 09:4$n:00 "postfix/smtp[12]: 0C000000030$n: to=<bob@d.example>, orig_to=<bob@ours.test>, relay=mx.d.example[192.0.2.40]:25, delay=0.1, delays=0/0/0/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as D9$n)"
	line 09:4$n:00 "postfix/qmgr[9]: 0C000000030$n: removed"
done
taken()		# NAME MINUTE IP [SENDER]
{
	hops=$(hop "10:$2:00" mx.b.example "B0000000$2" cl7.hosting.example unknown "$3")
	sender=${4-info@ours.test}
	bounce "$1" "10:$2:05" - "stranger@b.example" "$1@web.example"
}
taken form 01 203.0.113.80
taken twice 02 203.0.113.81
taken softfail 03 203.0.113.82
taken else 04 203.0.113.83
taken second 06 203.0.113.80 info@second.test
taken refused 07 203.0.113.82 info@second.test
taken led 05 203.0.113.85
for n in 0 1 2 3 4 5 6 7 8 9; do
	taken herd$n 1$n 203.0.113.84 user$n@ours.test
done
# Forwarders: behind one of them that host of ours, behind another one that is named so; and who is no forwarder, but says so.
through()	# NAME MINUTE HELO IP BEHIND...
{
	bounce=$1 minute=$2
	hops="$(hop "10:$2:02" mx.b.example "B0000000$2" "$3" unknown "$4")
$(hop "10:$2:00" "$5" "D0000000$2" "$6" "$7" "$8" | sed 's/;/ for <member@f.example>;/')"
	sender=info@ours.test
	bounce "$bounce" "10:$minute:05" - "stranger@b.example" "$bounce@web.example"
}
through behind 21 mx.f.example 192.0.3.77 mx.f.example cl7.hosting.example unknown 203.0.113.80
through named 22 mx.f.example 192.0.3.77 mx.f.example news.ours.test news.ours.test 203.0.113.7
through near 23 mx.f.example 192.0.3.77 mx.f.example x unknown 198.51.100.9
through stranger 24 mx.f.example 192.0.3.77 mx.f.example mail.ours.test unknown 203.0.113.66
through other 25 mx.f.example 192.0.3.77 mx.e.example news.ours.test news.ours.test 203.0.113.7
# Whence anna's mail came: so that our address is known.
login 10:30:00 0B0000000001 anna anna@ours.test one@ours.test
to 10:30:01 0B0000000001 x1@b.example mx.b.example 192.0.2.25 B00000000001
hops=$(hop 10:30:01 mx.b.example B00000000001 mail.ours.test unknown 198.51.100.1; own_hop 10:30:00 0B0000000001)
bounce genuine 10:30:05 - x1@b.example one@ours.test
line 11:31:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
ok "its log and mail are read" ingest "$world/db" "$world/log" "$world/mail"
[ -z "${SHOW-}" ] || verdicts
verdict form 'unverifiable - never-mailed,never-sent,origin-brings-ours,origin-foreign' "from a host that brings us mail in our name"
verdict twice 'forged strong never-mailed,never-sent,origin-foreign' "  twice is not enough"
verdict softfail 'forged strong never-mailed,never-sent,origin-foreign,origin-spf-softfail' "  nor is it where our record says no"
verdict else 'forged strong never-mailed,never-sent,origin-foreign' "  nor in the name of others"
verdict second 'unverifiable - never-mailed,never-sent,origin-brings-ours,origin-foreign' "from that host in the name of another domain of ours"
verdict refused 'forged strong never-mailed,never-sent,origin-foreign' "  not where the record of the one that it brought says no"
verdict led 'forged strong never-mailed,never-sent,origin-foreign' "  nor to an alias that leads elsewhere"
verdict herd3 'forged strong many-senders,never-mailed,never-sent,origin-brings-ours,origin-foreign' "  nor for who forges ten addresses of ours"
verdict behind 'unverifiable - never-mailed,never-sent,origin-behind-ours,origin-foreign' "by a forwarder that took it from that host"
verdict named 'unverifiable - never-mailed,never-sent,origin-behind-ours,origin-foreign' "  from one with a name of ours"
verdict near 'unverifiable - never-mailed,never-sent,origin-behind-ours,origin-foreign' "  from one beside ours"
verdict stranger 'forged strong never-mailed,never-sent,origin-foreign,origin-passed-on' "  from a stranger who greeted with our name"
verdict other 'forged strong never-mailed,never-sent,origin-foreign' "  what another host says below tells nothing"
verdicts >"$SCRATCH/wanted"
ingest "$world/late.db" "$world/mail"
head -n $(($(wc -l <"$world/log") / 2)) "$world/log" >"$world/growing"
ingest "$world/late.db" "$world/growing"
cp "$world/log" "$world/growing"
ingest "$world/late.db" "$world/growing"
verdicts "$world/late.db" >"$SCRATCH/got"
ok "the log later, in two steps: the same" diff "$SCRATCH/wanted" "$SCRATCH/got"
# The tenth sender of a host that brings us mail comes in a run of its own, and changes the verdicts of the nine before.
mkdir "$world/last"
mv "$world/mail/herd9.eml" "$world/last"
ingest "$world/runs.db" "$world/log" "$world/mail"
is "$(verdicts "$world/runs.db" | sed -n 's/^herd3: //p')" 'unverifiable - never-mailed,never-sent,origin-brings-ours,origin-foreign' "nine senders of such a host"
ingest "$world/runs.db" "$world/last"
verdicts "$world/runs.db" >"$SCRATCH/got"
ok "and the tenth in the next run: as all at once" diff "$SCRATCH/wanted" "$SCRATCH/got"

# A laboratory: we, those who bounce and the forger have addresses beside each other, and that tells nothing.
world laboratory
for n in 1 2 3 4; do
	login 10:0$n:00 0B000000000$n anna anna@ours.test one$n@ours.test
	to 10:0$n:01 0B000000000$n x@b$n.example mx.b$n.example 198.51.100.2$n B0000000000$n
	hops=$(hop 10:0$n:01 mx.b$n.example B0000000000$n mail.ours.test unknown 198.51.100.1; own_hop 10:0$n:00 0B000000000$n)
	host=mx.b$n.example ip=198.51.100.2$n
	bounce ours$n 10:0$n:05 - x@b$n.example one$n@ours.test
done
beside()	# NAME MINUTE HELO IP
{
	hops=$(hop "10:$2:00" mx.b1.example "B0000000$2" "$3" unknown "$4")
	host=mx.b1.example ip=198.51.100.21
	bounce "$1" "10:$2:05" - "stranger@b1.example" "${5-$1@else.example}"
}
beside forger 11 mail.ours.test 198.51.100.66
beside domain 12 ours.test 198.51.100.66
beside web 13 www.ours.test 198.51.100.80
beside again 14 x 198.51.100.29 one1@ours.test
line 10:30:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
ok "its log and mail are read" ingest "$world/db" "$world/log" "$world/mail"
[ -z "${SHOW-}" ] || verdicts
verdict ours1 'genuine proof origin-near-ours,our-message,remote-queue-id' "in a laboratory: mail of ours"
verdict forger 'forged strong never-mailed,never-sent,origin-foreign' "  a neighbour is a stranger"
verdict domain 'forged strong never-mailed,never-sent,origin-foreign' "  whatever he calls himself of ours"
verdict again 'unverifiable - never-mailed,origin-foreign' "  a mail of ours once more, from beside the relay that had it"
verdict web 'unverifiable - never-mailed,never-sent,origin-foreign,origin-greets-ours' "  but by the name of a host that we do not know"

# A provider's smarthost takes all our mail, so that no relay tells which address is ours: what it never had handed on, the recipient got before.
world smarthost
once_more()	# NAME MINUTE HELO NAME IP [HOST]: a line of which says that it had it from us
{
	login "10:$2:00" "0B00000000$2" anna anna@ours.test "$2@ours.test"
	to "10:$2:01" "0B00000000$2" x@b.example smtp.isp.example 203.0.113.40 "D000000000$2"
	hops=$(hop "10:$2:02" mx.b.example "F000000000$2" "$3" "$4" "$5"
	    [ -z "${6-}" ] || hop "10:$2:01" "$6" "D000000000$2" mail.ours.test unknown 198.51.100.1
	    own_hop "10:$2:00" "0B00000000$2")
	bounce "$1" "10:$2:05" - x@b.example "$2@ours.test"
}
once_more handed 01 smtp.isp.example smtp.isp.example 203.0.113.40 smtp.isp.example
once_more neighbour 02 out2.isp.example out2.isp.example 203.0.200.41 smtp.isp.example
once_more dialup 04 mail.ours.test dialup7.isp.example 203.0.201.7
once_more liar 08 mail.ours.test dialup9.isp.example 203.0.201.9 mail.ours.test
once_more replay 03 mail.ours.test unknown 203.0.113.66
once_more nameless 11 out5.isp.example unknown 203.0.113.200 smtp.isp.example
once_more stranger 12 out5.c.example unknown 203.0.113.201 smtp.isp.example
once_more far 13 out5.isp.example unknown 203.0.200.42 smtp.isp.example
login 10:09:00 0B0000000009 anna anna@ours.test nine@ours.test
to 10:09:01 0B0000000009 friend@c.example smtp.isp.example 203.0.113.40 D00000000009
# Who lies behind it may be one of ours: its customers need not log in, and the recipient's host may know him by another name.
behind()	# NAME MINUTE RECIPIENT [LINE'S RECIPIENT]
{
	hops=$(hop "10:$2:02" mx.b.example "F000000000$2" smtp.isp.example smtp.isp.example 203.0.113.40
	    hop "10:$2:01" smtp.isp.example "D000000000$2" pc dialup8.isp2.example 203.0.201.8 | sed "s/;/${4:+ for <$4>};/")
	bounce "$1" "10:$2:05" - "$3" "$1@pc"
}
behind customer 05 stranger@b.example
behind alias 06 stranger2@b.example boss@b.example
behind forwarded 07 stranger3@b.example member@isp.example
line 11:31:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
ok "a smarthost: read" ingest "$world/db" "$world/log" "$world/mail"
[ -z "${SHOW-}" ] || verdicts
verdict handed 'genuine proof our-handover,our-message' "what the smarthost handed over"
verdict neighbour 'genuine strong our-message,relay-handover' "  by another of its hosts"
verdict nameless 'genuine strong our-message,relay-handover' "  by one in its network that calls itself so, of which the bouncer wrote down no name"
verdict stranger 'unverifiable - origin-foreign,our-message,replayed' "  but not by who calls himself otherwise"
verdict far 'unverifiable - origin-foreign,our-message,replayed' "  nor by who lies elsewhere"
verdict replay 'forged weak origin-foreign,other-queue-id,our-message,replayed' "and who else had it sent it again"
verdict dialup 'forged weak origin-foreign,other-queue-id,our-message,replayed' "  though he is a customer of that provider"
verdict liar 'unverifiable - origin-foreign,our-message,replayed' "    and adds a line of ours, under our name"
verdict customer 'unverifiable - never-mailed,never-sent' "a customer of it, who may be a user of ours"
verdict alias 'unverifiable - never-mailed,never-sent' "  to somebody whom his host knows by another name"
verdict forwarded 'forged strong never-mailed,never-sent,origin-passed-on' "what came to a mailbox of the provider, by a stranger"

# A house whose hosts the bouncer knows by no confirmed names: its own lines tell that it had it from beside us.
world house
for n in 1 2; do
	login 10:20:0$n 0B000000002$n anna anna@ours.test twenty$n@ours.test
	to 10:20:0$n 0B000000002$n x@c$n.example mx.c$n.example 192.$n.2.25 C0000000000$n
	hops=$(hop 10:20:0$n mx.c$n.example C0000000000$n mail.ours.test unknown 198.51.100.1; own_hop 10:20:00 0B0000000020)
	host=mx.c$n.example ip=192.$n.2.25
	bounce ours$n 10:20:05 - x@c$n.example twenty$n@ours.test
done
hops=$(hop 10:21:02 store1.d.example F00000000021 store0.d.example unknown 192.3.9.10; hop 10:21:01 store0.d.example F00000000022 mx.d.example unknown 192.3.9.9
    hop 10:21:00 mx.d.example F00000000023 shop unknown 198.51.100.80)
host=store1.d.example ip=192.3.7.25
bounce house 10:21:05 - stranger@d.example shop@else.example
# A line that names a mail of ours of the afternoon, when the morning's bounce had come.
login 13:00:00 0B0000000030 anna anna@ours.test thirty@ours.test
hops=$(hop 10:30:00 mx.d.example F00000000024 x unknown 203.0.113.66; own_hop 13:00:00 0B0000000030)
host=mx.d.example ip=192.3.7.25
bounce before 10:30:05 - stranger@d.example before@else.example
line 13:31:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
ok "a house: read" ingest "$world/db" "$world/log" "$world/mail"
verdict house 'unverifiable - never-mailed,never-sent,origin-behind-ours,origin-foreign' "a house of many hosts took it from beside us, says one of them"
verdict before 'forged strong never-mailed,never-sent,origin-foreign' "what names a mail that we sent hours later"

# A user's mail goes by two hosts of ours; a stranger brings another to an alias of ours under its Message-ID. That we gave the one to our own host is no handover to a relay.
world inside
while read -r text; do
	echo "2026-11-20T10:00:00+00:00 submit postfix/$text"
done >"$world/submit" <<'end'
submission/smtpd[10]: 0E0000000001: client=pc[203.0.113.200], sasl_method=PLAIN, sasl_username=anna
cleanup[8]: 0E0000000001: message-id=<one@ours.test>
qmgr[9]: 0E0000000001: from=<anna@ours.test>, size=500, nrcpt=1 (queue active)
smtp[11]: 0E0000000001: to=<x@d.example>, relay=mail.ours.test[198.51.100.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 0B0000000001)
qmgr[9]: 0E0000000001: removed
smtpd[10]: 0E0000000002: client=unknown[203.0.113.66]
cleanup[8]: 0E0000000002: message-id=<one@ours.test>
qmgr[9]: 0E0000000002: from=<anna@ours.test>, size=500, nrcpt=1 (queue active)
smtp[11]: 0E0000000002: to=<team@ours.test>, relay=mail.ours.test[198.51.100.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 0B0000000002)
qmgr[9]: 0E0000000002: removed
end
stranger 10:00:00 0B0000000001 198.51.100.3 anna@ours.test one@ours.test
to 10:00:01 0B0000000001 x@d.example mx.d.example 192.4.2.25 D00000000001
stranger 10:00:01 0B0000000002 198.51.100.3 anna@ours.test one@ours.test
line 10:05:01 'postfix/smtp[11]: 0B0000000002: to=<y@b.example>, orig_to=<team@ours.test>, relay=mx.b.example[192.0.2.25]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as B00000000002)'
hops=$(hop 10:05:01 mx.b.example B00000000009 mail.ours.test unknown 198.51.100.1; hop 10:00:01 mail.ours.test 0B0000000002 submit.ours.test unknown 198.51.100.3
    hop 10:00:00 submit.ours.test 0E0000000002 x unknown 203.0.113.66)
bounce alias 10:05:05 - y@b.example one@ours.test
line 11:31:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
ok "two hosts: read" ingest "$world/db" "$world/log" "$world/submit" "$world/mail"
[ -z "${SHOW-}" ] || verdicts
verdict alias 'forged weak origin-foreign,other-queue-id,replayed' "a stranger's, under the name of one that was handed from host to host of ours"
verdicts >"$SCRATCH/wanted"
sed '9,$d' "$world/submit" >"$world/growing"
ingest "$world/late.db" "$world/mail" "$world/growing" "$world/log"
cp "$world/submit" "$world/growing"
ingest "$world/late.db" "$world/growing"
verdicts "$world/late.db" >"$SCRATCH/got"
ok "the log of one cut between the message and its delivery: the same" diff "$SCRATCH/wanted" "$SCRATCH/got"

# A mail server of ours whose log is lost: what a stranger had brought it, and an alias led on by us, is not ours; what a user had, is.
world lost
led_on()	# NAME MINUTE NAME-OF-THE-LINE PROTOCOL IP FOR
{
	line "10:$2:02" "postfix/smtpd[10]: 0C000000$2: client=mx1.house.example[198.51.100.9]"
	queued "10:$2:02" "0C000000$2" anna@ours.test "$1@else.example"
	to "10:$2:03" "0C000000$2" "x$2@b$2.example" "mx.b$2.example" "192.$2.2.25" "B0000000$2"
	hops="$(hop "10:$2:03" "mx.b$2.example" "B0000000$2" mail.ours.test unknown 198.51.100.1)
$(hop "10:$2:02" mail.ours.test "0C000000$2" mx1.house.example mx1.house.example 198.51.100.9)
$(hop "10:$2:01" "$3" "F0000000$2" pc unknown "$5" | sed "s/;/ for <$6>;/; s/ESMTP/$4/")"
	host=mx.b$2.example ip=192.$2.2.25 minute=$2
	bounce "$1" "10:$2:05" - "x$2@b$minute.example" "$1@else.example"
}
led_on led 11 mx1.house.example ESMTP 203.0.113.66 board@ours.test
led_on user 12 mx1.house.example ESMTPSA 203.0.113.200 x12@b12.example
led_on inner 13 mx1.house.example ESMTP 10.1.2.3 x13@b13.example
led_on else 14 pc.isp.example ESMTP 203.0.113.66 board@ours.test
# One that we bounced ourselves.
line 10:16:02 'postfix/smtpd[10]: 0C00000016: client=mx1.house.example[198.51.100.9]'
queued 10:16:02 0C00000016 anna@ours.test own@else.example
to 10:16:03 0C00000016 x16@b16.example mx.b16.example 192.16.2.25 '' bounced
line 10:16:04 'postfix/bounce[13]: 0C00000016: sender non-delivery notification: 0D00000016'
queued 10:16:04 0D00000016 '' own@mail.ours.test
line 10:16:05 'postfix/virtual[12]: 0D00000016: to=<anna@ours.test>, relay=virtual, delay=0.1, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to maildir)'
hops="$(hop 10:16:02 mail.ours.test 0C00000016 mx1.house.example mx1.house.example 198.51.100.9)
$(hop 10:16:01 mx1.house.example F000000016 pc unknown 203.0.113.66 | sed 's/;/ for <board@ours.test>;/')"
host=mail.ours.test ip=127.0.0.1
bounce own 10:16:05 - x16@b16.example own@else.example
sed -i 's/^Received: from mail.ours.test (mail.ours.test \[127.0.0.1\])/Received:/; s/ with ESMTP id $/ id 0D00000016/' "$world/mail/own.eml"
# A service that takes mail in for two of those that we wrote to: by another of its hosts a message of ours comes once more, from a stranger and from us.
login 10:20:00 0B0000000020 anna anna@ours.test twenty@ours.test
to 10:20:01 0B0000000020 friend@c.example mx1.filter.example 203.0.113.140 E00000000020
again()		# NAME MINUTE NAME IP
{
	hops="$(hop "10:$2:01" mx.d.example "D0000000$2" mx4.filter.example mx4.filter.example 203.0.114.4)
$(hop "10:$2:00" mx4.filter.example "E0000000$2" "$3" "$3" "$4")
$(own_hop 10:20:00 0B0000000020)"
	host=mx.d.example ip=203.0.113.25
	bounce "$1" "10:$2:05" - "somebody@d.example" twenty@ours.test
}
again replay 21 dialup.isp.example 203.0.113.77
again exploded 22 mail.ours.test 198.51.100.1
line 11:31:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
ok "its log and mail are read" ingest "$world/db" "$world/log" "$world/mail"
[ -z "${SHOW-}" ] || verdicts
is "$(sql "$world/db" "SELECT value FROM own WHERE kind = 'network'")" 198.51.100.9/32 "the server without a log is a client of ours"
verdict led 'unverifiable - never-sent,origin-ours,remote-queue-id,we-relayed' "what a stranger had brought it"
verdict own 'forged strong never-sent,origin-foreign,our-bounce,we-backscatter' "  that we bounced"
verdict user 'genuine proof origin-ours,our-handover,our-message,remote-queue-id' "  a user of it"
verdict inner 'genuine proof origin-ours,our-handover,our-message,remote-queue-id' "  one of the house"
verdict else 'genuine proof origin-ours,our-handover,our-message,remote-queue-id' "  what another host says below tells nothing"
verdict replay 'forged weak never-mailed,origin-foreign,other-queue-id,replayed' "by a neighbour of the relay that had it, from a stranger"
verdict exploded 'genuine strong never-mailed,relay-handover' "  from us"
done_testing
