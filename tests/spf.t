#!/bin/sh
# spf.t - the commands about SPF: check, tree, lint, export and import, from a zone file, a file of answers and the database.
. tests/report.sh

world="--zone tests/spf/example.com.zone --answers tests/spf/provider.answers"
says()	# PATTERN NAME - in what the command before said
{
	like "$(cat "$SCRATCH/tap.out")" "$1" "$2"
}

# One check.
check()	# FILE NAME ARGUMENT...
{
	file=$1 name=$2
	shift 2
	shows "spf/check-$file.txt" "check: $name" unjoe spf check $world "$@"
}
check pass "a client of an include of an include, and its HELO name" example.com --ip 203.0.113.201 --helo mail.example.com
check fail "one that is nobody's, with an explanation" --sender "<a@example.com>" --ip 192.0.2.77
check softfail "softfail" soft.example.com --ip 192.0.2.77
check neutral "no term matches" more.example.com --sender anna --ip 192.0.2.77 --record 'v=spf1 mx:example.com'
check mapped "a mapped address" example.com --ip ::ffff:192.0.2.25
check helo "the null sender" --ip 192.0.2.25 --sender '<>' --helo mail.example.com
check none "no record" none.example --ip 192.0.2.1
check literal "an address for a HELO name, and no sender's domain" --sender anna@localhost --helo "[192.0.2.1]" --ip 192.0.2.1
check temperror "a lookup that failed" broken.example --ip 192.0.2.1
check permerror "a record that is broken" glued.example.com --ip 192.0.2.1
check lookups "too many lookups" bomb.example.com --ip 192.0.2.1
check loop "a loop" loop.example.com --ip 192.0.2.1
check two "two records" two.example.com --ip 192.0.2.1
check macro "macros, with the local part as it is" macro.example.com --sender anna --ip 192.0.2.1
check unknown "what is not known" other.example --ip 192.0.2.1
check escape "what a terminal would obey" escape.example --ip 192.0.2.1
check nul "NUL and 8-bit bytes" nul.example --ip 192.0.2.1
for format in tsv csv json; do
	shows "spf/check.$format" "check: $format" unjoe spf check $world example.com --ip 203.0.113.9 --helo mail.example.com --format $format
done
ok "a fail is a verdict" unjoe spf check $world example.com --ip 192.0.2.77
fails "an answer that is not known is none" 1 unjoe spf check $world other.example --ip 192.0.2.1
if [ -n "$terminal" ]; then
	is "$(on_terminal 60 "$UNJOE spf check $world escape.example --ip 192.0.2.1" | tr -d '\n' | LC_ALL=C tr -d ' -~' | LC_ALL=C sed 's/\x1b//g' | wc -c)" 0 "nothing reaches a terminal that it obeys"
fi

is "$(unjoe spf check $world Example.com --ip 192.0.2.25 --sender '<anna@example.com>' --format tsv | sed -n 2p | cut -f 2,6)" "pass	anna@example.com" "the domain and its sender"

# As of another day.
ok "import" unjoe spf import tests/spf/provider.answers
says 'tests/spf/provider.answers: 9 answers' "tells how many"
unjoe spf export >"$SCRATCH/export"
is "$(grep -v '^#' tests/spf/provider.answers | sort)" "$(sort "$SCRATCH/export")" "export tells the same"
"$UNJOE" --db "$SCRATCH/other.db" spf import "$SCRATCH/export" 2>"$SCRATCH/tap.out"
is "$("$UNJOE" --db "$SCRATCH/other.db" spf export)" "$(cat "$SCRATCH/export")" "and comes through another database"
unjoe spf import "$SCRATCH/export" 2>"$SCRATCH/tap.out"
is "$(unjoe spf export)" "$(cat "$SCRATCH/export")" "twice is once"
is "$(unjoe query --sql "SELECT name, type, status, data FROM dns_answers WHERE name = 'out.provider.example' ORDER BY type" | sed 1d | tr '\n\t' '~ ')" \
	'out.provider.example A ok 203.0.113.200\n203.0.113.201~out.provider.example AAAA nodata ~' "and can be asked for"
