#!/bin/sh
# spf_careless.t - whose mail fails the record of its own domain: the careless, spammers with a domain of their own, forgers; each sign, and what is none.
. tests/conclusions.sh
. tests/mails.sh

now=2026-11-28T12:00:00Z db=$SCRATCH/careless.db
unjoe() { "$UNJOE" --config /dev/null --now "$now" "$@"; }
{
	# It passes elsewhere, and a host of its own fails: by its confirmed name, by the network of its exchanger.
	comes 20 1 'out.named.example[198.51.100.1]' localhost a@named.example
	checked 20 2 Pass 192.0.2.1 out.named.example a@named.example
	comes 20 3 'unknown[198.51.101.77]' localhost a@home.example
	checked 20 4 Pass 192.0.2.1 mail.home.example a@home.example
	# Only the HELO says so: anybody can write that.
	comes 20 5 'unknown[198.51.102.1]' mail.greeted.example a@greeted.example
	checked 20 6 Pass 192.0.2.1 mail.greeted.example a@greeted.example
	# It passes, and something that has nothing to do with it fails.
	comes 20 7 'dsl1.far.example[203.0.113.1]' pc a@passes.example
	checked 20 8 Pass 192.0.2.1 mail.passes.example a@passes.example
	# Never a pass: hosts of its own, of one network, first seen these days.
	comes 20 9 'mx1.spam.example[198.51.103.1]' mx1.spam.example a@spam.example
	comes 21 9 'mx2.spam.example[198.51.103.2]' mx2.spam.example a@spam.example
	# The same, known for longer.
	comes 1 9 'mx1.old.example[198.51.104.1]' mx1.old.example a@old.example
	# Its name as HELO, from one network; and from many.
	comes 20 10 'unknown[198.51.105.1]' shady.example a@shady.example
	comes 20 11 'unknown[198.51.105.2]' shady.example a@shady.example
	comes 20 12 'unknown[198.51.106.1]' botnet.example a@botnet.example
	comes 20 13 'unknown[198.51.107.1]' botnet.example a@botnet.example
	# Nothing speaks for it.
	comes 20 14 'dsl2.far.example[203.0.113.2]' pc a@forged.example
	# A name that only looks like it.
	comes 20 15 'mail.alike.example.far.example[203.0.113.3]' alike.example.far.example a@alike.example
	# The record is broken: its own mail is refused, and that of a forger.
	refused 20 16 'mail.broken.example[198.51.108.1]' mail.broken.example a@broken.example Permerror
	refused 20 17 'mail.broken.example[198.51.108.1]' mail.broken.example b@broken.example Permerror
	refused 20 18 'unknown[198.51.109.1]' mail.helo.example a@helo.example Permerror
	refused 20 19 'dsl3.far.example[203.0.113.4]' pc a@both.example Permerror
	# What is ours is no other's.
	comes 20 20 'unknown[203.0.113.5]' pc a@ours.example Fail
} >"$SCRATCH/log"
in_order "$SCRATCH/log"
{
	printf 'R\thome.example\tTXT\tv=spf1%%20ip4:192.0.2.1%%20-all\t2026-11-18\nR\thome.example\tMX\t10%%20mx.home.example\t2026-11-18\nR\tmx.home.example\tA\t198.51.101.5\t2026-11-18\n'
	printf 'R\tbroken.example\tTXT\tv=spf1%%20a%%20ip4:198.51.108.0/24-all\t2026-11-18\n'
	printf 'R\thelo.example\tTXT\tv=spf1%%20prt%%20-all\t2026-11-18\n'
	printf 'R\tboth.example\tTXT\tv=spf1%%20-all\t2026-11-18\nR\tboth.example\tTXT\tv=spf1%%20mx%%20~all\t2026-11-18\n'
	printf 'R\tspam.example\tTXT\tv=spf1%%20-all\t2026-11-18\n'
} | sed 's/2026-11-18$/&T00:00:00Z/' >"$SCRATCH/answers"
unjoe --db "$db" ingest --year 2026 "$SCRATCH/log" 2>"$SCRATCH/said"
unjoe --db "$db" own pin domain ours.example 2>>"$SCRATCH/said"
unjoe --db "$db" spf import "$SCRATCH/answers" 2>>"$SCRATCH/said"
unjoe --db "$db" spf adoption --offline >"$SCRATCH/said" 2>&1
# It was seen a month and a half ago.
sed 's/^Nov  1/Oct  1/' "$SCRATCH/log" | grep '^Oct' | sed 's/B000/A000/' >"$SCRATCH/log.october"
unjoe --db "$db" ingest --year 2026 "$SCRATCH/log.october" 2>>"$SCRATCH/said"

careless()	# ARGUMENT...
{
	unjoe --db "$db" report careless --since 2026-11-01 --format json "$@"
}
field()	# NAME... - of each domain
{
	careless | perl -ne 'BEGIN { @names = splice @ARGV } /^\{"domain":.*"who"/ or next; my $line = $_; print join(" ", map { $line =~ /"$_":"?(.*?)"?[,}]/ ? $1 : "-" } "domain", @names), "\n"' \
		"$@" | sort
}
is "$(field who)" "alike.example forged
both.example forged
botnet.example forged
broken.example careless
forged.example forged
greeted.example unclear
helo.example careless
home.example careless
named.example careless
old.example careless
passes.example unclear
shady.example own
spam.example own" "who it is"
is "$(field named greeted at_home passes networks | grep -E '^(named|home|greeted|spam|shady|botnet)')" "botnet.example 0 1 0 0 2
greeted.example 0 1 0 1 1
home.example 0 0 1 1 1
named.example 1 0 0 1 1
shady.example 0 1 0 0 1
spam.example 1 1 0 0 1" "by which signs: confirmed name, HELO, network of its own, passes elsewhere, networks"
is "$(field broken refused slip slip_place slip_term | grep -E '^(broken|helo|both)')" "both.example 1 1 several-records null null
broken.example 2 2 missing-blank 9 ip4:198.51.108.0/24-all
helo.example 1 1 misspelt 7 prt" "a broken record whose mail is refused, and the place of the slip"
is "$(careless --domain broken.example 2>/dev/null | grep -c '"domain"')" 2 "of one domain"
unjoe --db "$db" report careless --since 2026-11-01 >"$SCRATCH/out"
golden spf_careless/careless.txt "the report" <"$SCRATCH/out"
if command -v script >/dev/null; then
	is "$(COLUMNS=80 TERM=dumb PAGER=cat script -qec "$UNJOE --config /dev/null --now $now --db $db report careless --since 2026-11-01" /dev/null </dev/null | tr -d '\r' | sed 's/…/./g' | awk 'length > 80')" "" \
		"it is as narrow as the terminal"
fi
done_testing
