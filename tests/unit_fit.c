/*
 * unit_fit.c - analyze/45_fit.sql and 56_replayed.sql: which messages of ours a bounce may answer, by which time and which delivery; and which of them was replayed.
 * Times are seconds from the arrival of the bounce on.
 */
#include "tests/stage.h"
#include "tests/tap.h"

enum { ARRIVED = 100 * 86400, DAY = 86400, PROGRAM = 101 };

static struct store *
open_store(void)
{
	static const char *const words[] = { "sent", "bounced", "deferred", "expired", "deliverable", "reject" };
	struct store *store = stage_open();
	stage_put(store, "CREATE TEMP TABLE about (bounce_id INTEGER PRIMARY KEY, at INTEGER, kind TEXT, sender TEXT, made TEXT, srs INTEGER)");
	stage_put(store, "CREATE TEMP TABLE addressed (bounce_id INTEGER, recipient TEXT)");
	stage_put(store, "CREATE TEMP TABLE mailed (recipient TEXT, at INTEGER, part_id INTEGER, remote_queue_id TEXT)");
	stage_put(store, "CREATE TEMP TABLE letter (part_id INTEGER PRIMARY KEY, queue_id TEXT, first_at INTEGER, origin INTEGER, birth TEXT, client_ip TEXT)");
	stage_put(store, "CREATE TEMP TABLE found (what TEXT, text TEXT, part_id INTEGER, at INTEGER)");
	stage_put(store, "CREATE TEMP TABLE named (bounce_id INTEGER, part_id INTEGER)");
	stage_put(store, "CREATE TEMP TABLE called (bounce_id INTEGER, queue_id TEXT, at INTEGER)");
	stage_put(store, "CREATE TEMP TABLE answered (bounce_id INTEGER, part_id INTEGER)");
	stage_put(store, "CREATE TEMP TABLE outward (bounce_id INTEGER, part_id INTEGER, PRIMARY KEY (bounce_id, part_id))");
	stage_put(store, "CREATE TEMP TABLE own_ip (ip TEXT)");
	stage_put(store, "CREATE TEMP TABLE own_near (net TEXT)");
	stage_put(store, "CREATE TEMP TABLE own_net (net TEXT)");
	stage_put(store, "CREATE TEMP TABLE alien (part_id INTEGER PRIMARY KEY)");
	for (size_t i = 0; i < LENGTH(words); i++)
		stage_put(store, "INSERT OR IGNORE INTO word (word) VALUES ('%s')", words[i]);
	stage_put(store, "INSERT INTO dirty VALUES (1)");
	stage_put(store, "INSERT INTO about VALUES (1, %d, 'failed', 'joe@ours.test', 'joe=b.example@ours.test', 0)", ARRIVED);
	stage_put(store, "INSERT INTO bounce (bounce_id, fingerprint, kind, returned, quoted_message_id) VALUES (1, 1, 1, 1, 'x@y')");
	stage_put(store, "INSERT INTO addressed VALUES (1, 'a@b.example')");
	stage_put(store, "INSERT INTO trace (bounce_id, arrival_id, arrived_at, own_hops) VALUES (1, 1, %d, 0)", ARRIVED);
	return store;
}

static void
put_letter(struct store *store, int part, const char *birth)
{
	stage_put(store, "INSERT INTO mail (part_id, host, queue_id, first_at, last_at, source_id, position) VALUES (%d, 1, 'A', %d, 0, 1, %d)", part, ARRIVED, part);
	stage_put(store, "INSERT INTO letter VALUES (%d, 'A', %d, %d, '%s', '10.0.0.9')", part, ARRIVED, part, birth);
}

static void
put_delivery(struct store *store, int part, const char *status, const char *relay, const char *recipient)
{
	stage_put(store, "INSERT INTO delivery (part_id, at, program, recipient, relay_ip, status, source_id, position) SELECT %d, %d, %d, '%s', '%s', word_id, 1, 1 FROM word WHERE word = '%s'",
	    part, ARRIVED, PROGRAM, recipient, relay, status);
}

/* By what the message fits; the store is closed. */
static struct str
fits(struct store *store, struct arena *arena)
{
	store_run(store, "analyze/45_fit.sql");
	struct str by = stage_get(store, arena, "SELECT by FROM fit");
	store_close(store);
	return by;
}

static struct str
found(const char *what, const char *text, int at, struct arena *arena)
{
	struct store *store = open_store();
	put_letter(store, 1, "login");
	stage_put(store, "INSERT INTO found VALUES ('%s', '%s', 1, %d)", what, text, ARRIVED + at);
	return fits(store, arena);
}

/* at: by the stamp beside that id; NULL: none is there. */
static struct str
called(const char *at, int delivered, struct arena *arena)
{
	struct store *store = open_store();
	put_letter(store, 1, "login");
	stage_put(store, "INSERT INTO called VALUES (1, 'QUEUEID', %s)", at);
	stage_put(store, "INSERT INTO mailed VALUES ('a@b.example', %d, 1, 'QUEUEID')", ARRIVED + delivered);
	return fits(store, arena);
}

