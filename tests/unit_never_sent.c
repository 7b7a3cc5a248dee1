/*
 * unit_never_sent.c - analyze/60_never_sent.sql: of which time the log has to be there before a message is said never to have been sent.
 * Times are seconds from the arrival of the bounce on; a log that is a second shorter on either side must not do.
 */
#include "tests/stage.h"
#include "tests/tap.h"

enum { ARRIVED = 100 * 86400 + 43200, DAY = 86400, NONE = INT32_MAX, MX1 = 102, MX2 };

static const struct ask {
	const char *what;
	int handed, stamped;            /* what the bouncing organisation wrote */
	bool stranger_below;
	int from, to;                   /* must be covered */
} asks[] = {
	{ "without a stamp a week is asked for", NONE, NONE, false, -7 * DAY, 0 },
	{ "a stamp of long ago is none", NONE, -15 * DAY, false, -7 * DAY, 0 },
	{ "nor is one of the time to come", NONE, 3601, false, -7 * DAY, 0 },
	{ "a stamp that the bounce followed at once: a minute", NONE, -5, false, -65, 0 },
	{ "one of a quarter of an hour ago", NONE, -900, false, -960, -840 },
	{ "behind that, half an hour", NONE, -901, false, -2701, 0 },
	{ "of two days ago", NONE, -2 * DAY, false, -2 * DAY - 1800, -2 * DAY + 1800 },
	{ "handed over by a host of ours: ten seconds", -5, -5, false, -15, 0 },
	{ "as long as the bounce took", -30, -30, false, -62, 0 },
	{ "but not more than a minute", -100, -100, false, -160, -40 },
	{ "a stranger's line below it: a minute", -5, -5, true, -65, 0 },
	{ "a clock that is ahead by half a minute", NONE, 30, false, -60, 0 },
	{ "by half an hour", NONE, 1800, false, -1800, 0 },
};

static struct store *
open_store(void)
{
	struct store *store = stage_open();
	stage_put(store, "CREATE TEMP TABLE about (bounce_id INTEGER PRIMARY KEY, srs INTEGER)");
	stage_put(store, "CREATE TEMP TABLE addressed (bounce_id INTEGER, recipient TEXT)");
	stage_put(store, "CREATE TEMP TABLE mailed (recipient TEXT, at INTEGER)");
	stage_put(store, "CREATE TEMP TABLE outward (bounce_id INTEGER, part_id INTEGER)");
	stage_put(store, "CREATE TEMP TABLE IF NOT EXISTS own_near (net TEXT PRIMARY KEY)");
	stage_put(store, "CREATE TEMP TABLE IF NOT EXISTS own_crowd (net TEXT PRIMARY KEY)");
	stage_put(store, "INSERT INTO word (word_id, word) VALUES (%d, 'mx1'), (%d, 'mx2')", MX1, MX2);
	stage_put(store, "INSERT INTO sending (host, day) VALUES (%d, 97)", MX1);
	return store;
}

static void
put_bounce(struct store *store, const struct ask *ask, const char *message_id)
{
	char handed[16] = "NULL", stamped[16] = "NULL";
	if (ask->handed != NONE)
		snprintf(handed, sizeof handed, "%d", ARRIVED + ask->handed);
	if (ask->stamped != NONE)
		snprintf(stamped, sizeof stamped, "%d", ARRIVED + ask->stamped);
	stage_put(store, "INSERT INTO about (bounce_id, srs) VALUES (1, 0)");
	stage_put(store, "INSERT INTO bounce (bounce_id, fingerprint, kind, returned, quoted_message_id, quoted_from) VALUES (1, 1, 1, 1, %s, 'a@ours.example')", message_id);
	stage_put(store, "INSERT INTO trace (bounce_id, arrival_id, arrived_at, own_hops, handed_n, handed_at, stamped_at) VALUES (1, 1, %d, 0, 0, %s, %s)", ARRIVED, handed, stamped);
	if (ask->stranger_below)
		stage_put(store, "INSERT INTO hop (bounce_id, arrival_id, n, stamped_by) VALUES (1, 0, 1, 'mx.forger.example')");
}

static void
cover(struct store *store, int host, int from, int to)
{
	stage_put(store, "INSERT INTO log_span (host, from_at, to_at) VALUES (%d, %d, %d)", host, ARRIVED + from, ARRIVED + to);
}

/* The signal, and the store is closed. */
static struct str
concluded(struct store *store, struct arena *arena)
{
	store_run(store, "analyze/60_never_sent.sql");
	struct str name = stage_get(store, arena, "SELECT name FROM signal");
	store_close(store);
	return name;
}

static struct str
covered(const struct ask *ask, int from, int to, struct arena *arena)
{
	struct store *store = open_store();
	put_bounce(store, ask, "'x@y'");
	cover(store, MX1, from, to);
	return concluded(store, arena);
}

static void
test_spans(struct arena *arena)
{
	for (size_t i = 0; i < LENGTH(asks); i++) {
		const struct ask *ask = &asks[i];
		is_str(covered(ask, ask->from, ask->to, arena), "never-sent", ask->what);
		is_str(covered(ask, ask->from + 1, ask->to + 1, arena), "not-covered", "  from its first second on");
		is_str(covered(ask, ask->from - 1, ask->to - 1, arena), "not-covered", "  to its last");
	}
}

