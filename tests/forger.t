#!/bin/sh
# forger.t - of one address three bouncers tell that it forges: so is what it sends by the name of a mail of ours, and what a forwarder has from it. No forwarder is taken for one.
. tests/tap.sh
. tests/dump.sh
. tests/world.sh

forger=203.0.113.66
# forgery BOUNCER IP [HELO] [HOPS BELOW] - that bouncer took from there what we never sent
forgery()
{
	n=$((n + 1))
	hops="$(hop 10:00:20 "mx.$1" "B$n" "${3-x}" unknown "$2")${4:+
$4}"
	host=mx.$1 ip=192.0.1.25
	bounce "told-$n" 10:00:25 - "stranger@$1" "f$n@else.example"
}
# came NAME HOPS RECIPIENT MESSAGE-ID - mx.b9.example bounces
came()
{
	hops=$2 host=mx.b9.example ip=192.0.2.25
	bounce "$1" 10:30:05 - "$3" "$4"
}
taken() { hop 10:30:02 mx.b9.example F0000001 "$2" "${3-unknown}" "$1"; }	# IP HELO [NAME]

world forger
n=0
# A mail of ours to a forwarder that writes no queue ids, and one to who bounces it.
login 10:10:00 0B0000000001 anna anna@ours.test one@ours.test
to 10:10:01 0B0000000001 list@fwd.example mx.fwd.example 192.0.2.50 ''
login 10:11:00 0B0000000002 anna anna@ours.test two@ours.test
to 10:11:01 0B0000000002 known@b9.example mx.b9.example 192.0.2.25 ''
for n in 3 4; do
	login 10:1$n:00 0B000000000$n anna anna@ours.test sent$n@ours.test
	to 10:1$n:01 0B000000000$n known@b9.example mx.b9.example 192.0.2.25 ''
done
way="$(printf 'Received: from mail.ours.test ([198.51.100.1])\n\tby mx.fwd.example with SMTP; Fri, 20 Nov 2026 10:10:01 +0000'; echo; own_hop 10:10:00 0B0000000001)"
for b in b1 b2 b3; do
	forgery $b.example $forger
	forgery $b.example 203.0.113.70 out.lists.example "$(hop 10:00:10 mx.lists.example E1 x unknown $forger)"
	forgery $b.example 203.0.113.72
done
for b in b1 b2 sub.b2; do
	forgery $b.example 203.0.113.67
done
came replay "$(taken $forger x)" stranger@b9.example one@ours.test
came lines "$(taken $forger x)
$way" stranger@b9.example one@ours.test
came same "$(taken $forger mail.ours.test)" known@b9.example two@ours.test
came resent "$(taken 203.0.113.90 mail.ours.test)" known@b9.example sent3@ours.test
came sent "$(taken 203.0.113.90 mail.ours.test)
$(own_hop 10:14:00 0B0000000004)" known@b9.example sent4@ours.test
came two "$(taken 203.0.113.67 x)" stranger@b9.example one@ours.test
# Those who hand on ours and forgeries alike: of another name than their own line has, and of another than the bouncer writes down.
came forwarder "$(taken 203.0.113.70 out.lists.example)
$(hop 10:10:05 mx.lists.example E2 mx.fwd.example unknown 192.0.2.50)
$way" stranger@b9.example one@ours.test
came nameless "$(taken 203.0.113.70 relay)
$(hop 10:10:05 mx.lists.example E3 mx.fwd.example unknown 192.0.2.50)
$way" stranger@b9.example one@ours.test
came named "$(taken 203.0.113.72 relay7.hosting.example)
$(hop 10:10:05 mx.hosting.example E4 mx.fwd.example unknown 192.0.2.50)
$way" stranger@b9.example one@ours.test
came beside "$(taken 203.0.113.72 out.fwd.example)" stranger@b9.example one@ours.test
# A forwarder, to which we deliver, that does not say for whom it took the mail.
came passed "$(taken 192.0.2.50 mx.fwd.example)
$(hop 10:30:01 mx.fwd.example E5 x unknown $forger)" stranger@b9.example passed@else.example
came unknown "$(taken 192.0.2.50 mx.fwd.example)
$(hop 10:30:01 mx.fwd.example E6 x unknown 203.0.113.80)" stranger@b9.example unknown@else.example
came passed-again "$(taken 192.0.2.50 mx.fwd.example)
$(hop 10:30:01 mx.fwd.example E7 x unknown $forger)" stranger@b9.example two@ours.test
line 11:00:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
every_hour
ok "its log and mail are read" ingest "$world/db" "$world/log" "$world/mail"
[ -z "${SHOW-}" ] || verdicts
verdict replay 'forged weak never-mailed,origin-foreign,origin-forger,replayed' "a mail of ours to somebody else"
verdict lines 'forged weak never-mailed,origin-foreign,origin-forger,replayed' "  with all its lines"
verdict same 'forged weak origin-foreign,origin-forger,our-line-missing,our-message' "  and to whom it had gone: nobody has said from where we send"
verdict resent 'unverifiable - origin-foreign,our-line-missing,our-message' "  from an address of which nobody tells"
verdict sent 'genuine strong origin-foreign,our-message' "  but our host's own line below: perhaps from there"
verdict two 'unverifiable - never-mailed,origin-foreign,replayed' "of one address two organisations do"
verdict forwarder 'unverifiable - never-mailed,origin-foreign,replayed' "a forwarder in the name of its own line"
verdict nameless 'unverifiable - never-mailed,origin-foreign,replayed' "  without a name, by the line that it writes"
verdict named 'unverifiable - never-mailed,origin-foreign,replayed' "  whose forgeries have none"
verdict beside 'unverifiable - never-mailed,origin-foreign,replayed' "  in the name of the house to which we delivered it"
verdict passed 'forged strong never-mailed,never-sent,origin-forger' "what a forwarder has from that address"
verdict unknown 'unverifiable - never-mailed,never-sent' "  and from one of which nobody tells"
verdict passed-again 'forged weak never-mailed,origin-forger' "a mail of ours, that a forwarder has from there"
verdicts >"$SCRATCH/wanted"

ingest "$world/single.db" "$world/log"
ls -r "$world/mail" | sed "s|^|$world/mail/|" | xargs -n 5 "$UNJOE" --config /dev/null --db "$world/single.db" ingest 2>>"$SCRATCH/said"
verdicts "$world/single.db" >"$SCRATCH/got"
ok "five at a time: the same" diff "$SCRATCH/wanted" "$SCRATCH/got"
ingest "$world/late.db" "$world/mail"
ingest "$world/late.db" "$world/log"
verdicts "$world/late.db" >"$SCRATCH/got"
ok "the log later: the same" diff "$SCRATCH/wanted" "$SCRATCH/got"
ok "made again" unjoe --db "$world/late.db" rebuild
verdicts "$world/late.db" >"$SCRATCH/got"
ok "  the same" diff "$SCRATCH/wanted" "$SCRATCH/got"
done_testing
