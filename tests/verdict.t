#!/bin/sh
# verdict.t - whose mail each bounce answers: a small world with every class, signal and attack, each with class, strength and reasons.
. tests/tap.sh
. tests/dump.sh
. tests/world.sh
. tests/joe-job.sh

ok "its log and mail are read" ingest "$world/db" "$world/log" "$world/mail"
[ -z "${SHOW-}" ] || verdicts

verdict genuine 'genuine proof origin-ours,our-handover,our-message,remote-queue-id' "genuine, by the relay's queue id and our address"
verdict genuine-d 'genuine proof origin-ours,our-handover,our-message,remote-queue-id' "of another relay"
verdict genuine-id 'genuine strong our-message' "by Message-ID and recipient alone: strong"
verdict genuine-queue 'genuine proof our-message,remote-queue-id' "by the relay's queue id in the report's own field"
verdict forwarder 'genuine proof never-mailed,our-handover' "handed on by the relay that we gave it to"
verdict exploder 'genuine strong never-mailed,relay-handover' "by another address of it"
verdict forward-qmail 'unverifiable - never-mailed,origin-foreign,replayed' "by a second forwarder, behind one that wrote its queue id down (qmail)"
verdict forward-nameless 'unverifiable - never-mailed,origin-foreign,replayed' "behind one that wrote none"
verdict forward-fails 'unverifiable - never-mailed,origin-foreign,origin-spf-fail,replayed' "  though it fails our SPF there, as all does that is forwarded"
verdict cut 'unverifiable - never-mailed,origin-foreign' "whose Received lines are cut off"
verdict filtered 'genuine proof origin-ours,our-handover,our-message,remote-queue-id' "through a content filter"
verdict courier 'genuine proof origin-ours,our-handover,our-message,remote-queue-id' "Courier's queue id has one part more in its line"
verdict verp 'genuine strong our-message' "by the address that was made for one recipient (VERP)"
verdict srs 'genuine proof origin-ours,remote-queue-id,srs-forward,we-relayed' "forwarded by us under SRS"
is "$(unjoe --db "$world/db" query --format tsv --sql "SELECT v.account, v.client_ip, m.queue_id FROM verdicts v JOIN bounces b USING (bounce_id)
    JOIN messages m ON m.mail_id = v.original_mail_id WHERE b.message_id LIKE 'filtered@%'" | sed 1d)" "anna	203.0.113.200	0B0000000017" "account and client behind the filter"

verdict forged 'forged strong never-mailed,never-sent,origin-foreign' "forged, with a made-up line and a HELO of ours"
verdict forged-id 'forged strong never-mailed,never-sent' "forged, by its Message-ID alone"
verdict second-mx 'forged strong never-mailed,never-sent,origin-foreign' "forged, and brought to the bouncer's second MX"
is "$(unjoe --db "$world/db" query --format tsv --sql "SELECT group_concat(handed_ip, ' ') FROM bounces WHERE message_id LIKE 'second-mx%'" | sed 1d)" "203.0.113.66 203.0.113.32" "  by whom; and who only calls himself that host"
verdict filtered-forged 'forged strong never-mailed,never-sent,origin-passed-on' "brought to a service that takes in the bouncer's mail"
verdict filtered-provider 'unverifiable - never-mailed,never-sent' "  by a provider"
verdict filtered-else 'unverifiable - never-mailed,never-sent' "  to one of which we only know that it takes in the mail of others"
verdict aliased 'forged strong never-sent,origin-foreign,remote-queue-id,we-relayed' "to an alias of ours that leads elsewhere"
verdict passed-out 'unverifiable - origin-ours,remote-queue-id,we-relayed' "passed on for somebody who may be a client of ours"
is "$(unjoe --db "$world/db" query --format tsv --sql "SELECT handed_ip FROM bounces WHERE message_id LIKE 'passed-out@%' OR message_id LIKE 'aliased@%' ORDER BY 1" | sed 1d)" "198.51.100.1
203.0.113.154" "  from us, the bouncer took it; what an alias of ours led away, from who had brought it"
verdict through-mx2 'unverifiable - origin-foreign,remote-queue-id,we-relayed' "what a host of ours without a log took from a stranger, by its own line"
verdict through-login 'genuine proof origin-ours,our-handover,our-message,remote-queue-id' "  and from a user"
verdict internal 'unverifiable - never-sent' "nobody wrote to a name that only the bouncer knows: that he had none from us says nothing"
verdict forged-here 'forged strong never-mailed,never-sent,origin-foreign' "forged, and sent to us as well"
verdict forged-fail 'forged strong never-mailed,never-sent,origin-foreign,origin-spf-fail' "forged, with the bouncer's SPF fail"
verdict forged-pass 'forged strong never-mailed,never-sent,origin-foreign' "a pass that the forger wrote is not believed"
verdict passed-on 'forged strong never-mailed,never-sent,origin-passed-on' "a forwarder to which we deliver, too, took it from a stranger"
verdict passed-on-provider 'unverifiable - never-mailed,never-sent' "from a provider"
verdict passed-on-named 'unverifiable - never-mailed,never-sent,origin-behind-ours' "and from a host with a confirmed name of ours"
verdict framed 'forged strong never-mailed,never-sent,origin-foreign,reporter-mismatch' "a report that somebody else brought"
verdict many-1 'forged strong many-senders,never-mailed,never-sent,origin-foreign' "one of three senders of one origin"
verdict many-3 'forged strong address-unknown,many-senders,never-mailed,never-sent,origin-foreign' "an address that does not exist"
verdict reply-forged 'forged strong never-mailed,never-sent' "a reply to forged mail"
verdict own-backscatter 'forged strong never-sent,origin-foreign,our-bounce,we-backscatter' "what we bounced ourselves instead of refusing it"

