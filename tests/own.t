#!/bin/sh
# own.t - what is believed to be ours, and what is not; pins.
. tests/conclusions.sh

# own NAME WANTED <SCRIPT - the domains and networks that a log makes ours, or says to send elsewhere, "kind value how=n ..."
own()
{
	rm -f "$SCRATCH/own.db"
	tests/sendlog >"$SCRATCH/own.log"
	ingest "$SCRATCH/own.db" "$SCRATCH/own.log"
	is "$(sql "$SCRATCH/own.db" "SELECT group_concat(t, '; ') FROM (SELECT kind || ' ' || value || ' ' || group_concat(how || '=' || n, ' ') AS t
		FROM (SELECT * FROM own WHERE kind IN ('domain', 'elsewhere', 'network') ORDER BY kind, value, how) GROUP BY kind, value)")" "$2" "$1"
}

own "a mailbox here" "domain ours.example mailbox-here=1" <<END
1 10:00 in from=a@far.example to=u@Ours.example ip=198.51.100.7
END
own "delivered by LMTP" "domain ours.example delivered-here=2" <<END
1 10:00 in from=a@far.example to=u@ours.example ip=198.51.100.7 by=lmtp n=2
END
own "accepted and passed on: a few mails make nothing ours" NULL <<END
1 10:00 in from=a@spam.example to=u@spam.example ip=198.51.100.7 by=smtp n=40
END
own "a content filter is handed the mail of others, which goes on elsewhere" "domain ours.example delivered-here=4 login-sends=3" <<END
1 10:00 in from=a@far.example to=u@ours.example ip=198.51.100.7 by=lmtp n=4
1 11:00 out user=u from=u@ours.example to=b@far.example ip=192.0.2.4 n=3
1 11:00 in from=u@ours.example to=b@far.example ip=192.0.2.9 by=lmtp n=3 step=20
END
own "a filter on loopback is no mailbox" NULL <<END
1 10:00 in from=a@far.example to=u@else.example ip=198.51.100.7 by=smtp relay=127.0.0.1[127.0.0.1]:10024 n=3
END
own "an alias for an address elsewhere" "domain ours.example forwarded-here=2" <<END
1 10:00 in from=a@far.example to=b@free.example orig=u@ours.example ip=198.51.100.7 by=smtp n=2
END
own "a stray entry of an alias table" NULL <<END
1 10:00 in from=a@far.example to=b@free.example orig=u@partner.example ip=198.51.100.7 by=smtp n=2
1 12:00 out user=u from=u@mine to=c@partner.example ip=192.0.2.4 n=3
END
own "a bounce to SRS0 is reversed: the domain of the forwarder" "domain ours.example forwarded-here=1" <<END
1 10:00 in from= to=a@far.example orig=SRS0=x=yy=far.example=a@ours.example ip=198.51.100.7 by=smtp
END
own "names of accounts" "domain ours.example login-name=1 login-sends=1" <<END
1 10:00 out user=u@ours.example from=u@ours.example to=b@far.example ip=192.0.2.4
END
own "a freemailer's address is used, but strangers send as it, too" NULL <<END
1 10:00 out user=joe@free.example from=joe@free.example to=b@far.example ip=192.0.2.4 n=2
1 11:00 in from=x%d@free.example to=u@far.example ip=198.51.100.7 by=smtp n=5
END
own "an account stolen for two days makes nothing ours" "domain ours.example mailbox-here=1" <<END
1 10:00 in from=a@far.example to=u@ours.example ip=198.51.100.7
1-2 11:00 out user=u from=x@bank.example to=b%d@far.example ip=192.0.2.4 n=60
END
own "but accounts that always send as it do" "domain crm.example login-sends=24" <<END
1-4 11:00 out user=u from=x@crm.example to=b%d@far.example ip=192.0.2.4 n=6
END
own "a second MX: strangers of many networks have mail passed on" "domain second.example relayed-for=12; elsewhere second.example passed-off=12" <<END
$(for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "1 10:$i relay from=a@far$i.example to=u@second.example ip=198.51.$((100 + i)).7"; done)
END
own "a client whose address Postfix did not know had mail passed on, too" "domain ours.example mailbox-here=1" <<END
1 10:00 relay from=a@far.example to=u@second.example ip=unknown
1 11:00 in from=a@far.example to=u@ours.example ip=198.51.100.7
END
rm -f "$SCRATCH/own.db"
head -3 "$SCRATCH/own.log" >"$SCRATCH/head.log"
tail -n +4 "$SCRATCH/own.log" >"$SCRATCH/rest.log"
ingest "$SCRATCH/own.db" "$SCRATCH/head.log"
ok "so had he where his message lies in two files" ingest "$SCRATCH/own.db" "$SCRATCH/rest.log"
own "two strangers are not enough for that" NULL <<END
1 10:00 relay from=a%d@far%d.example to=u@second.example ip=198.51.100.7 n=30
1 11:00 relay from=a%d@far%d.example to=u@second.example ip=198.51.101.7 n=30
END
own "a client that may relay: to three domains of others, as ours" "domain ours.example mailbox-here=1; network 192.0.2.9/32 may-relay=4" <<END
1 10:00 in from=a@far.example to=u@ours.example ip=198.51.100.7
1 11:00 relay from=shop@ours.example to=b@far%d.example ip=192.0.2.9 n=4
END
own "one that has mail to one domain passed on may be a stranger" "domain ours.example mailbox-here=1" <<END
1 10:00 in from=a@far.example to=u@ours.example ip=198.51.100.7
1 11:00 relay from=shop@ours.example to=b@second.example ip=192.0.2.9 n=40
END
strangers="$(for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "1 10:$i relay from=a@far$i.example to=u@second.example ip=198.51.$((100 + i)).7"; done)"
own "a client of such a domain may relay, too; and then the domain sends by us" "domain second.example relayed-for=12; network 192.0.2.9/32 may-relay=3" <<END
$strangers
1 11:00 relay from=u@second.example to=b@else%d.example ip=192.0.2.9 n=3
END
own "whoever writes to an alias has nothing relayed to where it leads" "domain ours.example forwarded-here=12" <<END
$(for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "1 10:$i in from=a@far$i.example to=b@free.example orig=u@ours.example ip=198.51.$((100 + i)).7 by=smtp"; done)
END
own "many clients of ours do not make ours a domain to which all of them write" \
	"domain second.example relayed-for=11$(for i in 1 2 3 4 5 6; do printf '; network 192.0.%d.9/32 may-relay=3' $((i + 1)); done)" <<END