result()	# ARGUMENT... - of the first check
{
	unjoe spf check _spf.provider.example "$@" --format tsv 2>&1 | sed -n 2p | cut -f 2
}
is "$(result --ip 203.0.113.100)" pass "as of now"
is "$(result --ip 203.0.113.100 --as-of 2026-11-05)" fail "as of then"
is "$(result --ip 203.0.113.100 --as-of 2026-10-31)" no-evidence "nothing is known of before"
shows spf/check-asof.txt "which is said" unjoe spf check _spf.provider.example --ip 203.0.113.100 --as-of 2026-10-31
is "$(result --ip 203.0.113.100 --as-of 2026-11-05 --record 'v=spf1 ip4:203.0.113.96/28 -all')" pass "a record over that of then"
# Any length, in bounded memory; lines of one answer need not stand together.
perl -e 'for my $value (1, 2) { print "R\td$_.Large.example\tTXT\tv=spf$value%20", "x" x 200, "\t2026-11-20T00:00:00Z\n" for 1 .. 200000 }' >"$SCRATCH/large"
ok "import: a large file, in bounded memory" "$BUILD/tests/limited" 40 60 "$UNJOE" --db "$SCRATCH/large.db" spf import "$SCRATCH/large"
is "$("$UNJOE" --db "$SCRATCH/large.db" query --format tsv --sql "SELECT count(*), sum(data GLOB 'v=spf1*' || char(10) || 'v=spf2*') FROM dns_answers" | sed 1d)" "200000	200000" "each answer of two lines"
rm "$SCRATCH/large" "$SCRATCH/large.db"
printf 'R\tlater.example\tTXT\tv=spf1%%20-all\n' >"$SCRATCH/untimed"
unjoe spf import --at 2026-11-10 "$SCRATCH/untimed" 2>"$SCRATCH/tap.out"
is "$(unjoe spf export | grep later)" "R	later.example	TXT	v=spf1%20-all	2026-11-10T00:00:00Z	0	2026-11-10T00:00:00Z" "import --at"
is "$(unjoe spf check other.example --ip 192.0.2.1 --answers "$SCRATCH/untimed" --format tsv | sed -n 2p | cut -f 2)" none "a file without times is all of DNS"
is "$(unjoe spf check other.example --ip 192.0.2.1 --answers tests/spf/provider.answers --format tsv | sed -n 2p | cut -f 2)" no-evidence "one with times is not"

# Many checks.
batch()	# LINES - printf's format
{
	printf "$1" | unjoe spf check --batch - $world >"$SCRATCH/got" 2>"$SCRATCH/err"
}
batch '1\t203.0.113.9\tx\ta@example.com\r\n\n2\t192.0.2.77\tx\ta@example.com\nthree\t192.0.2.1\t%%\t%%\n4\t192.0.2.1\tmail.example.com\t%%\n5\t192.0.2.1\tx\ta@other.example\n6\t192.0.2.1\tmail.example.com\n7\t192.0.2.25\tx\t<a@example.com>'
is "$?" 0 "batch: all lines are good"
is "$(cat "$SCRATCH/got")" "1	pass	-
2	fail	192.0.2.77 is no host of example.com: see http://example.com/spf?ip=192.0.2.77
three	none	-
4	fail	-
5	no-evidence	no answer is known for TXT other.example
6	fail	-
7	pass	-" "in their order"
batch "a\t192.0.2.1\nb\tnowhere\tx\ta@example.com\nc\t192.0.2.1\tx\ta@example.com\tmore\n$(printf '%09000d' 0)\nd\t192.0.2.25\tx\ta@example.com\n"
is "$?" 1 "batch: bad lines fail"
is "$(cat "$SCRATCH/got")" 'b	unevaluable	"nowhere" is no IP address
d	pass	-' "and the others go on"
is "$(sed 's/: [^:]*$//' "$SCRATCH/err" | tr '\n' ' ')" "$(for n in 1 2 3 4; do printf 'unjoe: standard input:%s%s ' $n "$(case $n in 1 | 3) echo ': not four fields with tabs between' ;; esac)"; done)" "each is told with its line"
is "$(printf 'a\t192.0.2.77\tx\ta@example.com\nb\t192.0.2.1\tx\ta@glued.example.com\n' | unjoe spf check --batch - $world --format tsv)" "id	result	domain	term	because	explanation	reason	lookups	voids
a	fail	example.com	-all	192.0.2.77 is no host of example.com: see http://example.com/spf?ip=192.0.2.77	192.0.2.77 is no host of example.com: see http://example.com/spf?ip=192.0.2.77		4	0
b	permerror	glued.example.com	ip4:72.11.154.128/25-all	glued.example.com: not an address of this kind		glued.example.com: not an address of this kind	0	0" "batch: as a table"
perl -e 'printf "%d\t192.0.2.25\tx\ta%d\@%s\n", $_, $_, $_ % 3 ? "example.com" : "soft.example.com" for 1 .. 20000' >"$SCRATCH/many"
is "$(unjoe spf check --batch "$SCRATCH/many" $world | awk -F'\t' '$1 != NR || $2 != "pass"' | head -n 3)" "" "batch: many, from a file, in order"
perl -e 'printf "%d\t192.0.2.25\tx\ta\@d%d.example.net\n", $_, $_ for 1 .. 200000' >"$SCRATCH/more"
ok "batch: in bounded memory" "$BUILD/tests/limited" 100 60 "$UNJOE" spf check --batch "$SCRATCH/more"
is "$( (printf 'x\t192.0.2.25\tx\ta@example.com\n'; sleep 2; printf 'y\t192.0.2.25\tx\ta@example.com\n') | unjoe spf check --batch - $world |
	perl -ne '$| = 1; push @t, time; END { print $t[1] - $t[0] > 0 ? "at once" : "late" }')" "at once" "batch: what was read is finished where no line comes"

