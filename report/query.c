/*
 * query.c - a question in SQL, and its rows as the database gives them.
 */
#include "report/part.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_MOST = 1 << 20 };

/* "-" is standard input. */
static char *
read_sql(const char *sql)
{
	if (strcmp(sql, "-") != 0)
		return mem_string(str_of(sql));
	char *text = mem_new(SQL_MOST + 1);
	size_t n = fread(text, 1, SQL_MOST + 1, stdin);
	if (ferror(stdin))
		die("standard input: %s", strerror(errno));
	if (n > SQL_MOST)
		die("standard input: more than %d bytes of SQL", SQL_MOST);
	text[n] = '\0';
	return text;
}

void
report_query(struct store *store, const struct report_options *options, const char *sql)
{
	struct str error;
	char *text = read_sql(sql);
	struct stmt *stmt = store_compile(store, str_of(text), "--sql", &error);
	if (stmt == NULL)
		die("--sql: %.*s", (int)error.n, error.p);
	if (stmt_columns(stmt) == 0)
		die("--sql: only a question that has an answer: a SELECT");
	struct arena *arena = arena_open();
	struct output *output = output_open(options->format, REPORT_TSV);
	struct column *columns = part_columns(arena, stmt, STR_NONE, "--sql");
	size_t count = (size_t)stmt_columns(stmt);
	for (size_t i = 0; i < count; i++) {
		columns[i].kind = COLUMN_RAW;
		columns[i].label = columns[i].name;
	}
	struct table table = { .output = output, .columns = columns, .count = count, .limit = options->limit > 0 ? options->limit : 0 };
	table_fill(&table, stmt);
	output_say(output, "%" PRId64 " row%s.", table.rows, table.rows == 1 ? "" : "s");
	output_close(output);
	arena_close(arena);
	stmt_close(stmt);
	free(text);
}