$strangers
$(for i in 1 2 3 4 5 6; do
	echo "1 11:0$i relay from=u@second.example to=b@else%d.example ip=192.0.$((i + 1)).9 n=3"
	echo "1 12:0$i relay from=x@shop$i.example to=b@large.example ip=192.0.$((i + 1)).9"
done)
END
own "a private network is believed whole" "network 10.1.2.0/24 may-relay=2" <<END
1 11:00 relay from=a@any.example to=b@far%d.example ip=10.1.2.9
1 11:05 relay from=a@any.example to=b@far%d.example ip=10.1.2.8
END
own "names that are none" NULL <<END
1 10:00 in from=a@far.example to=root@localhost.localdomain ip=198.51.100.7 by=local
1 10:01 in from=a@far.example to=u@[192.0.2.25] ip=198.51.100.7 by=local
1 10:02 in from=a@far.example to=u@mx ip=198.51.100.7 by=local
1 10:03 in from=a@far.example to=u@192.0.2.25 ip=198.51.100.7 by=local
END

# From one host's log to another's.
cat >"$SCRATCH/two" <<END
1 10:00 out host=out user=u@ours.example from=u@ours.example to=b@far.example ip=192.0.2.4 relay=edge.ours.example[192.0.2.30]:25 said=250_2.0.0_Ok:_queued_as_E1ABC
1 10:00:01 relay host=edge id=E1ABC from=u@ours.example to=b@far.example ip=192.0.2.20
END
tests/sendlog <"$SCRATCH/two" | sed 's/250_2.0.0_Ok:_queued_as_/250 2.0.0 Ok: queued as /' >"$SCRATCH/two.log"
ingest "$SCRATCH/two.db" "$SCRATCH/two.log"
is "$(sql "$SCRATCH/two.db" "SELECT value, how, n FROM own WHERE kind = 'outgoing' ORDER BY 2")" "192.0.2.20|handover|1
192.0.2.30|taken-over-at|1" "the address that our host had as the client of another, and that of the other"
is "$(sql "$SCRATCH/two.db" "SELECT value FROM own WHERE how = 'took-over'")" "edge.ours.example" "and the other's name"
sed 's/ edge \(.*\)to=<b@far.example>/ edge \1to=<c@far.example>/' "$SCRATCH/two.log" >"$SCRATCH/other.log"
ingest "$SCRATCH/other.db" "$SCRATCH/other.log"
is "$(sql "$SCRATCH/other.db" "SELECT count(*) FROM own WHERE kind = 'outgoing'")" 0 "a relay that names a queue id which is somebody else's mail proves nothing"