verdict replayed-else 'forged weak never-mailed,origin-foreign,other-queue-id,replayed' "our Message-ID, sent to somebody else"
verdict replayed-same 'forged weak origin-foreign,other-queue-id,our-message,replayed' "our Message-ID, sent to the same recipient"
verdict hijacked 'forged weak origin-foreign,other-queue-id,our-message,replayed' "the whole old chain below a new line"
verdict own-fake 'forged weak origin-foreign,our-message,replayed' "a notice that only claims to be ours"
verdict refused 'forged weak our-message,replayed' "a bounce of what was refused to us"
verdict often-1 'unverifiable - our-message,replayed' "more failures than deliveries: which is ours?"
verdict often-2 'unverifiable - our-message,replayed' "  and the other"
verdict reply-replayed 'unverifiable - never-mailed' "a reply to a message of ours, from whom we did not send it to"

verdict own-genuine 'genuine proof our-bounce,replayed' "our own bounce of a user's mail"
verdict reply-genuine 'genuine strong replied-to' "a reply to a message of ours"
verdict web-named 'bypass strong never-mailed,never-sent,origin-named-ours' "a web server with a confirmed name of ours"
verdict web-spf 'bypass strong never-mailed,never-sent,origin-foreign,origin-spf-pass' "one that our SPF record names"
verdict news-signed 'bypass strong never-mailed,never-sent,origin-foreign,origin-signed' "a newsletter signed with our key"
verdict web-near 'unverifiable - never-mailed,never-sent,origin-near-ours' "one beside our address"
verdict provider 'unverifiable - never-mailed,never-sent,origin-foreign,origin-provider' "a user behind a provider's smarthost"
verdict submitted 'unverifiable - never-mailed,never-sent,origin-foreign,origin-submitted' "behind one of which our log knows nothing, by its line about the login"
verdict submitted-ours 'forged strong never-mailed,never-sent,origin-foreign' "such a line under a name of ours says nothing"
verdict submitted-else 'forged strong never-mailed,never-sent,origin-foreign' "nor under a name that is not that of who handed it on"
verdict tenant 'unverifiable - never-mailed,never-sent,origin-foreign,origin-provider,origin-spf-shared' "a tenant of a provider in our SPF record"
verdict shop 'unverifiable - never-mailed,never-sent,sender-silent,sent-elsewhere' "no line came back, and a host that we have no log of sends as that address"
verdict shop-other 'unverifiable - never-mailed,never-sent,sender-silent' "  not as that one, but nobody does: whence its mail comes nothing tells"
verdict shop-not 'forged strong never-mailed,never-sent' "  of one whose mail goes by us"
verdict form 'unverifiable - id-names-ours,never-mailed,never-sent' "a Message-ID by the name of a host of ours whose log we do not have"
verdict friend-id 'unverifiable - never-sent' "a Message-ID that we did not send, from whom we know"
verdict nothing 'unverifiable - never-mailed' "nothing came back"
# Another one: an account in a stranger's hands, beside its owner; and what cannot be told without a log.
world stolen
for day in 11 12 13 14 15 16 17 18 19; do
	line 2026-11-${day}T08:00:00 'dovecot: imap-login: Login: user=<anna>, method=PLAIN, rip=203.0.113.200, lip=198.51.100.1, TLS'
	login 2026-11-${day}T08:00:01 "0A00000001$day" anna anna@ours.test "habit$day@ours.test"
	to 2026-11-${day}T08:00:02 "0A00000001$day" friend@c.example mx.c.example 192.0.2.99 "AAAA00$day"