static void
test_times(struct arena *arena)
{
	is_str(found("message-id", "x@y", -30 * DAY, arena), "message-id", "a Message-ID of thirty days ago");
	is_str(found("message-id", "x@y", -30 * DAY - 1, arena), NULL, "not of longer ago");
	is_str(found("message-id", "x@y", 3600, arena), "message-id", "or of an hour behind the bounce");
	is_str(found("message-id", "x@y", 3601, arena), NULL, "not of later");
	is_str(found("message-id", "z@y", -60, arena), NULL, "nor another one");
	is_str(found("verp", "joe=b.example@ours.test", -30 * DAY, arena), "verp", "an address made for one recipient");
	is_str(found("verp", "joe=b.example@ours.test", -30 * DAY - 1, arena), NULL, "not of longer ago");
	is_str(called("8639000", -1000 - 3600, arena), "remote-queue-id", "the relay's queue id, an hour before it was stamped");
	is_str(called("8639000", -1000 - 3601, arena), NULL, "not earlier");
	is_str(called("8639000", -1000 + 3600, arena), "remote-queue-id", "an hour behind it");
	is_str(called("8639000", -1000 + 3601, arena), NULL, "not later");
	is_str(called("NULL", -14 * DAY - 3600, arena), "remote-queue-id", "without a stamp, two weeks ago");
	is_str(called("NULL", -14 * DAY - 3601, arena), NULL, "not earlier");
	is_str(called("NULL", 3601, arena), NULL, "and not an hour behind the bounce");
}

/* What a stranger brought is ours to answer for where we passed it on to the world. */
static struct str
passed_on(const char *birth, const char *status, const char *relay, struct arena *arena)
{
	struct store *store = open_store();
	put_letter(store, 1, birth);
	put_delivery(store, 1, status, relay, "a@b.example");
	stage_put(store, "INSERT INTO own_ip VALUES ('198.51.100.1')");
	stage_put(store, "INSERT INTO found VALUES ('message-id', 'x@y', 1, %d)", ARRIVED);
	return fits(store, arena);
}

static void
test_ours(struct arena *arena)
{
	static const char *const births[] = { "login", "local", "network", "notice" }, *const states[] = { "sent", "bounced", "deferred", "expired" };
	for (size_t i = 0; i < LENGTH(births); i++)
		is_str(passed_on(births[i], "sent", "127.0.0.1", arena), "message-id", births[i]);
	for (size_t i = 0; i < LENGTH(states); i++)
		is_str(passed_on("foreign", states[i], "192.0.2.25", arena), "message-id", states[i]);
	is_str(passed_on("foreign", "deliverable", "192.0.2.25", arena), NULL, "a recipient that was only verified");
	is_str(passed_on("foreign", "sent", "127.0.0.1", arena), NULL, "a stranger's mail for us");
	is_str(passed_on("unknown", "sent", "::1", arena), NULL, "to a filter");
	is_str(passed_on("foreign", "sent", "198.51.100.1", arena), NULL, "to another host of ours");
	is_str(passed_on("foreign", "sent", "10.0.0.1", arena), NULL, "into a private network");
}

/* Of several, the one with a delivery to the recipient of the bounce; of its deliveries, one that was taken. */
static void
test_rank(struct arena *arena)
{
	struct store *store = open_store();
	for (int part = 1; part <= 12; part++) {
		put_letter(store, part, "login");
		stage_put(store, "INSERT INTO found VALUES ('message-id', 'x@y', %d, %d)", part, ARRIVED);
	}
	put_delivery(store, 1, "deferred", "192.0.2.25", "a@b.example");
	put_delivery(store, 1, "sent", "192.0.2.25", "a@b.example");
	put_delivery(store, 1, "bounced", "192.0.2.25", "a@b.example");
	put_delivery(store, 2, "sent", "192.0.2.25", "else@b.example");
	store_run(store, "analyze/45_fit.sql");
	is_str(stage_get(store, arena, "SELECT count(*) FROM fit"), "8", "eight at most");
	is_str(stage_get(store, arena, "SELECT part_id || ' ' || recipient FROM fit WHERE delivery_id IS NOT NULL"), "1 a@b.example", "among them the one that went to him");
	is_str(stage_get(store, arena, "SELECT word FROM fit JOIN delivery USING (delivery_id) JOIN word ON word_id = status"), "sent", "and was taken");
	store_close(store);
}

/* Where it began, in what another host of ours handed on which had it by that protocol. */
static struct str
born(const char *birth, const char *protocol, int handed_ours, const char *stamped_by, const char *client, struct arena *arena)
{
	struct store *store = open_store();
	put_letter(store, 1, birth);
	stage_put(store, "UPDATE letter SET client_ip = '%s'", client);
	stage_put(store, "INSERT INTO found VALUES ('message-id', 'x@y', 1, %d)", ARRIVED);
	stage_put(store, "INSERT INTO own_fact (kind, value, how, n, first_at, last_at) VALUES ('domain', 'ours.test', 'mailbox-here', 1, 0, 0)");
	stage_put(store, "UPDATE trace SET handed_n = 2, handed_ip = '203.0.113.9', handed_ours = %d", handed_ours);
	stage_put(store, "INSERT INTO hop (bounce_id, arrival_id, n, stamped_by, protocol) VALUES (1, 0, 2, '%s', '%s')", stamped_by, protocol);
	store_run(store, "analyze/45_fit.sql");
	struct str told = stage_get(store, arena, "SELECT birth FROM fit");
	store_close(store);
	return told;
}

