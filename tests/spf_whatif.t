#!/bin/sh
# spf_whatif.t - who would newly fail, and why: each cause in a small log, beside one that looks like it and is none; and what is suggested then.
. tests/conclusions.sh
. tests/mails.sh

now=2026-11-25T12:00:00Z
unjoe() { "$UNJOE" --config /dev/null --now "$now" "$@"; }
cat >"$SCRATCH/answers" <<'END'
R	ours.example	TXT	v=spf1%20ip4:192.0.2.25%20~all
R	ours.example	A	192.0.2.79
R	www.ours.example	A	192.0.2.80
R	www.ours.example	AAAA	2001:db8::80
END
stage()	# NAME
{
	db=$SCRATCH/$1.db
	in_order "$SCRATCH/$1.log"
	unjoe --db "$db" ingest --year 2026 "$SCRATCH/$1.log" 2>"$SCRATCH/said"
	unjoe --db "$db" own pin domain ours.example 2>>"$SCRATCH/said"
	unjoe --db "$db" own pin outgoing 192.0.2.25 2>>"$SCRATCH/said"
}
# Who would newly fail: client, kind, mails, HELO names, why.
whatif()
{
	unjoe --db "$db" spf whatif ours.example --record -all --answers "$SCRATCH/answers" --format json |
		perl -ne '/^"(\w+)":/ and $part = $1; $part eq "legitimate" and /"client":"(.*?)".*"names":(\d+),"mails":(\d+).*"cause":"(.*?)[:"].*"kind":"(.*?)"/ and print "$1 $5 $3 $2 $4\n"'
}
suggested()
{
	unjoe --db "$db" spf suggest ours.example --answers "$SCRATCH/answers" | sed -n '/^  new:  /,/^$/p' | tr -d '\n' | sed 's/^  new: *//; s/  */ /g'
}

{
	comes 20 10 'www.ours.example[192.0.2.80]' www.ours.example form@ours.example
	comes 20 11 'unknown[2001:db8::80]' www.ours.example form@ours.example
	comes 20 12 'shop.ours.example[198.51.100.80]' localhost shop@ours.example
	comes 20 13 'unknown[203.0.113.80]' www.ours.example form@ours.example
	comes 20 14 'www.ours.example.evil.example[203.0.113.81]' www.ours.example form@ours.example
} >"$SCRATCH/web.log"
stage web
is "$(whatif)" "192.0.2.80 legitimate 1 1 web form
198.51.100.80 legitimate 1 1 web form or a host of ours
2001:db8::80 legitimate 1 1 web form
203.0.113.80 unknown 1 1 a stranger
203.0.113.81 unknown 1 1 a stranger" "a web form is known by DNS and a confirmed name, and not by what a client calls itself"
is "$(suggested)" "v=spf1 ip4:192.0.2.80 ip4:198.51.100.80 ip6:2001:db8::80 ip4:192.0.2.25 ~all" "which are suggested; of strangers it says ~all"

{
	goes 19 10 anna@ours.example 198.51.100.9
	comes 20 10 'out.far.example[198.51.100.9]' out.far.example anna@ours.example
	comes 20 11 'out2.far.example[198.51.100.12]' out.far.example anna@ours.example
	comes 20 12 'late.far.example[203.0.113.9]' late.far.example anna@ours.example
	goes 21 10 anna@ours.example 203.0.113.9
	goes 19 10 anna@other.example 203.0.113.70
	comes 20 13 'x.far.example[203.0.113.70]' x.far.example anna@ours.example
} >"$SCRATCH/forwarder.log"
stage forwarder
is "$(whatif)" "198.51.100.12 legitimate 1 1 forwarder without SRS
198.51.100.9 legitimate 1 1 forwarder without SRS
203.0.113.70 unknown 1 1 a stranger
203.0.113.9 unknown 1 1 a stranger" "a forwarder got mail of that domain before; and its neighbour is he, too"
is "$(suggested)" "v=spf1 ip4:192.0.2.25 ~all" "whose address is no sender of ours"

