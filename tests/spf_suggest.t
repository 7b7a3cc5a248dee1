#!/bin/sh
# spf_suggest.t - the record that is suggested: at most ten lookups, everybody in it who sends, and nobody who does not.
. tests/conclusions.sh

now=2026-11-25T12:00:00Z
unjoe() { "$UNJOE" --config /dev/null --now "$now" "$@"; }
: >"$SCRATCH/empty.log"
# A database in which these addresses send.
sends()	# NAME IP...
{
	db=$SCRATCH/$1.db
	shift
	unjoe --db "$db" ingest "$SCRATCH/empty.log" >"$SCRATCH/said" 2>&1
	unjoe --db "$db" own pin domain ours.example 2>>"$SCRATCH/said"
	for ip in "$@"; do
		unjoe --db "$db" own pin outgoing "$ip" 2>>"$SCRATCH/said"
	done
}
suggested()
{
	unjoe --db "$db" spf suggest ours.example --answers "$SCRATCH/answers" | sed -n '/^  new:  /,/^$/p' | tr -d '\n' | sed 's/^  new: *//; s/  */ /g'
}
record() { printf 'R\tours.example\tTXT\t%s\n' "$(printf %s "$1" | sed 's/ /%20/g')"; }
# What the suggested record says of addresses, one word each.
says()	# RECORD IP...
{
	suggestion=$1
	shift
	for ip in "$@"; do
		unjoe spf check ours.example --ip "$ip" --answers "$SCRATCH/answers" --record "$suggestion" --format tsv | sed -n 2p | cut -f 2
	done | tr '\n' ' '
}

# Twelve includes, each of which lets in who sends, and whoever else there is.
{
	record "v=spf1 $(for n in 1 2 3 4 5 6 7 8 9 10 11 12; do printf 'include:p%d.example ' $n; done)~all"
	for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
		printf 'R\tp%d.example\tTXT\tv=spf1%%20ip4:198.51.%d.0/24%%20-all\n' $n $n
	done
} >"$SCRATCH/answers"
sends twelve 198.51.1.1 198.51.1.2 198.51.2.1 198.51.2.2 198.51.3.1 198.51.3.2 198.51.4.1 198.51.4.2 198.51.5.4 198.51.6.1 198.51.6.2 198.51.7.1 198.51.7.2 \
	198.51.8.9 198.51.9.1 198.51.9.2 198.51.10.1 198.51.10.2 198.51.11.1 198.51.11.2 198.51.12.1 198.51.12.2
record=$(suggested)
is "$record" "v=spf1 ip4:198.51.5.4 ip4:198.51.8.9 $(for n in 1 2 3 4 6 7 9 10 11 12; do printf 'include:p%d.example ' $n; done)-all" \
	"of twelve includes those by which fewest send give way to their addresses"
is "$(unjoe spf tree ours.example --record "$record" --answers "$SCRATCH/answers" --format tsv | sed -n 2p | cut -f 4)" 10 "so that ten lookups are left"
is "$(says "$record" 198.51.1.1 198.51.5.4 198.51.8.9 198.51.12.2 198.51.5.5 198.51.8.8)" "pass pass pass pass fail fail " "everybody who sends passes, and nobody else of those"

# An include of many.
{
	record "v=spf1 include:deep.example include:p1.example ~all"
	printf 'R\tdeep.example\tTXT\tv=spf1%%20%s-all\n' "$(for n in 1 2 3 4 5 6 7 8 9 10; do printf 'include:q%d.example%%20' $n; done)"
	printf 'R\tp1.example\tTXT\tv=spf1%%20ip4:203.0.113.0/24%%20-all\n'
	for n in 1 2 3 4 5 6 7 8 9 10; do
		printf 'R\tq%d.example\tTXT\tv=spf1%%20ip4:198.51.%d.0/24%%20-all\n' $n $n
	done
} >"$SCRATCH/answers"
sends deep 198.51.1.1 198.51.2.1 203.0.113.1 203.0.113.2
record=$(suggested)
is "$(unjoe spf tree ours.example --record "$record" --answers "$SCRATCH/answers" --format tsv | sed -n 2p | cut -f 4)" 1 "$record: what is behind an include counts, too"
is "$(says "$record" 198.51.1.1 198.51.2.1 203.0.113.1 203.0.113.2 198.51.3.1)" "pass pass pass pass fail " "and everybody passes"

# Offline: what twelve includes let in is not known, and what one more lets in is.
{
	record "v=spf1 $(for n in 1 2 3 4 5 6 7 8 9 10 11 12; do printf 'include:u%d.example ' $n; done)include:p1.example ~all"
	printf 'R\tp1.example\tTXT\tv=spf1%%20ip4:203.0.113.0/24%%20-all\n'
} | sed 's/$/	2026-11-20T00:00:00Z/' >"$SCRATCH/answers"
sends offline 192.0.2.1 203.0.113.1 203.0.113.2
record=$(suggested)
is "$record" "v=spf1 ip4:192.0.2.1 $(for n in 1 2 3 4 5 6 7 8 9; do printf 'include:u%d.example ' $n; done)include:p1.example -all" \
	"what nobody is known to need is left out before what somebody needs"
