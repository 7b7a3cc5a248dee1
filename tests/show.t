#!/bin/sh
# show.t - one thing, from end to end: what it is, what belongs to it, and where in which log it stands, after rotation too.
. tests/report.sh

# On the small database, whose logs are gone.
shows show/message.txt "a queue id: the message, its filter, the next host and the notice" unjoe show 4D1A05729C1
is "$(unjoe show 4D1A05729C4 | grep -c ' on mx')" 4 "found from its other end, too"
is "$(unjoe show '<m1@example.org>' | sed 1d)" "$(unjoe show 4D1A05729C1 | sed 1d)" "a Message-ID, with brackets"
is "$(unjoe show m1@example.org | sed 1d)" "$(unjoe show 4D1A05729C1 | sed 1d)" "and without"
like "$(unjoe show 4D1A05729C1 | head -n 1)" '^UNJOE SHOW 4D1A05729C1 .* queue id$' "says as what it was found"
shows show/reused.txt "a queue id that was used again: two messages" unjoe show 4D1A05729C7
like "$(unjoe show 4D1A05729C7 --limit 1)" '^2 messages fit; the newest 1 are shown' "or the newest"
is "$(unjoe show 4D1A05729C7 --until 2026-11-18 | grep -c ' on mx')" 1 "of a time"
shows show/parts.txt "a message that lies in two logs" unjoe show 4D1A05729C9
shows show/address.txt "an address, in whatever case" unjoe show anna@EXAMPLE.org
shows show/ip.txt "an IP address" unjoe show 203.0.113.5 --limit 3
like "$(unjoe show 2001:DB8:77::1)" 'relay access denied|Relay access denied' "an IPv6 address, in capitals"
is "$(unjoe show '[2001:db8:77:0:0:0:0:1]' | sed 1d)" "$(unjoe show 2001:db8:77::1 | sed 1d)" "and in another form"
is "$(unjoe show ::ffff:203.0.113.5 | sed 1d)" "$(unjoe show 203.0.113.5 | sed 1d)" "an IPv4 address in IPv6"
shows show/domain.txt "a domain" unjoe show fail.example
shows show/login.txt "a login" unjoe show alice
like "$(unjoe show ABCDEF0123 | head -n 1)" 'queue id of another host$' "the queue id that another host gave"
fails "nothing" 1 unjoe show nobody@nowhere.example
like "$(cat "$SCRATCH/tap.out")" 'nothing is known of nobody@nowhere.example' "says so"
shows show/message.json "as JSON" unjoe show 4D1A05729C1 --format json
is "$(unjoe show 4D1A05729C7 --format json | perl -MJSON::PP -0777 -ne 'print scalar @{decode_json($_)}')" 5 "several messages are one list"
shows show/ip.tsv "as tsv" unjoe show 203.0.113.5 --format tsv --limit 2
is "$(unjoe show '"evil<b>"@evil.example' --format csv | grep -c "$(printf '\r')")" 2 "as csv, whose lines end in CR LF"
if [ -n "$terminal" ]; then
	shows show/terminal.txt "on a narrow terminal" on_terminal 80 NO_COLOR=1 LC_ALL=C.UTF-8 "$UNJOE" show 4D1A05729C1
	is "$(on_terminal 80 NO_COLOR=1 LC_ALL=C.UTF-8 "$UNJOE" show 4D1A05729C1 | LC_ALL=C.UTF-8 wc -L)" 80 "no wider than it"
	shows show/wide.txt "on a wide one" on_terminal 160 NO_COLOR=1 LC_ALL=C.UTF-8 "$UNJOE" show 203.0.113.5 --limit 4
fi

