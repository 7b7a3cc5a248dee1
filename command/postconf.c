/*
 * postconf.c - reads the settings of Postfix as Postfix does: lines that begin with a blank go on, # begins a comment, -o overrides.
 */
#include "command/postconf.h"

#include <stdlib.h>
#include <string.h>

enum { ENTRIES_MOST = 10000 };

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool
postconf_is_name(char c)
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
		if (!postconf_is_name(name.p[i]) && name.p[i] != '.')
			return false;
	*parameter = (struct parameter){ name, str_trim(rest) };
	return parameter->value.n <= POSTCONF_VALUE;
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
