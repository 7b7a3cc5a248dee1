/*
 * form_json.c - a table as a JSON array of objects, one a line (RFC 8259).
 */
#include "report/table.h"
#include "report/safe.h"

#include <math.h>
#include <stdio.h>

static void
put_string(struct table *table, struct str text)
{
	struct str safe = safe_json(table->output->arena, text);
	putchar('"');
	fwrite(safe.p, 1, safe.n, stdout);
	putchar('"');
}

static void
begin(struct table *table)
{
	if (table->name.p != NULL) {
		fputs(table->output->started ? ",\n" : "\n", stdout);
		put_string(table, table->name);
		putchar(':');
	}
	putchar('[');
}

static void
row(struct table *table, const struct value *values)
{
	struct arena *arena = table->output->arena;
	fputs(table->rows > 1 ? ",\n{" : "\n{", stdout);
	for (size_t i = 0; i < table->count; i++) {
		enum column_kind kind = table->columns[i].kind;
		struct str plain = table_plain(arena, &values[i], kind);
		bool time = column_is_time(kind);
		if (i > 0)
			putchar(',');
		put_string(table, table->columns[i].name);
		putchar(':');
		/* JSON has no infinity. */
		if (values[i].type == STMT_NULL || (values[i].type == STMT_REAL && !isfinite(values[i].real)))
			fputs("null", stdout);
		else if (values[i].type == STMT_REAL || (values[i].type == STMT_INT && !time))
			fwrite(plain.p, 1, plain.n, stdout);
		else
			put_string(table, plain);
	}
	putchar('}');
}

static void
end(struct table *table)
{
	fputs(table->rows > 0 ? "\n]" : "]", stdout);
	if (table->name.p == NULL)
		putchar('\n');
}

const struct form form_json = { begin, row, end };
