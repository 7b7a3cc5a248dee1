#!/bin/sh
# takeover.t - accounts and clients in a stranger's hands, and what only looks like it.
. tests/conclusions.sh

# A fortnight of anna, from home; and that ours.example is ours.
usual="1-14 08:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7
1-14 09:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=192.0.2.4 n=6"

# takeover NAME WANTED <SCRIPT
takeover()
{
	rm -f "$SCRATCH/t.db"
	{ echo "$usual"; cat; } | tests/sendlog >"$SCRATCH/t.log"
	ingest "$SCRATCH/t.db" "$SCRATCH/t.log"
	is "$(sql "$SCRATCH/t.db" "SELECT group_concat(kind || ' ' || target || ' ' || strftime('%d %H:%M', starts_at, 'unixepoch') || ' ' || strftime('%d %H:%M', ends_at, 'unixepoch') || ' ' || recipients || ' ' || reasons, '; ')
		FROM takeovers")" "$2" "$1"
}

takeover "an ordinary fortnight" NULL </dev/null
takeover "a password stolen: far more, from elsewhere" 'account anna@ours.example 16 03:00 16 03:33 200 ["beyond-habit","new-client"]' <<END
15 03:00 out user=anna@ours.example from=anna@ours.example to=x%d@many.example ip=203.0.113.9 n=200
15 09:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=192.0.2.4 n=6
END
takeover "many do not exist" 'account anna@ours.example 16 03:00 16 03:06 40 ["failing-client","new-client","unknown-recipients"]' <<END
15 03:00 out user=anna@ours.example from=anna@ours.example to=x%d@many.example ip=203.0.113.9 n=28
15 03:05 out user=anna@ours.example from=anna@ours.example to=y%d@many.example ip=203.0.113.9 n=12 bounce=1
END
takeover "ten of thirty" 'account anna@ours.example 16 03:00 16 03:06 30 ["failing-client","new-client","unknown-recipients"]' <<END
15 03:00 out user=anna@ours.example from=anna@ours.example to=x%d@many.example ip=203.0.113.9 n=20
15 03:05 out user=anna@ours.example from=anna@ours.example to=y%d@many.example ip=203.0.113.9 n=10 bounce=1
END
takeover "nine are not many" NULL <<END
15 03:00 out user=anna@ours.example from=anna@ours.example to=x%d@many.example ip=203.0.113.9 n=20
15 03:05 out user=anna@ours.example from=anna@ours.example to=y%d@many.example ip=203.0.113.9 n=9 bounce=1
END
takeover "over midnight it is one" 'account anna@ours.example 16 23:40 17 00:13 400 ["beyond-habit","new-client"]' <<END
15 23:40 out user=anna@ours.example from=anna@ours.example to=x%d@many.example,z%d@many.example ip=203.0.113.9 n=200
END
takeover "an infected machine at the usual place: other senders" 'account anna@ours.example 16 02:00 16 09:00 206 ["beyond-habit","changing-senders","foreign-sender"]' <<END
15 02:00 out user=anna@ours.example from=ceo@bank%d.example to=x%d@many.example ip=192.0.2.4 n=200
15 09:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=192.0.2.4 n=6
END
takeover "a botnet: one reason that overwhelms" 'account anna@ours.example 16 02:00 16 02:09 60 ["many-networks","new-client"]' <<END
15 02:00 out user=anna@ours.example from=anna@ours.example to=x%d@many.example ip=203.0.%d.9 n=60
END
takeover "guessed, among the accounts of others" 'account anna@ours.example 16 04:00 16 04:03 20 ["guessed","new-client"]' <<END
15 03:00 fail user=anna@ours.example ip=203.0.113.9 n=6
15 03:10 fail user=bob@ours.example ip=203.0.113.9 n=2
15 03:20 fail user=carl@ours.example ip=203.0.113.9 n=2
15 04:00 out user=anna@ours.example from=anna@ours.example to=x%d@many.example ip=203.0.113.9 n=20
END

