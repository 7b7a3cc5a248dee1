#!/bin/sh
# check.t - unjoe check: the settings of Postfix, good and bad; the database.
. tests/tap.sh
main=$SCRATCH/main master=$SCRATCH/master
smtp='smtp inet n - y - - smtpd'
policyd='policyd-spf unix - n n - 0 spawn user=policyd-spf argv=/usr/bin/policyd-spf'
echo 'debugLevel = 1' >"$SCRATCH/policyd.conf"

# findings NAME WANTED MASTER <MAIN - WANTED: "state pattern" of the only warnings and errors there are, ";" between; "" for none
findings()
{
	cat >"$main"
	printf '%s\n' "$3" >"$master"
	got=$("$UNJOE" check --db "$SCRATCH/none.db" --postconf "$main" --master "$master" --policyd "$SCRATCH/policyd.conf" --format tsv 2>&1 |
		awk -F '\t' '$2 == "postfix" && $1 != "ok" { print $1 " " $3 } $0 ~ /^unjoe:/')
	count=0 fault=0
	old=$IFS IFS=';'
	for pattern in $2; do
		count=$((count + 1))
		printf '%s\n' "$got" | grep -q -- "$pattern" || fault=1
	done
	IFS=$old
	[ "$(printf '%s' "$got" | grep -c .)" = "$count" ] || fault=1
	printf '%s\n' "wanted: $2" "got:" "$got" >"$SCRATCH/tap.is"
	tap_result $fault "$1" "$SCRATCH/tap.is"
}

findings "as the handbooks have it" "" "$smtp
$policyd" <<'END'
compatibility_level = 3.6
policyd-spf_time_limit = 3600
relay_domains =
smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination,
    check_policy_service unix:private/policyd-spf
END
findings "what Debian installs lacks nothing but SPF" "warning smtp: no policy service and no milter" "smtp      inet  n       -       y       -       -       smtpd
pickup    unix  n       -       y       60      1       pickup
#submission inet n       -       y       -       -       smtpd
#  -o smtpd_relay_restrictions=permit
maildrop  unix  -       n       n       -       -       pipe
  flags=DRXhu user=vmail argv=/usr/bin/maildrop -d \${recipient}
