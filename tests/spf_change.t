#!/bin/sh
# spf_change.t - a storm, and what was changed in the DNS against it: two states of a name server, as two nights' analyses see them.
. tests/tap.sh

export UNJOE_CONFIG=/dev/null UNJOE_DB="$SCRATCH/change.db"
now=$(date +%s)
# Half an hour of a hundred bounces has just gone by, and half an hour of twenty follows.
printf '%s\n' "0-14 08:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7" "16 09:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7" \
    "15 03:00 refuse from= to=x%d@ours.example ip=198.51.9.9 n=100 step=18" "15 03:30 refuse from= to=x%d@ours.example ip=198.51.9.9 n=20 step=90" | tests/sendlog |
	perl -MTime::Local -MPOSIX=strftime -se 'while (<STDIN>) {
		s/^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)/strftime("%Y-%m-%dT%H:%M:%S", gmtime(timegm($6, $5, $4, $3, $2 - 1, $1) + $now - 1773631800))/e; print }' -- -now="$now" >"$SCRATCH/log"
"$UNJOE" ingest "$SCRATCH/log" 2>"$SCRATCH/said"

start()	# NAME RECORD ADDRESS-OF-MX
{
	mkdir "$SCRATCH/$1"
	printf '$ORIGIN ours.example.\n$TTL 1\n@ SOA ns root 1 3600 600 86400 1\n@ NS ns\nns A 192.0.2.1\n@ TXT "%s"\n@ MX 10 mx\nmx A %s\n' "$2" "$3" >"$SCRATCH/$1/zone"
	mkfifo "$SCRATCH/$1/in"
	"$BUILD/tests/dns" "$SCRATCH/$1" ours.example 20 <"$SCRATCH/$1/in" >"$SCRATCH/$1/out" &
	server=$!
	exec 9>"$SCRATCH/$1/in"
	while [ ! -s "$SCRATCH/$1/out" ]; do sleep 0.05; done
	port=$(cat "$SCRATCH/$1/out")
}
stop()
{
	exec 9>&-
	wait "$server"
}
events() { "$UNJOE" query --format tsv --sql "SELECT domain, text FROM events WHERE kind = 'dns' ORDER BY at, text" | sed 1d; }

start before "v=spf1 mx ~all" 192.0.2.25
if [ "$port" -eq 0 ]; then
	echo "1..0 # SKIP nsd is not installed"
	exit 0
fi
ok "DNS is asked" "$UNJOE" analyze --dns --resolver "127.0.0.1@$port"
stop
is "$(events)" "" "a state that is seen for the first time is no change"
sleep 2		# the TTL is over
start after "v=spf1 mx -all" 127.0.0.1
ok "and asked again" "$UNJOE" analyze --dns --resolver "127.0.0.1@$port"
stop
is "$(events)" "$(printf 'ours.example\tDNS: SPF changed, v=spf1 mx ~all to v=spf1 mx -all\nours.example\tDNS: the MX mx.ours.example has the address 127.0.0.1')" "both changes are events"

later=$(date -u -d "@$((now + 6 * 3600))" +%Y-%m-%dT%H:%M:%SZ)
"$UNJOE" incident last --now "$later" >"$SCRATCH/shown"
is "$(grep -c '^  20[0-9-]* [0-9:]* *[12]: DNS: ' "$SCRATCH/shown")" 2 "which stand in the course of the incident"
"$UNJOE" incident last --now "$later" --format json >"$SCRATCH/json"
# The minutes may be cut otherwise than the half hours: a bounce or two more or less.
ok "rate before and after, with its uncertainty, after both" perl -MJSON::PP -0777 -ne '
	my $changes = decode_json($_)->{changes};
	for (@$changes) {
		print "$_->{before} $_->{after} $_->{change}\n";
		$good += $_->{before} >= 190 && $_->{before} <= 206 && $_->{after} >= 34 && $_->{after} <= 46 && $_->{ratio_low} > 0.1 && $_->{ratio_high} < 0.4;
	}
	exit !(@$changes == 2 && $good == 2)' "$SCRATCH/json"
done_testing