done
n=100
while [ $n -lt 400 ]; do
	at=1$((n / 60)):$((n % 60 / 10))$((n % 10)):0$((n % 10))
	login "$at" "0B000000A$n" anna "anna@ours.test" "spam$n@ours.test" "45.$((n % 90 + 10)).7.9"
	to "$at" "0B000000A$n" "v$n@b.example" mx.b.example 192.0.2.25 "B000000A0$n"
	n=$((n + 1))
done
hops=$(hop 12:00:00 mx.b.example B000000A0120 mail.ours.test unknown 198.51.100.1)
bounce stolen 12:00:05 - v120@b.example spam120@ours.test
login 13:59:00 0B0000000002 anna anna@ours.test mine@ours.test
to 13:59:01 0B0000000002 mine@b.example mx.b.example 192.0.2.25 B00000000002
bounce owner 13:59:05 - mine@b.example mine@ours.test
hops=$(hop 21:30:00 mx.b.example B00000000066 x unknown 192.0.2.166)
bounce uncovered 22:00:05 - stranger@b.example m66@forger.example
hops="Received-SPF: softfail (mx.b.example: x) receiver=mx.b.example; client-ip=192.0.2.167; envelope-from=anna@ours.test; identity=mailfrom
$(hop 22:00:00 mx.b.example B00000000067 x unknown 192.0.2.167)"
bounce softfail 22:00:05 - stranger@b.example m67@forger.example
hops="Received-SPF: softfail (mx.b.example: x) receiver=mx.b.example; client-ip=192.0.2.168; envelope-from=anna@ours.test; identity=mailfrom
$(hop 22:00:00 mx.b.example B00000000068 x unknown 192.0.2.168)"
bounce softfail-friend 22:00:05 - friend@c.example m68@forger.example
hops="Received-SPF: softfail (mx.b.example: x) receiver=mx.b.example; client-ip=203.0.113.169; envelope-from=anna@ours.test; identity=mailfrom
$(hop 22:00:00 mx.b.example B00000000069 mx.fwd.example mx.fwd.example 203.0.113.169; hop 21:59:59 mx.fwd.example F00000000069 mail.ours.test unknown 198.51.100.1)"
bounce softfail-forwarded 22:00:05 - stranger@b.example m69@forger.example
hops="Received-SPF: softfail (mx.b.example: x) receiver=mx.b.example; client-ip=203.0.113.170; envelope-from=anna@ours.test; identity=mailfrom
$(hop 22:00:00 mx.b.example B00000000079 mx.fwd2.example v7.hosting.example 203.0.113.170; hop 21:59:59 mx.fwd2.example F00000000079 mail.ours.test unknown 198.51.100.1)"
bounce softfail-hosted 22:00:05 - stranger@b.example m79@forger.example
hops="Received-SPF: softfail (mx.b.example: x) receiver=mx.b.example; client-ip=203.0.113.175; envelope-from=anna@ours.test; identity=mailfrom
$(hop 22:00:00 mx.b.example B00000000075 mx.fwd3.example unknown 203.0.113.175; hop 21:59:59 mx.fwd3.example F00000000075 out.ours.test unknown 192.0.2.240)"
bounce softfail-greeted 22:00:05 - stranger@b.example m75@forger.example
hops="Received-SPF: softfail (mx.b.example: x) receiver=mx.b.example; client-ip=203.0.113.171; envelope-from=anna@ours.test; identity=mailfrom
$(hop 22:00:00 mx.b.example B00000000070 x unknown 203.0.113.171; hop 21:59:59 mail.ours.test 0BFFFFFFFFF8 mail.ours.test unknown 198.51.100.1)"
bounce softfail-made-up 22:00:05 - stranger@b.example m70@forger.example
ok "its log and mail are read" ingest "$world/db" "$world/log" "$world/mail"
[ -z "${SHOW-}" ] || verdicts
verdict stolen 'compromised proof origin-near-ours,our-message,remote-queue-id' "sent by who had stolen the account"
verdict owner 'genuine strong our-message' "sent by its owner meanwhile"
is "$(unjoe --db "$world/db" query --format tsv --sql "SELECT account, client_ip FROM verdicts WHERE class = 'compromised'" | sed 1d)" "anna	45.40.7.9" "which account, and from where"
verdict uncovered 'unverifiable - never-mailed,origin-foreign' "there is no log of that time"
is "$(unjoe --db "$world/db" query --format tsv --sql "SELECT v.missing FROM verdicts v JOIN bounces b USING (bounce_id) WHERE b.message_id LIKE 'uncovered@%'" | sed 1d)" \
    "the log of mail from 2026-11-20 21:00 to 2026-11-20 22:00 UTC (unjoe ingest FILE)" "it says which log is missing"
