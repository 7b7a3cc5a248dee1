/*
 * unit_intake.c - rows that a statement takes at once, from memory.
 */
#include "schema/intake.h"

#include "tests/stage.h"
#include "tests/tap.h"

static int64_t
number(struct store *store, const char *sql)
{
	struct stmt *stmt = stage_compile(store, sql);
	int64_t n = stmt_step(stmt) ? stmt_int(stmt, 0) : -1;
	stmt_close(stmt);
	return n;
}

/* text, a and n are what the statement asks for. */
static void
put(struct bulk *bulk, struct str text, int64_t a, int64_t n)
{
	bulk_set_str(bulk, 0, text);
	bulk_set_int(bulk, 1, a);
	bulk_set_int(bulk, 2, n);
	bulk_next(bulk);
}

int
main(void)
{
	static const char *const columns[] = { "spare", "text", "unused \"name\"", "a", "n" };
	struct store *store = store_open_rows();
	stage_put(store, "CREATE TABLE guess_day (account TEXT, day INTEGER, n INTEGER NOT NULL, PRIMARY KEY (account, day)) WITHOUT ROWID");
	struct intake *intake = intake_of(store, "gathered", columns, LENGTH(columns));
	struct bulk *bulk = bulk_open(intake, "analyze/gathered/guesses.sql");
	ok(bulk_open(intake, "analyze/gathered/guesses.sql") == bulk, "a statement has one heap of rows");
	is_int((int64_t)bulk_width(bulk), 3, "a row has the columns that are asked for");
	is_int((int64_t)bulk_column(bulk, 0), 1, "the text is the first");
	is_int((int64_t)bulk_column(bulk, 1), 3, "a the second");
	is_int((int64_t)bulk_column(bulk, 2), 4, "n the third");

	bulk_run(bulk);
	is_int(number(store, "SELECT count(*) FROM guess_day"), 0, "no rows, nothing to do");
	char text[] = "alice";
	put(bulk, str_of(text), 20000, 2);
	text[0] = 'X';
	put(bulk, STR("bob"), 20000, 1);
	is_int(number(store, "SELECT count(*) FROM guess_day"), 0, "rows wait");
	bulk_run(bulk);
	is_int(number(store, "SELECT n FROM guess_day WHERE account = 'alice' AND day = 20000"), 2, "and are taken, with the text as it was");
	is_int(number(store, "SELECT count(*) FROM guess_day"), 2, "all of them");
	bulk_run(bulk);
	is_int(number(store, "SELECT sum(n) FROM guess_day"), 3, "once");

	put(bulk, STR("alice"), 20000, 5);
	put(bulk, STR("alice"), 20000, 7);
	bulk_run(bulk);
	is_int(number(store, "SELECT n FROM guess_day WHERE account = 'alice'"), 14, "rows of one run are added to each other");
	put(bulk, STR("carol"), 1, 1);
	bulk_drop(bulk);
	bulk_run(bulk);
	is_int(number(store, "SELECT count(*) FROM guess_day WHERE account = 'carol'"), 0, "what was dropped is not written");

	bulk_set_null(bulk, 0);
	bulk_set_int(bulk, 1, 3);
	bulk_set_int(bulk, 2, 1);
	bulk_drop(bulk);
	for (int64_t i = 0; i < 1000; i++)
		put(bulk, STR("many"), i, i);
	int64_t before = number(store, "SELECT count(*) FROM guess_day WHERE account = 'many'");
	ok(before > 0 && before < 1000, "many do not wait");
	bulk_run(bulk);
	is_int(number(store, "SELECT sum(n) FROM guess_day WHERE account = 'many'"), 999 * 1000 / 2, "and none is lost or taken twice");
	is_int(number(store, "SELECT count(*) FROM gathered"), 0, "the table is empty while nothing runs");

	ok(intake_of(store, "gathered", columns, LENGTH(columns)) == intake, "a store has one table of a name");
	store_close(store);
	return done_testing();
}
