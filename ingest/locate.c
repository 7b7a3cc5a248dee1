/*
 * locate.c - from a row back to its line or message: which file holds it now, and which line of it that is.
 * Rows are mostly asked for in the order of their streams, so the stream stays open where the last answer left it.
 */
#include "ingest/ingest.h"
#include "ingest/source/recall.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 4096 };

static struct place {
	struct recall *recall;
	struct source *source;
	int64_t id;                     /* of the source; 0: none is open */
	uint64_t position, lines;       /* of buffer[at], and the newlines before it */
	char buffer[64 * 1024];
	size_t at, filled;
	uint64_t answered, answer_line; /* the last answer */
	char answer[TEXT_MAX];
	size_t answer_length;
} place;

static bool
fill(void)
{
	place.at = 0;
	place.filled = source_read(place.source, place.buffer, sizeof place.buffer);
	return place.filled > 0;
}

static struct recall *
recall_of(struct store *store)
{
	if (place.recall == NULL)
		place.recall = recall_open(store);
	return place.recall;
}

static bool
open_at_start(struct store *store, int64_t id)
{
	place.source = recall_source(recall_of(store), id);
	place.id = place.source == NULL ? 0 : id;
	place.position = place.lines = 0;
	place.at = place.filled = 0;
	place.answered = UINT64_MAX;
	return place.source != NULL;
}

static bool
go_to(uint64_t position)
{
	while (place.position < position) {
		if (place.at == place.filled && !fill())
			return false;
		size_t n = place.filled - place.at;
		if (n > position - place.position)
			n = (size_t)(position - place.position);
		for (const char *p = place.buffer + place.at, *end = p + n; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
			place.lines++;
		place.at += n;
		place.position += n;
	}
	return true;
}

static void
take_line(void)
{
	place.answered = place.position;
	place.answer_line = place.lines + 1;
	place.answer_length = 0;
	while (place.answer_length < sizeof place.answer) {
		if (place.at == place.filled && !fill())
			return;
		char c = place.buffer[place.at];
		if (c == '\n')
			return;
		place.answer[place.answer_length++] = c;
		place.at++;
		place.position++;
	}
}

bool
ingest_locate(struct store *store, int64_t source, uint64_t position, struct arena *arena, struct str *path, uint64_t *line_number, struct str *text)
{
	bool same = place.id == source && place.id != 0;
	if (!(same && place.answered == position)) {
		if ((!same || place.position > position) && !open_at_start(store, source))
			return false;
		if (!go_to(position)) {
			place.id = 0;
			return false;
		}
		take_line();
	}
	*path = arena_copy(arena, path_near(str_of(source_name(place.source))));
	*line_number = place.answer_line;
	*text = arena_copy(arena, str_trim((struct str){ place.answer, place.answer_length }));
	return true;
}

bool
ingest_locate_message(struct store *store, int64_t source, uint64_t position, struct str member, struct arena *arena, struct str *path, uint64_t *line_number)
{
	struct str text;
	if (recall_is_stream(recall_of(store), source))
		return ingest_locate(store, source, position, arena, path, line_number, &text) && (position == 0 || str_prefix(text, "From "));
	*line_number = 0;
	*path = recall_member(recall_of(store), source, arena_copy(arena, member).p, arena);
	*path = path->p == NULL ? *path : path_near(*path);
	return path->p != NULL;
}