verdict softfail 'forged strong never-mailed,origin-foreign,origin-spf-softfail' "but SPF softfail, and nobody whom we know"
verdict softfail-friend 'forged weak origin-foreign,origin-spf-softfail' "softfail alone: weak"
verdict softfail-forwarded 'unverifiable - never-mailed,origin-behind-ours,origin-foreign' "behind a forwarder our own mail is not allowed, either"
verdict softfail-hosted 'unverifiable - never-mailed,origin-behind-ours,origin-foreign' "  also where the forwarder's address has another name, of its provider"
verdict softfail-greeted 'unverifiable - never-mailed,origin-behind-ours,origin-foreign,origin-spf-softfail' "  also where it does not say how the host is called from which it took it, but how that called itself"
verdict softfail-made-up 'forged strong never-mailed,origin-foreign,origin-spf-softfail' "who says so is to be who handed it on"
# The log comes late.
line 20:30:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
line 22:30:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
ok "the log goes on" ingest "$world/db" "$world/log"
verdict uncovered 'forged strong never-mailed,never-sent,origin-foreign' "and tells"
verdict softfail-greeted 'forged strong never-mailed,never-sent,origin-foreign,origin-spf-softfail' "  of a name that anybody may call himself by, too"

# We are only the second MX of a domain that sends by a way of its own: that our log knows nothing of its mail says nothing.
world second
for n in 10 11 12 13 14 15 16 17 18 19 20 21; do
	stranger "09:$n:00" "0E00000000$n" "203.0.$n.7" "a@far$n.example" "in$n@far$n.example"
	to "09:$n:01" "0E00000000$n" joe@second.test mx.second.test 192.0.2.140 "E00000000$n"
