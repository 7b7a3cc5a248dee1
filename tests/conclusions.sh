# conclusions.sh - for tests of what is concluded from logs: small logs, and what a database concludes, without numbers that depend on the order of reading.
. tests/tap.sh
. tests/dump.sh

# conclusions DATABASE
conclusions()
{
	sql "$1" "SELECT 'own', kind, value, how, n, first_at, last_at FROM own WHERE NOT pinned ORDER BY kind, value, how;
		SELECT 'takeover', kind, target, starts_at, ends_at, messages, recipients, reasons FROM takeovers ORDER BY starts_at, kind, target;
		SELECT 'stolen', i.incident_id, i.starts_at, i.ends_at, i.messages, i.recipients, i.reasons, i.bounces, t.target, t.starts_at, t.ends_at
		FROM incidents i JOIN incident_targets t ON t.incident_id = i.incident_id WHERE i.kind = 'takeover' ORDER BY 2, 9, 10;
		SELECT 'stolen tally', t.* FROM incidents i JOIN incident_tallies t ON t.incident_id = i.incident_id WHERE i.kind = 'takeover' ORDER BY 2, 3, 4;
		SELECT 'habit', account, network, day, n FROM client_habit ORDER BY account, network, day;
		SELECT 'null', at, host, client_ip, recipient, accepted, class, strength, reason FROM null_mail ORDER BY at, host, client_ip, recipient, accepted, reason"
}

# incidents DATABASE
incidents()
{
	sql "$1" "SELECT 'incident', * FROM incidents ORDER BY incident_id;
		SELECT 'target', * FROM incident_targets ORDER BY incident_id, target, starts_at;
		SELECT 'minute', * FROM incident_minutes ORDER BY incident_id, at;
		SELECT 'tally', * FROM incident_tallies ORDER BY incident_id, what, value"
}

# one_way NAME FILE - read at once, cut at any line and read in several orders and runs, and rebuilt: the same conclusions
one_way()
{
	one_name=$1 one_file=$2
	rm -rf "$SCRATCH/way"
	mkdir "$SCRATCH/way"
	ingest "$SCRATCH/way/whole.db" "$one_file"
	conclusions "$SCRATCH/way/whole.db" >"$SCRATCH/way/wanted"
	ok "$one_name: something is concluded" test -s "$SCRATCH/way/wanted"
	unjoe --db "$SCRATCH/way/whole.db" rebuild 2>>"$SCRATCH/said"
	conclusions "$SCRATCH/way/whole.db" >"$SCRATCH/way/got"
	ok "$one_name: rebuilt" diff "$SCRATCH/way/wanted" "$SCRATCH/way/got"
	one_lines=$(wc -l <"$one_file")
	for one_seed in 1 2 3; do
		one_a=$((one_lines * one_seed / 7 + 3)) one_b=$((one_lines * (one_seed + 3) / 7))
		head -n $one_a "$one_file" >"$SCRATCH/way/a$one_seed"
		sed -n "$((one_a + 1)),${one_b}p" "$one_file" >"$SCRATCH/way/b$one_seed"
		tail -n +$((one_b + 1)) "$one_file" >"$SCRATCH/way/c$one_seed"
		for one_order in "a b c" "c b a" "b c a"; do
			rm -f "$SCRATCH/way/steps.db"
			for one_part in $one_order; do
				ingest "$SCRATCH/way/steps.db" "$SCRATCH/way/$one_part$one_seed"
			done
			conclusions "$SCRATCH/way/steps.db" >"$SCRATCH/way/got"
			ok "$one_name: cut $one_seed, $one_order" diff "$SCRATCH/way/wanted" "$SCRATCH/way/got"
		done
		cp "$SCRATCH/way/a$one_seed" "$SCRATCH/way/grows"
		rm -f "$SCRATCH/way/steps.db"
		ingest "$SCRATCH/way/steps.db" "$SCRATCH/way/grows"
		cat "$SCRATCH/way/b$one_seed" "$SCRATCH/way/c$one_seed" >>"$SCRATCH/way/grows"
		ingest "$SCRATCH/way/steps.db" "$SCRATCH/way/grows"
		conclusions "$SCRATCH/way/steps.db" >"$SCRATCH/way/got"
		ok "$one_name: cut $one_seed, a file that grows" diff "$SCRATCH/way/wanted" "$SCRATCH/way/got"
	done
}
