/*
 * condition.c - one term of a query, as SQL and values.
 */
#include "report/condition.h"
#include "report/utf8.h"

#include <ctype.h>
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

static void
add_text(struct condition *condition, struct str sql, struct str term, struct str value)
{
	condition->values[condition->value_count++].text = arena_copy(condition->arena, value);
	fill(condition, sql, term);
}

void
condition_number(struct condition *condition, const char *operator, struct str term, int64_t value)
{
	condition->values[condition->value_count].is_number = true;
	condition->values[condition->value_count++].number = value;
	fill(condition, operator_sql(condition, operator), term);
}

/* For LIKE: "*" and "?" are any text and any character, everything else is itself. around: it may stand anywhere. */
static struct str
like_pattern(struct arena *arena, struct str value, bool around)
{
	char *out = arena_take(arena, 2 * value.n + 3), *end = out;
	if (around)
		*end++ = '%';
	for (size_t i = 0; i < value.n; i++) {
		char c = value.p[i];
		if (strchr("%_\\", c) != NULL && c != '\0')
			*end++ = '\\';
		*end++ = c == '*' ? '%' : c == '?' ? '_' : c;
	}
	if (around)
		*end++ = '%';
	return (struct str){ out, (size_t)(end - out) };
}

static bool
has_wildcard(struct str value)
{
	return memchr(value.p, '*', value.n) != NULL || memchr(value.p, '?', value.n) != NULL;
}

/* "A..B" into its two ends, either of which may be empty. */
static bool
is_span(struct str value, struct str *first, struct str *last)
{
	for (size_t i = 0; i + 1 < value.n; i++)
		if (value.p[i] == '.' && value.p[i + 1] == '.') {
			*first = (struct str){ value.p, i };
			*last = (struct str){ value.p + i + 2, value.n - i - 2 };
			return true;
		}
	return false;
}

/* 10, 10k, 1.5M: powers of 1000, as sizes are printed. */
static bool
read_number(struct str text, bool bytes, int64_t *number)
{
	static const char units[] = "kMGT";
	char copy[32], *end;
	if (str_number(text, number))
		return true;
	if (!bytes || text.n < 2 || text.n >= sizeof copy || !isdigit((unsigned char)text.p[0]))
		return false;
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	double value = strtod(copy, &end);
	const char *unit = strchr(units, *end == 'K' ? 'k' : *end);
	if (*end == '\0' || unit == NULL || end[1] != '\0')
		return false;
	for (const char *u = units; u <= unit; u++)
		value *= 1000;
	*number = (int64_t)value;
	return true;
}

/* 5, >5, >=5, <5, <=5, 5..10 */
static bool
add_number(struct condition *condition, const struct piece *piece, struct str value)
{
	static const struct { const char *sign, *operator; } signs[] = {
		{ ">=", "least" }, { "<=", "most" }, { ">", "above" }, { "<", "below" }, { "=", "equal" }, { "", "equal" },
	};
	bool bytes = str_is(piece->more, "bytes"), good;
	int64_t low = INT64_MIN, high = INT64_MAX;
	struct str first, last;
	if (is_span(value, &first, &last)) {
		good = (first.n == 0 || read_number(first, bytes, &low)) && (last.n == 0 || read_number(last, bytes, &high)) && value.n > 2;
		condition_operator(condition, "open");
		condition_number(condition, "least", piece->sql, low);
		condition_operator(condition, "and");
		condition_number(condition, "most", piece->sql, high);
		condition_operator(condition, "close");
	} else {
		size_t i = 0;
		while (!str_prefix(value, signs[i].sign))
			i++;
		size_t sign = strlen(signs[i].sign);
		good = read_number((struct str){ value.p + sign, value.n - sign }, bytes, &low);
		condition_number(condition, signs[i].operator, piece->sql, low);
	}
	return good || condition_fail(condition, "%.*s:%.*s: a number is wanted: 5, >5, <=5 or 5..10%s", (int)piece->name.n, piece->name.p,
	    (int)value.n, value.p, bytes ? "; k, M and G may stand behind it" : "");
}

/* An index serves it: the whole value, which all rows must have. */
static bool
add_served(struct condition *condition, struct str name, struct str value)
{
	const struct piece *exact = noun_piece(condition->noun, "exact", name);
	if (exact == NULL)
		return false;
	condition->served = true;
	add_text(condition, exact->sql, STR_NONE, value);
	return true;
}

static bool
add_network(struct condition *condition, const struct piece *piece, struct str value, bool must)
{
	bool single;
	struct str network = network_written(value, condition->arena, &single), address = network;
	if (network.p == NULL)
		return condition_fail(condition, "%.*s:%.*s: an address or a network is wanted: 192.0.2.1, 192.0.2.0/24 or 2001:db8::/32",
		    (int)piece->name.n, piece->name.p, (int)value.n, value.p);
	if (!(must && single && add_served(condition, piece->name, str_cut(&address, '/'))))
		add_text(condition, operator_sql(condition, "network"), piece->sql, network);
	return true;
}

static void
add_plain(struct condition *condition, const struct piece *piece, struct str value, bool must)
{
	struct arena *arena = condition->arena;
	bool wild = has_wildcard(value);
	if (must && !wild && value.n > 0 && add_served(condition, piece->name, value))
		return;
	if (str_is(piece->more, "pattern")) {
		condition_operator(condition, "open");
		add_text(condition, piece->sql, STR_NONE, like_pattern(arena, value, false));
		condition_operator(condition, "close");
	} else if (wild)
		add_text(condition, operator_sql(condition, "like"), piece->sql, like_pattern(arena, value, false));
	else
		add_text(condition, operator_sql(condition, "is"), piece->sql, value);
}