is "$(printf 'p.example. 3600 IN TXT "v=spf1 ip4:192.0.2.1 -all"\n' | unjoe spf check p.example --ip 192.0.2.1 --zone /dev/stdin --format tsv | sed -n 2p)" \
	"$(unjoe spf check p.example --ip 192.0.2.1 --record 'v=spf1 ip4:192.0.2.1 -all' --format tsv | sed -n 2p)" "a zone comes through a pipe, from its first byte on"

# The tree.
for domain in example.com bomb.example.com loop.example.com glued.example.com two.example.com macro.example.com none.example broken.example other.example escape.example; do
	shows "spf/tree-$domain.txt" "tree: $domain" unjoe spf tree $world $domain
done
shows spf/tree-record.txt "tree: a record before publishing" unjoe spf tree $world new.example.com --record 'v=spf1 redirect=example.com'
shows spf/tree-all.txt "tree: everybody" unjoe spf tree x.example --record 'v=spf1 +all'
shows spf/tree-nobody.txt "tree: nobody" unjoe spf tree x.example --record 'v=spf1 -all'
shows spf/tree.tsv "tree: tsv" unjoe spf tree $world example.com --format tsv
ok "tree: a record that can be read" unjoe spf tree $world bomb.example.com
fails "tree: none" 1 unjoe spf tree $world none.example

is "$(unjoe spf tree bücher.example --record 'v=spf1 -all' --format tsv | sed -n 2p | cut -f 1,3)" "xn--bcher-kva.example	-all" "tree: a name of another script"

# Lint.
shows spf/lint-zone.txt "lint: a zone" unjoe spf lint $world
shows spf/lint-zone.tsv "lint: tsv" unjoe spf lint $world --format tsv
shows spf/lint-zone.json "lint: json" unjoe spf lint $world --format json
fails "lint: an error" 1 unjoe spf lint $world glued.example.com
ok "lint: no error" unjoe spf lint $world soft.example.com example.com
fails "lint: not known" 1 unjoe spf lint $world other.example
says 'Not known.*other.example' "says so"
shows spf/lint-slips.txt "lint: slips" unjoe spf lint - <<'END'
v=spf1 ip4=192.0.2.1 include=_spf.example.net -all
v=spf1 include:x.net-all
v=spf1 a:x.com-all
v=spf1 mx:http://mail.example.com -all
v=spf1 v=spf1 mx -all
v=spf1 mx -all v=spf1 a ~all
v=spf1 ip4:192.168.1.1 -all
"v=spf1 mx -all"
“v=spf1 mx -all”
v=spf1; mx -all
v=spf1mx -all
 v=spf1 mx -all