postlog   unix-dgram n  -       n       -       1       postlogd" <<'END'
# See /usr/share/postfix/main.cf.dist for a commented, more complete version
smtpd_banner = $myhostname ESMTP $mail_name (Debian/GNU)
biff = no
compatibility_level = 3.6
smtpd_tls_cert_file=/etc/ssl/certs/ssl-cert-snakeoil.pem
smtp_tls_session_cache_database = btree:${data_directory}/smtp_scache
smtpd_relay_restrictions = permit_mynetworks permit_sasl_authenticated defer_unauth_destination
alias_maps = hash:/etc/aliases
mydestination = $myhostname, example.com, localhost.example.com, , localhost
relayhost = 
mynetworks = 127.0.0.0/8 [::ffff:127.0.0.0]/104 [::1]/128
END
findings "policy first, but the relay restrictions hold" "" "$smtp
$policyd" <<'END'
compatibility_level = 3.6
policyd-spf_time_limit = 3600
smtpd_recipient_restrictions = permit_mynetworks permit_sasl_authenticated check_policy_service unix:private/policyd-spf
END
findings "policy first, and nothing else: an open relay" "error smtp inet: check_policy_service stands before reject_unauth_destination in smtpd_recipient_restrictions" "$smtp
$policyd" <<'END'
compatibility_level = 3.6
policyd-spf_time_limit = 3600
smtpd_relay_restrictions =
smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, check_policy_service unix:private/policyd-spf, reject_unauth_destination
END
findings "so it is by default in a configuration of before Postfix 2.10" "error smtp inet: check_policy_service stands before" "$smtp
$policyd" <<'END'
policyd-spf_time_limit = 3600
relay_domains =
smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, check_policy_service { unix:private/policyd-spf, timeout=10s }, reject_unauth_destination
END
findings "in a class, behind names of names" "error smtp inet: check_policy_service stands before" "$smtp
$policyd" <<'END'
compatibility_level = 3.6
policyd-spf_time_limit = 3600
smtpd_relay_restrictions =
smtpd_restriction_classes = late, asks
asks = check_policy_service ${where}
where = unix:private/policyd-spf
mine = permit_mynetworks permit_sasl_authenticated
smtpd_recipient_restrictions = $mine asks ${late?{reject_unauth_destination}:{reject_unauth_destination}}
END
findings "a default of Postfix, as it prints it" "" "smtp inet n - y - - smtpd -o smtpd_milters=inet:127.0.0.1:11332" <<'END'
compatibility_level = 3.6
smtpd_relay_restrictions = ${{$compatibility_level} <level {1} ? {} : {permit_mynetworks, permit_sasl_authenticated, defer_unauth_destination}}
relay_domains = ${{$compatibility_level} <level {2} ? {$mydestination} : {}}
mynetworks_style = ${{$compatibility_level} >=level {2} ? {host} : {subnet}}
END
findings "and with an older level" "error smtp: nothing refuses mail;warning mynetworks_style = subnet" "smtp inet n - y - - smtpd -o smtpd_milters=inet:127.0.0.1:11332" <<'END'
compatibility_level = 0
smtpd_relay_restrictions = ${{$compatibility_level} <level {1} ? {} : {permit_mynetworks, permit_sasl_authenticated, defer_unauth_destination}}
mynetworks_style = ${{$compatibility_level} >=level {2} ? {host} : {subnet}}
END
findings "one that only warns is no guard" "error smtp: nothing refuses mail for other domains" "$smtp
$policyd" <<'END'
compatibility_level = 3.6
policyd-spf_time_limit = 3600
smtpd_relay_restrictions =
smtpd_client_restrictions = permit_mynetworks permit_sasl_authenticated check_policy_service unix:private/policyd-spf
smtpd_recipient_restrictions = permit_mynetworks, warn_if_reject reject_unauth_destination
END
findings "a table of senders before the guard" "warning smtp inet: check_sender_access stands before" "$smtp
$policyd" <<'END'
compatibility_level = 3.6
policyd-spf_time_limit = 3600
smtpd_relay_restrictions =
smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, check_sender_access hash:/etc/postfix/friends, reject_unauth_destination, check_policy_service unix:private/policyd-spf
END
findings "policy in the relay restrictions: only the others hold" "warning smtp: check_policy_service stands before reject_unauth_destination in smtpd_relay_restrictions" "$smtp
$policyd" <<'END'
compatibility_level = 3.6
policyd-spf_time_limit = 3600
smtpd_relay_restrictions = permit_mynetworks permit_sasl_authenticated check_policy_service unix:private/policyd-spf reject_unauth_destination
smtpd_recipient_restrictions = permit_mynetworks permit_sasl_authenticated reject_unauth_destination
END
findings "opened by -o of one service; a filter's way back on loopback is none" "error 2525 inet: permit stands before" "$smtp
$policyd
2525 inet n - y - - smtpd -o { smtpd_relay_restrictions = permit_mynetworks, permit } -o smtpd_recipient_restrictions=
127.0.0.1:10025 inet n - y - - smtpd -o smtpd_recipient_restrictions=permit -o smtpd_relay_restrictions= -o local_recipient_maps=
submission inet n - y - - smtpd
    -o smtpd_recipient_restrictions=
# only users
    -o smtpd_relay_restrictions=permit_sasl_authenticated,reject" <<'END'
