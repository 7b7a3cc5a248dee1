# joe-job.sh - a world (tests/world.sh) with a bounce of every class, signal and attack: verdict.t says what each must be.

pass()		# TIME CLIENT SENDER RESULT: what our policy daemon said
{
	line "$1" "policyd-spf[13]: prepend Received-SPF: $4 (mailfrom) identity=mailfrom; client-ip=$2; helo=x; envelope-from=$3; receiver=<UNKNOWN>"
}

world joe-job

# What is ours: two bouncers in unrelated networks, whose queue ids our log has.
login 10:00:00 0B0000000001 anna anna@ours.test one@ours.test
to 10:00:01 0B0000000001 x1@b.example mx.b.example 192.0.2.25 B00000000001
hops=$(hop 10:00:01 mx.b.example B00000000001 mail.ours.test unknown 198.51.100.1; own_hop 10:00:00 0B0000000001)
bounce genuine 10:00:05 0C0000000001 x1@b.example one@ours.test
login 10:01:00 0B0000000002 anna anna@ours.test two@ours.test
to 10:01:01 0B0000000002 x2@d.example mx.d.example 203.0.113.25 D00000000001
host=mx.d.example ip=203.0.113.25
hops=$(hop 10:01:01 mx.d.example D00000000001 mail.ours.test unknown 198.51.100.1; own_hop 10:01:00 0B0000000002)
bounce genuine-d 10:01:05 0C0000000002 x2@d.example two@ours.test

# Nothing came back but the Message-ID, or the relay's queue id in the report's own fields.
login 10:02:00 0B0000000003 anna anna@ours.test three@ours.test
to 10:02:01 0B0000000003 x3@b.example mx.b.example 192.0.2.25 B00000000003
bounce genuine-id 10:02:05 - x3@b.example three@ours.test
login 10:03:00 0B0000000004 anna anna@ours.test four@ours.test
to 10:03:01 0B0000000004 x4@b.example mx.b.example 192.0.2.25 B00000000004
queue=B00000000004
bounce genuine-queue 10:03:05 - x4@b.example ''

# A forwarder and a list exploder that keep our sender: from the relay's own address, and from another of its.
login 10:04:00 0B0000000005 anna anna@ours.test five@ours.test
to 10:04:01 0B0000000005 x5@fwd.example mx.fwd.example 192.0.2.50 F00000000005
host=mx.d.example ip=203.0.113.25
hops=$(hop 10:04:03 mx.d.example D00000000005 mx.fwd.example mx.fwd.example 192.0.2.50; hop 10:04:01 mx.fwd.example F00000000005 mail.ours.test unknown 198.51.100.1)
bounce forwarder 10:04:05 - else5@d.example five@ours.test
login 10:04:30 0B0000000006 anna anna@ours.test six@ours.test
to 10:04:31 0B0000000006 list@fwd.example mx.fwd.example 192.0.2.50 F00000000006
host=mx.d.example ip=203.0.113.25
hops=$(hop 10:04:33 mx.d.example D00000000006 out.fwd.example out.fwd.example 192.0.2.177; hop 10:04:31 mx.fwd.example F00000000006 mail.ours.test unknown 198.51.100.1)
bounce exploder 10:04:35 - member@d.example six@ours.test