takeover "from home, where each day brings another address: an invitation to many" NULL <<END
$(for i in 2 5 9 12; do echo "$i 20:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=203.0.$i.9 n=2"; done)
15 20:00 out user=anna@ours.example from=anna@ours.example to=x%d@many.example ip=203.0.113.9 n=200
END
takeover "on holiday: an invitation to some" NULL <<END
15 20:00 out user=anna@ours.example from=anna@ours.example to=x%d@many.example ip=203.0.113.9 n=90
END
takeover "somebody on travel" NULL <<END
15-20 09:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=203.0.%d.9 n=12
END
takeover "a telephone with an old password, on travel" NULL <<END
15 08:00 fail user=anna@ours.example ip=203.0.113.9 n=60
15 09:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=203.0.113.9 n=12
END
takeover "a first newsletter from the usual place, to an old list" NULL <<END
15 09:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=192.0.2.4 n=300
15 10:00 out user=anna@ours.example from=anna@ours.example to=c%d@far.example ip=192.0.2.4 n=100 bounce=1
END
takeover "the newsletter of one who always writes them, from a new line" NULL <<END
3 09:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=192.0.2.4 n=300
15 09:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=203.0.113.9 n=400
END
takeover "a whole office behind one address" NULL <<END
$(for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "1-15 09:$i out user=u$i@ours.example from=u$i@ours.example to=b%d@far.example ip=192.0.2.5 n=15 step=60"; done)
15 10:00 fail user=u1@ours.example ip=192.0.2.5 n=8
END
takeover "passwords are guessed everywhere, in vain" NULL <<END
15 03:00 fail user=anna@ours.example ip=203.0.113.%d n=200
15 09:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=192.0.2.4 n=12
END
takeover "the first day of a log: a bulk sender" NULL <<END
0 09:00 out user=news@ours.example from=news@ours.example to=b%d@far.example ip=192.0.2.4 n=900
END
takeover "the first day of a log: many networks, many recipients" 'account carl@ours.example 01 09:00 01 10:06 400 ["many-networks","many-recipients"]' <<END
0 09:00 out user=carl@ours.example from=carl@ours.example to=b%d@far.example ip=203.0.%d.4 n=200 step=10
0 09:33:20 out user=carl@ours.example from=carl@ours.example to=c%d@far.example ip=203.0.%d.4 n=200 step=10
END
takeover "the first day of a log: many networks alone" NULL <<END
0 09:00 out user=carl@ours.example from=carl@ours.example to=b%d@far.example ip=203.0.%d.4 n=60 step=10
END
takeover "who writes now little, now much" NULL <<END
$(for i in 1 3 5 7 9 11 13; do echo "$i 10:00 out user=dora@ours.example from=dora@ours.example to=b%d@far.example ip=192.0.2.6 n=5"; done)
$(for i in 2 4 6 8 10 12 14; do echo "$i 10:00 out user=dora@ours.example from=dora@ours.example to=b%d@far.example ip=192.0.2.6 n=40"; done)
15 10:00 out user=dora@ours.example from=dora@ours.example to=b%d@far.example ip=203.0.113.9 n=250
END
takeover "an old list from the usual place, and a few on the way home" NULL <<END
15 09:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=192.0.2.4 n=60
15 10:00 out user=anna@ours.example from=anna@ours.example to=c%d@far.example ip=192.0.2.4 n=30 bounce=1
15 18:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=203.0.113.9 n=20
END
takeover "who is always in three places, on a day in six" NULL <<END
1-14 10:00 out user=dora@ours.example from=dora@ours.example to=b%d@far.example ip=198.51.%d.6 n=3
15 10:00 out user=dora@ours.example from=dora@ours.example to=b%d@far.example ip=198.51.%d.6 n=3
15 11:00 out user=dora@ours.example from=dora@ours.example to=c%d@far.example ip=198.51.1.6 n=20 bounce=1
15 12:00 out user=dora@ours.example from=dora@ours.example to=b%d@far.example ip=203.0.%d.9 n=2
END
# Of an account of which little is known: it was used from one place today, and from another one what it sent is refused.
failing()	# NAME WANTED REFUSED [FROM-HOME]
{
	takeover "$1" "$2" <<END
15 08:00 out user=emil@ours.example from=emil@ours.example to=b%d@far.example ip=192.0.2.9 n=3 ${4-}
15 09:00 out user=emil@ours.example from=emil@ours.example to=x%d@many.example ip=203.0.113.9 n=30
15 09:20 out user=emil@ours.example from=emil@ours.example to=y%d@many.example ip=203.0.113.9 n=$3 bounce=1
15 09:30 out user=emil@ours.example from=emil@ours.example to=b%d@far.example ip=192.0.2.9 n=3
END
}
failing "from another place many are refused" 'account emil@ours.example 16 09:00 16 09:21 42 ["failing-client","refused-recipients","unknown-recipients"]' 12
failing "  nine are not many" NULL 9
failing "  nor is it the place, where as many are refused at home" NULL 12 bounce=1
takeover "  nor a first use" NULL <<END
15 09:00 out user=emil@ours.example from=emil@ours.example to=x%d@many.example ip=203.0.113.9 n=30
15 09:20 out user=emil@ours.example from=emil@ours.example to=y%d@many.example ip=203.0.113.9 n=12 bounce=1
END

