/*
 * term.c - one term of a query as a condition, by its kind.
 */
#include "report/term.h"
#include "report/choice.h"
#include "report/utf8.h"

#include <string.h>

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

/* An index serves it: the whole value, which all rows must have. */
static bool
add_served(struct condition *condition, struct str name, struct str value)
{
	const struct piece *exact = noun_piece(condition->noun, "exact", name);
	if (exact == NULL)
		return false;
	condition->served = true;
	condition_text(condition, exact->sql, STR_NONE, value);
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
	if (must && str_is(piece->name, "ip"))
		condition->network = network;
	if (!(must && single && add_served(condition, piece->name, str_cut(&address, '/'))))
		condition_operate(condition, "network", piece->sql, network);
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
		condition_text(condition, piece->sql, STR_NONE, like_pattern(arena, value, false));
		condition_operator(condition, "close");
	} else if (wild)
		condition_operate(condition, "like", piece->sql, like_pattern(arena, value, false));
	else
		condition_operate(condition, "is", piece->sql, value);
}

static bool
is_time(struct str name)
{
	return str_is(name, "since") || str_is(name, "until") || str_is(name, "date");
}

/* What rows are only counted by is no term. */
static const struct piece *
find_term(const struct condition *condition, struct str name)
{
	const struct piece *piece = noun_piece(condition->noun, "term", name);
	return piece != NULL && (str_is(piece->more, "time") || str_is(piece->more, "day")) ? NULL : piece;
}

bool
term_is_known(const struct condition *condition, struct str name)
{
	return is_time(name) || find_term(condition, name) != NULL;
}

static bool
fail_unknown(struct condition *condition, struct str name)
{
	const char *names[PIECES_MOST + 3] = { "since", "until", "date" };
	size_t count = 3;
	for (size_t i = 0; i < condition->noun->count; i++)
		if (str_is(condition->noun->pieces[i].word, "term") && term_is_known(condition, condition->noun->pieces[i].name))
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
	struct str choices[CHOICES_MOST], noun = condition->noun->name, small = utf8_lower(arena, arena_copy(arena, value)), all = STR("");
	const char *names[CHOICES_MOST];
	size_t count = has_wildcard(value) ? 0 : choice_list(condition->noun, piece, condition->store, arena, choices);
	for (size_t i = 0; i < count; i++) {
		if (str_equal(small, choices[i]))
			return true;
		names[i] = arena_copy(arena, choices[i]).p;
		all = arena_print(arena, "%s%s%s", all.p, i > 0 ? ", " : "", names[i]);
	}
	if (count == 0)
		return true;
	const char *nearest = word_nearest(small.p, names, count, sizeof *names);
	return condition_fail(condition, "%.*s have no %.*s \"%.*s\"; it is %s%s", (int)noun.n, noun.p, (int)piece->name.n, piece->name.p, (int)value.n, value.p,
	    all.p, nearest == NULL ? "" : arena_print(arena, "; did you mean \"%s\"?", nearest).p);
}

bool
term_add(struct condition *condition, struct str name, struct str value, bool must)
{
	if (condition->value_count >= TERMS_MOST)
		return condition_fail(condition, "more than %d terms", TERMS_MOST);
	if (name.p == NULL) {
		condition_operate(condition, "like", noun_sql(condition->noun, "free"), like_pattern(condition->arena, value, true));
		return true;
	}
	if (is_time(name))
		return term_add_time(condition, name, value, must);
	const struct piece *piece = find_term(condition, name);
	if (piece == NULL)
		return fail_unknown(condition, name);
	if (str_is(piece->more, "number") || str_is(piece->more, "bytes"))
		return term_add_number(condition, piece, value);
	if (!may_have(condition, piece, value))
		return false;
	if (str_is(value, "<>"))
		value.n = 0;
	if (str_is(piece->more, "network"))
		return add_network(condition, piece, value, must);
	add_plain(condition, piece, value, must);
	return true;
}