v=spf1 mx –all
v=spf1 ip4:72.11.154.128/25-all
v=spf1 prt -all
v=spf1 ip:192.0.2.1 ipv4:192.0.2.2 -al
v=spf1 mx +all
v=spf1 mx -all include:_spf.example.net
v=spf1 mx redirect=_spf.example.net -all
v=spf1 mx

spf2.0/pra mx -all
v=spf1 mx -all
END
shows spf/lint-record.txt "lint: one record" unjoe spf lint --record 'v=spf1 ip4:192.0.2.1/24 ip4:192.0.2.7 a:x.com-all'
ok "lint: a sound one" unjoe spf lint --record 'v=spf1 mx -all'
shows spf/lint-publish.txt "lint: before publishing" unjoe spf lint $world example.com --record 'v=spf1 include:_spf.provider.exmaple mx ?all'
shows spf/lint-neighbours.txt "lint: two records, one of another type, a ring of includes and one that leads to it" \
	unjoe spf lint two.example old.example ring.example apart.example nothing.example --answers tests/spf/neighbours.answers
"$UNJOE" --db "$SCRATCH/own.db" ingest /dev/null 2>"$SCRATCH/tap.out"
for pin in 'domain soft.example.com' 'domain fended.example.com' 'domain strange.example' 'host mail2.example.com' 'host mail.example.com'; do
	"$UNJOE" --db "$SCRATCH/own.db" own pin $pin 2>"$SCRATCH/tap.out"
done
cat >"$SCRATCH/own.answers" <<'END'
R	soft.example.com	TXT	v=spf1%20mx%20~all
R	soft.example.com	MX	10%20mail.example.com
R	fended.example.com	TXT	v=spf1%20a:mail.example.com%20-all
R	fended.example.com	MX	10%20fence.example.com
R	fence.example.com	A	127.0.0.1
R	mail.example.com	TXT	v=spf1%20a%20+all
R	mail.example.com	A	192.0.2.25
N	mail2.example.com	TXT
END
"$UNJOE" --db "$SCRATCH/own.db" spf import "$SCRATCH/own.answers" 2>"$SCRATCH/tap.out"
shows spf/lint-own.txt "lint: what is ours" unjoe --db "$SCRATCH/own.db" spf lint
fails "lint: what is ours, in a database that knows nothing" 1 unjoe spf lint

# What strangers publish.
perl -e 'my $record = "v=spf1" . join("", map { sprintf "%%20ip4:10.%d.%d.0/24", $_ >> 8, $_ & 255 } 0 .. 3500) . "%20-all";
	print "R\thuge.example\tTXT\t$record\nR\tmany.example\tTXT\tv=spf1%20-all\n";
	print "R\tmany.example\tTXT\tt$_\n" for 1 .. 9000;
	for my $level (0 .. 12) { for my $n (0 .. 9) {
		print "R\tb$level-$n.example\tTXT\tv=spf1%20", join("%20", map { sprintf "include:b%d-%d.example", $level + 1, $_ } 0 .. 9), "%20-all\n" } }' >"$SCRATCH/bombs"
is "$(unjoe spf check huge.example --ip 10.13.1.1 --answers "$SCRATCH/bombs" --format tsv | sed -n 2p | cut -f 2)" pass "a record of 64 KB"
ok "lint: a record of 64 KB" "$BUILD/tests/limited" 200 20 sh -c "\"\$UNJOE\" spf lint huge.example --answers $SCRATCH/bombs | grep -q private-address"
ok "tree: a record of 64 KB" "$BUILD/tests/limited" 200 20 "$UNJOE" spf tree huge.example --answers "$SCRATCH/bombs"
is "$(unjoe spf check b0-0.example --ip 192.0.2.1 --answers "$SCRATCH/bombs" --format tsv | sed -n 2p | cut -f 2,10)" "permerror	more than 10 terms ask DNS" "an include bomb"
ok "tree: an include bomb" "$BUILD/tests/limited" 200 20 "$UNJOE" spf tree b0-0.example --answers "$SCRATCH/bombs"
is "$(unjoe spf check many.example --ip 192.0.2.1 --answers "$SCRATCH/bombs" --format tsv | sed -n 2p | cut -f 2)" fail "9,000 other texts"
is "$(head -c 300000 /dev/zero | tr '\0' 'x' | unjoe spf lint - --format tsv | sed -n 2p | cut -f 2,3)" "error	not-a-record" "lint: a line without end"

