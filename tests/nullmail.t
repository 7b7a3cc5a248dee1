#!/bin/sh
# nullmail.t - mail from <>, judged from the log alone.
. tests/conclusions.sh

# A week and more of log, of a host that is never silent for long.
usual="0-12 00:00 end n=24 step=3600
1-12 08:00 in from=a@far.example to=anna@ours.example ip=198.51.100.7"

# judged NAME WANTED <SCRIPT - recipient, accepted, class, strength, reason
judged()
{
	rm -f "$SCRATCH/n.db"
	{ echo "$usual"; cat; } | tests/sendlog >"$SCRATCH/n.log"
	ingest "$SCRATCH/n.db" "$SCRATCH/n.log"
	is "$(sql "$SCRATCH/n.db" "SELECT group_concat(t, '; ') FROM (SELECT coalesce(recipient, '-') || ' ' || accepted || ' ' || class || ' ' || coalesce(strength, '-') || ' ' || reason AS t
		FROM null_mail ORDER BY at, recipient)")" "$2" "$1"
}

judged "no mail from <>" NULL </dev/null
judged "nothing was sent as it for a week" "info@ours.example 1 forged strong sent-nothing" <<END
10 12:00 in from= to=Info@ours.example ip=198.51.100.9
END
judged "something was" "anna@ours.example 1 unverifiable - sent" <<END
5 09:00 out user=anna from=Anna@ours.example to=b@far.example ip=192.0.2.4
10 12:00 in from= to=anna@ours.example ip=198.51.100.9
END
judged "but longer ago" "anna@ours.example 1 forged strong sent-nothing" <<END
1 09:00 out user=anna from=anna@ours.example to=b@far.example ip=192.0.2.4
10 12:00 in from= to=anna@ours.example ip=198.51.100.9
END
judged "by this host itself" "www@ours.example 1 unverifiable - sent" <<END
9 09:00 pickup from=www@ours.example to=b@far.example
10 12:00 in from= to=www@ours.example ip=198.51.100.9
END
judged "by a client without login" "www@ours.example 1 unverifiable - sent" <<END
9 09:00 relay from=www@ours.example to=b%d@far%d.example ip=192.0.2.9 n=4
10 12:00 in from= to=www@ours.example ip=198.51.100.9
END
judged "the log does not go back a week" "info@ours.example 1 unverifiable - no-log" <<END
4 12:00 in from= to=info@ours.example ip=198.51.100.9
END
judged "refused: an address that does not exist" "nobody@ours.example 0 forged strong sent-nothing" <<END
10 12:00 refuse from= to=nobody@ours.example ip=198.51.100.9
END
judged "refused, within the first week" "nobody@ours.example 0 forged weak unknown-address" <<END
3 12:00 refuse from= to=nobody@ours.example ip=198.51.100.9
END
judged "refused for another reason, within the first week" "info@ours.example 0 unverifiable - no-log" <<END
3 12:00 refuse from= to=info@ours.example ip=198.51.100.9 code=554_5.7.1 text=Blocked
END
judged "refused where a sender takes no answers" "noreply@ours.example 0 unverifiable - sent" <<END
10 09:00 out user=anna from=noreply@ours.example to=b@far.example ip=192.0.2.4
10 12:00 refuse from= to=noreply@ours.example ip=198.51.100.9
END
judged "two recipients are two rows" "a1@ours.example 1 forged strong sent-nothing; a2@ours.example 1 forged strong sent-nothing" <<END
10 12:00 in from= to=a1@ours.example,a2@ours.example ip=198.51.100.9
END
judged "an alias: the address that was written to" "list@ours.example 1 forged strong sent-nothing" <<END
10 12:00 in from= to=anna@ours.example orig=list@ours.example ip=198.51.100.9
END
judged "a callout" "- 0 not_a_bounce - callout" <<END
10 12:00 probe ip=198.51.100.9
END
judged "from this host, or of ours, it is none" NULL <<END
10 12:00 in from= to=info@ours.example ip=127.0.0.1
10 12:05 pickup from= to=b@far.example
END

# A mail server whose log is not read may have sent as it, unless all mail of the domain is pinned to be in our log.
{ echo "$usual"; echo '10 12:00 in from= to=info@ours.example ip=198.51.100.9'; } | tests/sendlog >"$SCRATCH/two.log"
echo '2026-03-08T09:00:00+00:00 web sendmail[7]: 6AB9000000014: to=<x@b.example>, mailer=esmtp, relay=mx.b.example. [192.0.2.25], stat=Sent' >>"$SCRATCH/two.log"
reasons() { sql "$1" "SELECT group_concat(reason) FROM null_mail"; }
ingest "$SCRATCH/two.db" "$SCRATCH/two.log"
is "$(reasons "$SCRATCH/two.db")" no-log "a mail server of which no log is read"
unjoe --db "$SCRATCH/two.db" own pin complete ours.example 2>>"$SCRATCH/said"
is "$(reasons "$SCRATCH/two.db")" sent-nothing "but not for a domain that is pinned complete"
unjoe --db "$SCRATCH/two.db" rebuild 2>>"$SCRATCH/said"
is "$(reasons "$SCRATCH/two.db")" sent-nothing "rebuilt, too"

{
	echo "$usual"
	cat <<END
1-9 09:00 out user=anna from=anna@ours.example to=b@far.example ip=192.0.2.4
3-12 12:00 in from= to=anna@ours.example ip=198.51.100.9 n=2
3-12 13:00 in from= to=info@ours.example ip=198.51.100.9 n=2
2-12 14:00 refuse from= to=nobody@ours.example ip=198.51.100.9
1-12 15:00 probe ip=198.51.100.9
8 09:30 relay from=www@ours.example to=b%d@far%d.example ip=192.0.2.9 n=4
9-12 16:00 in from= to=www@ours.example ip=198.51.100.9
END
} | tests/sendlog >"$SCRATCH/all.log"
one_way "mail from <>" "$SCRATCH/all.log"
done_testing