# Two forwarders in a row that hand on from other networks, of which the first writes its queue id (qmail: in a line above), or not.
login 10:04:40 0B0000000016 anna anna@ours.test qmail@ours.test
line 10:04:41 'postfix/smtp[11]: 0B0000000016: to=<x16@fwd.example>, relay=mx.fwd.example[192.0.2.50]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok 1795169081 qp 12345678)'
host=mx.d.example ip=203.0.113.25
hops=$(hop 10:04:43 mx.d.example D00000000016 out.other.example unknown 203.0.113.150
printf 'Received: (qmail 12345678 invoked from network); 20 Nov 2026 10:04:41 -0000\nReceived: from mail.ours.test (198.51.100.1)\n  by mx.fwd.example with SMTP; 20 Nov 2026 10:04:41 -0000\n')
bounce forward-qmail 10:04:45 - else16@d.example qmail@ours.test
host=mx.d.example ip=203.0.113.25
hops=$(hop 10:04:43 mx.d.example D00000000017 out.other.example unknown 203.0.113.150
printf 'Received: from mail.ours.test (198.51.100.1)\n  by mx.fwd.example with SMTP; 20 Nov 2026 10:04:41 -0000\n')
bounce forward-nameless 10:04:46 - else17@d.example qmail@ours.test
host=mx.d.example ip=203.0.113.25
hops=$(echo 'Received-SPF: fail (mx.d.example: domain of ours.test does not designate 203.0.113.150) receiver=mx.d.example; client-ip=203.0.113.150; envelope-from=anna@ours.test; identity=mailfrom'
hop 10:04:43 mx.d.example D00000000019 out.other.example unknown 203.0.113.150
printf 'Received: from mail.ours.test (198.51.100.1)\n  by mx.fwd.example with SMTP; 20 Nov 2026 10:04:41 -0000\n')
bounce forward-fails 10:04:47 - else19@d.example qmail@ours.test
# Cut off in the Received lines of a forwarder: below could stand ours.
host=mx.d.example ip=203.0.113.25
hops=$(hop 10:04:53 mx.d.example D00000000018 out.other.example unknown 203.0.113.150; hop 10:04:51 mx.other.example E00000000018 a unknown 203.0.113.151)
bounce cut 10:04:55 - else18@d.example ''
sed -i '/^From: <anna/,/^Subject: x/d' "$world/mail/cut.eml"

# Forged, and a forwarder to which we deliver, too, had taken it for another recipient: from a stranger, from a provider, and from a host that it knows by a name of ours.
host=mx.d.example ip=203.0.113.25
hops=$(hop 10:04:57 mx.d.example D00000000019 mx.fwd.example mx.fwd.example 192.0.2.50; hop 10:04:56 mx.fwd.example F00000000019 a unknown 203.0.113.152 | sed 's/;/ for <x19@fwd.example>;/')
bounce passed-on 10:04:58 - else19@d.example m119@forger.example
host=mx.d.example ip=203.0.113.25
hops=$(hop 10:04:57 mx.d.example D00000000020 mx.fwd.example mx.fwd.example 192.0.2.50; hop 10:04:56 mx.fwd.example F00000000020 a unknown 192.0.2.90 | sed 's/;/ for <x19@fwd.example>;/')
bounce passed-on-provider 10:04:59 - else20@d.example m120@forger.example
host=mx.d.example ip=203.0.113.25
hops=$(hop 10:04:57 mx.d.example D00000000021 mx.fwd.example mx.fwd.example 192.0.2.50; hop 10:04:56 mx.fwd.example F00000000021 www.ours.test www.ours.test 192.0.2.80 | sed 's/;/ for <x19@fwd.example>;/')
bounce passed-on-named 10:04:59 - else21@d.example web21@www.ours.test

