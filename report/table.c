/*
 * table.c - what all formats of a table have in common.
 */
#include "report/table.h"
#include "report/format.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const struct form *
form_of(const struct output *output)
{
	switch (output->format) {
	case REPORT_TSV: return &form_tsv;
	case REPORT_CSV: return &form_csv;
	case REPORT_JSON: return &form_json;
	default: return &form_text;
	}
}

void
table_begin(struct table *table)
{
	table->rows = 0;
	table->state = NULL;
	form_of(table->output)->begin(table);
	table->output->started = true;
}

void
table_row(struct table *table, const struct value *values)
{
	table->rows++;
	form_of(table->output)->row(table, values);
	arena_reset(table->output->arena);
}

void
table_end(struct table *table)
{
	form_of(table->output)->end(table);
	arena_reset(table->output->arena);
}

void
table_fill(struct table *table, struct stmt *stmt)
{
	struct value *values = mem_new(table->count * sizeof *values);
	/* What has no title is a query's: nobody knows what its sums would mean. */
	bool cut = table->limit > 0 && (table->output->format != REPORT_TEXT || table->title.p == NULL);
	table_begin(table);
	/* Nobody reads on where the output is broken: main says why. */
	while (!ferror(stdout) && !(cut && table->rows >= table->limit) && stmt_step(stmt)) {
		for (size_t i = 0; i < table->count; i++)
			values[i] = table_value(stmt, (int)i);
		table_row(table, values);
	}
	table_end(table);
	stmt_reset(stmt);
	free(values);
}

void
tables_begin(struct output *output)
{
	if (output->format == REPORT_JSON)
		putchar('{');
}

void
tables_end(struct output *output)
{
	if (output->format == REPORT_JSON)
		puts("}");
}

struct value
table_value(struct stmt *stmt, int column)
{
	struct value value = { .type = stmt_type(stmt, column) };
	switch (value.type) {
	case STMT_INT: value.integer = stmt_int(stmt, column); break;
	case STMT_REAL: value.real = stmt_real(stmt, column); break;
	case STMT_TEXT:
	case STMT_BLOB: value.text = stmt_str(stmt, column); break;
	case STMT_NULL: break;
	}
	return value;
}

bool
column_is_time(enum column_kind kind)
{
	return kind == COLUMN_TIME || kind == COLUMN_MINUTE || kind == COLUMN_CLOCK || kind == COLUMN_DAY;
}

static struct str
hexadecimal(struct arena *arena, struct str blob)
{
	char *out = arena_take(arena, 2 * blob.n + 1);
	for (size_t i = 0; i < blob.n; i++)
		snprintf(out + 2 * i, 3, "%02x", (unsigned char)blob.p[i]);
	return (struct str){ out, 2 * blob.n };
}

struct str
table_plain(struct arena *arena, const struct value *value, enum column_kind kind)
{
	switch (value->type) {
	case STMT_INT:
		if (column_is_time(kind))
			return format_iso(arena, value->integer);
		return arena_print(arena, "%" PRId64, value->integer);
	case STMT_REAL:
		return arena_print(arena, "%.*g", kind == COLUMN_SHARE ? 6 : 15, value->real);
	case STMT_BLOB:
		return hexadecimal(arena, value->text);
	case STMT_TEXT:
		return value->text;
	default:
		return STR_NONE;
	}
}