/* The same question, with something more in the database. */
static struct str
with(const char *row, struct arena *arena)
{
	struct store *store = open_store();
	put_bounce(store, &asks[0], "'x@y'");
	cover(store, MX1, -8 * DAY, 0);
	stage_put(store, "%s", row);
	return concluded(store, arena);
}

static void
test_rest(struct arena *arena)
{
	is_str(with("INSERT INTO sending (host, day) VALUES (103, 99)", arena), "not-covered", "another host sent out, of which there is no log");
	is_str(with("INSERT INTO sending (host, day) VALUES (103, 85)", arena), "never-sent", "but not if that was two weeks ago");
	is_str(with("DELETE FROM sending", arena), "not-covered", "no host sends out: what would not be there?");
	is_str(with("UPDATE log_span SET to_at = to_at - 200000", arena), "not-covered", "a log that ends before");
	is_str(with("INSERT INTO fit (bounce_id, part_id, origin_part_id, birth, by) VALUES (1, 1, 1, 'login', 'message-id')", arena), NULL, "a message of ours fits");
	is_str(with("INSERT INTO fit (bounce_id, part_id, origin_part_id, birth, by) VALUES (1, 1, 1, 'foreign', 'message-id')", arena), "never-sent", "one that a stranger brought is none");
	is_str(with("INSERT INTO outward (bounce_id, part_id) VALUES (1, 1)", arena), NULL, "we passed it on for somebody");
	struct store *store = open_store();
	put_bounce(store, &asks[0], "'x@y'");
	cover(store, MX1, -8 * DAY, 0);
	stage_put(store, "UPDATE about SET srs = 1");
	stage_put(store, "INSERT INTO fit (bounce_id, part_id, origin_part_id, birth, by) VALUES (1, 1, 1, 'foreign', 'message-id')");
	is_str(concluded(store, arena), NULL, "a stranger's, under an address that we made for passing it on");
}

/* Where no id came back, what was mailed to its recipient then may be what it answers. */
static void
test_nameless(struct arena *arena)
{
	for (int late = 0; late <= 1; late++) {
		struct store *store = open_store();
		put_bounce(store, &asks[3], "NULL");
		cover(store, MX1, -DAY, 0);
		stage_put(store, "INSERT INTO addressed (bounce_id, recipient) VALUES (1, 'a@b.example')");
		stage_put(store, "INSERT INTO mailed (recipient, at) VALUES ('a@b.example', %d)", ARRIVED - 65 - 1800 - late);
		is_str(concluded(store, arena), late ? "never-sent" : NULL, late ? "mail to its recipient a second too early" : "mail to its recipient in half an hour before");
	}
}

/* A bounce that a host of our house wrote asks for the log of that host, too. */
static void
test_house(struct arena *arena)
{
	static const struct { const char *row, *wanted, *what; } houses[] = {
		{ "DELETE FROM pin", "not-covered", "a host of our house wrote the bounce, and no log of its was read" },
		{ "UPDATE trace SET delivered_by_ip = '198.51.100.9'", "not-covered", "beside an address that we send from" },
		{ "UPDATE trace SET delivered_by_ip = '192.0.2.9'", "never-sent", "not who claims that from elsewhere" },
		{ "INSERT INTO own_fact (kind, value, how, n, first_at, last_at) VALUES ('host', 'out2.ours.example', 'log', 1, 0, 0)", "never-sent", "its log was read" },
		{ "INSERT INTO own_fact (kind, value, how, n, first_at, last_at) VALUES ('host', 'out2.ours.example', 'wrote-notice', 1, 0, 0)", "never-sent", "its notices are in our log" },
		{ "UPDATE bounce SET reporting_mta = ''", "never-sent", "a bounce that does not say who wrote it" },
		{ "UPDATE trace SET bouncer = 'far.example'", "never-sent", "a host of another house" },
		{ "UPDATE own_fact SET how = 'pinned'", "never-sent", "that a name lies beside one that nothing in a log shows makes no house" },
	};
	for (size_t i = 0; i < LENGTH(houses); i++) {
		struct store *store = open_store();
		put_bounce(store, &asks[0], "'x@y'");
		cover(store, MX1, -8 * DAY, 0);
		stage_put(store, "INSERT INTO own_fact (kind, value, how, n, first_at, last_at) VALUES ('host', 'mail.ours.example', 'stamped-arrival', 1, 0, 0)");
		stage_put(store, "INSERT INTO own_near (net) VALUES ('198.51.100.0/24')");
		stage_put(store, "UPDATE bounce SET reporting_mta = 'Out2.ours.example'");
		stage_put(store, "UPDATE trace SET bouncer = organisation('out2.ours.example')");
		stage_put(store, "%s", houses[i].row);
		is_str(concluded(store, arena), houses[i].wanted, houses[i].what);
	}
}

int
main(void)
{
	struct arena *arena = arena_open();
	test_spans(arena);
	test_rest(arena);
	test_nameless(arena);
	test_house(arena);
	arena_close(arena);
	return done_testing();
}
