/*
 * pasted.c - log lines out of what was copied from elsewhere.
 */
#include "ingest/syslog/pasted.h"
#include "ingest/scan.h"
#include "ingest/syslog/stamp.h"

#include <string.h>

enum {
	BEFORE_MOST = 160,      /* bytes that stand before a stamp */
	ENTITY_MOST = 8         /* bytes of a name */
};

static bool
has(struct str text, const char *what)
{
	return memmem(text.p, text.n, what, strlen(what)) != NULL;
}

unsigned
pasted_signs(struct str unit, unsigned known)
{
	unsigned colours = memchr(unit.p, '\033', unit.n) != NULL ? PASTED_COLOURS : 0;
	if (known & (PASTED_MARKUP | PASTED_NEITHER))
		return colours;
	return colours | (has(unit, "=<") ? PASTED_NEITHER : has(unit, "=&lt;") || has(unit, "<br") ? PASTED_MARKUP : 0);
}

/* A colour, or the erasing that grep and less put beside it (ESC [ ... m, ESC [ K). All else a stranger wrote, and it stays. */
static size_t
colour(struct str text)
{
	size_t n = 2;
	if (text.n < 3 || text.p[0] != '\033' || text.p[1] != '[')
		return 0;
	while (n < text.n && (scan_is_digit(text.p[n]) || text.p[n] == ';'))
		n++;
	return n < text.n && (text.p[n] == 'm' || text.p[n] == 'K') ? n + 1 : 0;
}

/* <br>, </pre>, <span class="x">. An address in such brackets is none. */
static size_t
tag(struct str text)
{
	static const char *const names[] = { "br", "p", "pre", "code", "span", "div", "li", "tt", "font", "b", "i", "a", "td", "tr", "em", "strong", "samp" };
	const char *end = scan_sees(text, '<') ? memchr(text.p, '>', text.n) : NULL;
	if (end == NULL)
		return 0;
	struct str inside = { text.p + 1, (size_t)(end - text.p - 1) };
	inside = scan_from(inside, scan_sees(inside, '/'));
	struct str name = { inside.p, scan_name(inside) };
	if (name.n < inside.n && inside.p[name.n] != ' ' && inside.p[name.n] != '/')
		return 0;
	for (size_t i = 0; i < LENGTH(names); i++)
		if (scan_alike(name, str_of(names[i])))
			return (size_t)(end + 1 - text.p);
	return 0;
}

/* Of ASCII; its length, 0: it is none. */
static size_t
entity(struct str text, char *character)
{
	static const struct { const char *name; char character; } named[] = { { "lt", '<' }, { "gt", '>' }, { "amp", '&' }, { "quot", '"' }, { "apos", '\'' }, { "nbsp", ' ' } };
	const char *end = scan_sees(text, '&') ? memchr(text.p, ';', text.n < ENTITY_MOST ? text.n : ENTITY_MOST) : NULL;
	if (end == NULL)
		return 0;
	struct str name = { text.p + 1, (size_t)(end - text.p - 1) };
	for (size_t i = 0; i < LENGTH(named); i++)
		if (str_is(name, named[i].name)) {
			*character = named[i].character;
			return name.n + 2;
		}
	bool hexadecimal = str_prefix(name, "#x");
	unsigned sum = 0;
	for (size_t i = hexadecimal ? 2 : 1; i < name.n; i++) {
		const char *digits = "0123456789abcdef", *digit = memchr(digits, name.p[i] | 0x20, 16);
		if (digit == NULL || (!hexadecimal && !scan_is_digit(name.p[i])))
			return 0;
		sum = (hexadecimal ? 16 : 10) * sum + (unsigned)(digit - digits);
	}
	if (name.n < 2 || name.p[0] != '#' || sum < 0x20 || sum > 0x7e)
		return 0;
	*character = (char)sum;
	return name.n + 2;
}

struct str
pasted_clean(struct str unit, unsigned signs, struct arena *arena)
{
	char *to = arena_take(arena, unit.n + 1);
	struct str clean = { to, 0 };
	while (unit.n > 0) {
		char character = *unit.p;
		size_t n = signs & PASTED_COLOURS ? colour(unit) : 0;
		if (n == 0 && signs & PASTED_MARKUP)
			n = tag(unit);
		if (n == 0) {
			n = signs & PASTED_MARKUP ? entity(unit, &character) : 0;
			to[clean.n++] = character;
			n = n == 0 ? 1 : n;
		}
		unit = scan_from(unit, n);
	}
	return clean;
}

static bool
is_word(char c)
{
	return scan_is_name(c) && strchr("-_.", c) == NULL;
}

/* How long a stamp is with which text begins, and behind which something stands. (Seconds since 1970 are any number.) */
static size_t
stamp(struct str text)
{
	struct stamp found;
	if (text.n < 10 || ((*text.p & 0x80) == 0 && !is_word(*text.p)) || (scan_is_digit(text.p[0]) && text.p[4] != '-' && text.p[4] != '/'))
		return 0;
	size_t n = stamp_read(text, &found);
	return n < text.n ? n : 0;
}