# Forged: with a line of ours below that has a made-up queue id, and a HELO that names us; and the Message-ID alone, to a stranger and to a friend.
hops=$(hop 10:05:01 mx.b.example B00000000066 mail.ours.test unknown 203.0.113.66; own_hop 10:05:00 0BFFFFFFFFF1)
bounce forged 10:05:05 - stranger@b.example m66@forger.example
bounce forged-id 10:06:05 - stranger2@b.example m67@forger.example
bounce friend-id 10:06:06 - friend@c.example m68@forger.example
# Through the second MX of the bouncer, whose name is not confirmed: our own deliveries tell. To another address by that name there are none.
login 10:06:30 0B0000000018 anna anna@ours.test eighteen@ours.test
to 10:06:31 0B0000000018 friend@b.example backup.b.example 192.0.2.31 E00000000031
hops=$(hop 10:06:36 mx.b.example B00000000171 backup.b.example unknown 192.0.2.31; hop 10:06:35 backup.b.example E00000000071 a unknown 203.0.113.66)
bounce second-mx 10:06:38 - stranger31@b.example m131@forger.example
hops=$(hop 10:06:37 mx.b.example B00000000172 backup.b.example unknown 203.0.113.32; hop 10:06:36 backup.b.example E00000000072 a unknown 192.0.2.66)
bounce second-mx-else 10:06:39 - stranger32@b.example m132@forger.example
# Through a service that takes the bouncer's mail in, to which we deliver it, too, on three days: from a stranger, from a provider; and through one to which we deliver other mail.
login 10:06:32 0B0000000019 anna anna@ours.test nineteen@ours.test
to 10:06:33 0B0000000019 friend@b.example mx1.filter.example 203.0.113.140 E00000000140
for day in 17 18; do
	login 2026-11-${day}T09:00:00 0A00000000$day anna anna@ours.test $day@ours.test
	to 2026-11-${day}T09:00:01 0A00000000$day friend@b.example mx1.filter.example 203.0.113.140 ''
done
to 10:06:33 0B0000000019 friend@c.example mx1.cleaner.example 203.0.113.141 E00000000141
hops=$(hop 10:06:40 mx.b.example B00000000173 mx1.filter.example mx1.filter.example 203.0.113.140; hop 10:06:39 mx1.filter.example E00000000073 a unknown 203.0.113.153)
bounce filtered-forged 10:06:41 - stranger33@b.example m133@forger.example
hops=$(hop 10:06:40 mx.b.example B00000000174 mx1.filter.example mx1.filter.example 203.0.113.140; hop 10:06:39 mx1.filter.example E00000000074 out.isp.example out.isp.example 192.0.2.90)
bounce filtered-provider 10:06:42 - stranger34@b.example m134@forger.example
hops=$(hop 10:06:40 mx.b.example B00000000175 mx1.cleaner.example mx1.cleaner.example 203.0.113.141; hop 10:06:39 mx1.cleaner.example E00000000075 a unknown 203.0.113.153)
bounce filtered-else 10:06:43 - stranger35@b.example m135@forger.example
# Forged to an alias of ours that leads elsewhere, through a content filter of ours.
stranger 10:06:44 0D0000000031 203.0.113.154 anna@ours.test m136@forger.example
line 10:06:45 'postfix/smtpd[15]: 0D0000000032: client=localhost[127.0.0.1]'
queued 10:06:45 0D0000000032 anna@ours.test m136@forger.example
line 10:06:45 'postfix/smtp[11]: 0D0000000031: to=<else36@d.example>, orig_to=<board@ours.test>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 0D0000000032)'
to 10:06:46 0D0000000032 else36@d.example mx.d.example 203.0.113.25 D00000000136
host=mx.d.example ip=203.0.113.25
hops=$(hop 10:06:46 mx.d.example D00000000136 mail.ours.test unknown 198.51.100.1; hop 10:06:45 mail.ours.test 0D0000000032 localhost localhost 127.0.0.1; hop 10:06:44 mail.ours.test 0D0000000031 a unknown 203.0.113.154)
bounce aliased 10:06:47 - else36@d.example m136@forger.example
# Passed on for somebody who had not logged in, to others and by no alias: who may be a client of ours, behind that filter.
stranger 10:06:44 0D0000000033 203.0.113.156 anna@ours.test m137@pc
line 10:06:45 'postfix/smtpd[15]: 0D0000000034: client=localhost[127.0.0.1]'
queued 10:06:45 0D0000000034 anna@ours.test m137@pc
line 10:06:45 'postfix/smtp[11]: 0D0000000033: to=<else37@d.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 0D0000000034)'
to 10:06:46 0D0000000034 else37@d.example mx.d.example 203.0.113.25 D00000000137
host=mx.d.example ip=203.0.113.25
hops=$(hop 10:06:46 mx.d.example D00000000137 mail.ours.test unknown 198.51.100.1; hop 10:06:45 mail.ours.test 0D0000000034 localhost localhost 127.0.0.1; hop 10:06:44 mail.ours.test 0D0000000033 pc unknown 203.0.113.156)
bounce passed-out 10:06:47 - else37@d.example m137@pc
# A second MX of ours without a log handed it on: from a stranger, and from a user.
handed_in()	# TIME QUEUE-ID MESSAGE-ID RECIPIENT
{
	line "$1" "postfix/smtpd[10]: $2: client=unknown[10.0.0.9]"
	queued "$1" "$2" anna@ours.test "$3"
	to "$1" "$2" "$4" mx.b.example 192.0.2.25 "B0000${2#0D00000}"
}
handed_in 10:06:50 0D0000000041 m141@forger.example else41@b.example
hops=$(hop 10:06:50 mx.b.example B000000041 mail.ours.test unknown 198.51.100.1; hop 10:06:49 mail.ours.test 0D0000000041 mx2.ours.test unknown 10.0.0.9; hop 10:06:48 mx2.ours.test E41 a unknown 203.0.113.155)
bounce through-mx2 10:06:51 - else41@b.example m141@forger.example
handed_in 10:06:52 0D0000000042 fortytwo@ours.test else42@b.example
hops=$(hop 10:06:52 mx.b.example B000000042 mail.ours.test unknown 198.51.100.1; hop 10:06:51 mail.ours.test 0D0000000042 mx2.ours.test unknown 10.0.0.9; hop 10:06:50 mx2.ours.test E42 pc unknown 203.0.113.200 | sed 's/ESMTP /ESMTPSA /')
bounce through-login 10:06:53 - else42@b.example fortytwo@ours.test
bounce internal 10:06:08 - ann@internal m69@forger.example
bounce nothing 10:06:15 - stranger3@b.example ''
# Seen in the log, too: as spam to ourselves with the same Message-ID.
arrives 10:06:20 0D0000000001 203.0.113.67 anna@ours.test m69@forger.example anna@ours.test
hops=$(hop 10:06:21 mx.b.example B00000000069 a unknown 203.0.113.67)
bounce forged-here 10:06:25 - stranger4@b.example m69@forger.example