# A small theft, a slow one, and who has a few typing errors on the way.
small='15 03:00 out user=anna@ours.example from=anna@ours.example to=x%d@many%d.example ip=203.0.113.9 n=16 step=50
15 03:20 out user=anna@ours.example from=anna@ours.example to=y%d@many%d.example ip=203.0.113.9 n=4 step=50 bounce=1'
takeover "twenty mails from a new place, four of them refused" 'account anna@ours.example 16 03:00 16 03:22 20 ["failing-client","new-client"]' <<END
$small
15 09:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=192.0.2.4 n=6
END
takeover "  three are not many" NULL <<END
15 03:00 out user=anna@ours.example from=anna@ours.example to=x%d@many%d.example ip=203.0.113.9 n=17 step=50
15 03:20 out user=anna@ours.example from=anna@ours.example to=y%d@many%d.example ip=203.0.113.9 n=3 step=50 bounce=1
END
takeover "  nor four of one domain" NULL <<END
15 03:00 out user=anna@ours.example from=anna@ours.example to=x%d@many%d.example ip=203.0.113.9 n=16 step=50
15 03:20 out user=anna@ours.example from=anna@ours.example to=y%d@many.example ip=203.0.113.9 n=4 step=50 bounce=1
END
takeover "  nor the same four from near the usual place, by another address of the same provider" NULL <<END
$(echo "$small" | sed 's/203\.0\.113\.9/192.0.77.9/')
END
takeover "  nor those of one whose mail is often refused" NULL <<END
1-14 10:00 out user=anna@ours.example from=anna@ours.example to=z%d@many%d.example ip=192.0.2.4 n=1 bounce=1
$small
END
reads="15 03:00 read user=anna@ours.example ip=203.0.113.9"
takeover "  nor four of thirty, where she reads her mail, too" NULL <<END
$reads
$small
15 03:30 out user=anna@ours.example from=anna@ours.example to=z%d@many%d.example ip=203.0.113.9 n=10
END
takeover "  but a fifth of it" 'account anna@ours.example 16 03:00 16 03:22 20 ["failing-client","new-client"]' <<END
$reads
$small
END
slow()		# [KEY=VALUE]
{
	for day in 10 11 12 13 14; do
		echo "$day 03:00 out user=anna@ours.example from=anna@ours.example to=x$day.%d@many%d.example ip=203.0.113.9 n=3 step=3000 ${1-}"
		echo "$day 06:00 out user=anna@ours.example from=anna@ours.example to=y$day.%d@many$day.example ip=198.51.$day.9 n=1 bounce=1 ${1-}"
	done
}
takeover "four a day, for five days, one of them refused" 'account anna@ours.example 11 03:00 15 06:00 20 ["failing-client"]' <<END
$(slow)
END
takeover "  behind a content filter" 'account anna@ours.example 11 03:00 15 06:00 20 ["failing-client"]' <<END
$(slow filter=1)
END
takeover "who began before midnight, and went on behind the next" 'account anna@ours.example 15 23:40 17 00:20 220 ["beyond-habit","new-client"]' <<END
14 23:40 out user=anna@ours.example from=anna@ours.example to=x%d@many%d.example ip=203.0.113.9 n=9
15 00:10 out user=anna@ours.example from=anna@ours.example to=y%d@many%d.example ip=203.0.113.9 n=200
16 00:10 out user=anna@ours.example from=anna@ours.example to=z%d@many%d.example ip=203.0.113.9 n=11 step=60
END
takeover "a new account from two machines in turns, and who was refused" 'account dora@ours.example 16 09:00 16 09:19 60 ["many-networks","refused-recipients"]' <<END
15 09:00:00 out user=dora@ours.example from=dora@ours.example to=a%d@many%d.example ip=203.0.113.9 n=30 step=40
15 09:00:20 out user=dora@ours.example from=dora@ours.example to=b%d@many%d.example ip=198.51.113.9 n=20 step=40
15 09:13:40 out user=dora@ours.example from=dora@ours.example to=c%d@many%d.example ip=198.51.113.9 n=10 step=40 bounce=1
END
{ echo "$usual"; slow; { echo "$usual"; slow filter=1; } | sed 's/anna@/bob@/g'; echo "$small"; } | tests/sendlog >"$SCRATCH/slow.log"
one_way "slow takeovers" "$SCRATCH/slow.log"

