/*
 * objects.c - units of text that begin and end with a brace.
 */
#include "ingest/syslog/objects.h"
#include "ingest/scan.h"

#include <string.h>

enum { HOLDER_MOST = 1024 };    /* bytes before the first entry */

/* What of an object was seen. */
struct course {
	size_t n;                       /* bytes */
	unsigned depth;
	bool quoted, escaped;
};

static struct str
behind_marks(struct str text, const char *marks)
{
	while (text.n > 0 && text.p[0] != '\0' && strchr(marks, text.p[0]) != NULL)
		text = scan_from(text, 1);
	return text;
}

/* How long the beginning is of an object that only holds the entries: {"took": 5, "hits": {"hits": [, {"events": [. 0: it is none. */
static size_t
holder(struct str text)
{
	static const char *const lists[] = { "\"events\"", "\"logEvents\"", "\"hits\"", "\"records\"", "\"entries\"", "\"results\"", "\"logs\"" };
	struct str begin = { text.p, text.n < HOLDER_MOST ? text.n : HOLDER_MOST };
	for (size_t i = 0; scan_sees(text, '{') && i < LENGTH(lists); i++)
		for (const char *p = begin.p; (p = memmem(p, (size_t)(begin.p + begin.n - p), lists[i], strlen(lists[i]))) != NULL;) {
			p += strlen(lists[i]);
			struct str rest = behind_marks(scan_from(begin, (size_t)(p - begin.p)), " \t\r\n:"), list = scan_from(rest, scan_sees(rest, '['));
			struct str first = behind_marks(list, " \t\r\n");
			if (list.n < rest.n && scan_sees(first, '{'))
				return (size_t)(first.p - text.p);
		}
	return 0;
}

static struct str
behind_frame(struct str text)
{
	text = behind_marks(text, " \t\r\n,[]}");
	return scan_from(text, holder(text));
}

/* Goes on through text, which begins with a brace. Whether the object is at its end. */
static bool
follow(struct course *course, struct str text)
{
	while (course->n < text.n) {
		char c = text.p[course->n++];
		if (course->escaped)
			course->escaped = false;
		else if (course->quoted && c == '\\')
			course->escaped = true;
		else if (c == '"')
			course->quoted = !course->quoted;
		else if (!course->quoted && (c == '{' || c == '['))
			course->depth++;
		else if (!course->quoted && (c == '}' || c == ']') && --course->depth == 0)
			return true;
	}
	return false;
}

bool
objects_are(struct str head)
{
	struct str text = behind_frame(head);
	bool array = text.n < head.n && memchr(head.p, '[', head.n - text.n) != NULL;
	return scan_sees(text, '{') && (array || (text.n > 1 && (text.p[1] == '\n' || text.p[1] == '\r')));
}

struct str
objects_first(struct str head)
{
	struct course course = { .n = 0 };
	struct str text = behind_frame(head);
	return scan_sees(text, '{') && follow(&course, text) ? (struct str){ text.p, course.n } : STR_NONE;
}

static bool
skip_frame(struct window *window)
{
	for (;;) {
		struct str rest = window_rest(window);
		window_skip(window, rest.n - behind_frame(rest).n);
		if (window_rest(window).n > 0)
			return true;
		if (!window_fill(window, false))
			return false;
	}
}

/* How long the unit at next is. False: its end is not there yet. */
static bool
find_end(struct window *window, size_t *n)
{
	struct course course = { .n = 0 };
	do {
		struct str rest = window_rest(window);
		const char *newline = *rest.p == '{' ? NULL : memchr(rest.p, '\n', rest.n);
		bool ends = *rest.p == '{' ? follow(&course, rest) : newline != NULL;
		*n = newline != NULL ? (size_t)(newline - rest.p) : ends ? course.n : rest.n;
		if (ends || *n > LINES_LIMIT)
			return true;
	} while (window_fill(window, false));
	return false;
}

enum lines_answer
objects_next(struct window *window, struct line *line)
{
	size_t n;
	if (!skip_frame(window))
		return window->paused ? LINES_PAUSE : LINES_END;
	if (!find_end(window, &n)) {
		if (window->paused)
			return LINES_PAUSE;
		if (!source_is_whole(window->source))
			return LINES_END;
	}
	line->cut = n > LINES_LIMIT;
	n = line->cut ? LINES_LIMIT : n;
	line->position = window_position(window);
	line->text = (struct str){ window_rest(window).p, n };
	window_skip(window, n);
	return LINES_UNIT;
}
