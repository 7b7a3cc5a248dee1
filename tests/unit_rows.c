/*
 * unit_rows.c - rows that are read once and printed twice.
 */
#include "report/rows.h"
#include "report/capture.h"
#include "tests/stage.h"
#include "tests/tap.h"

static const struct column columns[] = { { STR("name"), STR("name"), COLUMN_TEXT }, { STR("n"), STR("n"), COLUMN_COUNT } };

/* From the memo, or as the statement gives them. */
static struct str
printed(struct arena *arena, enum report_format format, const struct rows *rows, struct stmt *stmt, int64_t limit)
{
	struct output output = { .format = format, .width = 80, .arena = arena_open() };
	struct table table = { .output = &output, .title = STR("names"), .columns = columns, .count = LENGTH(columns), .limit = limit };
	struct capture *capture = capture_open();
	if (rows != NULL)
		rows_table(rows, &table);
	else
		table_fill(&table, stmt);
	struct str text = capture_close(capture, arena);
	arena_close(output.arena);
	return text;
}

int
main(void)
{
	struct arena *arena = arena_open();
	struct store *store = store_open_rows();
	stage_put(store, "CREATE TABLE t (name TEXT, n INTEGER)");
	struct stmt *stmt = stage_compile(store, "SELECT name, n FROM t ORDER BY n DESC"), *again = stage_compile(store, "SELECT name, n FROM t ORDER BY n DESC");
	struct memo *memo = memo_open();
	const struct rows *none = memo_rows(memo, stmt, "none", 3, columns);
	ok(none->count == 0 && none->rest_rows == 0, "no rows");
	is_str(printed(arena, REPORT_TEXT, none, NULL, 3), printed(arena, REPORT_TEXT, NULL, again, 3).p, "are told as ever");

	stage_put(store, "INSERT INTO t SELECT 'name ' || value, value FROM (WITH RECURSIVE c (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM c WHERE value < 50) SELECT value FROM c)");
	stage_put(store, "INSERT INTO t VALUES (NULL, NULL)");
	for (int64_t limit = 0; limit < 60; limit += 17) {
		const struct rows *rows = memo_rows(memo, stmt, arena_print(arena, "%lld", (long long)limit).p, limit, columns);
		is_int((int64_t)rows->count + rows->rest_rows, 51, "all rows are there or summed up");
		is_str(printed(arena, REPORT_TEXT, rows, NULL, limit), printed(arena, REPORT_TEXT, NULL, again, limit).p, "text is the same");
		is_str(printed(arena, REPORT_HTML, rows, NULL, limit), printed(arena, REPORT_HTML, NULL, again, limit).p, "a page is the same");
	}
	const struct rows *kept = memo_rows(memo, stmt, "17", 17, columns);
	stage_put(store, "DELETE FROM t");
	ok(memo_rows(memo, stmt, "17", 17, columns) == kept, "they are read once");
	is_str(rows_at(kept, 16)[0].text, "name 34", "and kept, whatever becomes of the database");

	memo_close(memo);
	stmt_close(stmt);
	stmt_close(again);
	store_close(store);
	arena_close(arena);
	return done_testing();
}
