/*
 * lines.c - units of text out of a source: log lines, and which of the three readers a source needs.
 */
#include "ingest/syslog/lines.h"

#include "ingest/syslog/export.h"
#include "ingest/syslog/objects.h"
#include "ingest/syslog/pasted.h"
#include "ingest/syslog/window.h"

#include <stdlib.h>
#include <string.h>

enum {
	BOM_BYTES = 3,                  /* EF BB BF, UTF-8 */
	BEGIN_BYTES = 80                /* in which it shows whether a line begins with blanks and a stamp */
};

struct lines {
	struct window window;
	bool begun, entries, objects;
};

struct lines *
lines_open(struct source *source)
{
	struct lines *lines = mem_new(sizeof *lines);
	window_open(&lines->window, source);
	lines->entries = str_prefix(source_head(source), "__CURSOR=");
	lines->objects = objects_are(source_head(source));
	return lines;
}

void
lines_close(struct lines *lines)
{
	if (lines == NULL)
		return;
	window_close(&lines->window);
	free(lines);
}

void
lines_live(struct lines *lines, int milliseconds)
{
	lines->window.patience = milliseconds;
}

void
lines_mark(struct lines *lines, struct source_mark *mark)
{
	window_mark(&lines->window, mark);
}

/* The length of the line at next, its newline not counted. False: it has none within the limit, or so far. */
static bool
find_newline(struct window *window, size_t *n)
{
	for (size_t searched = 0; ; ) {
		struct str rest = window_rest(window);
		const char *newline = rest.n == searched ? NULL : memchr(rest.p + searched, '\n', rest.n - searched);
		*n = newline == NULL ? rest.n : (size_t)(newline - rest.p);
		if (newline != NULL)
			return *n <= LINES_LIMIT;
		searched = rest.n;
		if (searched > LINES_LIMIT || !window_fill(window, false))
			return false;
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Of a mail that was quoted, "> " stands before all lines. */
static struct str
unquoted(struct str text)
{
	while (text.n > 1 && text.p[0] == '>')
		text = (struct str){ text.p + 1 + (text.p[1] == ' '), text.n - 1 - (text.p[1] == ' ') };
	return text;
}

/* Whether what begins n bytes behind next continues a line. (All lines of what was pasted may be indented.) */
static bool
continues(struct window *window, size_t n)
{
	struct str rest = window_rest(window);
	if (rest.n == n && window_fill(window, false))
		rest = window_rest(window);
	if (rest.n <= n || !(is_blank(rest.p[n]) || rest.p[n] == '>'))
		return false;
	while (rest.n < n + BEGIN_BYTES && window_fill(window, false))
		rest = window_rest(window);
	struct str begin = { rest.p + n, rest.n - n < BEGIN_BYTES ? rest.n - n : BEGIN_BYTES }, line = unquoted(str_cut(&begin, '\n'));
	return line.n > 0 && is_blank(*line.p) && !pasted_begins(line);
}

/* Adds a piece of a line to the side buffer, without the NULs before it. */
static void
keep_text(struct window *window, struct str piece)
{
	while (window->side_n == 0 && piece.n > 0 && *piece.p == '\0') {
		piece.p++;
		piece.n--;
	}
	char *from = window->side + window->side_n, *nul;
	window_keep(window, piece);
	while ((nul = memchr(from, '\0', (size_t)(window->side + window->side_n - from))) != NULL)
		*nul = '?';
}

/* One line to the side buffer, however long it is, joined to what is there by one blank for those before it. False: it has no newline. */
static bool
gather_line(struct window *window)
{
	const char *newline = NULL;
	bool leading = true, quoted = window->side_n > 0 && window->side[0] == '>';
	do {
		struct str rest = window_rest(window);
		newline = rest.n == 0 ? NULL : memchr(rest.p, '\n', rest.n);
		struct str piece = { rest.p, newline == NULL ? rest.n : (size_t)(newline - rest.p) };
		window_skip(window, piece.n + (newline != NULL));
		while (leading && piece.n > 0 && (is_blank(*piece.p) || *piece.p == '\r' || (*piece.p == '>' && quoted))) {
			piece.p++;
			piece.n--;
		}
		if (leading && piece.n > 0 && window->side_n > 0 && !is_blank(window->side[window->side_n - 1]))
			window_keep(window, STR(" "));
		leading = leading && piece.n == 0;
		keep_text(window, piece);
	} while (newline == NULL && window_fill(window, true));
	if (newline != NULL && !window->cut && window->side_n > 0 && window->side[window->side_n - 1] == '\r')
		window->side_n--;
	return newline != NULL;
}

/* A line that is continued or too long. What is unfinished at the end is left for the next time, the whole unit with it. */
static enum lines_answer
gather(struct window *window, struct line *line)
{
	bool newline;
	line->position = window_position(window);
	window_hold(window);
	do
		newline = gather_line(window);
	while (newline && continues(window, 0));
	if (!newline && !source_is_whole(window->source))
		return LINES_END;
	window_release(window);
	line->text = (struct str){ window->side, window->side_n };
	line->cut = window->cut;
	return LINES_UNIT;
}

/* The line without what does not belong to it; mended in the side buffer if need be. */
static struct str
clean(struct window *window, struct str text)
{
	if (text.n > 0 && text.p[text.n - 1] == '\r')
		text.n--;
	if (!window->has_nul || memchr(text.p, '\0', text.n) == NULL)
		return text;
	window->side_n = 0;
	keep_text(window, text);
	return (struct str){ window->side, window->side_n };
}

static enum lines_answer
line_next(struct window *window, struct line *line)
{
	for (;;) {
		size_t n;
		bool newline = find_newline(window, &n);
		if (!newline && n <= LINES_LIMIT) {
			if (window->paused)
				return LINES_PAUSE;
			if (n == 0 || !source_is_whole(window->source))
				return LINES_END;
		}
		if (n > LINES_LIMIT || (newline && continues(window, n + 1))) {
			enum lines_answer answer = gather(window, line);
			if (answer != LINES_UNIT || line->text.n > 0)
				return answer;
			continue;
		}
		line->position = window_position(window);
		line->text = clean(window, (struct str){ window_rest(window).p, n });
		line->cut = false;
		window_skip(window, n + newline);
		while (line->text.n > 0 && is_blank(*line->text.p)) {
			line->text.p++;
			line->text.n--;
		}
		if (line->text.n > 0)
			return LINES_UNIT;
	}
}

enum lines_answer
lines_next(struct lines *lines, struct line *line)
{
	struct window *window = &lines->window;
	if (window->held)
		return LINES_END;
	if (!lines->begun && window->base == 0 && str_prefix(source_head(window->source), "\xef\xbb\xbf")) {
		while (window_rest(window).n < BOM_BYTES && window_fill(window, true))
			;
		window_skip(window, BOM_BYTES);
	}
	lines->begun = true;
	return lines->entries ? export_next(window, line) : lines->objects ? objects_next(window, line) : line_next(window, line);
}