is "$(unjoe spf lint - </dev/null | tail -n 1)" "There is no record in it." "lint: an empty file"

# Help.
for command in check tree lint import export; do
	is "$(unjoe spf $command --help)" "$(unjoe help spf $command)" "unjoe spf $command --help"
done
is "$(for command in check tree lint import export; do unjoe help spf $command; done | awk 'length > 80')" "" "help is narrow"

# Faults in files.
fault()	# NAME PATTERN COMMAND...
{
	name=$1 pattern=$2
	shift 2
	fails "$name" 1 unjoe "$@"
	says "$pattern" "$name: says where and what"
}
printf 'R\ta.example\tTXT\tx\nR\ta.example\tA\t1.2.3\n' >"$SCRATCH/bad.answers"
printf '@ SOA ns mail 1 2 3 4 5\nx A 1.2.3\n' >"$SCRATCH/bad.zone"
fault "answers" 'bad.answers:2: not a value of this type' spf tree a.example --answers "$SCRATCH/bad.answers"
fault "a zone" 'bad.zone:2: ' spf tree a.example --zone "$SCRATCH/bad.zone"
perl -e 'print "\@ SOA ns mail 1 2 3 4 5\nx TXT \"v=spf1", " ip4:192.0.2.1" x 30, " -all\"\n"' >"$SCRATCH/long.zone"
fault "a string too long" 'long.zone:2: a string of more than 255 bytes' spf lint --zone "$SCRATCH/long.zone"
fault "no such file" 'no.answers: No such file' spf tree a.example --answers "$SCRATCH/no.answers"
fault "an import" 'bad.answers:2: ' spf import "$SCRATCH/bad.answers"
is "$(unjoe spf export | grep -c a.example)" 0 "of which nothing is taken"
fault "no such batch" 'no.batch: No such file' spf check --batch "$SCRATCH/no.batch"
fault "no such database" 'no.db' --db "$SCRATCH/no.db" spf tree a.example

# Wrong usage.
wrong()	# NAME PATTERN ARGUMENT...
{
	name=$1 pattern=$2
	shift 2
	fails "wrong: $name" 2 unjoe "$@"
	says "$pattern" "wrong: $name: says what is wanted"
}
wrong "no client" 'needs --ip' spf check example.com
wrong "no address" 'an IP address is wanted' spf check example.com --ip 192.0.2.300
wrong "a network" 'an IP address is wanted' spf check example.com --ip 192.0.2.0/24
wrong "nobody" 'needs a DOMAIN, --sender or --helo' spf check --ip 192.0.2.1
for name in '' . anna@example.com http://example.com/ 'example com'; do
	for command in 'check --ip 192.0.2.1' tree lint; do
		wrong "spf $command $name" 'is no domain' spf $command "$name" --record 'v=spf1 -all'
	done
done
wrong "two domains" 'not the domain of --sender' spf check example.com --ip 192.0.2.1 --sender a@example.net
wrong "batch and more" 'from its lines' spf check --batch - --ip 192.0.2.1
wrong "batch and a record" 'takes no --record' spf check --batch - --record 'v=spf1 -all'
wrong "no time" '--as-of never is no time' spf tree example.com --as-of never
wrong "now and then" '--dns and --as-of' spf tree example.com --dns --as-of yesterday
wrong "on and off" '--resolver and --offline' spf tree example.com --resolver 127.0.0.1 --offline
wrong "a record of several" 'one DOMAIN' spf lint a.example b.example --record 'v=spf1 -all'
wrong "a record that is too long" 'more than 65535 bytes' spf tree a.example --record "$(printf '%070000d' 0)"
wrong "no file" 'needs an argument' spf import
wrong "no such command" 'did you mean "check"' spf chek
wrong "none" 'spf lint' spf
fault "no resolver" 'resolver nowhere' spf tree a.example --resolver nowhere
printf '[spf]\ndns = maybe\n' >"$SCRATCH/spf.conf"
fault "neither yes nor no" 'spf.conf:2: dns is yes or no, not "maybe"' --config "$SCRATCH/spf.conf" spf tree a.example
fails "rows are no report" 2 unjoe report spf_check
done_testing