is "$(unjoe spf tree ours.example --record "$record" --answers "$SCRATCH/answers" --format tsv | sed -n 2p | cut -f 4)" 10 "so that ten lookups are left here, too"
is "$(unjoe --db "$db" spf suggest ours.example --answers "$SCRATCH/answers" | grep -c 'left out')" 3 "which is said"

# Terms that forbid need lookups, and cannot be left out before what they forbid.
{
	record "v=spf1 $(for n in 1 2 3 4 5 6 7 8 9 10 11; do printf -- '-exists:%%25{i}.l%d.example ' $n; done)ip4:192.0.2.0/24 ~all"
	for n in 1 2 3 4 5 6 7 8 9 10 11; do printf 'N\t1.2.0.192.l%d.example\tA\n' $n; done
} >"$SCRATCH/answers"
sends lists 192.0.2.1 192.0.2.9
is "$(suggested)" "v=spf1 ip4:192.0.2.1 ip4:192.0.2.9 -all" "the addresses stand before them, and in place of them"

# Networks, of addresses that all send.
record "v=spf1 ~all" >"$SCRATCH/answers"
sends join 192.0.2.0 192.0.2.1 192.0.2.2 192.0.2.3 192.0.2.5 192.0.2.6 192.0.2.8 192.0.2.9 192.0.2.10 192.0.2.255 192.0.3.0 \
	2001:db8::4 2001:db8::5 2001:db8::6 2001:db8::7 2001:db8::9
record=$(suggested)
is "$record" "v=spf1 ip4:192.0.2.0/30 ip4:192.0.2.5 ip4:192.0.2.6 ip4:192.0.2.8/31 ip4:192.0.2.10 ip4:192.0.2.255 ip4:192.0.3.0 ip6:2001:db8::4/126 ip6:2001:db8::9 -all" \
	"halves of a network are joined, neighbours that are none are not"
is "$(says "$record" 192.0.2.3 192.0.2.4 192.0.2.7 192.0.2.9 192.0.2.11 192.0.2.254 192.0.3.1 2001:db8::3 2001:db8::7 2001:db8::8)" \
	"pass fail fail pass fail fail fail fail pass fail " "so that nobody is let in who was not seen"

# All of a /28, and one address twice as a mapped one.
sends full $(for n in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do echo 192.0.2.$((16 + n)); done)
is "$(suggested)" "v=spf1 ip4:192.0.2.16/28 -all" "four times over"

# A redirect is a term like others; what is broken is not taken over; macros stay.
{
	record "v=spf1 redirect=_spf.ours.example"
	printf 'R\t_spf.ours.example\tTXT\tv=spf1%%20ip4:192.0.2.0/24%%20~all\n'
} >"$SCRATCH/answers"
sends redirect 192.0.2.1 198.51.100.1
record=$(suggested)
is "$(says "$record" 192.0.2.1 198.51.100.1 192.0.3.1)" "pass pass fail " "$record: a redirect"
record "v=spf1 ip4:192.0.2.1/24/24 include:gone.example -all" >"$SCRATCH/answers"
sends broken 192.0.2.1 198.51.100.1
record=$(suggested)
is "$(says "$record" 192.0.2.1 198.51.100.1)" "pass pass " "$record: a record that is broken"
{
	record "v=spf1 -ip4:192.0.2.7 ip4:192.0.2.0/28 ?ip4:198.51.100.0/24 ~all"
} >"$SCRATCH/answers"
sends minus 192.0.2.1 192.0.2.7 198.51.100.1
record=$(suggested)
is "$(says "$record" 192.0.2.1 192.0.2.7 198.51.100.1)" "pass pass pass " "$record: terms that forbid"

# What each term is good for.
{
	record "v=spf1 ip4:192.0.2.0/24 include:p1.example a:gone.example ip4:192.0.2.1 include:unknown.example exp=why.ours.example ~all"
	printf 'R\tp1.example\tTXT\tv=spf1%%20ip4:203.0.113.0/24%%20-all\nN\tgone.example\tA\nN\tgone.example\tAAAA\n'
} | sed 's/$/	2026-11-20T00:00:00Z/' >"$SCRATCH/answers"
sends terms 192.0.2.1 192.0.2.2 198.51.100.1
is "$(suggested)" "v=spf1 ip4:198.51.100.1 ip4:192.0.2.0/24 include:unknown.example -all exp=why.ours.example" "what is not known is kept, and so is the explanation"
is "$(unjoe --db "$db" spf suggest ours.example --answers "$SCRATCH/answers" --format json | sed -n 's/.*"term":"\([^"]*\)","standing":"\([^"]*\)","senders":\([0-9]*\).*/\1 \2 \3/p')" \
	"ip4:198.51.100.1 added 1
ip4:192.0.2.0/24 kept 2
include:p1.example unused 0
a:gone.example unused 0
ip4:192.0.2.1 not needed 1
include:unknown.example not known 0" "each term with who passes by it"
unjoe --db "$db" analyze --answers "$SCRATCH/answers" 2>"$SCRATCH/said"
is "$(sql "$db" "SELECT group_concat(term, ' ') FROM authorised WHERE seen = 0")" "include:p1.example a:gone.example include:unknown.example" "a term by which nobody is seen to send"
done_testing
