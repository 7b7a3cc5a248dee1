#!/bin/sh
# ingest_forms.t - the same 1,636 events in every form that a logger writes, packed and piped in every way, give the same rows.
. tests/tap.sh
. tests/dump.sh

reform=$BUILD/tests/reform
log=$SCRATCH/given.log
cp samples/log/mx.log "$log"
touch -d '2026-11-23 03:40' "$log"
wanted=$SCRATCH/given.db
ingest "$wanted" "$log"
is "$(sql "$wanted" "SELECT lines FROM sources")" 1636 "all lines are read"
is "$(sql "$wanted" "SELECT program, shape FROM unread")" "" "and understood"
n()	# PATTERN - how many lines have it
{
	grep -Ec -e "$1" "$log"
}
is "$(sql "$wanted" "SELECT (SELECT count(*) FROM deliveries), (SELECT count(*) FROM policy_action),
    (SELECT count(*) FROM logins WHERE ok), (SELECT count(*) FROM logins WHERE NOT ok), (SELECT count(DISTINCT queue_id || size) FROM messages)")" \
    "$(n '\]: [0-9A-Za-z]+: to=<.*, status=[a-z]+ \(')|$(n '\]: [0-9A-Za-z]+: ([a-z]+-)?(reject|warning|hold|discard|redirect|filter|prepend|reject_warning): ')|$(n \
    ': client=.*, sasl_username=')|$(n 'authentication failed')|$(sed -n 's/.*: \([0-9A-Za-z]*\): from=.*, size=\([0-9]*\), nrcpt=[0-9]* (queue active)$/\1\2/p' "$log" | sort -u | wc -l)" "and counted"

"$reform" --list >"$SCRATCH/forms"
like "$(wc -l <"$SCRATCH/forms")" '^(2[0-9]|[3-9][0-9])$' "there are more than twenty forms"
while read -r form; do
	without=
	case $form in
	rfc5424) without=program ;;	# rsyslog cuts the name at the slash
	with-unit) without=unit ;;	# and a unit is all daemons of all instances
	esac
	"$reform" "$form" <"$log" >"$SCRATCH/$form.log"
	touch -r "$log" "$SCRATCH/$form.log"
	ingest "$SCRATCH/$form.db" --host mx "$SCRATCH/$form.log"
	same "$SCRATCH/$form.db" "$wanted" "$form" $without
	case $form in
	json | export | short*)
		"$reform" "$form" <"$log" | ingest "$SCRATCH/pipe.$form.db" --now '2026-11-23 03:40' --host mx -
		same "$SCRATCH/pipe.$form.db" "$wanted" "$form, through a pipe" $without ;;
	esac
done <"$SCRATCH/forms"

for pack in gzip xz zstd bzip2; do
	$pack -c "$SCRATCH/rfc3164.log" >"$SCRATCH/mail.log.$pack" 2>"$SCRATCH/pack.said"
	touch -r "$log" "$SCRATCH/mail.log.$pack"
	ingest "$SCRATCH/$pack.db" "$SCRATCH/mail.log.$pack"
	same "$SCRATCH/$pack.db" "$wanted" "$pack"
	$pack -c "$SCRATCH/rfc3164.log" | ingest "$SCRATCH/pipe.$pack.db" --now '2026-11-23 03:40' -
	same "$SCRATCH/pipe.$pack.db" "$wanted" "$pack, through a pipe"
done

tests/genlog 41 1500 >"$SCRATCH/generated"
wanted=$SCRATCH/generated.db
ingest "$wanted" "$SCRATCH/generated"
mkdir -p "$SCRATCH/folder/below"
sed -n '1,500p' "$SCRATCH/generated" >"$SCRATCH/folder/below/one.log"
sed -n '501,1000p' "$SCRATCH/generated" | gzip >"$SCRATCH/folder/two.log.gz"
sed -n '1001,$p' "$SCRATCH/generated" >"$SCRATCH/folder/three.log"
ingest "$SCRATCH/folder.db" "$SCRATCH/folder"
same "$SCRATCH/folder.db" "$wanted" "a folder"
deep=$SCRATCH/deep$(printf '/d%.0s' $(seq 30))
mkdir -p "$deep"
cp "$SCRATCH/folder/below/one.log" "$deep"
is "$(unjoe --db "$SCRATCH/deep.db" ingest "$SCRATCH/deep" 2>&1 | grep -c '500 lines,')" 1 "a folder in many"
mkdir -p "$deep/d/d/d/d"
fails "too many" 1 unjoe --db "$SCRATCH/deep.db" ingest "$SCRATCH/deep"
like "$(cat "$SCRATCH/tap.out")" "/d/d/d: it lies too deep" "  are said"
ingest "$SCRATCH/glob.db" "$SCRATCH/fold*/*.log*" "$SCRATCH/folder/below/*"
same "$SCRATCH/glob.db" "$wanted" "globs"
gzip -dc "$SCRATCH/folder/two.log.gz" >"$SCRATCH/folder/two.log"
tar -cf "$SCRATCH/logs.tar" -C "$SCRATCH/folder" below/one.log two.log three.log
ingest "$SCRATCH/tar.db" "$SCRATCH/logs.tar"
same "$SCRATCH/tar.db" "$wanted" "an archive"

# What syslogd repeats is the line before, wherever the reader is just then; and whatever comes behind.
awk 'BEGIN {
	for (i = 0; i < 1500; i++) {
		at = sprintf("2026-11-20T10:%02d:%02d+00:00 mx ", i / 60, i % 60)
		printf "%spostfix/smtpd[7]: NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 550 5.1.1 <u%d@ours.example>: Recipient address rejected: User unknown; from=<s%d@far.example> to=<u%d@ours.example> proto=ESMTP helo=<h>\n", at, i, i, i
		print at "last message repeated 2 times"
		print at "postfix/smtpd[7]: connect from a.host.whose.name.is.long.enough.to.take.the.place.of.what.stood.there.before.it.and.of.its.sender.example[192.0.2.77]"
	}
}' >"$SCRATCH/repeated.log"
ingest "$SCRATCH/repeated.db" "$SCRATCH/repeated.log"
is "$(sql "$SCRATCH/repeated.db" "SELECT count(*), min(n), max(n), sum(sender LIKE 's%@far.example') FROM (SELECT sender, count(*) AS n FROM rejection GROUP BY sender)")" "1500|3|3|1500" "each line that was repeated, with its own sender"

if [ -r ../shared/logs/rfc3164.log ]; then
	ingest "$SCRATCH/rsyslog3164.db" --year 2026 ../shared/logs/rfc3164.log
	ingest "$SCRATCH/rsyslogiso.db" ../shared/logs/iso8601.log
	same "$SCRATCH/rsyslog3164.db" "$SCRATCH/rsyslogiso.db" "two loggers' files of the same events"
fi
done_testing