# Attacks with what a recipient knows: a message of ours sent again to somebody else, to the same one, and the whole old chain below the new line.
login 10:07:00 0B0000000007 anna anna@ours.test seven@ours.test
to 10:07:01 0B0000000007 x7@b.example mx.b.example 192.0.2.25 B00000000007
hops=$(hop 10:07:31 mx.d.example D00000000077 mail.ours.test unknown 203.0.113.71)
host=mx.d.example ip=203.0.113.25
bounce replayed-else 10:07:35 - other7@d.example seven@ours.test
hops=$(hop 10:07:41 mx.b.example B00000000777 mail.ours.test unknown 203.0.113.71)
bounce replayed-same 10:07:45 - x7@b.example seven@ours.test
hops=$(hop 10:07:51 mx.b.example B00000007777 mail.ours.test unknown 203.0.113.72; hop 10:07:01 mx.b.example B00000000007 mail.ours.test unknown 198.51.100.1; own_hop 10:07:00 0B0000000007)
bounce hijacked 10:07:55 - x7@b.example seven@ours.test
# More failures than deliveries; a delivery that was refused.
login 10:08:00 0B0000000008 anna anna@ours.test eight@ours.test
to 10:08:01 0B0000000008 x8@b.example mx.b.example 192.0.2.25 B00000000008
bounce often-1 10:08:05 - x8@b.example eight@ours.test
bounce often-2 10:08:06 - x8@b.example eight@ours.test
login 10:08:20 0B0000000009 anna anna@ours.test nine@ours.test
to 10:08:21 0B0000000009 x9@b.example mx.b.example 192.0.2.25 '' bounced
bounce refused 10:08:25 - x9@b.example nine@ours.test
# A fake report that frames a third party, brought by somebody else.
host=mx.b.example ip=203.0.113.73 name=pc.forger.example
hops=$(hop 10:09:01 mx.b.example B00000000099 c c.third.example 192.0.2.210)
bounce framed 10:09:05 - stranger9@b.example m99@forger.example

