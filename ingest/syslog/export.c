/*
 * export.c - whole entries of journalctl -o export.
 * A field is "NAME=text" and a newline, or, where the text has newlines, "NAME", a newline, its length in eight bytes,
 * the lowest first, the text, and a newline. An empty line ends the entry.
 */
#include "ingest/syslog/export.h"

#include <string.h>

enum {
	NAME_LIMIT = 64,
	LENGTH_BYTES = 8,
	DATA_LIMIT = 768 * 1024 * 1024          /* of the journal itself; what claims to be longer is no length */
};

enum piece {
	PIECE_WHOLE,            /* n bytes are there */
	PIECE_EMPTY,            /* the line that ends an entry */
	PIECE_LONG,             /* more than LINES_LIMIT: n bytes in all, or 0, up to the next newline */
	PIECE_UNFINISHED        /* the content ends, or pauses, within it */
};

static bool
is_name(const char *p, size_t n)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
	if (n > NAME_LIMIT)
		return false;
	for (size_t i = 0; i < n; i++)
		if (memchr(letters, p[i], sizeof letters - 1) == NULL)
			return false;
	return true;
}

static uint64_t
read_length(const char *p)
{
	uint64_t length = 0;
	for (unsigned i = 0; i < LENGTH_BYTES; i++)
		length |= (uint64_t)(unsigned char)p[i] << (8 * i);
	return length;
}

/* A field whose first line is n bytes long. False: there is too little of it to tell. */
static bool
measure(struct str rest, size_t n, enum piece *piece, size_t *size)
{
	*piece = n == 0 ? PIECE_EMPTY : PIECE_WHOLE;
	*size = n + 1;
	if (n == 0 || !is_name(rest.p, n))
		return true;
	if (rest.n < n + 1 + LENGTH_BYTES)
		return false;
	uint64_t length = read_length(rest.p + n + 1);
	if (length > DATA_LIMIT)
		return true;
	*size = n + 1 + LENGTH_BYTES + (size_t)length + 1;
	if (*size > LINES_LIMIT)
		*piece = PIECE_LONG;
	return *size > LINES_LIMIT || *size <= rest.n;
}

/* The field that begins at bytes behind next. */
static enum piece
find_field(struct window *window, size_t at, bool patient, size_t *size)
{
	enum piece piece = PIECE_UNFINISHED;
	for (size_t searched = 0; ; ) {
		struct str rest = window_rest(window);
		rest.p += at;
		rest.n -= at;
		const char *newline = searched == rest.n ? NULL : memchr(rest.p + searched, '\n', rest.n - searched);
		searched = newline == NULL ? rest.n : (size_t)(newline - rest.p);
		if (searched > LINES_LIMIT) {
			*size = 0;
			return PIECE_LONG;
		}
		if (newline != NULL && measure(rest, searched, &piece, size))
			return piece;
		if (!window_fill(window, patient))
			return PIECE_UNFINISHED;
	}
}

/* Passes a long field; size as find_field gave it. */
static void
skip_field(struct window *window, size_t size)
{
	bool text = size == 0;
	const char *newline = NULL;
	do {
		struct str rest = window_rest(window);
		size_t n = rest.n;
		if (text && n > 0 && (newline = memchr(rest.p, '\n', n)) != NULL)
			n = (size_t)(newline - rest.p) + 1;
		else if (!text && n > size)
			n = size;
		size -= text ? 0 : n;
		window_skip(window, n);
	} while ((text ? newline == NULL : size > 0) && window_fill(window, true));
}

static enum lines_answer
hand_out(struct window *window, struct line *line, struct str text, bool cut)
{
	line->text = text;
	line->cut = cut;
	window_release(window);
	return LINES_UNIT;
}

/* An entry that is too long: its first fields, begun bytes, and of the others those that fit. */
static enum lines_answer
gather(struct window *window, struct line *line, size_t begun)
{
	size_t size;
	window_hold(window);
	window_keep(window, (struct str){ window_rest(window).p, begun });
	window_skip(window, begun);
	for (;;) {
		switch (find_field(window, 0, true, &size)) {
		case PIECE_WHOLE:
			if (size <= LINES_LIMIT - window->side_n)
				window_keep(window, (struct str){ window_rest(window).p, size });
			window_skip(window, size);
			break;
		case PIECE_LONG:
			skip_field(window, size);
			break;
		case PIECE_UNFINISHED:
			if (!source_is_whole(window->source))
				return LINES_END;
			window_skip(window, window_rest(window).n);
			return hand_out(window, line, (struct str){ window->side, window->side_n }, true);
		case PIECE_EMPTY:
			window_skip(window, 1);
			return hand_out(window, line, (struct str){ window->side, window->side_n }, true);
		}
	}
}

/* Passes the empty lines before an entry; false: there is none. */
static bool
begin(struct window *window)
{
	for (;;) {
		struct str rest = window_rest(window);
		if (rest.n == 0 && !window_fill(window, false))
			return false;
		if (rest.n > 0 && *rest.p != '\n')
			return true;
		window_skip(window, rest.n > 0);
	}
}

static enum lines_answer
next_entry(struct window *window, struct line *line)
{
	bool there = begin(window);
	enum piece piece = PIECE_UNFINISHED;
	size_t at = 0, size = 0;
	line->position = window_position(window);
	while (there && (piece = find_field(window, at, false, &size)) == PIECE_WHOLE && at + size <= LINES_LIMIT)
		at += size;
	if (piece == PIECE_UNFINISHED && window->paused)
		return LINES_PAUSE;
	if (piece == PIECE_UNFINISHED && (!there || !source_is_whole(window->source)))
		return LINES_END;
	struct str text = window_rest(window);
	if (piece == PIECE_EMPTY)
		text.n = at;
	if (piece == PIECE_WHOLE || piece == PIECE_LONG || text.n > LINES_LIMIT)
		return gather(window, line, at);
	window_skip(window, text.n + (piece == PIECE_EMPTY));
	return hand_out(window, line, text, false);
}

enum lines_answer
export_next(struct window *window, struct line *line)
{
	enum lines_answer answer;
	do
		answer = next_entry(window, line);
	while (answer == LINES_UNIT && line->text.n == 0);
	return answer;
}
