/*
 * postvalue.c - the value of a parameter of Postfix: as it was set, or its default, with what it refers to put in.
 */
#include "command/postconf.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MOST = 20, STEPS_MOST = 10000 };

static const struct parameter defaults[] = {
#define DEFAULT(parameter, text) { { parameter, sizeof parameter - 1 }, { text, sizeof text - 1 } },
#include "command/postconf.def"
#undef DEFAULT
};

static const struct parameter *
find(const struct parameter *all, size_t count, struct str name)
{
	for (size_t i = count; i-- > 0;)        /* the last one counts */
		if (str_equal(all[i].name, name))
			return &all[i];
	return NULL;
}

static const struct parameter *
find_set(const struct postconf *postconf, const struct service *service, struct str name)
{
	const struct parameter *found = service == NULL ? NULL : find(service->options, service->option_count, name);
	return found != NULL ? found : find(postconf->main, postconf->main_count, name);
}

/* Older levels of compatibility have other defaults. */
static struct str
default_of(const struct postconf *postconf, struct str name)
{
	const struct parameter *level = find(postconf->main, postconf->main_count, STR("compatibility_level"));
	const struct parameter *usual = find(defaults, LENGTH(defaults), name);
	bool old = level == NULL || str_is(level->value, "0"), older_than_2 = old || str_is(level->value, "1");
	if (old && str_is(name, "smtpd_relay_restrictions"))
		return STR("");
	if (older_than_2 && str_is(name, "relay_domains"))
		return STR("$mydestination");
	return usual == NULL ? STR_NONE : usual->value;
}

struct expansion {
	const struct postconf *postconf;
	const struct service *service;
	char *text;             /* POSTCONF_VALUE bytes */
	size_t n;
	unsigned steps;         /* references that were followed: those that refer to each other would be very many */
};

static void
add(struct expansion *to, struct str text)
{
	size_t room = POSTCONF_VALUE - to->n, n = text.n < room ? text.n : room;
	if (n > 0)
		memcpy(to->text + to->n, text.p, n);
	to->n += n;
}

static void expand(struct expansion *to, struct str text, int depth);

/* "?text", ":text", "?{text}:{text}": what a condition that holds or not chooses. False: it is none of these. */
static bool
choose(struct expansion *to, bool holds, struct str then, int depth)
{
	char wanted = then.p[0];
	struct str rest = { then.p + 1, then.n - 1 };
	if (wanted != '?' && wanted != ':')
		return false;
	struct str first = str_trim(rest).n > 0 && str_trim(rest).p[0] == '{' ? postconf_word(&rest) : rest;
	rest = first.p == rest.p ? STR_NONE : str_trim(rest);
	if (holds == (wanted == '?'))
		expand(to, first, depth + 1);
	else if (rest.n > 1 && rest.p[0] == ':') {
		struct str second = str_trim((struct str){ rest.p + 1, rest.n - 1 });
		expand(to, second.p[0] == '{' ? postconf_word(&second) : second, depth + 1);
	}
	return true;
}

/* One side of a comparison, expanded, as a number: of a level (3.6) its major one, then its minor one. */
static int64_t
number_of(struct expansion *to, struct str text, bool level, int depth)
{
	size_t from = to->n;
	int64_t major = 0, minor = 0;
	expand(to, text, depth + 1);
	struct str value = str_trim((struct str){ to->text + from, to->n - from }), whole = str_cut(&value, '.');
	to->n = from;
	str_number(whole, &major);
	if (level && value.p != NULL)
		str_number(str_cut(&value, '.'), &minor);
	return level ? major % 1000000 * 1000 + minor % 1000 : major;
}