# Of an account of which nothing is known: three places in turns, and who was refused.
turns()		# COUNT-OF-REFUSED [KEY=VALUE...]
{
	refused=$1
	shift
	for place in 203.0 198.51 192.88; do
		seconds=$(( ${seconds-0} % 30 + 10 ))
		echo "15 09:00:$seconds out user=dora@ours.example from=dora@ours.example to=$seconds%d@many.example ip=$place.113.9 n=20 step=30 $*"
		echo "15 09:10:$seconds out user=dora@ours.example from=dora@ours.example to=$seconds.%d@many.example ip=$place.113.9 n=$refused step=30 bounce=1 $*"
	done
}
takeover "three machines in turns, of an account that is new" 'account dora@ours.example 16 09:00 16 09:12 72 ["many-networks","refused-recipients"]' <<END
$(turns 4)
END
takeover "a few refused are not many" NULL <<END
$(turns 2)
END
takeover "a new account at home, at work and on the way" NULL <<END
15 08:00 out user=dora@ours.example from=dora@ours.example to=a%d@many.example ip=203.0.113.9 n=20
15 10:00 out user=dora@ours.example from=dora@ours.example to=b%d@many.example ip=198.51.113.9 n=20 bounce=1
15 16:00 out user=dora@ours.example from=dora@ours.example to=c%d@many.example ip=192.88.113.9 n=20
END
takeover "behind a content filter, who was refused is told of what it gave back" 'account dora@ours.example 16 09:00 16 09:12 72 ["many-networks","refused-recipients"]' <<END
$(turns 4 filter=1)
END
takeover "and behind one that gives it back by sendmail(1)" 'account dora@ours.example 16 09:00 16 09:12 72 ["many-networks","refused-recipients"]' <<END
$(turns 4 filter=pipe)
END
{ echo "$usual"; turns 4 filter=1; } | tests/sendlog >"$SCRATCH/filtered.log"
one_way "a takeover behind a filter" "$SCRATCH/filtered.log"

# In the first days of a log no account has a habit of logins: each sends more than it is known to.
weeks=$usual usual="14 08:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7"
takeover "sixty from as many networks, in the first days of a log" NULL <<END
15 02:00 out user=dora@ours.example from=dora@ours.example to=x%d@many.example ip=203.0.%d.9 n=60
END
takeover "under as many names" 'account dora@ours.example 16 02:00 16 02:09 60 ["changing-senders","many-networks"]' <<END
$(for i in a b c d e f g h i j; do echo "15 02:00 out user=dora@ours.example from=$i@ours.example to=x%d@many.example ip=203.$(( $(printf %d \'$i) )).%d.9 n=6 step=108"; done)
END
takeover "as a stranger" 'account dora 16 02:00 16 02:09 60 ["foreign-sender","many-networks"]' <<END
15 02:00 out user=dora from=ceo@bank.example to=x%d@many.example ip=203.0.%d.9 n=60
END
takeover "and an eighth refused" 'account dora@ours.example 16 02:00 16 04:01 92 ["many-networks","refused-recipients"]' <<END
15 02:00 out user=dora@ours.example from=dora@ours.example to=x%d@many.example ip=203.0.%d.9 n=80
15 04:00 out user=dora@ours.example from=dora@ours.example to=y%d@many.example ip=203.0.%d.9 n=12 bounce=1
END
usual=$weeks