static struct str
behind_marks(struct str text)
{
	size_t n = 0;
	while (n < text.n && n < BEFORE_MOST && strchr(" \t>|#*-", text.p[n]) != NULL && text.p[n] != '\0')
		n++;
	return scan_from(text, n);
}

bool
pasted_begins(struct str text)
{
	struct str line = behind_marks(text), numbered = scan_blanks(scan_from(line, scan_digits(line)));
	return stamp(line) > 0 || (line.n < text.n && stamp(numbered) > 0);
}

/* From its stamp on; where a quote stands before that, to the next one. */
static struct str
from_stamp(struct str text)
{
	for (size_t i = 0; i < text.n && i < BEFORE_MOST; i++) {
		if ((i > 0 && is_word(text.p[i - 1])) || stamp(scan_from(text, i)) == 0)
			continue;
		struct str line = scan_from(text, i);
		const char *end = i > 0 && strchr("\"`'", text.p[i - 1]) != NULL ? memrchr(line.p, text.p[i - 1], line.n) : NULL;
		return end == NULL ? line : (struct str){ line.p, (size_t)(end - line.p) };
	}
	return STR_NONE;
}

/* Where the first cell of a row ends; at its end, if it is all one. */
static size_t
first_cell(struct str row)
{
	bool quoted = false;
	size_t n = 0;
	for (; n < row.n && (quoted || strchr(",;\t", row.p[n]) == NULL || row.p[n] == '\0'); n++)
		quoted = quoted != (row.p[n] == '"');
	return n;
}

/* Cells of which some are quoted; or the first is a time alone. */
static bool
is_row(struct str line)
{
	struct stamp found;
	struct str cell = { line.p, first_cell(line) };
	return scan_sees(line, '"') || has(line, ",\"") || has(line, ";\"") || (cell.n > 0 && cell.n < line.n && stamp_read(cell, &found) == cell.n);
}

/* Takes one cell and what separates it from the next; the cell goes to where there is room for all of rest, without its quotes. */
static struct str
take_cell(struct str *rest, char between, char *to)
{
	size_t n = 0, i = 0;
	bool quoted = false;
	for (; i < rest->n && (quoted || rest->p[i] != between); i++) {
		bool quote = rest->p[i] == '"', last = i + 1 == rest->n, pair = quote && quoted && !last && rest->p[i + 1] == '"';
		if (quote && !quoted && n == 0)
			quoted = true;
		else if (quote && quoted && !pair && (last || rest->p[i + 1] == between))
			quoted = false;
		else
			to[n++] = rest->p[i];
		i += pair;
	}
	*rest = i < rest->n ? scan_from(*rest, i + 1) : STR_NONE;
	return (struct str){ to, n };
}

static struct str
line_of_cells(struct str row, struct arena *arena)
{
	char *to = arena_take(arena, row.n + 1);
	struct str all = { to, 0 };
	size_t first = first_cell(row);
	char between = first < row.n ? row.p[first] : ',';
	while (row.p != NULL) {
		struct str cell = take_cell(&row, between, to + all.n);
		if (stamp(cell) > 0)
			return cell;
		all.n += cell.n;
		if (row.p != NULL)
			to[all.n++] = ' ';
	}
	return all;
}

/* A row of Papertrail's archives: its number, two times, a number, host, address, facility, severity, program, message. */
static struct str
line_of_archive(struct str row, struct arena *arena)
{
	enum { AT = 1, HOST = 4, PROGRAM = 8, CELLS };
	struct str cells[CELLS], rest = row;
	struct stamp found;
	for (size_t i = 0; i < CELLS; i++)
		if ((cells[i] = str_cut(&rest, '\t')).n == 0 || rest.p == NULL)
			return STR_NONE;
	if (scan_digits(cells[0]) != cells[0].n || stamp_read(cells[AT], &found) != cells[AT].n)
		return STR_NONE;
	const struct str pieces[] = { cells[AT], STR(" "), cells[HOST], STR(" "), cells[PROGRAM], STR(": "), rest };
	char *to = arena_take(arena, row.n + 1);
	struct str line = { to, 0 };
	for (size_t i = 0; i < LENGTH(pieces); line.n += pieces[i++].n)
		memcpy(to + line.n, pieces[i].p, pieces[i].n);
	return line;
}

struct str
pasted_line(struct str unit, struct arena *arena)
{
	struct str line = behind_marks(unit), archived = line_of_archive(line, arena);
	if (archived.p != NULL)
		return archived;
	if (line.n > 0 && is_row(line)) {
		struct str cells = line_of_cells(line, arena);
		if (stamp(cells) > 0)
			return cells;
	}
	line = from_stamp(unit);
	return line.n < unit.n ? line : STR_NONE;
}
