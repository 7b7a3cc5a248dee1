#!/bin/sh
# conclude.t - the same evidence gives the same conclusions: whatever the order of reading, the number of steps, and made again.
. tests/tap.sh
. tests/dump.sh
. tests/world.sh
. tests/joe-job.sh

# concluded DATABASE - all that is concluded, by names
concluded()
{
	unjoe --db "$1" query --format tsv --sql "
SELECT 'verdict', b.message_id, v.class, v.strength, v.reasons, v.missing, v.account, v.client_ip, m.queue_id
FROM verdicts v JOIN bounces b USING (bounce_id) LEFT JOIN messages m ON m.mail_id = v.original_mail_id
UNION ALL SELECT 'signal', b.message_id, s.name, s.detail, s.position, s.source_id IS NULL, NULL, NULL, NULL FROM signals s JOIN bounces b USING (bounce_id)
UNION ALL SELECT 'bounce', b.message_id, b.bouncer, b.delivered_by_ip, b.handed_ip, b.handed_at, b.origin_ip, b.arrived_at, m.queue_id
FROM bounces b LEFT JOIN messages m ON m.mail_id = b.arrival_mail_id
UNION ALL SELECT 'own', kind, value, how, n, first_at, last_at, NULL, NULL FROM own WHERE NOT pinned
UNION ALL SELECT 'count', ip, senders, NULL, NULL, NULL, NULL, NULL, NULL FROM forger_count
UNION ALL SELECT 'signer', domain, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM signer
ORDER BY 1, 2, 3, 4, 5" >"$SCRATCH/concluded" || echo "no answer: $1" >>"$SCRATCH/concluded"
	cat "$SCRATCH/concluded"
}

alike()		# DATABASE NAME
{
	concluded "$1" >"$SCRATCH/got"
	ok "$2" diff "$SCRATCH/wanted" "$SCRATCH/got"
}

ingest "$world/db" "$world/log" "$world/mail"
concluded "$world/db" >"$SCRATCH/wanted"
ok "something is concluded" test "$(wc -l <"$SCRATCH/wanted")" -gt 150
ok "made again" unjoe --db "$world/db" rebuild
alike "$world/db" "  it is the same"
ok "nothing is new" unjoe --db "$world/db" analyze
alike "$world/db" "  it is the same"

# The mail before the log; the log before the mail; and each bounce alone, backwards.
ingest "$world/late.db" "$world/mail"
ingest "$world/late.db" "$world/log"
alike "$world/late.db" "the log late, after its bounces"
ingest "$world/early.db" "$world/log"
ingest "$world/early.db" "$world/mail"
alike "$world/early.db" "the log before them"
ingest "$world/single.db" "$world/log"
for file in $(ls -r "$world/mail"); do
	ingest "$world/single.db" "$world/mail/$file"
done
alike "$world/single.db" "one bounce at a time, backwards"

# The log grows, and bounces come meanwhile, in several orders: one by one, then some at once.
for seed in 1 2 3; do
	db=$world/grown-$seed.db lines=$(wc -l <"$world/log")
	ls "$world/mail" | awk -v seed=$seed 'BEGIN { srand(seed) } { print rand() "\t" $0 }' | sort | cut -f 2 >"$SCRATCH/order"
	for step in 1 2 3 4; do
		head -n $((lines * step / 4)) "$world/log" >"$world/growing"
		ingest "$db" "$world/growing"
		sed -n "$step~4s|^|$world/mail/|p" "$SCRATCH/order" | xargs -n $((seed * 8 - 7)) "$UNJOE" --config /dev/null --db "$db" ingest 2>>"$SCRATCH/said"
	done
	alike "$db" "by four steps, order $seed"
	rm "$world/growing"
done

# Pins change verdicts, and taking them back does, too.
ok "a pin" unjoe --db "$world/db" own pin complete ours.test
verdict forged 'forged proof never-mailed,never-sent,origin-foreign' "pinned complete: proof"
verdict provider 'forged proof never-mailed,never-sent,origin-foreign,origin-provider' "and no user sends elsewhere"
ok "taken back" unjoe --db "$world/db" own unpin complete ours.test
alike "$world/db" "  it is as it was"
done_testing