takeover "a customer who sends as his own domain, every day" NULL <<END
1-20 10:00 out user=anna@ours.example from=shop@customer.example to=b%d@far.example ip=192.0.2.4 n=20
END

# Without login.
web="1-14 07:00 relay from=www@ours.example to=b%d@far%d.example ip=192.0.2.9 n=10"
takeover "a web server that always sends" NULL <<END
$web
15 07:00 relay from=www@ours.example to=b%d@far%d.example ip=192.0.2.9 n=40
END
takeover "which then sends as everybody" 'client 192.0.2.9 16 02:00 16 02:49 300 ["beyond-habit","changing-senders","foreign-sender"]' <<END
$web
15 02:00 relay from=w@bank%d.example to=b%d@many%d.example ip=192.0.2.9 n=300
END
takeover "as ten whom it knows, in one night" 'client 192.0.2.9 16 02:00 16 02:48 300 ["beyond-habit","changing-senders"]' <<END
$(for i in a b c d e f g h i j; do echo "1-14 07:00 relay from=$i@ours.example to=b%d@far%d.example ip=192.0.2.9 n=1"; done | awk '{ sub("1-14", NR "-" NR + 3); print }')
15 02:00 relay from=a@ours.example to=b%d@many%d.example ip=192.0.2.9 n=30 step=100
$(for i in b c d e f g h i j; do echo "15 02:00 relay from=$i@ours.example to=$i%d@many%d.example ip=192.0.2.9 n=30 step=100"; done)
END
{ echo "$usual"; cat; } <<END | tests/sendlog | sed 's/250_2.0.0_Ok:_queued_as_/250 2.0.0 Ok: queued as /' >"$SCRATCH/host.log"
$web
15 02:00 relay from=w@bank%d.example to=b%d@many%d.example ip=192.0.2.9 n=300
15 08:00 out host=web user=u@ours.example from=u@ours.example to=b@far.example ip=192.0.2.4 relay=mx.ours.example[192.0.2.30]:25 said=250_2.0.0_Ok:_queued_as_E1ABC
15 08:00:01 relay id=E1ABC from=u@ours.example to=b@far.example ip=192.0.2.9
END
grep -v ' web ' "$SCRATCH/host.log" >"$SCRATCH/t.log"
ingest "$SCRATCH/host.db" "$SCRATCH/t.log"
is "$(sql "$SCRATCH/host.db" "SELECT target FROM takeovers")" 192.0.2.9 "which then sends as everybody, as far as one log tells"
grep ' web ' "$SCRATCH/host.log" >"$SCRATCH/t.log"
ingest "$SCRATCH/host.db" "$SCRATCH/t.log"
is "$(sql "$SCRATCH/host.db" "SELECT count(*) FROM takeovers")" 0 "  another host of ours, whose own log tells who sent: there it would be seen"
takeover "a newsletter under a sender that is signed for each mail (BATV)" NULL <<END
$web
$(for i in a b c d e f; do echo "15 07:00 relay from=prvs=123456789$i=www@ours.example to=$i%d@far%d.example ip=192.0.2.9 n=50"; done)
END
takeover "a stranger's mail to a domain that we relay for" NULL <<END
1-15 07:00 relay from=a%d@far%d.example to=u@second.example ip=198.51.%d.9 n=20
15 09:00 relay from=w@bank%d.example to=u%d@second.example ip=203.0.113.9 n=300
END

