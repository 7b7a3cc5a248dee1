#!/bin/sh
# spf_live.t - the commands about SPF ask a real name server (nsd, 20 ms away), one that lies, and none; and never unless they are told to.
. tests/tap.sh

export UNJOE_CONFIG=/dev/null UNJOE_DB="$SCRATCH/live.db"
unjoe()
{
	"$UNJOE" "$@"
}

mkdir "$SCRATCH/dns"
cp tests/spf/example.com.zone "$SCRATCH/dns/zone"
# _spf.provider.example is in no zone of this server.
sed -i 's/include:_spf.provider.example/include:soft.example.com/' "$SCRATCH/dns/zone"
mkfifo "$SCRATCH/dns/in"
"$BUILD/tests/dns" "$SCRATCH/dns" example.com 20 <"$SCRATCH/dns/in" >"$SCRATCH/dns/out" &
server=$!
exec 9>"$SCRATCH/dns/in"
while [ ! -s "$SCRATCH/dns/out" ]; do sleep 0.05; done
port=$(cat "$SCRATCH/dns/out")
if [ "$port" -eq 0 ]; then
	echo "1..0 # SKIP nsd is not installed"
	exit 0
fi
ask="--dns --resolver 127.0.0.1@$port"

result()	# ARGUMENT... - of the first check
{
	unjoe spf check "$@" --format tsv 2>"$SCRATCH/err" | sed -n 2p | cut -f 2
}
rows()
{
	unjoe query --sql 'SELECT count(*) FROM dns_answers' | tail -n 1
}

fails "a resolver that is no address" 1 unjoe spf check example.com --ip 192.0.2.25 --resolver localhost
like "$(cat "$SCRATCH/tap.out")" "resolver localhost: an IP address is wanted" "says so"

# Without a database.
is "$(result example.com --ip 192.0.2.25 $ask)" pass "a check by DNS"
is "$(result example.com --ip 192.0.2.25)" no-evidence "which is not asked again unless told to"
is "$(unjoe spf check example.com --ip 192.0.2.25 --resolver 127.0.0.1@$port --format tsv | sed -n '/^name/,$p' | cut -f 1-5)" 'name	type	result	ttl	answer
example.com	TXT	ok	3600	v=spf1 mx include:soft.example.com ip4:198.51.100.0/24 -all exp=why.%{d}
example.com	MX	ok	3600	10 mail.example.com
mail.example.com	A	ok	3600	192.0.2.25' "each lookup with its TTL; --resolver says that it is to be asked"
ok "makes no database" test ! -e "$UNJOE_DB"

# With one.
: >"$SCRATCH/empty"
unjoe ingest "$SCRATCH/empty" 2>"$SCRATCH/err"
is "$(result example.com --ip 192.0.2.77 $ask)" fail "a check by DNS, and a database"
is "$(rows)" 6 "every answer is kept"
is "$(unjoe query --sql "SELECT data FROM dns_answers WHERE name = 'example.com' AND type = 'MX' AND ttl = 3600 AND seen_at >= at AND at > 1700000000" | tail -n 1)" \
	"10 mail.example.com" "with its time and TTL"
is "$(result example.com --ip 192.0.2.77)" fail "and known without DNS"
is "$(result example.com --ip 192.0.2.77 --as-of '2020-01-01')" no-evidence "but not as of another year"
printf '[spf]\ndns = yes\nresolver = 127.0.0.1@%s\n' "$port" >"$SCRATCH/dns.conf"
is "$(result soft.example.com --ip 192.0.2.77 --config "$SCRATCH/dns.conf" --offline)" softfail "what is known is known offline"
is "$(result more.example.com --ip 192.0.2.77 --config "$SCRATCH/dns.conf" --offline)" no-evidence "--offline comes before the configuration"
is "$(result more.example.com --ip 192.0.2.77 --config "$SCRATCH/dns.conf" --answers tests/spf/provider.answers)" no-evidence "and so does --answers"
is "$(result more.example.com --ip 192.0.2.77 --config "$SCRATCH/dns.conf")" neutral "which may say that DNS is asked"
is "$(result --sender anna@macro.example.com --ip 192.0.2.77 $ask)" temperror \
	"a name that no server of ours knows"
