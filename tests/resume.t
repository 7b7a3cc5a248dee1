#!/bin/sh
# resume.t - what was read once is not read again, whatever became of its file: the rows are those of reading all of it at once.
. tests/tap.sh
. tests/dump.sh

log=$SCRATCH/all.log
tests/genlog 3 3000 >"$log"
ingest "$SCRATCH/wanted.db" "$log"

part() { sed -n "$1,$2p" "$log"; }

# said PATTERN NAME - the last run said so
said()
{
	like "$(tail -n 5 "$SCRATCH/said")" "$1" "$2"
}

# A log that grows, by whole lines and by half ones.
db=$SCRATCH/grown.db grown=$SCRATCH/grown.log
part 1 700 >"$grown"
ingest "$db" "$grown"
ingest "$db" "$grown"
said 'already read' "a file that did not change is said to be read"
is "$(sql "$db" "SELECT lines FROM sources")" 700 "and counted once"
part 701 701 >>"$grown"
ingest "$db" "$grown"
head -c "$(($(part 1 900 | wc -c) + 40))" "$log" >"$SCRATCH/half"
tail -c "+$(($(wc -c <"$grown") + 1))" "$SCRATCH/half" >>"$grown"
ingest "$db" "$grown"
is "$(sql "$db" "SELECT lines FROM sources")" 900 "a line that is still being written is not read"
tail -c "+$(($(wc -c <"$grown") + 1))" "$log" >>"$grown"
ingest "$db" "$grown"
same "$db" "$SCRATCH/wanted.db" "a log that grows"
is "$(sql "$db" "SELECT count(*) FROM sources")" 1 "is one source"

# logrotate: mail.log becomes mail.log.1, that is packed, a new one begins.
rotate=$SCRATCH/rotate db=$SCRATCH/rotate.db
mkdir -p "$rotate"
part 1 800 >"$rotate/mail.log"
ingest "$db" "$rotate"
part 801 1200 >>"$rotate/mail.log"
mv "$rotate/mail.log" "$rotate/mail.log.1"
part 1201 1500 >"$rotate/mail.log"
ingest "$db" "$rotate"
gzip "$rotate/mail.log.1"
mv "$rotate/mail.log.1.gz" "$rotate/mail.log.2.gz"
mv "$rotate/mail.log" "$rotate/mail.log.1"
part 1501 2600 >"$rotate/mail.log"
ingest "$db" "$rotate"
gzip -dc "$rotate/mail.log.2.gz" | xz >"$rotate/mail.log.3.xz"
rm "$rotate/mail.log.2.gz"
zstd -q --rm "$rotate/mail.log.1" -o "$rotate/mail.log.2.zst"
part 2601 3000 >>"$rotate/mail.log"
ingest "$db" "$rotate"
same "$db" "$SCRATCH/wanted.db" "logrotate's renaming and packing"
is "$(sql "$db" "SELECT count(*) FROM sources")" 3 "three files are three sources"
ingest "$db" "$rotate"
is "$(tail -n 5 "$SCRATCH/said" | grep -c 'already read')" 3 "all of which are then read already"

# copytruncate: the content moves to another file, and the old one begins anew, shorter or longer than it was.
copy=$SCRATCH/copy db=$SCRATCH/copy.db
mkdir -p "$copy"
part 1 800 >"$copy/mail.log"
ingest "$db" "$copy/mail.log"
part 801 900 >>"$copy/mail.log"
cp "$copy/mail.log" "$copy/mail.log.1"
part 901 1000 | cat >"$copy/mail.log"
ingest "$db" "$copy"/mail.log*
cp "$copy/mail.log" "$copy/mail.log.2"
part 1001 3000 | cat >"$copy/mail.log"
ingest "$db" "$copy"/mail.log*
same "$db" "$SCRATCH/wanted.db" "copytruncate"

# The same content through a pipe, packed, in a copy.
gzip -c "$log" >"$SCRATCH/all.log.gz"
for way in 'cat "$log" | ingest "$db" -' 'gzip -dc "$SCRATCH/all.log.gz" | ingest "$db" -' 'ingest "$db" "$SCRATCH/all.log.gz"' \
    'cp "$log" "$SCRATCH/copied"; ingest "$db" "$SCRATCH/copied"'; do
	db=$SCRATCH/way.db
	rm -f "$db"
	part 1 1000 >"$SCRATCH/begun.log"
	ingest "$db" "$SCRATCH/begun.log"
	eval "$way"
	same "$db" "$SCRATCH/wanted.db" "a part, then $way"
	eval "$way"
	same "$db" "$SCRATCH/wanted.db" "and once more"
done

# The journal: its cursor tells what was read, wherever the next output begins.
for form in json export; do
	db=$SCRATCH/$form.db
	"$BUILD/tests/reform" $form <"$log" >"$SCRATCH/journal"
	for range in '1 1000' '1 1000' '900 2000' '1999 3000' '1 3000'; do
		perl -e '
			my ($form, $from, $to) = @ARGV;
			$/ = "" if $form eq "export";
			while (<STDIN>) { print if $. >= $from && $. <= $to }
		' $form $range <"$SCRATCH/journal" | ingest "$db" -
	done
	same "$db" "$SCRATCH/wanted.db" "journalctl -o $form, again and again"
done

# A second run costs next to nothing: the file is not even opened.
chmod 0 "$grown"
[ "$(id -u)" -eq 0 ] || chmod 400 "$grown"
ingest "$SCRATCH/grown.db" "$grown"
is $? 0 "a file known by its looks is not opened"

# --follow reads on as the file grows, through a rename, and ends well when told to.
db=$SCRATCH/follow.db follow=$SCRATCH/follow.log
part 1 500 >"$follow"
timeout --foreground 60 "$UNJOE" --config /dev/null --db "$db" ingest --follow "$follow" >"$SCRATCH/followed" 2>&1 &
pid=$!
trap 'kill $pid 2>"$SCRATCH/killed"' EXIT

# arrives N NAME - the database has N lines before ten seconds are over
arrives()
{
	arrived=0
	for try in $(seq 100); do
		arrived=$(sql "$db" "SELECT coalesce(sum(lines), 0) FROM sources" 2>"$SCRATCH/sql.said")
		[ "${arrived:-0}" != "$1" ] || break
		sleep 0.1
	done
	is "$arrived" "$1" "$2"
}
arrives 500 "what is there is read"
part 501 900 >>"$follow"
arrives 900 "what comes is read"
for n in $(seq 901 950); do part $n $n >>"$follow"; done
arrives 950 "line by line"
mv "$follow" "$follow.1"
part 951 1000 >>"$follow.1"
part 1001 2000 >"$follow"
arrives 2000 "through a rotation"
part 2001 3000 >>"$follow"
arrives 3000 "and then"
kill -TERM $pid
wait $pid
is $? 0 "SIGTERM ends it well"
same "$db" "$SCRATCH/wanted.db" "and nothing is missing"
ingest "$db" "$follow" "$follow.1"
same "$db" "$SCRATCH/wanted.db" "or read again"
done_testing
