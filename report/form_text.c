/*
 * form_text.c - a table for people: figures as they read them, rows behind the limit summed up.
 * The first rows are kept until the widths of their columns are known; what comes later is written as it comes.
 */
#include "report/table.h"
#include "report/format.h"
#include "report/layout.h"
#include "report/safe.h"
#include "report/utf8.h"

#include <stdio.h>
#include <stdlib.h>

enum { KEPT = 1000 };

struct text {
	struct layout layout;
	struct str *cells;      /* of the kept rows: KEPT times layout.count */
	size_t kept;
	bool flushed;
	size_t *from;           /* which of the table's columns each of the layout's is */
};

static void
begin(struct table *table)
{
	struct text *text = mem_new(sizeof *text);
	struct layout *layout = &text->layout;
	*layout = (struct layout){ .output = table->output, .arena = arena_open(), .title = table->title, .lines = table->lines };
	for (size_t i = 0; i < table->count; i++)
		layout->count += table->columns[i].label.p != NULL;
	layout->labels = arena_take(layout->arena, layout->count * sizeof *layout->labels);
	layout->width = arena_take(layout->arena, layout->count * sizeof *layout->width);
	layout->right = arena_take(layout->arena, layout->count * sizeof *layout->right);
	layout->firm = arena_take(layout->arena, layout->count * sizeof *layout->firm);
	layout->tail = arena_take(layout->arena, layout->count * sizeof *layout->tail);
	text->from = arena_take(layout->arena, layout->count * sizeof *text->from);
	text->cells = mem_new(KEPT * layout->count * sizeof *text->cells);
	for (size_t i = 0, n = 0; i < table->count; i++) {
		const struct column *column = &table->columns[i];
		if (column->label.p == NULL)
			continue;
		layout->labels[n] = safe_terminal(layout->arena, column->label);
		/* Raw columns are numbers until a text comes. */
		layout->firm[n] = !column_is_text(column->kind);
		layout->right[n] = layout->firm[n] && column->kind != COLUMN_ID && !column_is_time(column->kind);
		layout->tail[n] = column->kind == COLUMN_PATH;
		layout->sentence = column->kind == COLUMN_PROSE || (column->kind == COLUMN_LONG && table->output->terminal);
		layout->whole = column->kind == COLUMN_ID || column->kind == COLUMN_LONG;
		text->from[n++] = i;
	}
	table->state = text;
}

static void
flush(struct text *text)
{
	layout_measure(&text->layout, text->cells, text->kept);
	layout_heading(&text->layout);
	for (size_t row = 0; row < text->kept; row++)
		layout_row(&text->layout, text->cells + row * text->layout.count);
	text->flushed = true;
}

static void
row(struct table *table, const struct value *values)
{
	struct text *text = table->state;
	size_t count = text->layout.count;
	if (!text->flushed && text->kept == KEPT)
		flush(text);
	struct arena *arena = text->flushed ? table->output->arena : text->layout.arena;
	struct str *cells = text->flushed ? arena_take(arena, count * sizeof *cells) : text->cells + text->kept++ * count;
	for (size_t i = 0; i < count; i++) {
		const struct value *value = &values[text->from[i]];
		enum column_kind kind = table->columns[text->from[i]].kind;
		cells[i] = arena_copy(arena, table_read(arena, value, kind));
		if (kind == COLUMN_RAW && (value->type == STMT_TEXT || value->type == STMT_BLOB) && !text->flushed)
			text->layout.right[i] = text->layout.firm[i] = false;
	}
	if (text->flushed)
		layout_row(&text->layout, cells);
}

static void
tell_left_out(const struct text *text, struct output *output)
{
	const struct layout *layout = &text->layout;
	struct str names = STR("");
	for (size_t i = layout->shown; i < layout->count; i++)
		names = arena_print(layout->arena, "%s%s%.*s", names.p, names.n > 0 ? ", " : "", (int)layout->labels[i].n, layout->labels[i].p);
	if (names.n > 0 && text->kept > 0)
		output_say(output, "Not shown for want of room: %s.", names.p);
}

/* "309 more", and their sums. */
static void
fill_rest(struct table *table, struct arena *arena, struct str *cells)
{
	struct text *text = table->state;
	bool named = false;
	for (size_t i = 0; i < text->layout.count; i++) {
		const struct value *sum = &table->rest[text->from[i]];
		cells[i] = sum->type == STMT_NULL ? STR("") : table_read(arena, sum, table->columns[text->from[i]].kind);
		if (named || text->layout.right[i])
			continue;
		cells[i] = arena_print(arena, "%s more", format_count(arena, table->rest_rows).p);
		named = true;
	}
	if (!named)
		cells[0] = arena_print(arena, "%s more", format_count(arena, table->rest_rows).p);
}

/* One row more; while they are kept, its cells are measured like the others. */
static void
put_rest(struct table *table)
{
	struct text *text = table->state;
	size_t count = text->layout.count;
	if (!text->flushed && text->kept < KEPT) {
		fill_rest(table, text->layout.arena, text->cells + text->kept++ * count);
		return;
	}
	if (!text->flushed)
		flush(text);
	struct str *cells = arena_take(table->output->arena, count * sizeof *cells);
	fill_rest(table, table->output->arena, cells);
	layout_row(&text->layout, cells);
}

static void
end(struct table *table)
{
	struct text *text = table->state;
	if (table->rows == 0 && (table->title.p != NULL || table->none.p != NULL)) {
		struct str none = table->none.p != NULL ? table->none : STR("none");
		if (none.n > 0) {
			output_title(table->output, utf8_upper(text->layout.arena, table->title));
			putchar('\n');
			output_say(table->output, "  %.*s", (int)none.n, none.p);
		}
		text->flushed = true;
	}
	if (table->rest_rows > 0)
		put_rest(table);
	if (!text->flushed)
		flush(text);
	tell_left_out(text, table->output);
	arena_close(text->layout.arena);
	free(text->cells);
	free(text);
}

const struct form form_text = { begin, row, end };