# Whether a client is the habit of an account that was taken over.
takeover "of a takeover" 'account anna@ours.example 16 03:00 16 03:33 200 ["beyond-habit","new-client"]' <<END
15 03:00 out user=anna@ours.example from=anna@ours.example to=x%d@many.example ip=203.0.113.9 n=200
15 09:00 out user=anna@ours.example from=anna@ours.example to=b%d@far.example ip=192.0.2.4 n=6
END
is "$(sql "$SCRATCH/t.db" "SELECT network, count(*), sum(n) FROM client_habit WHERE account = 'anna@ours.example' AND day < 20528 GROUP BY network")" \
	"192.0.2.0/24|14|84" "its clients before are told"

{
	echo "$usual"
	cat <<END
15 03:00 out user=anna@ours.example from=anna@ours.example to=x%d@many.example ip=203.0.113.9 n=100
15 23:50 out user=anna@ours.example from=anna@ours.example to=x%d@many.example ip=203.0.113.9 n=160
$web
16 02:00 relay from=w@bank%d.example to=b%d@many%d.example ip=192.0.2.9 n=150
17 03:00 fail user=bob@ours.example ip=203.0.113.9 n=6
17 03:10 fail user=dora@ours.example ip=203.0.113.9 n=2
17 03:20 fail user=carl@ours.example ip=203.0.113.9 n=2
1-17 09:30 out user=bob@ours.example from=bob@ours.example to=b%d@far.example ip=192.0.2.4 n=3
17 04:00 out user=bob@ours.example from=bob@ours.example to=x%d@many.example ip=203.0.113.9 n=20
END
} | tests/sendlog >"$SCRATCH/all.log"
one_way "takeovers" "$SCRATCH/all.log"
is "$(sql "$SCRATCH/way/whole.db" "SELECT count(*) FROM takeovers")" 3 "three of them"

# One stranger on several accounts is one incident; another one, at the same time or from the same network at another, is none of it.
{
	echo "$usual"
	for who in bob carl dora emil fred; do
		echo "1-14 09:30 out user=$who@ours.example from=$who@ours.example to=c%d@far.example ip=192.0.2.4 n=4"
	done
	cat <<END
15 03:00 out user=anna@ours.example from=anna@ours.example to=x%d@many.example ip=203.0.113.9 n=100
15 03:40 out user=bob@ours.example from=bob@ours.example to=y%d@many.example ip=203.0.113.77 n=150 bounce=20
15 05:00 out user=carl@ours.example from=carl@ours.example to=z%d@many.example ip=198.51.%d.9 n=60
15 05:30 out user=dora@ours.example from=dora@ours.example to=w%d@many.example ip=198.51.%d.200 n=50
15 06:00 out user=emil@ours.example from=emil@ours.example to=v%d@many.example ip=203.0.%d.9 n=120
17 23:00 out user=fred@ours.example from=fred@ours.example to=u%d@many.example ip=203.0.113.9 n=100
END
} | tests/sendlog >"$SCRATCH/related.log"
one_way "takeovers that belong together" "$SCRATCH/related.log"
is "$(sql "$SCRATCH/way/whole.db" "SELECT i.incident_id, i.messages, i.recipients, group_concat(t.target, ' ') FROM incidents i JOIN (SELECT * FROM incident_targets ORDER BY target) t USING (incident_id) GROUP BY 1 ORDER BY 1")" \
"takeover-bob@ours.example-20260316T0300|250|250|anna@ours.example bob@ours.example
takeover-carl@ours.example-20260316T0500|110|110|carl@ours.example dora@ours.example
takeover-emil@ours.example-20260316T0600|120|120|emil@ours.example
takeover-fred@ours.example-20260318T2300|100|100|fred@ours.example" "who are one, and who are not"
UNJOE_DB=$SCRATCH/way/whole.db unjoe --now 2026-03-19 incident anna@ours.example >"$SCRATCH/shown"
golden incident/related.txt "the dossier of one stranger" <"$SCRATCH/shown"
UNJOE_DB=$SCRATCH/way/whole.db unjoe --now 2026-03-19 incident >"$SCRATCH/shown"
golden incident/strangers.txt "the list says how many accounts each has" <"$SCRATCH/shown"
like "$(unjoe --db "$SCRATCH/way/whole.db" --now 2026-03-17 nightly)" 'bob@ours.example and 1 more account are used by a stranger: 250' "in the morning, too"
done_testing