done
line 09:30:00 'postfix/smtpd[7]: NOQUEUE: reject: RCPT from a.example.net[192.0.2.200]: 550 5.1.1 <nobody@second.test>: Recipient address rejected: User unknown in relay recipient table; from=<a@example.net> to=<nobody@second.test> proto=ESMTP helo=<a.example.net>'
second()	# NAME MINUTE SENDER [SPF-RESULT]: a bounce of what a stranger handed over as that domain's
{
	hops="${4:+Received-SPF: $4 (mx.b.example: x) receiver=mx.b.example; client-ip=203.0.113.6${2#?}; envelope-from=$3; identity=mailfrom
}$(hop "10:$2:00" mx.b.example "B00000002$2" x unknown "203.0.113.6${2#?}")"
	sender=$3
	bounce "$1" "10:$2:05" - "stranger@b.example" "m$2@else.example"
}
second plain 01 joe@second.test
second none 02 joe@second.test none
second softfail 03 joe@second.test softfail
second fail 04 joe@second.test fail
second nobody 05 nobody@second.test
second ours 06 anna@ours.test
second strange 07 joe@strange.test
second below 08 joe@www.ours.test
# And a host of our house of which no log was read wrote one, beside the address that we send from; another only says that it is of our house.
login 10:10:00 0B0000000001 anna anna@ours.test one@ours.test
to 10:10:01 0B0000000001 x1@b.example mx.b.example 192.0.2.25 B00000000001
hops=$(hop 10:10:01 mx.b.example B00000000001 mail.ours.test unknown 198.51.100.1; own_hop 10:10:00 0B0000000001)
bounce here 10:10:05 0C0000000001 x1@b.example one@ours.test
host=out2.ours.test ip=198.51.100.9
bounce house 10:11:05 - stranger@b.example lost@ours.test
host=out3.ours.test ip=203.0.113.9
bounce claimed 10:12:05 - stranger@b.example lost3@ours.test
line 10:30:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
ok "its log and mail are read" ingest "$world/db" "$world/log" "$world/mail"
[ -z "${SHOW-}" ] || verdicts
missing()	# NAME
{
	unjoe --db "$world/db" query --format tsv --sql "SELECT v.missing FROM verdicts v JOIN bounces b USING (bounce_id) WHERE b.message_id LIKE '$1@%'" | sed 1d
}
verdict plain 'unverifiable - mx-only,never-mailed,never-sent,origin-foreign' "of a domain that we are only an MX of"
is "$(missing plain)" "that our logs are all of its outgoing mail (unjoe own pin complete second.test), or the log of 203.0.113.61" "  what would tell"
verdict none 'unverifiable - mx-only,never-mailed,never-sent,origin-foreign,origin-spf-none' "nor do strange addresses, where it has no SPF record"
verdict softfail 'forged weak mx-only,never-mailed,never-sent,origin-foreign,origin-spf-softfail' "its softfail is weak: we would not know to whom it writes"
verdict fail 'forged strong mx-only,never-mailed,never-sent,origin-foreign,origin-spf-fail' "its fail tells"
verdict nobody 'forged strong address-unknown,mx-only,never-mailed,never-sent,origin-foreign' "an address that it does not have"
verdict ours 'forged strong never-mailed,never-sent,origin-foreign' "of a domain that sends by us"
verdict strange 'unverifiable - mx-only,never-mailed,never-sent,origin-foreign' "of one of which our log knows nothing"
verdict below 'forged strong never-mailed,never-sent,origin-foreign' "of one below a domain of ours"
verdict house 'unverifiable - never-mailed' "written by a host of our house, of which there is no log"
is "$(missing house)" "the log of out2.ours.test from 2026-11-13 10:11 to 2026-11-20 10:11 UTC (unjoe ingest FILE)" "  which is missing"
verdict claimed 'forged strong never-mailed,never-sent' "but not by who only says so"
ok "all its mail is pinned to be in our log" unjoe --db "$world/db" own pin complete second.test
verdict plain 'forged proof mx-only,never-mailed,never-sent,origin-foreign' "then it is forged"