# Perhaps elsewhere: our network; a confirmed name of ours; beside our address; SPF pass; signed; a provider's; a provider's in our SPF.
hops=$(hop 10:10:01 mx.b.example B00000000101 www.ours.test www.ours.test 192.0.2.80)
sender=www-data@ours.test
bounce web-named 10:10:05 - stranger11@b.example web1@www.ours.test
hops=$(hop 10:10:11 mx.b.example B00000000102 www.ours.test unknown 198.51.100.77)
sender=www-data@ours.test
bounce web-near 10:10:15 - stranger12@b.example web2@www.ours.test
hops="Received-SPF: pass (mx.b.example: 192.0.2.81 is authorized to use 'www-data@ours.test') receiver=mx.b.example; client-ip=192.0.2.81; envelope-from=www-data@ours.test; identity=mailfrom
$(hop 10:10:21 mx.b.example B00000000103 web unknown 192.0.2.81)"
sender=www-data@ours.test
bounce web-spf 10:10:25 - stranger13@b.example web3@www.ours.test
hops="Authentication-Results: mx.b.example; dkim=pass header.d=ours.test
$(hop 10:10:31 mx.b.example B00000000104 web unknown 192.0.2.82)"
bounce news-signed 10:10:35 - stranger14@b.example web4@news.example
pass 2026-11-19T12:00:00 192.0.2.90 bob@customer.example Pass
arrives 2026-11-19T12:00:01 0E0000000001 192.0.2.90 bob@customer.example bob@customer.example anna@ours.test
hops=$(hop 10:10:41 mx.b.example B00000000105 out.isp.example out.isp.example 192.0.2.90)
bounce provider 10:10:45 - stranger15@b.example fromhome@pc
pass 2026-11-19T12:01:00 192.0.2.91 bob@customer.example Pass
hops="Received-SPF: pass (mx.b.example: 192.0.2.91 is authorized) receiver=mx.b.example; client-ip=192.0.2.91; envelope-from=anna@ours.test; identity=mailfrom
$(hop 10:10:51 mx.b.example B00000000106 out.cloud.example out.cloud.example 192.0.2.91)"
bounce tenant 10:10:55 - stranger16@b.example tenant@cloud.example
# A provider's of whom our log knows nothing: its own line says that somebody had logged in. So says a line under a host of ours, of which we would know.
hops=$(hop 10:10:57 mx.b.example B00000000110 out7.isp.example out7.isp.example 203.0.113.170; hop 10:10:56 smtp.isp.example I00000000110 pc unknown 203.0.113.160 | sed 's/ESMTPS\{0,1\} /ESMTPSA /')
bounce submitted 10:10:58 - stranger21@b.example fromhome2@pc
hops=$(hop 10:10:57 mx.b.example B00000000111 mail.ours.test unknown 203.0.113.171; hop 10:10:56 mail.ours.test 0BFFFFFFFFF7 pc unknown 203.0.113.160 | sed 's/ESMTPS\{0,1\} /ESMTPSA /')
bounce submitted-ours 10:10:59 - stranger22@b.example m111@forger.example
hops=$(hop 10:10:57 mx.b.example B00000000112 a unknown 203.0.113.172; hop 10:10:56 smtp.isp.example I00000000112 pc unknown 203.0.113.160 | sed 's/ESMTPS\{0,1\} /ESMTPSA /')
bounce submitted-else 10:10:59 - stranger23@b.example m112@forger.example
# A shop whose log we do not have writes to us, too; of what comes back without any line, nothing tells whether that was its. Of others in our domain that says nothing.
pass 2026-11-19T12:02:00 192.0.2.83 shop@ours.test Pass
sender=shop@ours.test
bounce shop 10:10:59 - stranger24@b.example order7@shop
sender=other@ours.test
bounce shop-other 10:10:59 - stranger25@b.example m113@forger.example
login 2026-11-19T11:00:00 0A0000000025 bob bob@ours.test bob@ours.test
to 2026-11-19T11:00:01 0A0000000025 friend@c.example mx.c.example 192.0.2.99 ''
sender=bob@ours.test
bounce shop-not 10:10:59 - stranger26@b.example m114@forger.example
# And of a web form that writes as one of our users its Message-ID.
bounce form 10:10:59 - stranger27@b.example m115@www.ours.test
# A pass that the forger wrote himself, below the line by which he was taken in.
hops="$(hop 10:11:01 mx.b.example B00000000107 x unknown 203.0.113.74)
Received-SPF: pass (mx.b.example: 203.0.113.74 is authorized) receiver=mx.b.example; client-ip=203.0.113.74; envelope-from=anna@ours.test; identity=mailfrom
Authentication-Results: mx.b.example; spf=pass smtp.mailfrom=ours.test; dkim=pass header.d=ours.test"
bounce forged-pass 10:11:05 - stranger17@b.example m107@forger.example
hops="Received-SPF: fail (mx.b.example: domain of ours.test does not designate 203.0.113.75) receiver=mx.b.example; client-ip=203.0.113.75; envelope-from=anna@ours.test; identity=mailfrom
$(hop 10:11:11 mx.b.example B00000000108 x unknown 203.0.113.75)"
bounce forged-fail 10:11:15 - stranger18@b.example m108@forger.example
# Three of our addresses, one of them unknown, from one origin.
for n in 1 2 3; do
	hops=$(hop 10:12:0$n mx.b.example B0000000012$n x unknown 203.0.113.76)
	sender=user$n@ours.test
	bounce many-$n 10:12:1$n - stranger2$n@b.example m12$n@forger.example