/* {{left} <level {right} ? {text} : {text}}, of which Postfix has made its defaults since 3.6: numbers and levels are compared. */
static bool
expand_comparison(struct expansion *to, struct str inside, int depth)
{
	static const char *const operators[] = { "<", "<=", "==", "!=", ">=", ">" };
	struct str left = postconf_word(&inside), operator = postconf_word(&inside), right = postconf_word(&inside), then = inside.p == NULL ? inside : str_trim(inside);
	bool level = str_suffix(operator, "level");
	operator.n -= level ? 5 : 0;
	if (left.p == NULL || right.p == NULL || then.n == 0 || depth > DEPTH_MOST || to->steps++ > STEPS_MOST)
		return false;
	int64_t a = number_of(to, left, level, depth), b = number_of(to, right, level, depth);
	const bool holds[] = { a < b, a <= b, a == b, a != b, a >= b, a > b };
	for (size_t i = 0; i < LENGTH(operators); i++)
		if (str_is(operator, operators[i]))
			return choose(to, holds[i], then, depth);
	return false;
}

/* The value of what a $ names: name, (name), {name}, {name?text}, {name:text}. False: it cannot be told. */
static bool
expand_name(struct expansion *to, struct str inside, int depth)
{
	size_t n = 0;
	if (inside.n > 0 && inside.p[0] == '{')
		return expand_comparison(to, inside, depth);
	while (n < inside.n && postconf_is_name(inside.p[n]))
		n++;
	struct str name = { inside.p, n }, then = str_trim((struct str){ inside.p + n, inside.n - n });
	const struct parameter *set = find_set(to->postconf, to->service, name);
	struct str value = set != NULL ? set->value : default_of(to->postconf, name);
	if (n == 0 || depth > DEPTH_MOST || to->steps++ > STEPS_MOST || (value.p == NULL && then.n == 0))
		return false;
	if (then.n > 0)
		return choose(to, value.n > 0, then, depth);
	expand(to, value, depth + 1);
	return true;
}

/* The length of a reference that begins behind a $: its brackets and what is in them, or a name. */
static size_t
reference_length(struct str rest)
{
	size_t depth = 0, n = 0;
	if (rest.n == 0 || (rest.p[0] != '{' && rest.p[0] != '(')) {
		while (n < rest.n && postconf_is_name(rest.p[n]) && rest.p[n] != '-')
			n++;
		return n;
	}
	for (; n < rest.n; n++)
		if (rest.p[n] == '{' || rest.p[n] == '(')
			depth++;
		else if ((rest.p[n] == '}' || rest.p[n] == ')') && --depth == 0)
			return n + 1;
	return 0;
}

static void
expand(struct expansion *to, struct str text, int depth)
{
	for (size_t i = 0; i < text.n && to->n < POSTCONF_VALUE; i++) {
		struct str rest = { text.p + i + 1, text.n - i - 1 };
		size_t n = text.p[i] == '$' ? reference_length(rest) : 0;
		struct str inside = n > 0 && (rest.p[0] == '{' || rest.p[0] == '(') ? str_trim((struct str){ rest.p + 1, n - 2 }) : (struct str){ rest.p, n };
		if (text.p[i] == '$' && rest.n > 0 && rest.p[0] == '$')
			i++;
		if (n == 0 || !expand_name(to, inside, depth))
			add(to, (struct str){ text.p + i, 1 + n });
		i += n;
	}
}

struct str
postconf_get(const struct postconf *postconf, const struct service *service, const char *name)
{
	const struct parameter *set = find_set(postconf, service, str_of(name));
	struct str value = set != NULL ? set->value : default_of(postconf, str_of(name));
	if (value.p == NULL)
		return value;
	struct expansion to = { postconf, service, mem_new(POSTCONF_VALUE), 0, 0 };
	expand(&to, value, 0);
	struct str expanded = arena_copy(postconf->arena, (struct str){ to.text, to.n });
	free(to.text);
	return expanded;
}

bool
postconf_is_set(const struct postconf *postconf, const struct service *service, const char *name)
{
	return find_set(postconf, service, str_of(name)) != NULL;
}
