#!/bin/sh
# keep_kill.t - what changes a database, killed at any moment or short of room: done again, it comes to what it comes to undisturbed.
. tests/kill.sh

base=$SCRATCH/base.db
ingest "$base" samples/case/joejob/log samples/case/joejob/mail
ingest "$SCRATCH/log.db" samples/case/joejob/log

# all DATABASE - each row of each table
all()
{
	sqlite3 -batch "$1" .dump | sort
}

# rounds NAME BASE ARGUMENT... - kills; whenever it has done, the rows are compared, and it begins anew
rounds()
{
	name=$1 from=$2 wrong=0 died=0
	shift 2
	rm -f "$SCRATCH"/wanted.db* "$SCRATCH"/killed.db*
	cp "$from" "$SCRATCH/wanted.db"
	cp "$from" "$SCRATCH/killed.db"
	time=$(undisturbed "$UNJOE" --config "$SCRATCH/conf" --db "$SCRATCH/wanted.db" "$@")
	all "$SCRATCH/wanted.db" >"$SCRATCH/wanted"
	all "$from" | cmp -s - "$SCRATCH/wanted"
	is $? 1 "$name: changes something"
	for seed in 1 2 3 4 5 6 7 8 9 10 11 12; do
		killed "$seed" "$time" "$UNJOE" --config "$SCRATCH/conf" --db "$SCRATCH/killed.db" "$@"
		case $? in
		0)
			all "$SCRATCH/killed.db" | cmp -s - "$SCRATCH/wanted" || wrong=$((wrong + 1))
			rm -f "$SCRATCH"/killed.db*
			cp "$from" "$SCRATCH/killed.db" ;;
		2) died=$((died + 1)) ;;
		esac
	done
	is "$wrong $died" "0 0" "$name: no other rows, and it does not fail in what a killed one left behind"
	ok "$name: the last run" "$UNJOE" --config "$SCRATCH/conf" --db "$SCRATCH/killed.db" "$@"
	all "$SCRATCH/killed.db" >"$SCRATCH/got"
	ok "$name: and its rows" diff "$SCRATCH/wanted" "$SCRATCH/got"
}
printf '[ingest]\nfiles = samples/case/joejob/mail\n' >"$SCRATCH/conf"
rounds erase "$base" --now 2026-11-24 erase bob@ours.example
rounds prune "$base" --now 2027-03-01 prune
rounds nightly "$SCRATCH/log.db" --now 2026-11-24 nightly
sqlite3 "$base" "UPDATE verdict SET class = 'genuine'; DELETE FROM incident"
rounds rebuild "$base" --now 2026-11-24 rebuild

# A full disk.
disk=$(TMPDIR=/tmp mktemp -d)
if ! mount -t tmpfs -o size=32m tmpfs "$disk" 2>>"$SCRATCH/said"; then
	rmdir "$disk"
	echo "# no file system may be mounted here: no full disk is tried"
	done_testing
fi
trap 'umount "$disk" 2>>"$SCRATCH/said"; rmdir "$disk"' EXIT

# narrow NAME ARGUMENT... - fails without room and changes nothing; with room it is done
narrow()
{
	name=$1
	shift
	rm -f "$disk"/*
	cp "$base" "$disk/full.db"
	all "$base" >"$SCRATCH/before"
	mount -o remount,size=$(($(du -k "$base" | cut -f 1) + 76))k "$disk"
	fails "$name, and the disk is full" 1 unjoe --db "$disk/full.db" "$@"
	like "$(cat "$SCRATCH/tap.out")" 'full.db: .*the disk is full: make room' "$name: is told"
	mount -o remount,size=32m "$disk"
	all "$disk/full.db" >"$SCRATCH/got"
	ok "$name: all rows are as they were" diff "$SCRATCH/before" "$SCRATCH/got"
	ok "$name: with room it is done" unjoe --db "$disk/full.db" "$@"
}
narrow rebuild --now 2026-11-24 rebuild
narrow prune --now 2027-03-01 prune
narrow erase --now 2026-11-24 erase bob@ours.example
done_testing
