/*
 * table.c - what all formats of a table have in common.
 */
#include "report/table.h"
#include "report/format.h"
#include "report/safe.h"

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
	case REPORT_HTML: return &form_html;
	default: return &form_text;
	}
}

void
table_begin(struct table *table)
{
	table->rows = table->rest_rows = 0;
	table->rest = NULL;
	table->state = NULL;
	form_of(table->output)->begin(table);
	table->output->started = true;
}

void
table_rest(struct table *table, const struct value *sums, int64_t rows)
{
	if (table->rest == NULL)
		table->rest = mem_new(table->count * sizeof *table->rest);
	for (size_t i = 0; i < table->count; i++)
		table_add(&table->rest[i], &sums[i], table->columns[i].kind);
	table->rest_rows += rows;
}

void
table_row(struct table *table, const struct value *values)
{
	table->rows++;
	if (output_is_read(table->output) && table->limit > 0 && table->rows > table->limit) {
		table_rest(table, values, 1);
		return;
	}
	form_of(table->output)->row(table, values);
	arena_reset(table->output->arena);
}

void
table_end(struct table *table)
{
	form_of(table->output)->end(table);
	table->output->rows += table->rows;
	free(table->rest);
	arena_reset(table->output->arena);
}

void
table_fill(struct table *table, struct stmt *stmt)
{
	struct value *values = mem_new(table->count * sizeof *values);
	/* What has no title is a query's: nobody knows what its sums would mean. */
	bool cut = table->limit > 0 && (!output_is_read(table->output) || table->title.p == NULL);
	table_begin(table);
	/* Nobody reads on where the output is broken: main says why. */
	while (!ferror(stdout) && !(cut && table->rows >= table->limit) && stmt_step(stmt)) {
		for (size_t i = 0; i < table->count; i++)
			values[i] = table_value(stmt, (int)i);
		if (!table->more || stmt_type(stmt, (int)table->count) == STMT_NULL)
			table_row(table, values);
		else if (output_is_read(table->output))
			table_rest(table, values, stmt_int(stmt, (int)table->count));
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

bool
column_is_text(enum column_kind kind)
{
	return kind == COLUMN_TEXT || kind == COLUMN_PATH || kind == COLUMN_LONG || kind == COLUMN_PROSE || kind == COLUMN_SENDER;
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

struct str
table_read(struct arena *arena, const struct value *value, enum column_kind kind)
{
	if (value->type == STMT_NULL)
		return STR("-");
	if (value->type == STMT_TEXT && kind == COLUMN_SENDER && value->text.n == 0)
		return STR("<>");
	if (value->type == STMT_REAL && kind == COLUMN_SHARE)
		return format_share(arena, value->real);
	if (value->type == STMT_INT)
		switch (kind) {
		case COLUMN_COUNT:
		case COLUMN_NUMBER: return format_count(arena, value->integer);
		case COLUMN_BYTES: return format_bytes(arena, value->integer);
		case COLUMN_SHARE: return format_share(arena, (double)value->integer);
		case COLUMN_SPAN: return format_span(arena, value->integer);
		case COLUMN_TIME: return format_time(arena, value->integer);
		case COLUMN_MINUTE: return format_minute(arena, value->integer);
		case COLUMN_CLOCK: return format_clock(arena, value->integer);
		case COLUMN_DAY: return format_date(arena, value->integer);
		default: break;
		}
	return safe_terminal(arena, table_plain(arena, value, kind));
}

static bool
is_sum(enum column_kind kind)
{
	return kind == COLUMN_COUNT || kind == COLUMN_BYTES || kind == COLUMN_SHARE;
}

void
table_add(struct value *sum, const struct value *value, enum column_kind kind)
{
	if (!is_sum(kind) || (value->type != STMT_INT && value->type != STMT_REAL))
		return;
	if (value->type == STMT_REAL || sum->type == STMT_REAL) {
		sum->real += (double)sum->integer + value->real + (double)value->integer;
		sum->integer = 0;
		sum->type = STMT_REAL;
	} else {
		sum->integer += value->integer;
		sum->type = STMT_INT;
	}
}