is "$(unjoe query --sql "SELECT name FROM dns_answers WHERE name LIKE '%._spf.macro%'" | tail -n 1)" "unjoe._spf.macro.example.com" "no server learns who writes to whom"

# The tree and lint.
is "$(unjoe spf tree bomb.example.com $ask --format tsv | sed -n 2p | cut -f 1-5)" "bomb.example.com		-all	13	4" "the tree by DNS"
is "$(unjoe spf lint shop.example.com $ask --format tsv | cut -f 3 | tr '\n' ' ')" "finding equals-sign missing-blank neutral-all " "lint by DNS"
is "$(unjoe spf lint fended.example.com $ask --format tsv | cut -f 1-3 | tail -n 1)" "fended.example.com	warning	mx-loopback" "and what it says of the MX"
is "$(unjoe spf lint shop.example.com --format tsv | cut -f 3 | tr '\n' ' ')" "finding equals-sign missing-blank neutral-all " "and from the database"

# The night asks for the exchangers of our own domains, so that a change of them is seen.
"$UNJOE" --db "$SCRATCH/own.db" ingest "$SCRATCH/empty" 2>"$SCRATCH/err"
"$UNJOE" --db "$SCRATCH/own.db" own pin domain fended.example.com 2>"$SCRATCH/err"
"$UNJOE" --db "$SCRATCH/own.db" analyze $ask 2>"$SCRATCH/err"
is "$("$UNJOE" --db "$SCRATCH/own.db" query --sql "SELECT m.data, a.data FROM dns_answers m JOIN dns_answers a ON a.type = 'A' AND m.data LIKE '% ' || a.name WHERE m.name = 'fended.example.com' AND m.type = 'MX'" --format tsv | sed 1d)" \
	"10 localhost	127.0.0.1" "the exchangers of our own domains, and their addresses"

# Many, with hundreds on their way: 2,000 names at 20 ms one by one would take 40 seconds.
perl -e 'printf "%d\t192.0.2.25\tx\ta\@n%d.wild.example.com\n", $_, $_ for 1 .. 2000' >"$SCRATCH/many"
start=$(date +%s)
is "$(unjoe spf check --batch "$SCRATCH/many" $ask | awk -F'\t' '$1 != NR || $2 != "pass"' | head -n 3)" "" "a batch by DNS, in order"
ok "many at a time" test $(($(date +%s) - start)) -lt 20
ok "whose answers are kept" test "$(rows)" -gt 2000

# Lies.
for lie in 'silent temperror' 'servfail temperror' 'refused temperror' 'loop temperror' 'garbage temperror' 'truncated fail' 'many none' 'big fail' 'bytes permerror'; do
	is "$(result "${lie% *}.example.com" --ip 192.0.2.25 $ask)" "${lie#* }" "a server that lies: ${lie% *}"
done
is "$(unjoe query --sql "SELECT status FROM dns_answers WHERE name = 'silent.example.com'" | tail -n 1)" status "that nobody answered is not kept"

# None at all: nothing that is known gets lost.
before=$(unjoe spf export | grep -v '^X')
exec 9>&-
wait "$server"
perl -e 'printf "%d\t192.0.2.25\tx\ta\@g%d.example.net\n", $_, $_ for 1 .. 100' >"$SCRATCH/gone"
is "$(unjoe spf check --batch "$SCRATCH/gone" $ask 2>"$SCRATCH/err" | cut -f 2 | sort | uniq -c | tr -s ' ')" " 100 temperror" "a resolver that is down"
is "$(unjoe spf export | grep -v '^X')" "$before" "overwrites nothing"
is "$(result example.com --ip 192.0.2.77)" fail "what is known is known"
is "$(result example.com --ip 192.0.2.77 $ask)" fail "and is not asked for as long as it has not run out"
done_testing
