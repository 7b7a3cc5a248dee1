/*
 * unit_sending.c - analyze/41_sending.sql: which hosts sent mail out, so that their log must be there before a message is said never to have been sent.
 */
#include "tests/stage.h"
#include "tests/tap.h"

enum { WEB = 101, OUT, SMTP, LMTP, SENT };

static int deliveries;

static void
put_delivery(struct store *store, int host, int day, const char *relay, int program)
{
	deliveries++;
	stage_put(store, "INSERT INTO mail (part_id, host, queue_id, first_at, last_at, ended, source_id, position) VALUES (%d, %d, 'Q%d', %d, %d, 1, 1, %d)",
	    deliveries, host, deliveries, day * 86400, day * 86400, deliveries);
	stage_put(store, "INSERT INTO delivery (delivery_id, part_id, at, program, relay_host, relay_ip, status, source_id, position) VALUES (%d, %d, %d, %d, %s, %d, 1, %d)",
	    deliveries, deliveries, day * 86400 + 60, program, relay, SENT, deliveries);
}

static struct store *
open_store(void)
{
	struct store *store = stage_open();
	store_run(store, "analyze/04_suffix.sql");
	store_run(store, "analyze/05_world.sql");
	deliveries = 0;
	stage_put(store, "INSERT INTO word (word_id, word) VALUES (%d, 'web'), (%d, 'out'), (%d, 'postfix/smtp'), (%d, 'postfix/lmtp'), (%d, 'sent')", WEB, OUT, SMTP, LMTP, SENT);
	return store;
}

static void
sends(struct store *store, struct arena *arena, const char *wanted, const char *name)
{
	store_run(store, "analyze/40_empty.sql");
	store_run(store, "analyze/41_sending.sql");
	is_str(stage_get(store, arena, "SELECT group_concat(word || day, ' ') FROM (SELECT word, day FROM sending JOIN word ON word_id = host ORDER BY 1, 2)"), wanted, name);
}

static void
take_over(struct store *store)
{
	stage_put(store, "INSERT INTO own_fact (kind, value, how, n, first_at, last_at) VALUES ('host', 'out.ours.example', 'took-over', 1, 0, 0)");
}

int
main(void)
{
	struct arena *arena = arena_open();
	struct store *store = open_store();
	put_delivery(store, WEB, 3, "'Out.ours.example', '192.0.2.1'", SMTP);
	put_delivery(store, OUT, 3, "'mx.other.example', '203.0.113.9'", SMTP);
	sends(store, arena, "out3 web3", "what is handed to a host that we know nothing of went out");
	take_over(store);
	sends(store, arena, "out3", "not if its log shows that mail again, though that was learned later");
	put_delivery(store, WEB, 4, "'out.ours.example', '192.0.2.1'", SMTP);
	put_delivery(store, WEB, 5, "'mx.other.example', '203.0.113.9'", SMTP);
	put_delivery(store, WEB, 6, "NULL, '203.0.113.9'", SMTP);
	sends(store, arena, "out3 web5 web6", "on a day with other mail it sent out");
	stage_put(store, "DELETE FROM own_fact");
	sends(store, arena, "out3 web3 web4 web5 web6", "as before, where that log is no more");
	put_delivery(store, OUT, 7, "'localhost', '127.0.0.1'", SMTP);
	put_delivery(store, OUT, 7, "'localhost', '::1'", SMTP);
	put_delivery(store, OUT, 7, "'store', '10.0.0.5'", LMTP);
	put_delivery(store, OUT, 7, "NULL, NULL", SMTP);
	sends(store, arena, "out3 web3 web4 web5 web6", "to a filter, a mailbox, nowhere: not out");
	stage_put(store, "INSERT INTO pruned_host (host, until_at) VALUES (%d, %d)", WEB, 5 * 86400);
	stage_put(store, "DELETE FROM delivery WHERE at < 5 * 86400");
	take_over(store);
	sends(store, arena, "out3 web3 web4 web5 web6", "what was counted of days that are pruned stays");
	store_close(store);
	arena_close(arena);
	return done_testing();
}