static bool
read_time(struct condition *condition, struct str text, int64_t *at)
{
	if (when_parse(text, condition->now, at))
		return true;
	return condition_fail(condition, "\"%.*s\" is no time; write 2026-11-18, \"2026-11-18 03:00\", yesterday or -7d", (int)text.n, text.p);
}

/* Of what date: names, the start or the end: a day, unless a time of day is told, which is a minute. */
static int64_t
day_of(int64_t at, struct str text, bool end)
{
	if (memchr(text.p, ':', text.n) != NULL)
		return at + (end ? 60 : 0);
	return when_day(at, end ? 1 : 0);
}

/* since:, until:, date:A..B */
static bool
add_time(struct condition *condition, struct str name, struct str value, bool must)
{
	const struct piece *time = noun_piece(condition->noun, "time", STR_NONE);
	struct range range = { 0, CONDITION_EVER };
	struct str first = value, last = value;
	bool date = str_is(name, "date");
	if (date)
		is_span(value, &first, &last);
	if (!str_is(name, "until") && (first.n > 0 || !date) && !read_time(condition, first, &range.since))
		return false;
	if (!str_is(name, "since") && (last.n > 0 || !date) && !read_time(condition, last, &range.until))
		return false;
	if (date && first.n > 0)
		range.since = day_of(range.since, first, false);
	if (date && last.n > 0)
		range.until = day_of(range.until, last, true);
	if (must) {
		condition->range.since = range.since > condition->range.since ? range.since : condition->range.since;
		condition->range.until = range.until < condition->range.until ? range.until : condition->range.until;
		condition_operator(condition, "always");
		return true;
	}
	if (time == NULL)
		return condition_fail(condition, "%.*s: can stand in no \"or\" and behind no \"not\" here", (int)name.n, name.p);
	condition->served = true;       /* as far as the user is concerned, the time is told */
	condition_operator(condition, "open");
	condition_number(condition, "least", time->sql, range.since);
	condition_operator(condition, "and");
	condition_number(condition, "below", time->sql, range.until);
	condition_operator(condition, "close");
	return true;
}

static bool
is_time(struct str name)
{
	return str_is(name, "since") || str_is(name, "until") || str_is(name, "date");
}

static const struct piece *
find_term(const struct condition *condition, struct str name)
{
	const struct piece *piece = noun_piece(condition->noun, "term", name);
	return piece != NULL && (str_is(piece->more, "time") || str_is(piece->more, "day")) ? NULL : piece;
}

bool
condition_knows(const struct condition *condition, struct str name)
{
	return is_time(name) || find_term(condition, name) != NULL;
}

static bool
fail_unknown(struct condition *condition, struct str name)
{
	const char *names[PIECES_MOST + 3] = { "since", "until", "date" };
	size_t count = 3;
	for (size_t i = 0; i < condition->noun->count; i++)
		if (str_is(condition->noun->pieces[i].word, "term") && condition_knows(condition, condition->noun->pieces[i].name))
			names[count++] = arena_copy(condition->arena, condition->noun->pieces[i].name).p;
	struct str noun = condition->noun->name;
	const char *word = arena_copy(condition->arena, name).p, *nearest = word_nearest(word, names, count, sizeof *names);
	if (nearest != NULL)
		return condition_fail(condition, "%.*s have no term \"%s:\"; did you mean \"%s:\"?", (int)noun.n, noun.p, word, nearest);
	return condition_fail(condition, "%.*s have no term \"%s:\"; 'unjoe query %.*s --help' lists them", (int)noun.n, noun.p, word, (int)noun.n, noun.p);
}

/* A value that a term cannot have finds nothing, which is no answer: whoever misspelt it is told. One with wildcards may mean several. */
static bool
may_have(struct condition *condition, const struct piece *piece, struct str value)
{
	struct arena *arena = condition->arena;
	struct str choices[CHOICES_MOST], noun = condition->noun->name, small = utf8_lower(arena, arena_copy(arena, value));
	const char *names[CHOICES_MOST], *nearest = NULL;
	size_t count = has_wildcard(value) ? 0 : noun_choices(piece, choices);
	for (size_t i = 0; i < count; i++) {
		if (str_equal(small, choices[i]))
			return true;
		names[i] = arena_copy(arena, choices[i]).p;
	}
	if (count == 0)
		return true;
	nearest = word_nearest(small.p, names, count, sizeof *names);
	return condition_fail(condition, "%.*s have no %.*s \"%.*s\"; it is %.*s%s", (int)noun.n, noun.p, (int)piece->name.n, piece->name.p, (int)value.n, value.p,
	    (int)piece->text.n, piece->text.p, nearest == NULL ? "" : arena_print(arena, "; did you mean \"%s\"?", nearest).p);
}

bool
condition_term(struct condition *condition, struct str name, struct str value, bool must)
{
	if (condition->value_count >= TERMS_MOST)
		return condition_fail(condition, "more than %d terms", TERMS_MOST);
	if (name.p == NULL) {
		add_text(condition, operator_sql(condition, "like"), noun_sql(condition->noun, "free"), like_pattern(condition->arena, value, true));
		return true;
	}
	if (is_time(name))
		return add_time(condition, name, value, must);
	const struct piece *piece = find_term(condition, name);
	if (piece == NULL)
		return fail_unknown(condition, name);
	if (str_is(piece->more, "number") || str_is(piece->more, "bytes"))
		return add_number(condition, piece, value);
	if (!may_have(condition, piece, value))
		return false;
	if (str_is(value, "<>"))
		value.n = 0;
	if (str_is(piece->more, "network"))
		return add_network(condition, piece, value, must);
	add_plain(condition, piece, value, must);
	return true;
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
}
