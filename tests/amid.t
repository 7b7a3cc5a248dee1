#!/bin/sh
# amid.t - what came back without telling its way, amid many bounces that do: forged as those are, unless the address sends so much itself that one may be its own.
. tests/tap.sh
. tests/dump.sh
. tests/world.sh

world storm
# forgeries ADDRESS NUMBER MINUTE DAY - so many, each by another host, and told to be so
forgeries()
{
	n=0
	while [ $((n += 1)) -le "$2" ]; do
		hops=$(hop "10:$3:00" mx.b$n.example "B0000000$n" x unknown "203.0.113.66")
		host=mx.b$n.example ip=192.0.$n.25 sender=$1
		bounce "told-${1%@*}-$n" "10:$3:10" - "stranger@b$n.example" "f$n@else.example"
	done
}
# mute NAME ADDRESS MINUTE RECIPIENT [MESSAGE-ID] - tells nothing but that
mute()
{
	host=mx.mute.example ip=192.0.200.25 sender=$2
	bounce "$1" "10:$3:00" - "$4" "${5-}"
}
# writes USER NUMBER HOUR - that many mails, to the same friend
writes()
{
	n=0
	while [ $((n += 1)) -le "$2" ]; do
		login "$3:${n}0:00" "0B00$3$n$2" "$1" "$1@ours.test" "w$1$n@ours.test"
		to "$3:${n}0:01" "0B00$3$n$2" friend@c.example mx.c.example 192.0.2.99 "A$3$n$2"
	done
}
forgeries idle@ours.test 10 01
mute silent idle@ours.test 02 somebody@mute.example
mute id idle@ours.test 03 somebody@mute.example unknown@else.example
mute friend idle@ours.test 04 friend@c.example
forgeries few@ours.test 9 05
mute few few@ours.test 06 somebody@mute.example
writes bob 2 08
forgeries bob@ours.test 19 07
mute bob bob@ours.test 08 somebody@mute.example
taken=10:07:50 mute bob-date bob@ours.test 08 somebody@mute.example
mute bob-id bob@ours.test 09 somebody@mute.example unknown2@else.example
writes carl 2 09
forgeries carl@ours.test 20 10
mute carl carl@ours.test 11 somebody@mute.example
# Where a report tells when its writer took the mail over, what the address sent in the minutes before may be meant; in the hour before, where that is long ago.
writes dora 1 09
forgeries dora@ours.test 10 20
taken=09:15:00 mute dora-slow dora@ours.test 21 somebody@mute.example
taken=10:21:50 mute dora-later dora@ours.test 22 somebody@mute.example
taken=12:00:00 mute dora-wrong dora@ours.test 23 somebody@mute.example
writes emil 2 10
forgeries emil@ours.test 19 11
taken=10:28:50 mute emil-soon emil@ours.test 29 somebody@mute.example
taken=10:30:50 mute emil-few emil@ours.test 31 somebody@mute.example
writes fred 2 11
forgeries fred@ours.test 20 12
taken=11:30:50 mute fred fred@ours.test 32 somebody@mute.example
sed -i 's/20 Nov 2026 10:32/20 Nov 2026 11:32/' "$world/mail/fred.eml"
# A host without a log brings us this one's mail, too.
forgeries shop@ours.test 10 12
mute shop shop@ours.test 13 somebody@mute.example
arrives 09:59:00 0C0000000009 203.0.113.90 shop@ours.test shop@shop.example anna@ours.test
line 09:58:59 'policyd-spf[13]: : prepend Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=203.0.113.90; helo=x; envelope-from=shop@ours.test; receiver=ours.test '
# Of another what a host named as ours had handed over came back, a day before; of a third, in the name of everybody.
forgeries form@ours.test 10 14
mute form form@ours.test 15 somebody@mute.example
handed()	# NAME ADDRESS HOST IP
{
	hops=$(hop 10:16:00 mx.b.example B0000000016 "$3" "$3" "$4")
	sender=$2
	bounce "$1" 10:16:10 - stranger@b.example "$1@else.example"
}
handed by-form form@ours.test www.ours.test 192.0.2.80
sed -i 's/20 Nov 2026/19 Nov 2026/' "$world/mail/by-form.eml"
forgeries other@ours.test 10 17
mute other other@ours.test 18 somebody@mute.example
handed by-other other@ours.test pc.isp.example 203.0.113.66
line 10:30:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
every_hour
ok "its log and mail are read" ingest "$world/db" "$world/log" "$world/mail"
[ -z "${SHOW-}" ] || verdicts
verdict silent 'forged weak amid-forgeries,never-mailed' "nothing came back, amid ten forgeries in the name of an address that sends nothing"
verdict id 'forged weak amid-forgeries,never-mailed,never-sent,sender-silent' "with a Message-ID, and our log of the week, in which the address is silent"
verdict friend 'unverifiable - ' "of a recipient who had mail from us"
verdict few 'unverifiable - never-mailed' "amid nine"
verdict bob 'unverifiable - never-mailed' "amid less than ten for each mail that the address sent"
verdict bob-date 'forged weak amid-forgeries,never-mailed' "  unless the report tells that its writer took it over when the address sent nothing"
verdict carl 'forged weak amid-forgeries,never-mailed' "amid ten for each"
verdict dora-slow 'unverifiable - never-mailed' "what the address sent in the minutes before may be meant"
verdict dora-later 'forged weak amid-forgeries,never-mailed' "  what it sent an hour before, not"
verdict dora-wrong 'forged weak amid-forgeries,never-mailed' "a date that cannot be is none"
verdict emil-soon 'unverifiable - never-mailed' "within ten minutes"
verdict emil-few 'unverifiable - never-mailed' "behind them, amid nineteen"
verdict fred 'forged weak amid-forgeries,never-mailed' "  amid many"
verdict shop 'unverifiable - amid-forgeries,never-mailed,sent-elsewhere' "but not of an address as which a host without a log sends, too"
verdict by-form 'bypass strong never-mailed,never-sent,origin-named-ours' "what such a host handed over"
verdict form 'unverifiable - amid-forgeries,never-mailed,sent-elsewhere' "  nor of one whose mail came back from there"
verdict other 'forged weak amid-forgeries,never-mailed' "  as long as it did not come from a stranger"
verdicts >"$SCRATCH/wanted"

