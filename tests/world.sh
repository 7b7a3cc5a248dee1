# world.sh - a mail server's log and the bounces that came to it, for tests of what is concluded.
# Ours is ours.test: the host mail.ours.test (198.51.100.1), whose log is kept from 10 to 21 November 2026. All went on the 20th from
# 10:00 on; a time is given as hours, minutes and seconds of that day, in UTC. The bounces lie in $world/mail, each named by its Message-ID.

world()		# begins one
{
	world=$SCRATCH/$1
	rm -rf "$world"
	mkdir -p "$world/mail"
	: >"$world/log"
	line 2026-11-10T00:00:01 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
	line 2026-11-10T00:00:02 'postfix/smtpd[7]: disconnect from a.example.net[192.0.2.200]'
	# A day before, anna wrote to somebody: which host sends out, and that ours.test is ours.
	login 2026-11-19T09:00:00 0A0000000001 anna anna@ours.test old-1@ours.test
	to 2026-11-19T09:00:01 0A0000000001 friend@c.example mx.c.example 192.0.2.99 AAAA0001
	arrives 2026-11-19T09:30:00 0A0000000002 192.0.2.99 friend@c.example old-2@c.example anna@ours.test
}

line()		# TIME TEXT
{
	case $1 in
	*T*) echo "$1+00:00 mail $2" >>"$world/log" ;;
	*) echo "2026-11-20T$1+00:00 mail $2" >>"$world/log" ;;
	esac
}

queued()	# TIME QUEUE-ID SENDER MESSAGE-ID
{
	line "$1" "postfix/cleanup[8]: $2: message-id=<$4>"
	line "$1" "postfix/qmgr[9]: $2: from=<$3>, size=500, nrcpt=1 (queue active)"
}

login()		# TIME QUEUE-ID USER SENDER MESSAGE-ID [CLIENT]: a user hands a mail in
{
	line "$1" "postfix/submission/smtpd[10]: $2: client=pc[${6-203.0.113.200}], sasl_method=PLAIN, sasl_username=$3"
	queued "$1" "$2" "$4" "$5"
}

stranger()	# TIME QUEUE-ID CLIENT SENDER MESSAGE-ID: a stranger brings one
{
	line "$1" "postfix/smtpd[10]: $2: client=unknown[$3]"
	queued "$1" "$2" "$4" "$5"
}

to()		# TIME QUEUE-ID RECIPIENT RELAY-HOST RELAY-IP REMOTE-QUEUE-ID [STATUS]: and it goes there
{
	case ${7-sent} in
	sent) line "$1" "postfix/smtp[11]: $2: to=<$3>, relay=$4[$5]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok${6:+: queued as $6})" ;;
	*) line "$1" "postfix/smtp[11]: $2: to=<$3>, relay=$4[$5]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=$7 (host $4[$5] said: 550 5.1.1 no such user (in reply to RCPT TO command))" ;;
	esac
}

every_hour()	# a line in each hour of the three days up to then, in order: nothing of them is missing
{
	for day in 18 19 20; do
		for hour in 00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23; do
			line 2026-11-${day}T$hour:00:00 'postfix/smtpd[7]: connect from a.example.net[192.0.2.200]'
		done
	done
	sort -s -k 1,1 -o "$world/log" "$world/log"
}

arrives()	# TIME QUEUE-ID CLIENT SENDER MESSAGE-ID RECIPIENT: a stranger's mail to a mailbox of ours
{
	stranger "$1" "$2" "$3" "$4" "$5"
	line "$1" "postfix/virtual[12]: $2: to=<$6>, relay=virtual, delay=0.1, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to maildir)"
	line "$1" "postfix/qmgr[9]: $2: removed"
}

# The returned Received lines: what a host stamps that takes it from somebody.
hop()		# TIME BY QUEUE-ID HELO NAME IP
{
	printf 'Received: from %s (%s [%s])\n\tby %s (Postfix) with ESMTP id %s; Fri, 20 Nov 2026 %s +0000\n' "$4" "$5" "$6" "$2" "$3" "$1"
}

# What our own host had written into a mail of anna's.
own_hop()	# TIME QUEUE-ID
{
	printf 'Received: from pc (pc.isp.example [203.0.113.200])\n\tby mail.ours.test (Postfix) with ESMTPSA id %s; Fri, 20 Nov 2026 %s +0000\n' "$2" "$1"
}

# A failure report in $world/mail, of a mail from $sender (anna@ours.test) with these further variables:
#   host ip        who wrote and brought it: mx.b.example, 192.0.2.25
#   hops           the Received lines that came back        head   further returned header lines
#   queue          the X-Postfix-Queue-ID of the report     from, returned_to
#   taken          its Arrival-Date, of that day
bounce()	# NAME TIME QUEUE-ID(of its arrival, - none in the log) RECIPIENT RETURNED-MESSAGE-ID
{
	host=${host-mx.b.example} ip=${ip-192.0.2.25} sender=${sender-anna@ours.test} name=${name-$host}
	[ "$3" = - ] || arrives "$2" "$3" "$ip" "" "$1@$host" "$sender"
	{
		printf 'Return-Path: <>\nDelivered-To: %s\n' "${returned_to-$sender}"
		printf 'Received: from %s (%s [%s])\n\tby mail.ours.test (Postfix) with ESMTP id %s\n\tfor <%s>; Fri, 20 Nov 2026 %s +0000\n' \
		    "$host" "$name" "$ip" "${3#-}" "$sender" "$2"
		printf 'From: MAILER-DAEMON@%s\nTo: %s\nSubject: Undelivered Mail Returned to Sender\n' "$host" "$sender"
		printf 'Message-ID: <%s@%s>\nDate: Fri, 20 Nov 2026 %s +0000\nAuto-Submitted: auto-replied\n' "$1" "$host" "$2"
		printf 'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
		printf -- '--b\n\nThis is the mail system at host %s.\n\n--b\nContent-Type: message/delivery-status\n\n' "$host"
		printf 'Reporting-MTA: dns; %s\n' "$host"
		[ -z "${queue-}" ] || printf 'X-Postfix-Queue-ID: %s\n' "$queue"
		[ -z "${taken-}" ] || printf 'Arrival-Date: Fri, 20 Nov 2026 %s +0000\n' "$taken"
		printf '\nFinal-Recipient: rfc822; %s\nAction: %s\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n\n' "$4" "${action-failed}"
		printf -- '--b\nContent-Type: text/rfc822-headers\n\nReturn-Path: <%s>\n' "$sender"
		[ -z "${hops-}" ] || printf '%s\n' "$hops"
		[ -z "$5" ] || printf 'Message-ID: <%s>\n' "$5"
		printf 'From: <%s>\nTo: <%s>\nSubject: x\n%s\n--b--\n' "$sender" "$4" "${head-}"
	} >"$world/mail/$1.eml"
	unset host ip sender name hops head queue returned_to action taken
}

# All, a line each: the bounce, its class, strength and reasons.
verdicts()	# [DATABASE]
{
	unjoe --db "${1-$world/db}" query --format tsv --sql "SELECT substr(b.message_id, 1, instr(b.message_id, '@') - 1) || ': ' || v.class || ' ' || coalesce(v.strength, '-') || ' '
	    || replace(replace(replace(v.reasons, '\"', ''), '[', ''), ']', '') FROM verdicts v JOIN bounces b USING (bounce_id) ORDER BY 1" | sed 1d
}

verdict()	# NAME WANTED WHAT
{
	is "$(verdicts | sed -n "s/^$1: //p")" "$2" "$3"
}