done
line 10:12:30 'postfix/smtpd[10]: NOQUEUE: reject: RCPT from unknown[192.0.2.200]: 550 5.1.1 <user3@ours.test>: Recipient address rejected: User unknown in virtual mailbox table; from=<> to=<user3@ours.test> proto=ESMTP helo=<x>'

# Bounces of our own: of a user's mail, and of a stranger's that we should have refused.
login 10:13:00 0B0000000013 anna anna@ours.test thirteen@ours.test
to 10:13:01 0B0000000013 x13@b.example mx.b.example 192.0.2.25 '' bounced
own_bounce()	# NAME TIME QUEUE-ID PARENT RECIPIENT MESSAGE-ID
{
	line "$2" "postfix/cleanup[8]: $3: message-id=<$1@mail.ours.test>"
	line "$2" "postfix/bounce[14]: $4: sender non-delivery notification: $3"
	line "$2" "postfix/qmgr[9]: $3: from=<>, size=900, nrcpt=1 (queue active)"
	line "$2" "postfix/virtual[12]: $3: to=<anna@ours.test>, relay=virtual, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to maildir)"
	line "$2" "postfix/qmgr[9]: $3: removed"
	host=mail.ours.test
	bounce "$1" "$2" - "$5" "$6"
	sed -i "/^Received: from mail.ours.test/,/^	for/c\\
Received: by mail.ours.test (Postfix) id $3; Fri, 20 Nov 2026 $2 +0000 (UTC)" "$world/mail/$1.eml"
}
queue=0B0000000013 hops=$(own_hop 10:13:00 0B0000000013)
own_bounce own-genuine 10:13:02 0F0000000013 0B0000000013 x13@b.example thirteen@ours.test
stranger 10:14:00 0B0000000014 203.0.113.77 anna@ours.test m14@forger.example
line 10:14:01 'postfix/virtual[12]: 0B0000000014: to=<nobody@ours.test>, relay=virtual, delay=0, delays=0/0/0/0, dsn=5.1.1, status=bounced (unknown user: "nobody@ours.test")'
queue=0B0000000014 hops=$(hop 10:14:00 mail.ours.test 0B0000000014 x unknown 203.0.113.77)
own_bounce own-backscatter 10:14:02 0F0000000014 0B0000000014 nobody@ours.test m14@forger.example
# One that only claims to be our own, and names a real parent.
host=mail.ours.test ip=203.0.113.78 name=unknown queue=0B0000000013 hops=$(own_hop 10:13:00 0B0000000013)
bounce own-fake 10:14:05 - x13@b.example thirteen@ours.test