{
	login 19 9 anna@ours.example 203.0.113.5
	comes 20 10 'room7.hotel.example[203.0.113.5]' laptop anna@ours.example
	comes 20 11 'room7.hotel.example[203.0.113.5]' phone anna@ours.example
	comes 20 11 'room7.hotel.example[203.0.113.5]' phone bert@ours.example
	printf 'Nov 19 09:00:00 mx postfix/smtpd[7]: warning: unknown[203.0.113.6]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=anna@ours.example\n'
	comes 20 12 'unknown[203.0.113.6]' laptop anna@ours.example
	login 1 9 anna@ours.example 203.0.113.7
	comes 20 13 'unknown[203.0.113.7]' laptop anna@ours.example
} >"$SCRATCH/traveller.log"
stage traveller
is "$(whatif)" "203.0.113.5 legitimate 3 2 traveller
203.0.113.6 unknown 1 1 a stranger
203.0.113.7 unknown 1 1 a stranger" "a traveller logged in from there in those days, and an address is one row whatever its names"
is "$(suggested)" "v=spf1 ip4:192.0.2.25 ~all" "who is on a journey"

# Stolen accounts, used from networks that look like those of hotels. The takeover is seen on the 16th; who did it tried the account before, had another
# one too, and sends by himself. One guessed at many accounts; one was never seen to do wrong with the account, but sends in the names of all.
now=2026-04-15T12:00:00Z
tests/sendlog >"$SCRATCH/thief.log" <<'END'
0-14 08:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7
0-14 09:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=192.0.2.4 n=6
0-14 10:00 out user=bert@ours.example from=bert@ours.example to=b%d@far.example ip=192.0.2.5 n=2
11 03:00 out user=anna@ours.example from=anna@ours.example to=me@many.example ip=203.0.113.9
11 03:10 in from=anna@ours.example to=u@ours.example ip=203.0.113.9
14 05:00 out user=bert@ours.example from=bert@ours.example to=me@many.example ip=203.0.113.9
15 03:00 out user=anna@ours.example from=anna@ours.example to=x%d@many.example ip=203.0.113.9 n=200
19 05:00 in from=bert@ours.example to=u@ours.example ip=203.0.113.9
15 02:00 fail user=u%d@ours.example ip=203.0.114.20 n=8
15 02:30 out user=carl@ours.example from=carl@ours.example to=me@many.example ip=203.0.114.20
15 03:00 in from=carl@ours.example to=u@ours.example ip=203.0.114.20
15 02:30 out user=dora@ours.example from=dora@ours.example to=me@many.example ip=203.0.115.30
16 02:30 in from=dora@ours.example to=u@ours.example ip=203.0.115.30
16 02:40 in from=u%d@ours.example to=u@ours.example ip=203.0.115.30 n=9
15 12:00 in from=anna@ours.example to=u@ours.example ip=192.0.2.4
16 09:00 out user=emil from=e.mil@ours.example to=b@far.example ip=198.51.100.20
16 08:50 fail user=emil ip=198.51.100.20 n=6
17 09:00 in from=e.mil@ours.example to=u@ours.example ip=198.51.100.20
17 09:10 in from=bert@ours.example to=u@ours.example ip=198.51.100.20
30 09:00 out user=anna@ours.example from=anna@ours.example to=b@far.example ip=198.51.100.30
30 10:00 in from=anna@ours.example to=u@ours.example ip=198.51.100.30
END
stage thief
is "$(sql "$db" "SELECT target, strftime('%d', starts_at, 'unixepoch') FROM takeovers")" "anna@ours.example|16" "a takeover"
is "$(whatif | LC_ALL=C sort)" "192.0.2.4 legitimate 1 0 traveller
198.51.100.20 legitimate 2 0 traveller
198.51.100.30 legitimate 1 0 traveller
203.0.115.30 unknown 10 0 a stranger" "who has stolen an account is no traveller, whenever and with whatever account he logs in; its owner is, at home and on a later journey"
is "$(unjoe --db "$db" spf whatif ours.example --record -all --answers "$SCRATCH/answers" --format json | sed -n '/^"sources"/,$s/.*"client":"\([^"]*\)".*"kind":"forged".*"cause":"\([^:]*\).*/\1 \2/p' | LC_ALL=C sort | tr '\n' ' ')" \
	"203.0.113.9 thief 203.0.114.20 thief " "and what comes from there is forged"
is "$(suggested)" "v=spf1 ip4:192.0.2.25 ~all" "and neither is suggested"
now=2026-11-25T12:00:00Z

{
	for n in 1 2 3; do
		checked 19 4 Pass 198.51.100.30 out.big.example u@customer$n.example
		checked 19 4 Pass 198.51.100.31 out.big.example u@part$n.spammer.example
	done
	checked 19 4 Pass 198.51.100.32 out.big.example u@one.example
	comes 20 10 'out30.big.example[198.51.100.30]' out30.big.example anna@ours.example
	comes 20 11 'out31.spammer.example[198.51.100.31]' out31.spammer.example anna@ours.example
	comes 20 12 'out32.one.example[198.51.100.32]' out32.one.example anna@ours.example
} >"$SCRATCH/provider.log"
stage provider
is "$(whatif)" "198.51.100.30 legitimate 1 1 another provider's SMTP server
198.51.100.31 unknown 1 1 a stranger
198.51.100.32 unknown 1 1 a stranger" "a provider sends for several who have nothing to do with each other"
is "$(suggested)" "v=spf1 ip4:192.0.2.25 ~all" "where anybody can be a customer"

# Bounces tell.
forwarded=$SCRATCH/forwarded.db
unjoe --db "$forwarded" ingest samples/case/forwarded/log samples/case/forwarded/mail 2>"$SCRATCH/said"
domain=$(sql "$forwarded" "SELECT DISTINCT substr(t.sender, instr(t.sender, '@') + 1) FROM trace t JOIN verdict v ON v.bounce_id = t.bounce_id WHERE v.class = 'genuine'")
is "$(unjoe --db "$forwarded" spf whatif "$domain" --record 'v=spf1 -all' --offline --format json | grep -o '"cause":"forwarder[^"]*"' | sort -u)" \
	'"cause":"forwarder without SRS: our mail was delivered to it"' "mail of ours that bounced behind a forwarder"

# Where nothing tells by which address our own host sends, that is said: its log does not.
cat >"$SCRATCH/out.log" <<'END'
Nov 20 10:00:00 mx postfix/submission/smtpd[1]: 4F1A2B3C51: client=pc[192.0.2.99], sasl_method=PLAIN, sasl_username=joe
Nov 20 10:00:00 mx postfix/qmgr[2]: 4F1A2B3C51: from=<joe@ours.example>, size=9, nrcpt=2 (queue active)
Nov 20 10:00:01 mx postfix/smtp[3]: 4F1A2B3C51: to=<a@b.example>, relay=mx.b.example[198.51.100.1]:25, delay=1, dsn=2.0.0, status=sent (250 ok)
Nov 20 10:00:01 mx postfix/smtp[3]: 4F1A2B3C51: to=<b@c.example>, relay=mx.c.example[198.51.100.2]:25, delay=1, dsn=2.0.0, status=sent (250 ok)
Nov 20 10:00:02 mx postfix/qmgr[2]: 4F1A2B3C51: removed
Nov 20 10:01:00 mx postfix/submission/smtpd[1]: 4F1A2B3C52: client=pc[192.0.2.99], sasl_method=PLAIN, sasl_username=joe
Nov 20 10:01:00 mx postfix/qmgr[2]: 4F1A2B3C52: from=<joe@ours.example>, size=9, nrcpt=1 (queue active)
Nov 20 10:01:01 mx postfix/smtp[3]: 4F1A2B3C52: to=<a@b.example>, relay=10.0.0.1[10.0.0.1]:10025, delay=1, dsn=2.0.0, status=sent (250 ok)
Nov 20 10:01:02 mx postfix/qmgr[2]: 4F1A2B3C52: removed
Nov 20 10:02:00 mx postfix/smtpd[1]: 4F1A2B3C53: client=unknown[203.0.113.7]
Nov 20 10:02:00 mx postfix/qmgr[2]: 4F1A2B3C53: from=<joe@ours.example>, size=9, nrcpt=1 (queue active)
Nov 20 10:02:01 mx postfix/smtp[3]: 4F1A2B3C53: to=<a@b.example>, relay=mx.b.example[198.51.100.1]:25, delay=1, dsn=2.0.0, status=sent (250 ok)
Nov 20 10:02:02 mx postfix/qmgr[2]: 4F1A2B3C53: removed
END
db=$SCRATCH/out.db
unjoe --db "$db" ingest --year 2026 "$SCRATCH/out.log" 2>"$SCRATCH/said"
unjoe --db "$db" own pin domain ours.example 2>>"$SCRATCH/said"
unplaced() { unjoe --db "$db" spf "$@" --answers "$SCRATCH/answers" --format json | sed -n 's/.*{"host":"\(.*\)","mails":\([0-9]*\),.*/\1 \2/p'; }
is "$(unplaced suggest ours.example) and $(unplaced whatif ours.example --record -all)" "mx 1 and mx 1" "a host whose address nobody knows, with what left it for the world"
unjoe --db "$db" own pin outgoing 192.0.2.25 2>>"$SCRATCH/said"
is "$(unplaced suggest ours.example)" "" "and not once it is known"
done_testing