# On a log that is read, and rotated afterwards.
log=$SCRATCH/log
mkdir "$log"
cat >"$log/mail.log" <<'END'
2026-11-18T02:20:10.000000+00:00 mx postfix/smtpd[10]: connect from mail.example.org[192.0.2.10]
2026-11-18T02:20:11.000000+00:00 mx postfix/smtpd[10]: 8A1B2C3D4E: client=mail.example.org[192.0.2.10]
2026-11-18T02:20:11.100000+00:00 mx postfix/cleanup[11]: 8A1B2C3D4E: message-id=<1@example.org>
2026-11-18T02:20:11.200000+00:00 mx postfix/qmgr[12]: 8A1B2C3D4E: from=<anna@example.org>, size=475, nrcpt=1 (queue active)
2026-11-18T02:20:12.000000+00:00 mx postfix/smtp[13]: 8A1B2C3D4E: to=<bob@example.net>, relay=mx.example.net[198.51.100.25]:25, delay=1, delays=0.1/0/0.4/0.5, dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.25] said: 550 5.1.1 <bob@example.net>: User unknown (in reply to RCPT TO command))
2026-11-18T02:20:12.100000+00:00 mx postfix/cleanup[11]: 9F8E7D6C5B: message-id=<20261118022012.9F8E7D6C5B@mx.example.com>
2026-11-18T02:20:12.200000+00:00 mx postfix/bounce[14]: 8A1B2C3D4E: sender non-delivery notification: 9F8E7D6C5B
2026-11-18T02:20:12.300000+00:00 mx postfix/qmgr[12]: 9F8E7D6C5B: from=<>, size=2500, nrcpt=1 (queue active)
2026-11-18T02:20:12.400000+00:00 mx postfix/qmgr[12]: 8A1B2C3D4E: removed
2026-11-18T02:20:13.000000+00:00 mx postfix/smtp[13]: 9F8E7D6C5B: to=<anna@example.org>, relay=mail.example.org[192.0.2.10]:25, delay=1, delays=0.1/0/0.4/0.5, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4Xabc12DefzKLM)
2026-11-18T02:20:13.100000+00:00 mx postfix/qmgr[12]: 9F8E7D6C5B: removed
END
export UNJOE_DB="$SCRATCH/log.db"
ok "a log is read" unjoe ingest "$log/mail.log"
shows show/log.txt "each event with its line" unjoe show 8A1B2C3D4E
is "$(unjoe show 8A1B2C3D4E --format json | perl -MJSON::PP -0777 -ne 'print join " ", map { $_->{line} } @{decode_json($_)}')" "2 5 6 7 10" "line numbers"
for row in $(unjoe show 8A1B2C3D4E --format tsv | sed 1d | cut -f 9,10 | tr '\t' ':'); do
	is "$(sed -n "${row##*:}p" "${row%:*}" | cut -c 1-19)" "$(unjoe show 8A1B2C3D4E --format tsv | awk -F '\t' -v line="${row##*:}" '$10 == line { print substr($1, 1, 19) }')" "line ${row##*:} is of that time"
done
mv "$log/mail.log" "$log/mail.log.1"
echo '2026-11-19T02:20:10.000000+00:00 mx postfix/smtpd[10]: connect from mail.example.org[192.0.2.10]' >"$log/mail.log"
like "$(unjoe show 8A1B2C3D4E)" ' mail\.log\.1:5 ' "found again in the rotated file"
gzip "$log/mail.log.1"
like "$(unjoe show 8A1B2C3D4E)" ' mail\.log\.1\.gz:5 ' "and in the compressed one"
rm "$log/mail.log.1.gz"
like "$(unjoe show 8A1B2C3D4E)" ' file gone ' "or said to be gone"

# In a large log: what no index finds is not looked for in all of it, unless that is asked for.
export UNJOE_DB="$SCRATCH/large.db"
perl -e 'print "2026-10-01T10:00:00+00:00 mx postfix/smtpd[10]: connect from host.old.example[192.0.2.20]
2026-10-01T10:00:00+00:00 mx postfix/smtpd[10]: 8A1B2C3D4E: client=host.old.example[192.0.2.20]
2026-10-01T10:00:01+00:00 mx postfix/qmgr[12]: 8A1B2C3D4E: from=<anna\@example.org>, size=475, nrcpt=1 (queue active)\n";
	printf "2026-11-17T%02d:%02d:%02d+00:00 mx postfix/smtpd[10]: warning: client.new.example[192.0.2.30]: SASL LOGIN authentication failed: x\n", $_ / 14400, $_ / 240 % 60, $_ / 4 % 60 for 0 .. 251000' |
	unjoe ingest - 2>/dev/null
like "$(unjoe show client.new.example)" '150,001' "as much as can be gone through"
like "$(unjoe show client.new.example)" 'Of the log since 2026-11-17 07:00:[0-9:]*; --since goes further back' "and says so"
fails "not found in that" 1 unjoe show host.old.example
like "$(cat "$SCRATCH/tap.out")" 'nothing is known of host.old.example in the log since 2026-11-17 07:00:[0-9:]*; --since goes further back' "says in what"
like "$(unjoe show host.old.example --since 2026-09-01)" 'client host.old.example\[192.0.2.20\]' "and in all of it"
like "$(unjoe show example.org)" 'taken from <anna@example.org>' "what daily totals tell is found on its day"
# So is a long time told by daily totals; they count the same.
like "$(unjoe report summary --since 2026-09-01)" '^By whole days, from the daily totals' "several days with very many rows"
for table in all days; do
	is "$(unjoe report summary-days/$table --since 2026-09-01 --format tsv | cut -f 3,8 | grep -c 251001)" 1 "all failed logins ($table)"
done
is "$(unjoe report summary/logins --since 2026-09-01 --format tsv | cut -f 2 | tail -n 1)" 251001 "as in the log itself"
like "$(unjoe report summary --since 2026-11-17 --until 2026-11-18)" '^LOGINS' "of one day the log is asked"
done_testing
