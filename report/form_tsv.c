/*
 * form_tsv.c - a table as tab or comma separated values: a header line, then a line a row.
 * Several tables in one output have an empty line between them.
 */
#include "report/table.h"
#include "report/safe.h"

#include <stdio.h>

/* A terminal would obey what is in the text, whatever the format. */
static void
put(struct table *table, struct str text)
{
	if (table->output->terminal)
		text = safe_terminal(table->output->arena, text);
	fwrite(text.p, 1, text.n, stdout);
}

static void
put_line(struct table *table, const struct value *values, bool csv)
{
	struct arena *arena = table->output->arena;
	for (size_t i = 0; i < table->count; i++) {
		struct str text = values == NULL ? table->columns[i].name : table_plain(arena, &values[i], table->columns[i].kind);
		bool number = values != NULL && (values[i].type == STMT_INT || values[i].type == STMT_REAL);
		if (i > 0)
			putchar(csv ? ',' : '\t');
		if (text.p != NULL)
			put(table, number ? text : csv ? safe_csv(arena, text) : safe_tsv(arena, text));
	}
	fputs(csv ? "\r\n" : "\n", stdout);
}

static void
begin(struct table *table, bool csv)
{
	if (table->output->started)
		fputs(csv ? "\r\n" : "\n", stdout);
	put_line(table, NULL, csv);
	arena_reset(table->output->arena);
}

static void
tsv_begin(struct table *table)
{
	begin(table, false);
}

static void
tsv_row(struct table *table, const struct value *values)
{
	put_line(table, values, false);
}

static void
csv_begin(struct table *table)
{
	begin(table, true);
}

static void
csv_row(struct table *table, const struct value *values)
{
	put_line(table, values, true);
}

static void
end(struct table *table)
{
	(void)table;
}

const struct form form_tsv = { tsv_begin, tsv_row, end };
const struct form form_csv = { csv_begin, csv_row, end };
