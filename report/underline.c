/*
 * underline.c - a text from outside with a part of it underlined.
 */
#include "report/underline.h"
#include "report/safe.h"
#include "report/utf8.h"

#include <stdio.h>

enum { LINES_WHOLE = 6, LINES_AROUND = 1, WIDTH_LEAST = 20 };   /* of a text that is printed whole; before and behind the part of one that is not */

/* The text made safe, and where in it the part is; nowhere: from and to are the same. */
struct marked {
	struct str text;
	size_t from, to;
};

static struct marked
mark(struct arena *arena, struct str text, int64_t at, size_t n)
{
	struct marked marked = { safe_terminal(arena, text), 0, 0 };
	if (at < 0)
		return marked;
	size_t start = (size_t)at > text.n ? text.n : (size_t)at, length = n > text.n - start ? text.n - start : n;
	struct str before = safe_terminal(arena, (struct str){ text.p, start });
	struct str part = safe_terminal(arena, (struct str){ text.p + start, length });
	struct str behind = safe_terminal(arena, (struct str){ text.p + start + length, text.n - start - length });
	/* A blank where nothing stands, to point at. */
	bool end = part.n + behind.n == 0;
	marked.text = arena_print(arena, "%.*s%.*s%.*s%s", (int)before.n, before.p, (int)part.n, part.p, (int)behind.n, behind.p, end ? " " : "");
	marked.from = before.n;
	marked.to = before.n + (part.n > 0 ? part.n : 1);
	return marked;
}

/* Broken behind blanks where there are some; nothing is lost, so that places stay. */
static struct str
next_line(struct str *rest, size_t width)
{
	struct str line = { rest->p, 0 };
	size_t used = 0, blank = 0;
	while (line.n < rest->n) {
		uint32_t character;
		struct str ahead = { rest->p + line.n, rest->n - line.n };
		size_t length = utf8_decode(ahead, &character);
		ahead.n = length == 0 ? 1 : length;
		used += utf8_width(ahead);
		if (used > width)
			break;
		line.n += ahead.n;
		if (ahead.p[0] == ' ')
			blank = line.n;
	}
	if (line.n < rest->n && blank > 0)
		line.n = blank;
	*rest = (struct str){ rest->p + line.n, rest->n - line.n };
	return line;
}

static void
put_line(const struct marked *marked, struct str line, size_t indent)
{
	size_t start = (size_t)(line.p - marked->text.p), end = start + line.n;
	while (line.n > 0 && line.p[line.n - 1] == ' ' && (end <= marked->from || end > marked->to))
		line.n--, end--;
	size_t from = marked->from > start ? marked->from : start, to = marked->to < end ? marked->to : end;
	printf("%*s%.*s\n", (int)indent, "", (int)line.n, line.p);
	if (from >= to)
		return;
	printf("%*s", (int)(indent + utf8_width((struct str){ line.p, from - start })), "");
	for (size_t i = utf8_width((struct str){ line.p + from - start, to - from }); i > 0; i--)
		putchar('^');
	putchar('\n');
}

/* How many lines there are, and the first one of the part. */
static size_t
count_lines(const struct marked *marked, size_t width, size_t *first)
{
	size_t count = 0;
	*first = 0;
	for (struct str rest = marked->text; rest.n > 0; count++)
		if ((size_t)(next_line(&rest, width).p - marked->text.p) <= marked->from)
			*first = count;
	return count;
}

void
underline_print(struct output *output, size_t indent, struct str text, int64_t at, size_t n)
{
	if (output->format != REPORT_TEXT || text.p == NULL)
		return;
	size_t width = output->width > indent + WIDTH_LEAST ? output->width - indent : WIDTH_LEAST, first, i = 0;
	struct marked marked = mark(output->arena, text, at, n);
	bool whole = count_lines(&marked, width, &first) <= LINES_WHOLE;
	for (struct str rest = marked.text; rest.n > 0; i++) {
		struct str line = next_line(&rest, width);
		if (whole || (i + LINES_AROUND >= first && i < first + LINES_WHOLE - LINES_AROUND))
			put_line(&marked, line, indent);
		else if (i == 0 || i == first + LINES_WHOLE - LINES_AROUND)
			printf("%*s...\n", (int)indent, "");
	}
	output->started = true;
	arena_reset(output->arena);
}
