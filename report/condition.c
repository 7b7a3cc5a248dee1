/*
 * condition.c - conditions as SQL, with the values that are bound to it.
 */
#include "report/condition.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
condition_open(struct condition *condition)
{
	condition->sql = mem_new(condition->size = 1024);
	condition->range = (struct range){ 0, CONDITION_EVER };
}

void
condition_close(struct condition *condition)
{
	free(condition->sql);
}

bool
condition_fail(struct condition *condition, const char *format, ...)
{
	char text[1024];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	condition->error = arena_copy(condition->arena, str_of(text));
	return false;
}

void
condition_add(struct condition *condition, struct str sql)
{
	if (condition->n + sql.n > condition->size)
		condition->sql = mem_resize(condition->sql, condition->size = 2 * (condition->n + sql.n));
	memcpy(condition->sql + condition->n, sql.p, sql.n);
	condition->n += sql.n;
}

static struct str
operator_sql(const struct condition *condition, const char *name)
{
	const struct piece *piece = noun_piece(condition->operators, "operator", str_of(name));
	if (piece == NULL)
		bug("%s: there is no operator \"%s\"", condition->operators->path, name);
	return piece->sql;
}

void
condition_operator(struct condition *condition, const char *name)
{
	condition_add(condition, operator_sql(condition, name));
}

/* With a term for :term, and the name of the last value for :value. */
static void
fill(struct condition *condition, struct str sql, struct str term)
{
	while (sql.n > 0) {
		const char *colon = memchr(sql.p, ':', sql.n);
		size_t before = colon == NULL ? sql.n : (size_t)(colon - sql.p);
		condition_add(condition, (struct str){ sql.p, before });
		sql = (struct str){ sql.p + before, sql.n - before };
		if (str_prefix(sql, ":term")) {
			fill(condition, term, STR_NONE);
			sql = (struct str){ sql.p + 5, sql.n - 5 };
		} else if (str_prefix(sql, ":value")) {
			condition_add(condition, arena_print(condition->arena, ":value%zu", condition->value_count));
			sql = (struct str){ sql.p + 6, sql.n - 6 };
		} else if (sql.n > 0) {
			condition_add(condition, (struct str){ sql.p, 1 });
			sql = (struct str){ sql.p + 1, sql.n - 1 };
		}
	}
}

void
condition_text(struct condition *condition, struct str sql, struct str term, struct str value)
{
	condition->values[condition->value_count++].text = arena_copy(condition->arena, value);
	fill(condition, sql, term);
}

void
condition_operate(struct condition *condition, const char *operator, struct str term, struct str value)
{
	condition_text(condition, operator_sql(condition, operator), term, value);
}

void
condition_number(struct condition *condition, const char *operator, struct str term, int64_t value)
{
	condition->values[condition->value_count].is_number = true;
	condition->values[condition->value_count++].number = value;
	fill(condition, operator_sql(condition, operator), term);
}

void
condition_bind(const struct condition *condition, struct stmt *stmt)
{
	char name[32];
	for (size_t i = 0; i < condition->value_count; i++) {
		snprintf(name, sizeof name, "value%zu", i + 1);
		if (condition->values[i].is_number)
			stmt_bind_int(stmt, stmt_param(stmt, name), condition->values[i].number);
		else
			stmt_bind_str(stmt, stmt_param(stmt, name), condition->values[i].text);
	}
	stmt_bind_int(stmt, stmt_param(stmt, "since"), condition->range.since);
	stmt_bind_int(stmt, stmt_param(stmt, "until"), condition->range.until);
	stmt_bind_str(stmt, stmt_param(stmt, "network"), condition->network);
}