static void
test_births(struct arena *arena)
{
	is_str(born("network", "esmtps", 0, "MX2.ours.test", "10.0.0.9", arena), "foreign", "another host of ours had it from a stranger");
	is_str(born("network", "esmtpsa", 0, "mx2.ours.test", "10.0.0.9", arena), "network", "from a user");
	is_str(born("network", "http", 0, "mx2.ours.test", "10.0.0.9", arena), "network", "from a browser");
	is_str(born("network", "esmtps", 1, "mx2.ours.test", "10.0.0.9", arena), "network", "the bouncer took it from us");
	is_str(born("network", "esmtps", 0, "mx.b.example", "10.0.0.9", arena), "network", "from another relay");
	is_str(born("network", "esmtps", 0, "mx2.ours.test", "127.0.0.1", arena), "network", "what this host made of it itself");
	is_str(born("login", "esmtps", 0, "mx2.ours.test", "10.0.0.9", arena), "login", "what a user handed in is his");
}

static struct str
replayed(const char *kind, const char *status, const char *more, struct arena *arena)
{
	struct store *store = open_store();
	put_letter(store, 1, "login");
	put_delivery(store, 1, status, "192.0.2.25", "a@b.example");
	stage_put(store, "INSERT INTO found VALUES ('message-id', 'x@y', 1, %d)", ARRIVED);
	stage_put(store, "UPDATE about SET kind = '%s'", kind);
	store_run(store, "analyze/45_fit.sql");
	if (more != NULL)
		stage_put(store, "%s", more);
	store_run(store, "analyze/56_replayed.sql");
	struct str detail = stage_get(store, arena, "SELECT detail FROM signal WHERE name = 'replayed'");
	store_close(store);
	return detail;
}

static struct str
handed_by(const char *ip, const char *signal, struct arena *arena)
{
	struct store *store = open_store();
	stage_put(store, "INSERT INTO own_ip VALUES ('198.51.100.1')");
	stage_put(store, "INSERT INTO own_near VALUES ('198.51.100.0/24')");
	stage_put(store, "UPDATE trace SET handed_ip = '%s', handed_ours = 0", ip);
	put_letter(store, 1, "login");
	stage_put(store, "INSERT INTO found VALUES ('message-id', 'x@y', 1, %d)", ARRIVED);
	store_run(store, "analyze/45_fit.sql");
	stage_put(store, "INSERT INTO signal (bounce_id, name) SELECT 1, '%s' WHERE '%s' <> ''", signal, signal);
	store_run(store, "analyze/56_replayed.sql");
	struct str detail = stage_get(store, arena, "SELECT detail FROM signal WHERE name = 'replayed'");
	store_close(store);
	return detail;
}

static void
test_replayed(struct arena *arena)
{
	static const char refused[] = "our log shows that a@b.example was refused";
	is_str(replayed("failed", "sent", NULL, arena), NULL, "what its host took");
	is_str(replayed("failed", "bounced", NULL, arena), refused, "what it refused it cannot bounce");
	is_str(replayed("failed", "expired", NULL, arena), refused, "nor what it never took");
	is_str(replayed("autoreply", "bounced", NULL, arena), NULL, "who answers for him may have had it from somebody else");
	is_str(replayed("challenge", "bounced", NULL, arena), NULL, "so may who asks for proof");
	is_str(replayed("failed", "bounced", "INSERT INTO answered VALUES (1, 1)", arena), NULL, "but our own notice of it is no replay");
	is_str(replayed("failed", "sent", "UPDATE trace SET handed_ip = '203.0.113.9', handed_ours = 0", arena), NULL, "where we do not know from which addresses we send");
	is_str(replayed("failed", "sent", "INSERT INTO own_ip VALUES ('198.51.100.1')", arena), NULL, "or where nobody tells who handed it over");
	is_str(handed_by("203.0.113.9", "", arena), "taken from 203.0.113.9, which is neither ours nor the relay we gave it to", "from whom it did not go there");
	is_str(handed_by("198.51.100.7", "", arena), NULL, "from beside an address of ours");
	is_str(handed_by("203.0.113.9", "our-handover", arena), NULL, "from whom we handed it to");
	is_str(handed_by("203.0.113.9", "relay-handover", arena), NULL, "or another address of his");
}

int
main(void)
{
	struct arena *arena = arena_open();
	test_times(arena);
	test_ours(arena);
	test_rank(arena);
	test_births(arena);
	test_replayed(arena);
	arena_close(arena);
	return done_testing();
}
