/*
 * postconf.c - reads the settings of Postfix as Postfix does: lines that begin with a blank go on, # begins a comment, -o overrides.
 */
#include "command/postconf.h"

#include <stdlib.h>
#include <string.h>

enum { ENTRIES_MOST = 10000, VALUE_MOST = 64 << 10, DEPTH_MOST = 20, STEPS_MOST = 10000 };

static const struct parameter defaults[] = {
#define DEFAULT(parameter, text) { { parameter, sizeof parameter - 1 }, { text, sizeof text - 1 } },
#include "command/postconf.def"
#undef DEFAULT
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

struct postconf *
postconf_open(void)
{
	struct postconf *postconf = mem_new(sizeof *postconf);
	postconf->arena = arena_open();
	return postconf;
}

void
postconf_close(struct postconf *postconf)
{
	arena_close(postconf->arena);
	free(postconf->main);
	free(postconf);
}

/* One logical line, without comments; *number: of its first line. Absent at the end. */
static struct str
next_line(struct arena *arena, struct str *rest, unsigned *line, unsigned *number)
{
	char *joined = NULL;
	size_t n = 0, room = rest->n;
	while (rest->p != NULL) {
		struct str ahead = *rest, text = str_cut(&ahead, '\n'), trimmed = str_trim(text);
		bool empty = trimmed.n == 0 || trimmed.p[0] == '#';
		if (!empty && joined != NULL && !is_blank(text.p[0]))
			break;
		*rest = ahead;
		++*line;
		if (empty)
			continue;
		if (joined == NULL) {
			*number = *line;
			room = trimmed.n + 1;
			/* what goes on is no longer than all that follows, but few lines do: take that only then */
			if (ahead.p != NULL && ahead.n > 0 && (is_blank(ahead.p[0]) || ahead.p[0] == '#'))
				room += ahead.n;
			joined = arena_take(arena, room + 1);
		} else {
			joined[n++] = ' ';
		}
		memcpy(joined + n, trimmed.p, trimmed.n);
		n += trimmed.n;
	}
	return joined == NULL ? STR_NONE : (struct str){ joined, n };
}

static bool
is_text(struct str text, struct arena *arena, struct str *error)
{
	if (text.n > POSTCONF_BYTES)
		*error = arena_print(arena, "more than %d bytes", POSTCONF_BYTES);
	else if (text.n > 0 && memchr(text.p, '\0', text.n) != NULL)
		*error = STR("a NUL byte: no text");
	else
		return true;
	return false;
}

/* "name = value". False: it is none. */
static bool
read_assignment(struct str text, struct parameter *parameter)
{
	struct str rest = text, name = str_trim(str_cut(&rest, '='));
	if (rest.p == NULL || name.n == 0)
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (!is_name(name.p[i]) && name.p[i] != '.')
			return false;
	*parameter = (struct parameter){ name, str_trim(rest) };
	return parameter->value.n <= VALUE_MOST;
}

bool
postconf_read_main(struct postconf *postconf, struct str text, struct str *error)
{
	unsigned line = 0, number = 0;
	struct arena *arena = postconf->arena;
	struct str entry;
	if (!is_text(text, arena, error))
		return false;
	while ((entry = next_line(arena, &text, &line, &number)).p != NULL) {
		postconf->main = mem_resize(postconf->main, (postconf->main_count + 1) * sizeof *postconf->main);
		if (postconf->main_count == ENTRIES_MOST || !read_assignment(entry, &postconf->main[postconf->main_count])) {
			*error = postconf->main_count == ENTRIES_MOST ? STR("too many settings") : arena_print(arena, "line %u: no \"name = value\"", number);
			return false;
		}
		postconf->main_count++;
	}
	return true;
}

struct str
postconf_word(struct str *list)
{
	size_t from = 0, to, depth = 0;
	const char *p = list->p;
	while (from < list->n && (is_blank(p[from]) || p[from] == ','))
		from++;
	if (from == list->n)
		return STR_NONE;
	for (to = from; to < list->n && (depth > 0 || !(is_blank(p[to]) || p[to] == ',')); to++)
		if (p[to] == '{')
			depth++;
		else if (p[to] == '}' && depth > 0)
			depth--;
	struct str word = { p + from, to - from };
	*list = (struct str){ p + to, list->n - to };
	if (word.n >= 2 && word.p[0] == '{' && word.p[word.n - 1] == '}')
		word = str_trim((struct str){ word.p + 1, word.n - 2 });
	return word;
}

/* A word of master.cf: blanks alone part them. Braces stay. */
static struct str
master_word(struct str *rest)
{
	size_t n = 0, depth = 0;
	*rest = rest->p == NULL ? *rest : str_trim(*rest);
	while (n < rest->n && (depth > 0 || !is_blank(rest->p[n]))) {
		depth += rest->p[n] == '{' ? 1 : rest->p[n] == '}' && depth > 0 ? -1 : 0;
		n++;
	}
	struct str word = { rest->p, n };
	*rest = (struct str){ rest->p + n, rest->n - n };
	return word;
}

/* "-o name=value", "-oname=value", "-o { name = value }". */
static bool
read_options(struct arena *arena, struct service *service)
{
	struct str rest = service->arguments, word;
	size_t most = 0;
	struct parameter *options = NULL;
	while ((word = master_word(&rest)).n > 0) {
		if (!str_prefix(word, "-o"))
			continue;
		struct str text = word.n > 2 ? (struct str){ word.p + 2, word.n - 2 } : master_word(&rest);
		if (text.n >= 2 && text.p[0] == '{' && text.p[text.n - 1] == '}')
			text = (struct str){ text.p + 1, text.n - 2 };
		if (service->option_count == most) {
			struct parameter *more = arena_take(arena, (most = most * 2 + 8) * sizeof *more);
			if (options != NULL)
				memcpy(more, options, service->option_count * sizeof *more);
			options = more;
		}
		if (!read_assignment(text, &options[service->option_count++]))
			return false;
		service->options = options;
	}
	return true;
}

static bool
read_service(struct arena *arena, struct str entry, struct service *service)
{
	enum { NAME, TYPE, PRIVATE, UNPRIVILEGED, CHROOT, WAKEUP, PROCESSES, COMMAND, FIELDS };
	static const char *const types[] = { "inet", "unix", "fifo", "pass", "unix-dgram" };
	struct str fields[FIELDS];
	for (size_t i = 0; i < FIELDS; i++)
		if ((fields[i] = master_word(&entry)).n == 0)
			return false;
	bool known = false;
	for (size_t i = 0; i < LENGTH(types); i++)
		known |= str_is(fields[TYPE], types[i]);
	*service = (struct service){ .name = fields[NAME], .type = fields[TYPE], .command = fields[COMMAND], .arguments = str_trim(entry),
		.chroot = str_is(fields[CHROOT], "y") };
	return known && read_options(arena, service);
}

bool
postconf_read_master(struct postconf *postconf, struct str text, struct str *error)
{
	unsigned line = 0, number = 0, count = 0;
	struct arena *arena = postconf->arena;
	struct service **end = &postconf->services;
	struct str entry;
	if (!is_text(text, arena, error))
		return false;
	while ((entry = next_line(arena, &text, &line, &number)).p != NULL) {
		struct service *service = arena_take(arena, sizeof *service);
		if (count++ == ENTRIES_MOST || !read_service(arena, entry, service)) {
			*error = count > ENTRIES_MOST ? STR("too many services") : arena_print(arena, "line %u: no service of eight fields, or an -o that sets nothing", number);
			return false;
		}
		*end = service;
		end = &service->next;
	}
	return true;
}

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
	char *text;             /* VALUE_MOST bytes */
	size_t n;
	unsigned steps;         /* references that were followed: those that refer to each other would be very many */
};