compatibility_level = 3.6
policyd-spf_time_limit = 3600
smtpd_recipient_restrictions = permit_mynetworks permit_sasl_authenticated reject_unauth_destination check_policy_service unix:private/policyd-spf
END
findings "all the world is ours" "error mynetworks has 0.0.0.0/0" "smtpd pass - - y - - smtpd -o smtpd_milters=inet:127.0.0.1:11332
smtp inet n - y - 1 postscreen" <<'END'
compatibility_level = 3.6
mynetworks = 127.0.0.0/8, 0.0.0.0/0
END
findings "nobody is asked" "warning smtpd: no policy service and no milter" "smtpd pass - - y - - smtpd
smtp inet n - y - 1 postscreen" <<'END'
compatibility_level = 3.6
END
findings "no time limit, no such service, own users asked too" "warning policyd-spf: there is no policyd-spf_time_limit;error check_policy_service unix:private/gone;warning smtp: the policy service is asked before your own" "$smtp
$policyd" <<'END'
compatibility_level = 3.6
smtpd_sender_restrictions = check_policy_service unix:private/policyd-spf
smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination, check_policy_service unix:private/gone
END
echo 'debugLevel = 0' >"$SCRATCH/policyd.conf"
findings "too quiet" "warning $SCRATCH/policyd.conf: debugLevel = 0" "$smtp
$policyd" <<'END'
compatibility_level = 3.6
policyd-spf_time_limit = 3600
smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination, check_policy_service unix:private/policyd-spf
END
filter='smtp inet n - y - - smtpd -o smtpd_milters=inet:127.0.0.1:11332'
findings "unknown users are accepted" "error smtp: local_recipient_maps is empty" "$filter" <<'END'
compatibility_level = 3.6
local_recipient_maps =
END
findings "or all given to one" "warning smtp: local_recipient_maps is empty, and luser_relay = all" "$filter" <<'END'
compatibility_level = 3.6
local_recipient_maps =
luser_relay = all@example.com
END
findings "a second MX that knows no recipients" "error smtp: relay_domains = example.net, but relay_recipient_maps is empty" "$filter" <<'END'
compatibility_level = 3.6
relay_domains = example.net
END
findings "but asks the first one" "" "$filter" <<'END'
compatibility_level = 3.6
relay_domains = example.net
smtpd_recipient_restrictions = reject_unauth_destination, reject_unverified_recipient
END
printf '# all\n@example.org joe\nann@example.org ann\n' >"$SCRATCH/virtual"
findings "catch-alls" "warning smtp: $SCRATCH/virtual has @example.org;error smtp: relay_recipient_maps = static:all" "$filter" <<END
compatibility_level = 3.6
relay_domains = example.net
relay_recipient_maps = static:all
virtual_alias_maps = proxy:hash:$SCRATCH/virtual
END
findings "told not to look" "error smtp: smtpd_reject_unlisted_recipient = no;error smtp: receive_override_options;error smtp: virtual_mailbox_domains = example.org;warning smtp: soft_bounce" "$filter -o receive_override_options=no_unknown_recipient_checks,no_milters" <<'END'
compatibility_level = 3.6
smtpd_reject_unlisted_recipient = no
virtual_mailbox_domains = example.org
soft_bounce = yes
END
findings "what strangers are told" "warning delay_warning_time = 4h;warning smtp: reject_unverified_sender;warning mynetworks_style = class" "$filter" <<'END'
compatibility_level = 3.6
delay_warning_time = ${late}
late = 4h
mynetworks_style = class
smtpd_sender_restrictions = permit_mynetworks, reject_unverified_sender
END
findings "or not" "" "$filter" <<'END'
compatibility_level = 3.6
delay_warning_time = 0h
mynetworks_style = subnet
mynetworks = 127.0.0.0/8
smtpd_sender_restrictions = permit_mynetworks, warn_if_reject reject_unverified_sender
END
# What would take for ever, or is no configuration.
{
	echo 'compatibility_level = 3.6'
	for i in $(seq 1 60); do echo "a$i = \$a$((i + 1))\$a$((i + 1))\$a$((i + 1))\$a$((i + 1))"; done
	echo 'a61 ='
	echo 'mynetworks = $a1 $mynetworks ${ ${ $( $'
} >"$SCRATCH/knot"
findings "names that refer to each other" "" "$filter" <"$SCRATCH/knot"
findings "no settings" "error its settings cannot be read: line 2" "$filter" <<'END'
compatibility_level = 3.6
what is this
END
findings "no services" "error its services cannot be read: line 2" "$filter
smtp inet n -" <<'END'
compatibility_level = 3.6
END

printf 'compatibility_level = 3.6\nrelay_domains = example.net\n' >"$main"
echo "$filter" >"$master"
"$UNJOE" check --db none.db --postconf "$main" --master "$master" 2>&1 | sed -n "/postfix/,/^$/p" >"$SCRATCH/seen"
golden check/postfix.txt "what people see" <"$SCRATCH/seen"
fails "an error is exit status 1" 1 "$UNJOE" check --db "$SCRATCH/none.db" --postconf "$main" --master "$master"
fails "half of the files" 2 "$UNJOE" check --db "$SCRATCH/none.db" --postconf "$main"

