# mails.sh - lines of a small log, staged: mail that comes in and goes out, logins, checks. Begin with ". tests/mails.sh" behind tests/tap.sh; each goes to standard output.
# Sort a log that is not in order: in_order FILE.

mails_serial=0

# comes DAY HOUR CLIENT[IP] HELO SENDER [RESULT]    a mail that comes in, is checked and let in
comes()
{
	mails_serial=$((mails_serial + 1))
	mails_id=$(printf 'B%07X' $mails_serial)
	printf 'Nov %2d %02d:00:00 mx postfix/smtpd[7]: %s: client=%s\n' "$1" "$2" "$mails_id" "$3"
	checked "$1" "$2" "${6:-Softfail}" "$(printf %s "$3" | sed 's/.*\[//; s/\]//')" "$4" "$5"
	printf 'Nov %2d %02d:00:01 mx postfix/qmgr[9]: %s: from=<%s>, size=1000, nrcpt=1 (queue active)\n' "$1" "$2" "$mails_id" "$5"
	printf 'Nov %2d %02d:00:02 mx postfix/local[10]: %s: to=<u@ours.example>, relay=local, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)\n' "$1" "$2" "$mails_id"
	printf 'Nov %2d %02d:00:02 mx postfix/qmgr[9]: %s: removed\n' "$1" "$2" "$mails_id"
}

# refused DAY HOUR CLIENT[IP] HELO SENDER RESULT    one that is checked, and refused for it
refused()
{
	mails_ip=$(printf %s "$3" | sed 's/.*\[//; s/\]//')
	checked "$1" "$2" "$6" "$mails_ip" "$4" "$5"
	printf 'Nov %2d %02d:00:00 mx postfix/smtpd[7]: NOQUEUE: reject: RCPT from %s: 550 5.7.23 <u@ours.example>: Recipient address rejected: Message rejected due to: SPF %s; from=<%s> to=<u@ours.example> proto=ESMTP helo=<%s>\n' \
		"$1" "$2" "$3" "$6" "$5" "$4"
}

# checked DAY HOUR RESULT IP HELO SENDER
checked()
{
	printf 'Nov %2d %02d:00:00 mx policyd-spf[8]: %s; identity=mailfrom; client-ip=%s; helo=%s; envelope-from=%s; receiver=u@ours.example\n' "$1" "$2" "$3" "$4" "$5" "$6"
}

# goes DAY HOUR SENDER RELAY-IP                     one of ours that goes out
goes()
{
	mails_serial=$((mails_serial + 1))
	mails_id=$(printf 'C%07X' $mails_serial)
	printf 'Nov %2d %02d:00:00 mx postfix/smtpd[7]: %s: client=pc.ours.example[192.0.2.200], sasl_method=PLAIN, sasl_username=anna\n' "$1" "$2" "$mails_id"
	printf 'Nov %2d %02d:00:01 mx postfix/qmgr[9]: %s: from=<%s>, size=1000, nrcpt=1 (queue active)\n' "$1" "$2" "$mails_id" "$3"
	printf 'Nov %2d %02d:00:02 mx postfix/smtp[10]: %s: to=<bob@far.example>, relay=mx.far.example[%s]:25, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (250 ok)\n' \
		"$1" "$2" "$mails_id" "$4"
	printf 'Nov %2d %02d:00:02 mx postfix/qmgr[9]: %s: removed\n' "$1" "$2" "$mails_id"
}

# login DAY HOUR USER IP
login()
{
	printf 'Nov %2d %02d:00:00 mx dovecot: imap-login: Login: user=<%s>, method=PLAIN, rip=%s, lip=192.0.2.25, mpid=1, TLS, session=<x>\n' "$1" "$2" "$3" "$4"
}

in_order()
{
	LC_ALL=C sort -s -k 1.1,1.15 -o "$1" "$1"
}
