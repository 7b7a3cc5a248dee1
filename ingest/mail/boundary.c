/*
 * boundary.c - where the parts of a multipart begin and end.
 */
#include "ingest/mail/boundary.h"
#include "ingest/scan.h"

#include <string.h>
#include <strings.h>

enum { NAME_LONGEST = 256 };

/* A line with the boundary and nothing else. */
struct mark {
	size_t at, end;         /* at: of its first byte; end: of the byte behind its LF */
	bool final;             /* "--" stands behind it */
};

/* Whether the mark, i bytes long, is the whole of the line with which text begins. */
static bool
is_whole(struct str text, size_t i, struct mark *mark)
{
	mark->final = text.n - i >= 2 && text.p[i] == '-' && text.p[i + 1] == '-';
	i += mark->final ? 2 : 0;
	while (i < text.n && (text.p[i] == ' ' || text.p[i] == '\t'))
		i++;
	mark->end = i < text.n ? i + 1 : i;
	return i == text.n || text.p[i] == '\n';
}

/* The start of the next line. By memchr and not by memmem, which a sanitizer lets look at all of the text each time. */
static struct str
next_line(struct str text)
{
	const char *end = text.n == 0 ? NULL : memchr(text.p, '\n', text.n);
	return scan_from(text, end == NULL ? text.n : (size_t)(end - text.p) + 1);
}

/* The first mark in text, which stands at the start of a line. */
static bool
find(struct str text, struct str name, struct mark *mark)
{
	for (struct str line = text; line.n >= name.n; line = next_line(line))
		if (line.p[0] == '-' && memcmp(line.p, name.p, name.n) == 0 && is_whole(line, name.n, mark)) {
			mark->at = (size_t)(line.p - text.p);
			mark->end += mark->at;
			return true;
		}
	return false;
}

static struct str
mark_of(struct str name, struct arena *arena)
{
	return arena_print(arena, "--%.*s", (int)name.n, name.p);
}

/* What stands behind "--" on a line that is followed by the head of a part. */
static struct str
guess(struct str body)
{
	static const char head[] = "Content-";
	for (struct str line = body, next; line.n > 0; line = next) {
		next = next_line(line);
		if (!str_prefix(line, "--") || next.n < sizeof head || strncasecmp(next.p, head, sizeof head - 1) != 0)
			continue;
		struct str name = scan_from((struct str){ line.p, line.n - next.n - 1 }, 2);
		while (name.n > 0 && (name.p[name.n - 1] == ' ' || name.p[name.n - 1] == '\t'))
			name.n--;
		if (name.n > 0 && name.n <= NAME_LONGEST)
			return name;
	}
	return STR_NONE;
}

bool
boundary_begin(struct boundary *boundary, struct str body, struct str name, struct arena *arena)
{
	struct mark mark;
	bool found = false;
	if (name.n > 0 && name.n <= NAME_LONGEST) {
		boundary->mark = mark_of(name, arena);
		found = find(body, boundary->mark, &mark);
	}
	if (!found) {
		name = guess(body);
		if (name.p == NULL)
			return false;
		boundary->mark = mark_of(name, arena);
		found = find(body, boundary->mark, &mark);
	}
	if (found)
		boundary->rest = mark.final ? STR_NONE : scan_from(body, mark.end);
	return found;
}

bool
boundary_next(struct boundary *boundary, struct str *part, bool *open)
{
	struct str text = boundary->rest;
	struct mark mark;
	if (text.p == NULL)
		return false;
	*open = !find(text, boundary->mark, &mark);
	/* The LF before a mark belongs to it. */
	*part = *open ? text : (struct str){ text.p, mark.at > 0 ? mark.at - 1 : 0 };
	boundary->rest = *open || mark.final ? STR_NONE : scan_from(text, mark.end);
	return true;
}
