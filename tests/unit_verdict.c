/*
 * unit_verdict.c - the decision list of analyze/90_verdict.sql, rule by rule: signals are put in, not found, so that each can be given and taken alone.
 */
#include "tests/stage.h"
#include "tests/tap.h"

enum {
	HANDED = 1,                     /* who took it over from whom is known */
	COMPLETE = 2,                   /* our logs are all of its domain's mail */
	FITS = 4,                       /* a message that began with us may be meant */
	UNLEARNED = 8                   /* from which addresses we send is not known */
};

static const struct rule {
	const char *kind, *signals;     /* "refused" is a replay that our log shows */
	unsigned flags;
	const char *wanted;
} rules[] = {
	{ "feedback", "never-sent origin-foreign", 0, "not_a_bounce" },
	{ "other", "our-message", FITS, "not_a_bounce" },
	{ "autoreply", "never-sent origin-foreign", HANDED, "forged strong" },

	{ "failed", "our-bounce", FITS, "genuine proof" },
	{ "failed", "our-bounce", 0, "unverifiable" },
	{ "failed", "our-bounce srs-forward", 0, "genuine strong" },
	{ "failed", "our-bounce we-backscatter", 0, "forged strong" },
	{ "failed", "our-bounce we-backscatter", FITS, "forged strong" },
	{ "failed", "our-bounce we-backscatter", COMPLETE, "forged proof" },
	{ "failed", "our-bounce we-backscatter origin-ours", 0, "bypass strong" },
	{ "failed", "our-bounce we-backscatter origin-spf-pass", 0, "bypass strong" },
	{ "failed", "our-bounce we-backscatter origin-spf-fail", 0, "forged strong" },
	{ "failed", "our-bounce we-backscatter origin-provider", 0, "unverifiable" },
	{ "failed", "our-bounce we-backscatter origin-provider", COMPLETE, "forged proof" },
	{ "failed", "our-bounce we-backscatter origin-provider many-senders", 0, "forged strong" },
	{ "failed", "our-bounce we-backscatter origin-near-ours", 0, "unverifiable" },
	{ "failed", "our-bounce we-backscatter origin-near-ours address-unknown", 0, "forged strong" },
	{ "failed", "our-bounce we-backscatter mx-only", 0, "unverifiable" },
	{ "failed", "our-bounce we-backscatter mx-only", COMPLETE, "forged proof" },
	{ "failed", "our-bounce we-backscatter mx-only address-unknown", 0, "forged strong" },
	{ "failed", "our-bounce we-backscatter unread-server address-unknown", 0, "unverifiable" },

	{ "failed", "remote-queue-id", FITS, "genuine proof" },
	{ "failed", "remote-queue-id", 0, "unverifiable" },
	{ "failed", "remote-queue-id srs-forward", 0, "genuine proof" },
	{ "failed", "remote-queue-id reporter-mismatch", FITS, "genuine strong" },
	{ "failed", "our-handover", FITS, "genuine proof" },
	{ "failed", "our-handover replayed", FITS, "genuine proof" },

	{ "failed", "our-message", FITS, "genuine strong" },
	{ "failed", "our-message our-line-missing origin-foreign", HANDED | FITS, "unverifiable" },
	{ "failed", "relay-handover", FITS, "genuine strong" },
	{ "autoreply", "replied-to", FITS, "genuine strong" },
	{ "failed", "our-message replayed", FITS, "unverifiable" },
	{ "failed", "relay-handover replayed", FITS, "unverifiable" },
	{ "failed", "we-relayed srs-forward", 0, "genuine strong" },
	{ "failed", "we-relayed", 0, "unverifiable" },

	{ "failed", "never-sent origin-ours", HANDED, "bypass strong" },
	{ "failed", "never-sent origin-named-ours", HANDED, "bypass strong" },
	{ "failed", "never-sent origin-ours", HANDED | COMPLETE, "bypass strong" },
	{ "failed", "never-sent origin-ours we-relayed", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-ours we-relayed address-unknown", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-passed-on never-mailed", HANDED, "forged strong" },
	{ "failed", "never-sent origin-passed-on", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-forger never-mailed", HANDED, "forged strong" },
	{ "failed", "never-sent origin-forger", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-forger never-mailed origin-submitted", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-forger never-mailed origin-near-ours", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-passed-on never-mailed origin-near-ours", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-passed-on never-mailed we-relayed", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-foreign origin-spf-pass", HANDED, "bypass strong" },
	{ "failed", "never-sent origin-foreign origin-spf-pass", HANDED | COMPLETE, "forged proof" },
	{ "failed", "never-sent origin-foreign origin-spf-pass origin-spf-shared", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-foreign origin-signed", HANDED, "bypass strong" },
	{ "failed", "never-sent origin-foreign origin-signed origin-spf-shared", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-foreign origin-signed we-relayed", HANDED, "unverifiable" },

	{ "failed", "never-sent origin-foreign", HANDED, "forged strong" },
	{ "failed", "never-sent origin-foreign", HANDED | COMPLETE, "forged proof" },
	{ "failed", "never-sent origin-foreign origin-provider", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-foreign origin-provider", HANDED | COMPLETE, "forged proof" },
	{ "failed", "never-sent origin-foreign origin-provider many-senders", HANDED, "forged strong" },
	{ "failed", "never-sent origin-foreign origin-provider address-unknown", HANDED, "forged strong" },
	{ "failed", "never-sent origin-foreign origin-submitted", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-foreign origin-submitted many-senders", HANDED, "forged strong" },
	{ "failed", "never-sent never-mailed origin-passed-on", HANDED, "forged strong" },
	{ "failed", "never-sent never-mailed origin-passed-on origin-submitted", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-near-ours", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-near-ours many-senders", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-foreign origin-near-ours many-senders", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-near-ours address-unknown", HANDED, "forged strong" },
	{ "failed", "never-sent never-mailed", 0, "forged strong" },
	{ "failed", "never-sent never-mailed sent-elsewhere", 0, "unverifiable" },
	{ "failed", "never-sent never-mailed sent-elsewhere", COMPLETE, "forged proof" },
	{ "failed", "never-sent never-mailed sender-silent", 0, "unverifiable" },
	{ "failed", "never-sent never-mailed sender-silent", COMPLETE, "forged proof" },
	{ "failed", "never-sent never-mailed sender-silent address-unknown", 0, "forged strong" },
	{ "failed", "never-sent never-mailed sender-silent amid-forgeries", 0, "forged weak" },
	{ "failed", "never-sent never-mailed id-names-ours", 0, "unverifiable" },
	{ "failed", "never-sent never-mailed id-names-ours amid-forgeries", 0, "unverifiable" },
	{ "failed", "never-sent never-mailed", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-foreign mx-only", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-foreign mx-only", HANDED | COMPLETE, "forged proof" },
	{ "failed", "never-sent origin-foreign mx-only address-unknown", HANDED, "forged strong" },
	{ "failed", "never-sent origin-foreign mx-only many-senders", HANDED, "unverifiable" },
	{ "failed", "never-sent never-mailed mx-only", 0, "unverifiable" },
	{ "failed", "never-sent never-mailed origin-passed-on mx-only", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-foreign mx-only origin-spf-fail", HANDED, "forged strong" },
	{ "failed", "never-sent never-mailed origin-foreign mx-only origin-spf-softfail", HANDED, "forged weak" },
	{ "failed", "never-sent never-mailed origin-foreign mx-only origin-spf-neutral", HANDED, "unverifiable" },
	{ "failed", "never-mailed origin-foreign mx-only origin-spf-none", HANDED, "unverifiable" },
	{ "failed", "origin-foreign mx-only origin-spf-none", HANDED, "unverifiable" },
	{ "failed", "origin-foreign mx-only origin-spf-none", HANDED | COMPLETE, "forged weak" },
	{ "failed", "never-sent origin-foreign unread-server", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-foreign unread-server", HANDED | COMPLETE, "forged proof" },
	{ "failed", "never-sent origin-foreign unread-server address-unknown", HANDED, "unverifiable" },
	{ "failed", "never-sent origin-foreign unread-server many-senders", HANDED, "unverifiable" },
	{ "failed", "never-sent never-mailed unread-server", 0, "unverifiable" },
	{ "failed", "never-sent origin-foreign unread-server origin-spf-fail", HANDED, "forged strong" },
	{ "failed", "never-sent origin-ours unread-server", HANDED, "bypass strong" },
	{ "failed", "origin-foreign unread-server origin-spf-none", HANDED, "unverifiable" },
	{ "failed", "never-sent", 0, "unverifiable" },

	{ "failed", "origin-foreign origin-spf-fail", HANDED, "forged strong" },
	{ "failed", "origin-foreign origin-spf-fail", HANDED | FITS, "unverifiable" },
	{ "failed", "origin-foreign origin-spf-fail", HANDED | UNLEARNED, "forged strong" },
	{ "failed", "origin-foreign origin-spf-fail origin-provider", HANDED, "unverifiable" },
	{ "failed", "origin-foreign origin-spf-fail origin-provider address-unknown", HANDED, "forged strong" },
	{ "failed", "origin-near-ours origin-spf-fail", HANDED, "unverifiable" },
	{ "failed", "origin-near-ours origin-spf-fail address-unknown", HANDED, "forged strong" },
	{ "failed", "origin-foreign origin-spf-softfail", HANDED, "forged weak" },
	{ "failed", "origin-foreign origin-spf-softfail", HANDED | FITS, "unverifiable" },
	{ "failed", "origin-foreign origin-spf-softfail", HANDED | UNLEARNED, "unverifiable" },
	{ "failed", "origin-foreign origin-spf-softfail never-mailed", HANDED, "forged strong" },
	{ "failed", "origin-foreign origin-spf-none never-mailed", HANDED, "forged strong" },
	{ "failed", "origin-foreign origin-spf-neutral never-mailed", HANDED | UNLEARNED, "unverifiable" },
	{ "failed", "origin-foreign origin-spf-pass never-mailed", HANDED, "unverifiable" },
	{ "failed", "origin-foreign origin-spf-temperror never-mailed", HANDED, "unverifiable" },
	{ "failed", "origin-foreign never-mailed", HANDED, "unverifiable" },

	{ "failed", "our-message refused", FITS, "forged weak" },
	{ "failed", "our-message refused origin-spf-pass", FITS, "unverifiable" },
	{ "failed", "our-message refused origin-signed", FITS, "unverifiable" },
	{ "failed", "our-message refused origin-ours", FITS, "unverifiable" },
	{ "failed", "our-message replayed origin-foreign", HANDED | FITS, "unverifiable" },
	{ "failed", "our-message replayed origin-foreign other-queue-id", HANDED | FITS, "forged weak" },
	{ "failed", "our-message replayed origin-foreign other-time", HANDED | FITS, "forged weak" },
	{ "failed", "our-message replayed other-queue-id", HANDED | FITS, "unverifiable" },
	{ "failed", "our-message replayed origin-foreign many-senders", HANDED | FITS, "forged weak" },
	{ "failed", "our-message replayed origin-foreign origin-spf-softfail", HANDED | FITS, "forged weak" },
	{ "failed", "our-message replayed origin-foreign origin-spf-neutral", HANDED | FITS, "unverifiable" },
	{ "failed", "our-message replayed origin-foreign origin-spf-fail id-below", HANDED | FITS, "unverifiable" },
	{ "failed", "our-message replayed origin-foreign origin-forger id-below", HANDED | FITS, "forged weak" },
	{ "failed", "our-message origin-foreign origin-forger", HANDED | FITS, "forged weak" },
	{ "failed", "our-message origin-foreign origin-forger origin-spf-pass", HANDED | FITS, "unverifiable" },
	{ "failed", "our-message origin-foreign origin-forger origin-provider", HANDED | FITS, "unverifiable" },
	{ "failed", "our-handover origin-forger", HANDED | FITS, "genuine proof" },
};

/* Days on which the account was used before, and on which it was from there: what was sent in its takeover is its owner's, or is not. */
static const struct habit {
	int days, here;
	const char *wanted;
} habits[] = {
	{ 0, 0, "compromised strong" }, { 10, 0, "compromised strong" }, { 10, 2, "compromised strong" }, { 10, 3, "genuine strong" },
	{ 5, 2, "compromised strong" }, { 4, 2, "genuine strong" }, { 1, 1, "genuine strong" }, { 3, 1, "compromised strong" }
};

static struct store *
open_store(void)
{
	struct store *store = stage_open();
	store_run(store, "analyze/04_suffix.sql");
	store_run(store, "analyze/05_world.sql");
	stage_put(store, "CREATE TEMP TABLE outward (bounce_id INTEGER, part_id INTEGER)");
	stage_put(store, "CREATE TEMP TABLE letter (part_id INTEGER, origin INTEGER, client_ip TEXT, birth TEXT)");
	stage_put(store, "INSERT INTO pin (kind, value, pinned_at) VALUES ('complete', 'whole.example', 0)");
	return store;
}

static void
judge(struct store *store)
{
	store_run(store, "analyze/90_decided.sql");
	store_run(store, "analyze/90_stolen.sql");
	store_run(store, "analyze/90_verdict.sql");
}

static void
put_bounce(struct store *store, int number, const struct rule *rule)
{
	struct str rest = str_of(rule->signals);
	stage_put(store, "INSERT OR IGNORE INTO word (word) VALUES ('%s')", rule->kind);
	stage_put(store, "INSERT INTO bounce (bounce_id, fingerprint, kind, returned) SELECT %d, %d, word_id, 1 FROM word WHERE word = '%s'", number, number, rule->kind);
	stage_put(store, "INSERT INTO trace (bounce_id, arrival_id, arrived_at, own_hops, handed_ip, sender) VALUES (%d, 0, 0, 0, %s, 'joe@%s.example')",
	    number, rule->flags & HANDED ? "'192.0.2.66'" : "NULL", rule->flags & COMPLETE ? "whole" : "part");
	stage_put(store, "INSERT INTO dirty (bounce_id) VALUES (%d)", number);
	if (rule->flags & FITS)
		stage_put(store, "INSERT INTO fit (bounce_id, part_id, origin_part_id, birth, by) VALUES (%d, %d, %d, 'login', 'message-id')", number, number, number);
	while (rest.p != NULL) {
		struct str name = str_cut(&rest, ' ');
		bool refused = str_is(name, "refused");
		stage_put(store, "INSERT INTO signal (bounce_id, name, detail) VALUES (%d, '%.*s', '%s')", number, refused ? 8 : (int)name.n, refused ? "replayed" : name.p,
		    refused ? "our log shows that x was refused" : "x");
	}
}

static struct str
verdict_of(struct store *store, struct arena *arena, int number)
{
	return stage_get(store, arena, arena_print(arena, "SELECT class || coalesce(' ' || strength, '') FROM verdict WHERE bounce_id = %d", number).p);
}

/* Those for whom it is known from which addresses we send, or for whom it is not. */
static void
test_rules(struct arena *arena, unsigned unlearned)
{
	struct store *store = open_store();
	if (!unlearned)
		stage_put(store, "INSERT INTO own_known (kind, value) VALUES ('outgoing', '198.51.100.1')");
	for (size_t i = 0; i < LENGTH(rules); i++)
		if ((rules[i].flags & UNLEARNED) == unlearned)
			put_bounce(store, (int)i + 1, &rules[i]);
	judge(store);
	for (size_t i = 0; i < LENGTH(rules); i++)
		if ((rules[i].flags & UNLEARNED) == unlearned)
			is_str(verdict_of(store, arena, (int)i + 1), rules[i].wanted, rules[i].signals);
	store_close(store);
}

static void
test_habits(struct arena *arena)
{
	static const struct rule mine = { "failed", "our-message", FITS, NULL };
	struct store *store = open_store();
	char name[64];
	for (int i = 1; i <= (int)LENGTH(habits); i++) {
		const struct habit *habit = &habits[i - 1];
		put_bounce(store, i, &mine);
		stage_put(store, "INSERT INTO mail (part_id, host, queue_id, first_at, last_at, sasl_user, client_ip, source_id, position) "
		    "VALUES (%d, 1, 'A%d', 8640000, 8640000, 'user%d', '203.0.113.7', 1, %d)", i, i, i, i);
		stage_put(store, "INSERT INTO takeover (kind, target, starts_at, ends_at, messages, recipients, reasons) VALUES ('account', 'user%d', 8639000, 8650000, 9, 9, '[]')", i);
		for (int day = 0; day < habit->days; day++)
			stage_put(store, "INSERT INTO client_day (account, network, day, n) VALUES ('user%d', '%s', %d, 1)", i, day < habit->here ? "203.0.113.0/24" : "192.0.2.0/24", 90 + day % 8 - 8 * (day / 8));
	}
	judge(store);
	for (int i = 1; i <= (int)LENGTH(habits); i++) {
		snprintf(name, sizeof name, "used on %d days, %d of them from there", habits[i - 1].days, habits[i - 1].here);
		is_str(verdict_of(store, arena, i), habits[i - 1].wanted, name);
	}
	store_close(store);
}

/* Of several messages of ours that fit: the one that our own bounce answers, else the one that went to its recipient, else the latest. */
static void
test_meant(struct arena *arena)
{
	static const struct { const char *by[3]; int delivery[3]; const char *wanted, *what; } fits[] = {
		{ { "message-id", "message-id", "message-id" }, { 0, 0, 0 }, "3", "the latest" },
		{ { "message-id", "message-id", "message-id" }, { 0, 7, 0 }, "2", "the one with its recipient" },
		{ { "notice", "message-id", "message-id" }, { 0, 7, 0 }, "1", "the one of our own bounce" },
	};
	static const struct rule mine = { "failed", "our-message", 0, NULL };
	for (size_t i = 0; i < LENGTH(fits); i++) {
		struct store *store = open_store();
		put_bounce(store, 1, &mine);
		for (int part = 1; part <= 3; part++) {
			stage_put(store, "INSERT INTO mail (part_id, host, queue_id, first_at, last_at, source_id, position) VALUES (%d, 1, 'A', %d, %d, 1, %d)", part, part, part, part);
			stage_put(store, "INSERT INTO fit (bounce_id, part_id, origin_part_id, birth, by, delivery_id) VALUES (1, %d, %d, 'login', '%s', nullif(%d, 0))",
			    part, part, fits[i].by[part - 1], fits[i].delivery[part - 1]);
		}
		judge(store);
		is_str(stage_get(store, arena, "SELECT original_part_id FROM verdict"), fits[i].wanted, fits[i].what);
		store_close(store);
	}
}

int
main(void)
{
	struct arena *arena = arena_open();
	test_rules(arena, 0);
	test_rules(arena, UNLEARNED);
	test_habits(arena);
	test_meant(arena);
	arena_close(arena);
	return done_testing();
}