# The database: sound, old, open to all; then damaged.
printf '2026-11-18T02:20:11+00:00 mx postfix/smtpd[10]: 8A1B2C3D4E: client=mail.example.org[192.0.2.10]\n' >"$SCRATCH/log"
"$UNJOE" --db "$SCRATCH/db" --now 2026-11-18T03:00:00Z ingest "$SCRATCH/log" 2>"$SCRATCH/err"
db() { "$UNJOE" --db "$SCRATCH/db" --now "$1" check --format tsv --postconf "$main" --master "$master" 2>&1 | awk -F '\t' '$2 == "database" { print $1 " " $3 }'; }
: >"$main"
: >"$master"
like "$(db 2026-11-18T03:00:00Z)" "^ok the newest that was read is 39 minutes old" "fresh"
like "$(db 2026-11-18T03:00:00Z)" "^ok its pages and indexes are sound" "sound"
like "$(db 2026-11-20T03:00:00Z)" "^warning the newest that was read is 48 hours old" "stale"
is "$(db 2026-11-18T03:00:00Z | grep -c everybody)" 0 "for its owner alone"
chmod o+r "$SCRATCH/db"
like "$(db 2026-11-18T03:00:00Z)" "^warning everybody on this host may read it" "readable by all"
# A large one is looked at page by page only when asked: here 900 MB that are not there.
cp "$SCRATCH/db" "$SCRATCH/large.db"
pages=$((900000000 / $(sqlite3 "$SCRATCH/db" "PRAGMA page_size")))
truncate -s 900000000 "$SCRATCH/large.db"
printf "$(printf '\\%03o\\%03o\\%03o\\%03o' $((pages >> 24)) $((pages >> 16 & 255)) $((pages >> 8 & 255)) $((pages & 255)))" |
	dd of="$SCRATCH/large.db" bs=1 seek=28 conv=notrunc 2>"$SCRATCH/err"
large() { "$UNJOE" --db "$SCRATCH/large.db" --now 2026-11-18T03:00:00Z check --format tsv --postconf "$main" --master "$master" "$@" 2>&1; }
like "$(large)" "database	its pages are not looked at one by one, since it is large	unjoe check --full" "a large one is not read whole"
like "$(large --full)" "^ok	database	its pages and indexes are sound" "but when asked"
root=$(sqlite3 "$SCRATCH/db" "SELECT rootpage FROM sqlite_schema WHERE name = 'mail_open'")
sqlite3 "$SCRATCH/db" "PRAGMA wal_checkpoint(TRUNCATE)" >"$SCRATCH/out"
size=$(sqlite3 "$SCRATCH/db" "PRAGMA page_size")
head -c 2000 /dev/zero | tr '\0' '\377' | dd of="$SCRATCH/db" bs=1 seek=$(((root - 1) * size)) conv=notrunc 2>"$SCRATCH/err"
fails "a damaged database is an error" 1 "$UNJOE" --db "$SCRATCH/db" --now 2026-11-18T03:00:00Z check --postconf "$main" --master "$master"

# The real postconf, where there is one, prints what is read here as the files are.
if postconf=$(command -v postconf); then
	mkdir "$SCRATCH/conf"
	printf '%s\n' 'compatibility_level = 3.6' 'relay_domains = example.net,' '# between' '  example.org' >"$SCRATCH/conf/main.cf"
	printf '%s\n' 'smtp inet n - y - - smtpd' '  -o { smtpd_relay_restrictions = permit }' '  -o smtpd_recipient_restrictions=' >"$SCRATCH/conf/master.cf"
	"$postconf" -c "$SCRATCH/conf" -n >"$main" 2>"$SCRATCH/err"
	"$postconf" -c "$SCRATCH/conf" -M >"$master" 2>"$SCRATCH/err"
	look() { "$UNJOE" check --db "$SCRATCH/none.db" --postconf "$1" --master "$2" --format tsv; }
	is "$(look "$main" "$master")" "$(look "$SCRATCH/conf/main.cf" "$SCRATCH/conf/master.cf")" "postconf and the files say the same"
else
	echo "ok $((tap_count += 1)) - postconf and the files say the same # SKIP no postconf"
fi

# The program that the configuration names counts.
printf '[nightly]\nsendmail = %s\n' /bin/true >"$SCRATCH/true.conf"
like "$("$UNJOE" --db "$SCRATCH/none.db" --config "$SCRATCH/true.conf" check --format tsv)" 'ok	sendmail	/bin/true' "another sendmail"
printf '[nightly]\nsendmail = %s\n' "$SCRATCH/no-such" >"$SCRATCH/none.conf"
fails "one that there is not" 1 "$UNJOE" --db "$SCRATCH/none.db" --config "$SCRATCH/none.conf" check --format tsv
like "$(cat "$SCRATCH/tap.out")" "error	sendmail	$SCRATCH/no-such cannot be run" "is an error"
done_testing