static void
add(struct expansion *to, struct str text)
{
	size_t room = VALUE_MOST - to->n, n = text.n < room ? text.n : room;
	if (n > 0)
		memcpy(to->text + to->n, text.p, n);
	to->n += n;
}

static void expand(struct expansion *to, struct str text, int depth);

/* The value of what a $ names: name, (name), {name}, {name?text}, {name:text}. False: it cannot be told. */
static bool
expand_name(struct expansion *to, struct str inside, int depth)
{
	size_t n = 0;
	while (n < inside.n && is_name(inside.p[n]))
		n++;
	struct str name = { inside.p, n }, then = str_trim((struct str){ inside.p + n, inside.n - n });
	const struct parameter *set = find_set(to->postconf, to->service, name);
	struct str value = set != NULL ? set->value : default_of(to->postconf, name);
	if (n == 0 || depth > DEPTH_MOST || to->steps++ > STEPS_MOST || (value.p == NULL && then.n == 0))
		return false;
	if (then.n == 0) {
		expand(to, value, depth + 1);
		return true;
	}
	char wanted = then.p[0];
	struct str rest = { then.p + 1, then.n - 1 };
	bool given = value.n > 0;
	if (wanted != '?' && wanted != ':')
		return false;
	struct str first = str_trim(rest).n > 0 && str_trim(rest).p[0] == '{' ? postconf_word(&rest) : rest;
	rest = first.p == rest.p ? STR_NONE : str_trim(rest);
	if (given == (wanted == '?'))
		expand(to, first, depth + 1);
	else if (rest.n > 1 && rest.p[0] == ':') {
		struct str second = str_trim((struct str){ rest.p + 1, rest.n - 1 });
		expand(to, second.p[0] == '{' ? postconf_word(&second) : second, depth + 1);
	}
	return true;
}

/* The length of a reference that begins behind a $: its brackets and what is in them, or a name. */
static size_t
reference_length(struct str rest)
{
	size_t depth = 0, n = 0;
	if (rest.n == 0 || (rest.p[0] != '{' && rest.p[0] != '(')) {
		while (n < rest.n && is_name(rest.p[n]) && rest.p[n] != '-')
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
	for (size_t i = 0; i < text.n && to->n < VALUE_MOST; i++) {
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
	struct expansion to = { postconf, service, mem_new(VALUE_MOST), 0, 0 };
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