# Replies: to a message of ours, and to a forged one.
reply()		# NAME TIME FROM IN-REPLY-TO
{
	printf 'Return-Path: <>\nDelivered-To: anna@ours.test\nReceived: from mx.b.example (mx.b.example [192.0.2.25])\n\tby mail.ours.test (Postfix) with ESMTP id 0C00000000FF\n\tfor <anna@ours.test>; Fri, 20 Nov 2026 %s +0000\nFrom: %s\nTo: anna@ours.test\nSubject: Out of office\nMessage-ID: <%s@b.example>\nIn-Reply-To: <%s>\nDate: Fri, 20 Nov 2026 %s +0000\nAuto-Submitted: auto-replied\n\nI am away.\n' \
	    "$2" "$3" "$1" "$4" "$2" >"$world/mail/$1.eml"
}
login 10:15:00 0B0000000015 anna anna@ours.test fifteen@ours.test
to 10:15:01 0B0000000015 x15@b.example mx.b.example 192.0.2.25 B00000000015
reply reply-genuine 10:15:05 x15@b.example fifteen@ours.test
reply reply-forged 10:15:06 y15@b.example m15@forger.example
reply reply-replayed 10:15:07 z15@b.example fifteen@ours.test

# Through a content filter; forwarded under SRS; for one recipient (VERP); Courier's queue id.
login 10:16:00 0B0000000016 anna anna@ours.test sixteen@ours.test
line 10:16:01 'postfix/smtpd[15]: 0B0000000017: client=localhost[127.0.0.1]'
queued 10:16:01 0B0000000017 anna@ours.test sixteen@ours.test
to 10:16:02 0B0000000016 x16@b.example 127.0.0.1 127.0.0.1 0B0000000017
to 10:16:03 0B0000000017 x16@b.example mx.b.example 192.0.2.25 B00000000016
hops=$(hop 10:16:03 mx.b.example B00000000016 mail.ours.test unknown 198.51.100.1)
bounce filtered 10:16:05 - x16@b.example sixteen@ours.test
stranger 10:17:00 0B0000000018 203.0.113.180 bob@pass.example eighteen@pass.example
to 10:17:01 0B0000000018 x18@b.example mx.b.example 192.0.2.25 B00000000018
sender=SRS0=tNxH=YJ=pass.example=bob@ours.test hops=$(hop 10:17:01 mx.b.example B00000000018 mail.ours.test unknown 198.51.100.1)
bounce srs 10:17:05 - x18@b.example eighteen@pass.example
login 10:18:00 0B0000000019 news news+x19=b.example@ours.test nineteen@ours.test
to 10:18:01 0B0000000019 x19@b.example mx.b.example 192.0.2.25 ''
sender=news+x19=b.example@ours.test
bounce verp 10:18:05 - x19@b.example ''
login 10:19:00 0B0000000020 anna anna@ours.test twenty@ours.test
to 10:19:01 0B0000000020 x20@k.example mx.k.example 192.0.2.60 000000006B7E1234.00001F2E
host=mx.k.example ip=192.0.2.60
hops='Received: from mail.ours.test (mail.ours.test [::ffff:198.51.100.1])
	by mx.k.example with ESMTP; Fri, 20 Nov 2026 10:19:01 +0000
	id 00000000000A1B2C.000000006B7E1234.00001F2E'
bounce courier 10:19:05 - x20@k.example twenty@ours.test
# A short message's name in an abuse report is none of our business here.
cp samples/ndr/feedback-abuse.eml "$world/mail/" 2>/dev/null || cp "$(ls samples/ndr/feedback*.eml | head -n 1)" "$world/mail/"
line 10:30:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
sort -s -k 1,1 -o "$world/log" "$world/log"
