/*
 * unit_never_mailed.c - analyze/61_never_mailed.sql: whether somebody had mail from us, of which the log may lie in parts.
 */
#include "tests/stage.h"
#include "tests/tap.h"

enum { ARRIVED = 100 * 86400, DAY = 86400 };

static const struct ask {
	const char *what, *recipient;
	int at;                         /* of the delivery, from the arrival on */
	const char *sender, *first;     /* in the part that has the delivery, and in the one before: NULL, there is none */
	bool mailed;
} asks[] = {
	{ "whom we wrote to", "x@b.example", -DAY, "'a@ours.example'", NULL, true },
	{ "somebody else", "y@b.example", -DAY, "'a@ours.example'", NULL, false },
	{ "longer ago than a month", "x@b.example", -31 * DAY, "'a@ours.example'", NULL, false },
	{ "later", "x@b.example", 7200, "'a@ours.example'", NULL, false },
	{ "a bounce of ours", "x@b.example", -DAY, "''", NULL, false },
	{ "whose sender stands in the part before", "x@b.example", -DAY, "NULL", "'a@ours.example'", true },
	{ "a bounce of ours that lies in parts", "x@b.example", -DAY, "NULL", "''", false },
	{ "whose sender is told nowhere", "x@b.example", -DAY, "NULL", NULL, true },
	{ "nor in the part before", "x@b.example", -DAY, "NULL", "NULL", true },
};

static void
put_part(struct store *store, int part, const char *joined, const char *sender)
{
	stage_put(store, "INSERT INTO mail (part_id, joined, host, queue_id, first_at, last_at, ended, sender, source_id, position) VALUES (%d, %s, 1, 'Q', %d, %d, 1, %s, 1, %d)",
	    part, joined, ARRIVED, ARRIVED, sender, part);
}

static bool
is_never_mailed(const struct ask *ask, struct arena *arena)
{
	struct store *store = stage_open();
	stage_put(store, "CREATE TEMP TABLE about (bounce_id INTEGER PRIMARY KEY, at INTEGER)");
	stage_put(store, "CREATE TEMP TABLE addressed (bounce_id INTEGER, recipient TEXT)");
	stage_put(store, "CREATE TEMP TABLE mailed (recipient TEXT, at INTEGER, part_id INTEGER)");
	stage_put(store, "INSERT INTO sending (host, day) VALUES (1, 99)");
	stage_put(store, "INSERT INTO about (bounce_id, at) VALUES (1, %d)", ARRIVED);
	stage_put(store, "INSERT INTO addressed (bounce_id, recipient) VALUES (1, 'x@b.example'), (1, 'other@b.example')");
	put_part(store, 2, ask->first == NULL ? "NULL" : "1", ask->sender);
	if (ask->first != NULL)
		put_part(store, 1, "1", ask->first);
	stage_put(store, "INSERT INTO mailed (recipient, at, part_id) VALUES ('%s', %d, 2)", ask->recipient, ARRIVED + ask->at);
	store_run(store, "analyze/61_never_mailed.sql");
	bool never = stage_get(store, arena, "SELECT name FROM signal WHERE name = 'never-mailed'").p != NULL;
	store_close(store);
	return never;
}

int
main(void)
{
	struct arena *arena = arena_open();
	for (size_t i = 0; i < LENGTH(asks); i++)
		is_int(is_never_mailed(&asks[i], arena), !asks[i].mailed, asks[i].what);
	arena_close(arena);
	return done_testing();
}
