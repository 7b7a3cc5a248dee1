/*
 * form_html.c - a table on a page: a caption, heads with a scope, rows behind the limit summed up.
 */
#include "report/table.h"
#include "report/format.h"
#include "report/safe.h"

#include <stdio.h>

static bool
is_figure(enum column_kind kind)
{
	return !column_is_text(kind) && kind != COLUMN_ID && kind != COLUMN_RAW && !column_is_time(kind);
}

static void
put(struct table *table, struct str text)
{
	struct str safe = safe_html(table->output->arena, text);
	fwrite(safe.p, 1, safe.n, stdout);
}

/* Only where there are rows. */
static void
put_heads(struct table *table)
{
	fputs("<div class=\"wide\" tabindex=\"0\">\n<table>\n", stdout);
	if (table->title.n > 0) {
		fputs("<caption><h2>", stdout);
		put(table, table->title);
		fputs("</h2></caption>\n", stdout);
	}
	fputs("<thead><tr>", stdout);
	for (size_t i = 0; i < table->count; i++)
		if (table->columns[i].label.p != NULL) {
			fputs(is_figure(table->columns[i].kind) ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">", stdout);
			put(table, table->columns[i].label);
			fputs("</th>", stdout);
		}
	fputs("</tr></thead>\n<tbody>\n", stdout);
}

static void
begin(struct table *table)
{
	(void)table;
}

/* The first column heads its row. */
static void
put_row(struct table *table, const struct value *values)
{
	bool first = true;
	fputs("<tr>", stdout);
	for (size_t i = 0; i < table->count; i++) {
		const struct column *column = &table->columns[i];
		if (column->label.p == NULL)
			continue;
		const char *class = is_figure(column->kind) ? " class=\"n\"" : column_is_time(column->kind) ? " class=\"t\"" :
		    column->kind == COLUMN_LONG || column->kind == COLUMN_PROSE ? " class=\"s\"" : "";
		printf(first ? "<th scope=\"row\"%s>" : "<td%s>", class);
		put(table, table_read(table->output->arena, &values[i], column->kind));
		fputs(first ? "</th>" : "</td>", stdout);
		first = false;
	}
	fputs("</tr>\n", stdout);
}

static void
row(struct table *table, const struct value *values)
{
	if (table->rows == 1)
		put_heads(table);
	put_row(table, values);
}

static void
put_rest(struct table *table)
{
	bool first = true;
	fputs("<tr class=\"mute\">", stdout);
	for (size_t i = 0; i < table->count; i++) {
		const struct value *sum = &table->rest[i];
		if (table->columns[i].label.p == NULL)
			continue;
		fputs(first ? "<th scope=\"row\">" : "<td class=\"n\">", stdout);
		if (first)
			printf("%s more", format_count(table->output->arena, table->rest_rows).p);
		else if (sum->type != STMT_NULL)
			put(table, table_read(table->output->arena, sum, table->columns[i].kind));
		fputs(first ? "</th>" : "</td>", stdout);
		first = false;
	}
	fputs("</tr>\n", stdout);
}

static void
put_none(struct table *table)
{
	struct str none = table->none.p != NULL ? table->none : STR("none");
	if (none.n == 0)
		return;
	if (table->title.n > 0)
		output_title(table->output, table->title);
	output_say(table->output, "%.*s", (int)none.n, none.p);
}

static void
end(struct table *table)
{
	if (table->rest_rows > 0)
		put_rest(table);
	if (table->rows > 0)
		fputs("</tbody>\n</table>\n</div>\n", stdout);
	else
		put_none(table);
}

const struct form form_html = { begin, row, end };
