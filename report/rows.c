/*
 * rows.c - what statements gave, kept.
 */
#include "report/rows.h"

#include <stdlib.h>
#include <string.h>

struct kept {
	const char *path;
	struct rows rows;
	struct kept *next;
};

struct memo {
	struct arena *arena;    /* the texts, too */
	struct kept *first;
};

struct memo *
memo_open(void)
{
	struct memo *memo = mem_new(sizeof *memo);
	memo->arena = arena_open();
	return memo;
}

void
memo_close(struct memo *memo)
{
	for (struct kept *kept = memo->first; kept != NULL; kept = kept->next)
		free(kept->rows.values);
	arena_close(memo->arena);
	free(memo);
}

static void
sum_up(struct memo *memo, struct rows *rows, struct stmt *stmt, const struct column *columns)
{
	if (rows->rest == NULL) {
		rows->rest = arena_take(memo->arena, rows->width * sizeof *rows->rest);
		for (size_t i = 0; i < rows->width; i++)
			rows->rest[i] = (struct value){ .type = STMT_NULL };
	}
	rows->rest_rows++;
	for (size_t i = 0; i < rows->width; i++) {
		struct value value = table_value(stmt, (int)i);
		table_add(&rows->rest[i], &value, columns[i].kind);
	}
}

static void
read_rows(struct memo *memo, struct rows *rows, struct stmt *stmt, int64_t limit, const struct column *columns)
{
	size_t room = 0;
	rows->width = (size_t)stmt_columns(stmt);
	while (stmt_step(stmt)) {
		if (limit > 0 && rows->count >= (size_t)limit) {
			sum_up(memo, rows, stmt, columns);
			continue;
		}
		if (rows->count == room) {
			room = room * 2 + 16;
			rows->values = mem_resize(rows->values, room * rows->width * sizeof *rows->values);
		}
		for (size_t i = 0; i < rows->width; i++) {
			struct value value = table_value(stmt, (int)i);
			value.text = arena_copy(memo->arena, value.text);
			rows->values[rows->count * rows->width + i] = value;
		}
		rows->count++;
	}
	stmt_reset(stmt);
}

const struct rows *
memo_rows(struct memo *memo, struct stmt *stmt, const char *path, int64_t limit, const struct column *columns)
{
	for (struct kept *kept = memo->first; kept != NULL; kept = kept->next)
		if (strcmp(kept->path, path) == 0)
			return &kept->rows;
	struct kept *kept = arena_take(memo->arena, sizeof *kept);
	*kept = (struct kept){ .path = path, .next = memo->first };
	read_rows(memo, &kept->rows, stmt, limit, columns);
	memo->first = kept;
	return &kept->rows;
}

void
rows_table(const struct rows *rows, struct table *table)
{
	table_begin(table);
	for (size_t i = 0; i < rows->count; i++)
		table_row(table, rows_at(rows, i));
	if (rows->rest != NULL)
		table_rest(table, rows->rest, rows->rest_rows);
	table_end(table);
}