ingest "$world/single.db" "$world/log"
ls -r "$world/mail" | sed "s|^|$world/mail/|" | xargs -n 7 "$UNJOE" --config /dev/null --db "$world/single.db" ingest 2>>"$SCRATCH/said"
verdicts "$world/single.db" >"$SCRATCH/got"
ok "seven at a time: the same" diff "$SCRATCH/wanted" "$SCRATCH/got"
ingest "$world/late.db" "$world/mail"
ingest "$world/late.db" "$world/log"
verdicts "$world/late.db" >"$SCRATCH/got"
ok "the log later: the same" diff "$SCRATCH/wanted" "$SCRATCH/got"
ok "made again" unjoe --db "$world/late.db" rebuild
verdicts "$world/late.db" >"$SCRATCH/got"
ok "  the same" diff "$SCRATCH/wanted" "$SCRATCH/got"

# A log of that day alone: of a Message-ID, too, nothing else tells. And one with a hole in the hours before.
grep '^2026-11-20' "$world/log" >"$world/day"
ingest "$world/day.db" "$world/day" "$world/mail"
is "$(verdicts "$world/day.db" | sed -n 's/^id: //p')" 'forged weak amid-forgeries,never-mailed' "by the log of the day, a Message-ID"
is "$(verdicts "$world/day.db" | sed -n 's/^bob-id: //p')" 'forged weak amid-forgeries,never-mailed' "  of an address that sends less than is forged"
grep '^2026-11-1[89]' "$world/log" >"$world/before"
sed -i '/T0/d' "$world/day"
ingest "$world/hole.db" "$world/before" "$world/day" "$world/mail"
is "$(verdicts "$world/hole.db" | sed -n 's/^silent: //p')" 'unverifiable - never-mailed' "by a log with a hole"
done_testing