# What far relays stamp: bounces of mail that went to the relays of three domains, two of them in one network.
cat >"$SCRATCH/far" <<END
1 10:00 in from=a@far.example to=u@ours.example ip=198.51.100.7
1 11:00:00 out user=u from=u@ours.example to=b@one.example ip=192.0.2.4 relay=mx.one.example[203.0.113.80]:25
1 11:01:00 out user=u from=u@ours.example to=b@two.example ip=192.0.2.4 relay=mx.two.example[203.0.112.80]:25
1 11:02:00 out user=u from=u@ours.example to=b@three.example ip=192.0.2.4 relay=mx.three.example[198.51.100.80]:25
END
tests/sendlog <"$SCRATCH/far" >"$SCRATCH/far.log"

# bounce DOMAIN MINUTE ADDRESS [ID] - the relay of that domain returns what it took from that address
bounce()
{
	id=${4-$(sed -n "s/.*to=<b@$1>.*queued as \(R[0-9A-F]*\)).*/\1/p" "$SCRATCH/far.log")}
	cat <<END
Return-Path: <>
Received: from mx.$1 (mx.$1 [203.0.113.99]) by mx.ours.example (Postfix) with ESMTP id B0001; Mon, 02 Mar 2026 11:30:00 +0000
Date: Mon, 02 Mar 2026 11:30:00 +0000
From: MAILER-DAEMON@mx.$1
To: u@ours.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <$3.$1@mx.$1>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.$1

Final-Recipient: rfc822; b@$1
Action: failed
Status: 5.2.2

--x
Content-Type: message/rfc822

Received: from out.ours.example (out.ours.example [$3]) by mx.$1 (Postfix) with ESMTP id $id for <b@$1>; Mon, 02 Mar 2026 11:$2:01 +0000
From: u@ours.example
Message-ID: <m@ours.example>

text
--x--
END
}

# outgoing NAME WANTED - after reading far.log and the .eml in $SCRATCH/eml, in both orders
outgoing()
{
	for order in "far.log eml" "eml far.log"; do
		rm -f "$SCRATCH/far.db"
		for what in $order; do
			ingest "$SCRATCH/far.db" "$SCRATCH/$what"
		done
		is "$(sql "$SCRATCH/far.db" "SELECT group_concat(value || ' ' || how || ' ' || n) FROM own WHERE kind = 'outgoing'")" "$2" "$1 ($order)"
	done
	rm -rf "$SCRATCH/eml"
	mkdir "$SCRATCH/eml"
}
mkdir "$SCRATCH/eml"
bounce one.example 00 192.0.2.66 >"$SCRATCH/eml/1.eml"
outgoing "one bouncer alone can write any address" NULL
bounce one.example 00 192.0.2.66 >"$SCRATCH/eml/1.eml"
bounce two.example 01 192.0.2.66 >"$SCRATCH/eml/2.eml"
outgoing "and so can one with two relays in a network" NULL
bounce one.example 00 192.0.2.20 >"$SCRATCH/eml/1.eml"
bounce three.example 02 192.0.2.20 >"$SCRATCH/eml/3.eml"
outgoing "what two unrelated relays of ours agree on is an address of ours" "192.0.2.20 far-stamp 2"
bounce one.example 00 192.0.2.20 FFFFF >"$SCRATCH/eml/1.eml"
bounce three.example 02 192.0.2.20 FFFFF >"$SCRATCH/eml/3.eml"
outgoing "but not with queue ids that no reply named" NULL

# A net of which our log never left: three relays are what two are elsewhere.
three()
{
	for far in "one.example 00" "two.example 01" "four.example 03"; do
		bounce $far 192.0.2.20 >"$SCRATCH/eml/${far%% *}.eml"
	done
}
sed '/three.example/d' "$SCRATCH/far" >"$SCRATCH/closed"
echo "1 11:03:00 out user=u from=u@ours.example to=b@four.example ip=192.0.2.4 relay=mx.four.example[203.0.111.80]:25" >>"$SCRATCH/closed"
tests/sendlog <"$SCRATCH/closed" >"$SCRATCH/far.log"
three
outgoing "three relays of a closed net agree" "192.0.2.20 far-stamp 3"
three
rm "$SCRATCH/eml/four.example.eml"
outgoing "two of them are too few" NULL
echo "1 11:04:00 out user=u from=u@ours.example to=b@three.example ip=192.0.2.4 relay=mx.three.example[198.51.100.80]:25" >>"$SCRATCH/closed"
tests/sendlog <"$SCRATCH/closed" >"$SCRATCH/far.log"
three
outgoing "and so are three where mail went elsewhere, too: anybody may have them in a network" NULL

