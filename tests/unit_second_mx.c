/*
 * unit_second_mx.c - analyze/40_second_mx.sql: which clients in returned Received lines take mail in for the bouncer, by our own deliveries.
 */
#include "tests/stage.h"
#include "tests/tap.h"

enum { ARRIVED = 100 * 86400 + 1800, DAY = 86400, HOUR = 3600 };

static const struct ask {
	const char *what;
	const char *ip, *name, *by, *below;     /* the topmost line's client and who stamped it; who stamped the next */
	const char *relay, *relay_ip, *recipient;
	int at;                                 /* seconds from the arrival of the bounce on */
	bool inner;
} asks[] = {
	{ "by a name of the bouncer", "192.0.2.31", NULL, "mx.b.example", "backup.b.example", "backup.b.example", "192.0.2.31", "x@c.example", -HOUR, true },
	{ "another address by that name", "192.0.2.32", NULL, "mx.b.example", "backup.b.example", "backup.b.example", "192.0.2.31", "x@c.example", -HOUR, false },
	{ "by another name", "192.0.2.31", NULL, "mx.b.example", "backup.b.example", "mx.hoster.example", "192.0.2.31", "x@c.example", -HOUR, false },
	{ "by another name, mail for the bouncer's domain", "192.0.2.31", NULL, "mx.b.example", "backup.b.example", "mx.hoster.example", "192.0.2.31", "x@B.example", -HOUR, true },
	{ "by its address alone", "192.0.2.31", NULL, "b.example", "backup.b.example", NULL, "192.0.2.31", "x@b.example", -HOUR, true },
	{ "mail for a customer's domain", "192.0.2.31", NULL, "mx.b.example", "backup.b.example", NULL, "192.0.2.31", "x@pc.b.example", -HOUR, false },
	{ "a month ago", "192.0.2.31", NULL, "mx.b.example", "backup.b.example", "backup.b.example", "192.0.2.31", "x@b.example", -29 * DAY, true },
	{ "longer ago", "192.0.2.31", NULL, "mx.b.example", "backup.b.example", "backup.b.example", "192.0.2.31", "x@b.example", -30 * DAY - HOUR, false },
	{ "later", "192.0.2.31", NULL, "mx.b.example", "backup.b.example", "backup.b.example", "192.0.2.31", "x@b.example", 2 * HOUR, false },
	{ "the next line is another's", "192.0.2.31", NULL, "mx.b.example", "mx.c.example", "backup.b.example", "192.0.2.31", "x@b.example", -HOUR, false },
	{ "there is no next line", "192.0.2.31", NULL, "mx.b.example", NULL, "backup.b.example", "192.0.2.31", "x@b.example", -HOUR, false },
	{ "its name is confirmed, which is enough", "192.0.2.31", "backup.b.example", "mx.b.example", "backup.b.example", "backup.b.example", "192.0.2.31", "x@b.example", -HOUR, false },
	{ "a private address", "10.0.0.31", NULL, "mx.b.example", "backup.b.example", "backup.b.example", "10.0.0.31", "x@b.example", -HOUR, false },
};

static const char *
quoted(const char *text, char out[64])
{
	if (text == NULL)
		return "NULL";
	snprintf(out, 64, "'%s'", text);
	return out;
}

static void
put_hop(struct store *store, int n, const char *ip, const char *name, const char *by)
{
	char a[64], b[64], c[64];
	stage_put(store, "INSERT INTO hop (bounce_id, arrival_id, n, client_ip, client_name, stamped_by) VALUES (1, 0, %d, %s, %s, %s)", n, quoted(ip, a), quoted(name, b), quoted(by, c));
}

/* Whether it is found, in a log with so many more deliveries: few are gone through, of many the index is asked. */
static bool
is_found(const struct ask *ask, int more, struct arena *arena)
{
	struct store *store = stage_open();
	store_run(store, "analyze/04_suffix.sql");
	store_run(store, "analyze/05_world.sql");
	store_run(store, "analyze/40_empty.sql");
	char host[64], ip[64], recipient[64];
	int at = ARRIVED + ask->at;
	stage_put(store, "INSERT INTO dirty (bounce_id) VALUES (1)");
	stage_put(store, "INSERT INTO arrival (arrival_id, bounce_id, whole, arrived_at, source_id, position) VALUES (1, 1, 1, %d, 1, 1)", ARRIVED);
	put_hop(store, 0, ask->ip, ask->name, ask->by);
	if (ask->below != NULL)
		put_hop(store, 1, "203.0.113.66", NULL, ask->below);
	stage_put(store, "INSERT INTO delivery (delivery_id, part_id, at, program, relay_host, relay_ip, recipient, status, source_id, position) VALUES (1, 1, %d, 1, %s, %s, %s, 1, 1, 1)",
	    at, quoted(ask->relay, host), quoted(ask->relay_ip, ip), quoted(ask->recipient, recipient));
	stage_put(store, "INSERT INTO mail (part_id, host, queue_id, first_at, last_at, ended, source_id, position) VALUES (1, 1, 'Q', %d, %d, 1, 1, 1)", at, at);
	stage_put(store, "INSERT INTO delivery (delivery_id, part_id, at, program, status, source_id, position) "
	    "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT i, 1, %d, 1, 1, 1, i FROM n", more + 2, at);
	store_run(store, "analyze/40_second_mx.sql");
	bool found = stage_get(store, arena, "SELECT n FROM second_mx").p != NULL;
	store_close(store);
	return found;
}

int
main(void)
{
	struct arena *arena = arena_open();
	for (size_t i = 0; i < LENGTH(asks); i++) {
		is_int(is_found(&asks[i], 0, arena), asks[i].inner, asks[i].what);
		is_int(is_found(&asks[i], 4000, arena), asks[i].inner, "  asked by the index");
	}
	arena_close(arena);
	return done_testing();
}
