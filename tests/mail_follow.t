#!/bin/sh
# mail_follow.t - --follow: what is delivered to a Maildir, or to a folder in it, is read as it comes; what a client moves is not read again.
. tests/mailbox.sh

mkdir -p "$SCRATCH"/followed/new "$SCRATCH"/followed/cur "$SCRATCH"/followed/tmp "$SCRATCH"/followed/.Bounces/new "$SCRATCH"/followed/.Bounces/cur
stamped >"$SCRATCH/followed/new/1.M1.mx"
timeout --foreground 60 "$UNJOE" --config /dev/null --db "$SCRATCH/follow.db" ingest --follow "$SCRATCH/followed" >"$SCRATCH/follow.said" 2>&1 &
pid=$!
trap 'kill $pid 2>"$SCRATCH/killed"' EXIT

# arrives N NAME - the database has N bounces before ten seconds are over
arrives()
{
	arrived=0
	for try in $(seq 100); do
		arrived=$(sql "$SCRATCH/follow.db" "SELECT count(*) FROM verdict" 2>"$SCRATCH/sql.said")
		[ "${arrived:-0}" != "$1" ] || break
		sleep 0.1
	done
	is "$arrived" "$1" "$2"
}
# deliver SAMPLE FOLDER NAME - as a delivery agent does
deliver()
{
	cp "samples/ndr/$1.eml" "$SCRATCH/followed/tmp/$3"
	mv "$SCRATCH/followed/tmp/$3" "$SCRATCH/followed/$2/$3"
}
arrives 1 "what lies in a Maildir is read"
mv "$SCRATCH/followed/new/1.M1.mx" "$SCRATCH/followed/cur/1.M1.mx:2,S"
deliver generic-failed new 2.M2.mx
arrives 2 "what is delivered to it"
deliver generic-text .Bounces/new 3.M3.mx
arrives 3 "and to a folder in it"
is "$(sql "$SCRATCH/follow.db" "SELECT count(*) FROM arrival")" 3 "each once"
like "$(unjoe --db "$SCRATCH/follow.db" explain "$SCRATCH/followed/new/1.M1.mx" 2>&1)" 'followed/cur/1.M1.mx:2,S$' "it is shown where the client has put it"
kill -TERM $pid
wait $pid
is $? 0 "SIGTERM ends it well"
done_testing