# Pins.
db=$SCRATCH/own.db
own "pins stand beside it" "domain ours.example mailbox-here=1" <<END
1 10:00 in from=a@far.example to=u@ours.example ip=198.51.100.7
END
ok "a domain is pinned" unjoe --db "$db" own pin domain Second.Example.
ok "one is complete" unjoe --db "$db" own pin complete ours.example
ok "a network" unjoe --db "$db" own pin network 192.0.2.77/24
ok "an address" unjoe --db "$db" own pin outgoing 2001:DB8::0:1
is "$(sql "$db" "SELECT group_concat(kind || ' ' || value, '; ') FROM (SELECT kind, value FROM pin ORDER BY kind, value)")" \
	"complete ours.example; domain ours.example; domain second.example; network 192.0.2.0/24; outgoing 2001:db8::1" "as they are kept"
unjoe --db "$db" rebuild 2>>"$SCRATCH/said"
is "$(sql "$db" "SELECT count(*) FROM pin")" 5 "a rebuild forgets none"
unjoe --db "$db" --now 2026-04-01 own >"$SCRATCH/own.txt" 2>&1
golden own/own.txt "own, in words" <"$SCRATCH/own.txt"
unjoe --db "$db" own --format json >"$SCRATCH/own.json" 2>&1
golden own/own.json "own, for programs" <"$SCRATCH/own.json"
ok "unpinned" unjoe --db "$db" own unpin domain second.example
fails "what is not pinned" 1 unjoe --db "$db" own unpin domain second.example
for bad in "domain nodot" "domain a..example" "domain -a.example" "domain 192.0.2.1" "domain u@ours.example" "network 192.0.2.0/33" "network 0.0.0.0/0" "network here" "outgoing 192.0.2.0/24" "complete x" "colour red"; do
	fails "own pin $bad" 2 unjoe --db "$db" own pin $bad
done
fails "own pin domain" 2 unjoe --db "$db" own pin domain
fails "own push" 2 unjoe --db "$db" own push domain x.example
like "$(unjoe --db "$db" own pin domain typo.example 2>&1)" 'no line of the log says so far that typo.example is yours' "a pin that nothing speaks for is told"

printf '[own]\ndomains = conf.example\nnetworks = 198.51.100.0/25, 2001:db8::/32\ncomplete = conf.example\n' >"$SCRATCH/conf"
"$UNJOE" --config "$SCRATCH/conf" --db "$db" analyze 2>>"$SCRATCH/said"
is "$(sql "$db" "SELECT group_concat(kind || ' ' || value, '; ') FROM (SELECT kind, value FROM pin WHERE configured = 1 ORDER BY kind, value)")" \
	"complete conf.example; domain conf.example; network 198.51.100.0/25; network 2001:db8::/32" "pinned in the configuration"
fails "which the command does not unpin" 1 "$UNJOE" --config "$SCRATCH/conf" --db "$db" own unpin domain conf.example
"$UNJOE" --config /dev/null --db "$db" analyze 2>>"$SCRATCH/said"
is "$(sql "$db" "SELECT count(*) FROM pin WHERE value LIKE '%conf%' OR value LIKE '198.51%'")" 0 "and which go with the configuration"
printf '[own]\nnetworks = 198.51.100.0/40\n' >"$SCRATCH/conf"
fails "a fault there" 1 "$UNJOE" --config "$SCRATCH/conf" --db "$db" own
like "$(cat "$SCRATCH/tap.out")" 'conf:2: "198.51.100.0/40": a network, as in 192.0.2.0/24 is wanted' "is told with its line"

# In any order, cut anywhere.
tests/sendlog >"$SCRATCH/mixed.log" <<END
1-6 10:00 in from=a%d@far.example to=u@ours.example ip=198.51.100.7 n=3
1-6 10:10 in from=a@far.example to=b@free.example orig=x@alias.example ip=198.51.100.7 by=smtp
1-6 11:00 out user=u@ours.example from=x@crm.example to=b%d@far.example ip=192.0.2.4 n=6
1-6 11:30 relay from=shop@ours.example to=b@far%d.example ip=192.0.2.9 n=4
1-6 12:00 relay from=a@any.example to=b@far%d.example ip=10.1.2.9
2 00:00 out user=joe@free.example from=joe@free.example to=b@far.example ip=192.0.2.4 n=2
3 12:00 in from=x%d@free.example to=u@ours.example ip=198.51.100.7 n=5
$(for i in 1 2 3 4 5 6; do echo "$i 13:00 relay from=a@far$i.example to=u@second.example ip=198.51.$((100 + i)).7"; done)
END
one_way "a mixed log" "$SCRATCH/mixed.log"
tests/genlog 3 4000 >"$SCRATCH/gen.log"
one_way "a made-up log" "$SCRATCH/gen.log"
one_way "a real log" samples/log/mx.log
done_testing