# A mail server whose log is not read writes on a host of ours: what it sent may be what came back.
world servers
line 2026-11-05T09:00:00 'sendmail[14]: 6AB9000000014: to=<x@b.example>, delay=00:00:01, mailer=esmtp, relay=mx.b.example. [192.0.2.25], dsn=2.0.0, stat=Sent (ok)'
line 08:00:00 'cyrus/imap[15]: login: pc [203.0.113.200] anna plaintext User logged in'
hops=$(hop 10:10:00 mx.b.example B00000000071 x unknown 203.0.113.71)
bounce strange 10:10:05 - stranger@b.example m71@else.example
hops="Received-SPF: fail (mx.b.example: x) receiver=mx.b.example; client-ip=203.0.113.72; envelope-from=anna@ours.test; identity=mailfrom
$(hop 10:11:00 mx.b.example B00000000072 x unknown 203.0.113.72)"
bounce fail 10:11:05 - stranger@b.example m72@else.example
line 10:30:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
ok "its log and mail are read" ingest "$world/db" "$world/log" "$world/mail"
verdict strange 'forged strong never-mailed,never-sent,origin-foreign' "not so long ago, and not one that only keeps mailboxes"
line 10:31:00 'courieresmtp[16]: id=0004F8A1.6A0C1234.00004E1F,from=<www@ours.test>,addr=<x@b.example>: 250 ok'
sed 's/ mail courier/ web courier/' "$world/log" | tail -1 >"$world/web.log"
sed -i '$d' "$world/log"
line 10:32:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
echo '2026-11-20T10:33:00+00:00 web postfix/smtpd[7]: connect from a.example.net[192.0.2.200]' >>"$world/web.log"
ok "the log of another host comes" ingest "$world/db" "$world/log" "$world/web.log"
verdict strange 'unverifiable - never-mailed,never-sent,origin-foreign,unread-server' "on whichever host it writes"
is "$(missing strange)" "that our logs are all of its outgoing mail (unjoe own pin complete ours.test): unjoe does not read the log of Courier on web" "  what would tell"
verdict fail 'forged strong never-mailed,never-sent,origin-foreign,origin-spf-fail,unread-server' "the SPF record tells anyway"
ok "all mail of the domain is pinned to be in our log" unjoe --db "$world/db" own pin complete ours.test
verdict strange 'forged proof never-mailed,never-sent,origin-foreign,unread-server' "then it is forged"
# A list of ours: a stranger's posting comes back from a member, by a host that does not write down the queue id; and what we only passed on for a stranger.
world list
line 10:00:00 'postfix/smtpd[7]: 0C0000000001: client=mx.d.example[192.0.2.26]'
queued 10:00:00 0C0000000001 poster@d.example post@d.example
line 10:00:01 'postfix/lmtp[8]: 0C0000000001: to=<talk@ours.test>, relay=127.0.0.1[127.0.0.1]:8024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 Ok)'
line 10:00:05 'postfix/smtpd[7]: 0C0000000002: client=localhost[127.0.0.1]'
queued 10:00:05 0C0000000002 talk-bounces@ours.test post@d.example
to 10:00:06 0C0000000002 member@b.example mx.b.example 192.0.2.25
login 10:01:00 0B0000000001 anna anna@ours.test one@ours.test
to 10:01:01 0B0000000001 x1@b.example mx.b.example 192.0.2.25 B00000000001
hops=$(hop 10:01:01 mx.b.example B00000000001 mail.ours.test mail.ours.test 198.51.100.1; own_hop 10:01:00 0B0000000001)
bounce here 10:01:05 0C0000000003 x1@b.example one@ours.test
posted()	# HOST
{
	hop 10:00:06 "$1" x mail.ours.test mail.ours.test 198.51.100.1
	hop 10:00:05 mail.ours.test 0C0000000002 mail.ours.test localhost 127.0.0.1
	hop 10:00:00 mail.ours.test 0C0000000001 mx.d.example mx.d.example 192.0.2.26
}
hops=$(posted mx.b.example) sender=talk-bounces@ours.test
bounce listed 10:00:10 - member@b.example post@d.example
hops=$(posted mx.b.example) sender=anna@ours.test
bounce passed 10:00:10 - else@b.example post@d.example
line 10:30:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
ok "its log and mail are read" ingest "$world/db" "$world/log" "$world/mail"
[ -z "${SHOW-}" ] || verdicts
handed()	# NAME
{
	unjoe --db "$world/db" query --format tsv --sql "SELECT handed_ip, origin_ip FROM bounces WHERE message_id LIKE '$1@%'" | sed 1d
}
verdict listed 'genuine proof origin-named-ours,our-handover,our-message' "a stranger's posting to a list of ours"
is "$(handed listed)" "198.51.100.1	192.0.2.26" "  was taken from us, and began with him"
is "$(handed passed)" "192.0.2.26	192.0.2.26" "in whose name we did not send, the stranger handed over"
# An account of which nothing is known but that it was used from home today: a thief's mail fails, and meanwhile its owner writes from there.
world fresh
emil()		# TIME NUMBER CLIENT RECIPIENT [STATUS]
{
	login "$1:00" "0D00000000$2" emil emil@ours.test "emil$2@ours.test" "$3"
	to "$1:01" "0D00000000$2" "$4" mx.b.example 192.0.2.25 "D00000000$2" ${5-}
	line "$1:02" "postfix/qmgr[9]: 0D00000000$2: removed"
}
emil 08:00 01 203.0.113.200 friend@b.example
for n in 10 11 12 13 14 15 16 17 18 19 20 21; do
	emil "09:$n" "$n" 198.18.0.9 "x$n@b.example" bounced
done
emil 09:15 02 203.0.113.200 friend@b.example
emil 09:22 03 198.18.0.9 x3@b.example
emil 09:23 04 198.18.0.9 x4@b.example
for n in 02 04; do
	hops=$(hop "09:$((n * 4 + 7)):01" mx.b.example "D00000000$n" mail.ours.test unknown 198.51.100.1)
	sender=emil@ours.test
	bounce "emil$n" 09:30:05 - "$([ $n = 02 ] && echo friend || echo x4)@b.example" "emil$n@ours.test"
done
line 10:30:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
sort -s -k 1,1 -o "$world/log" "$world/log"
ok "its log and mail are read" ingest "$world/db" "$world/log" "$world/mail"
[ -z "${SHOW-}" ] || verdicts
like "$(verdicts)" "emil02: genuine " "the owner's"
like "$(verdicts)" "emil04: compromised " "the thief's"
done_testing
