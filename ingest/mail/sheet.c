/*
 * sheet.c - what of a stream is in memory.
 */
#include "ingest/mail/sheet.h"
#include "ingest/mail/message.h"

#include <stdlib.h>
#include <string.h>

/* The buffer is never smaller, and has room for so much when it is read into. */
enum { CHUNK = 256 * 1024 };

void
sheet_open(struct sheet *sheet, struct source *source)
{
	*sheet = (struct sheet){ .source = source, .room = CHUNK, .position = source_position(source) };
	sheet->bytes = mem_new(sheet->room);
	sheet_take(sheet, 0);
}

void
sheet_close(struct sheet *sheet)
{
	free(sheet->bytes);
}

/* end is an offset in bytes. */
static void
take(struct sheet *sheet, size_t end, struct source_mark *mark)
{
	source_take(sheet->source, (struct str){ sheet->bytes + sheet->taken, end - sheet->taken }, mark);
	sheet->taken = end;
}

void
sheet_take(struct sheet *sheet, size_t n)
{
	take(sheet, sheet->start + n, &sheet->mark);
}

/* What lies before the message goes, and with it the room that a long one took. */
static void
shift(struct sheet *sheet)
{
	size_t gone = sheet->start, left = sheet->filled - gone;
	if (sheet->taken < gone)
		sheet_take(sheet, 0);
	memmove(sheet->bytes, sheet->bytes + gone, left);
	sheet->filled = left;
	sheet->taken -= gone;
	sheet->start = 0;
	if (sheet->room > 4 * CHUNK && left < CHUNK) {
		sheet->room = 2 * CHUNK;
		sheet->bytes = mem_resize(sheet->bytes, sheet->room);
	}
}

bool
sheet_fill(struct sheet *sheet)
{
	if (sheet->start > 0 && sheet->room - sheet->filled < CHUNK)
		shift(sheet);
	if (sheet->room - sheet->filled < CHUNK) {
		size_t most = MESSAGE_BYTES_MAX + 4 * CHUNK;
		sheet->room = 2 * sheet->room < most ? 2 * sheet->room : most;
		sheet->bytes = mem_resize(sheet->bytes, sheet->room);
	}
	size_t n = source_read(sheet->source, sheet->bytes + sheet->filled, sheet->room - sheet->filled);
	sheet->filled += n;
	return n > 0;
}

struct str
sheet_from(const struct sheet *sheet, size_t at)
{
	return (struct str){ sheet->bytes + sheet->start + at, sheet->filled - sheet->start - at };
}

size_t
sheet_drop(struct sheet *sheet, size_t at)
{
	struct source_mark passed;
	if (at <= MESSAGE_BYTES_MAX + CHUNK)
		return at;
	char *message = sheet->bytes + sheet->start, *kept = message + MESSAGE_BYTES_MAX, *from = message + at - SHEET_BEHIND;
	size_t left = (size_t)(sheet->bytes + sheet->filled - from);
	/* the mark stays: a commit before the message's end leaves all of it */
	take(sheet, (size_t)(from - sheet->bytes), &passed);
	memmove(kept, from, left);
	sheet->taken = (size_t)(kept - sheet->bytes);
	sheet->filled = sheet->taken + left;
	sheet->dropped += (uint64_t)(from - kept);
	return MESSAGE_BYTES_MAX + SHEET_BEHIND;
}

void
sheet_pass(struct sheet *sheet, size_t n)
{
	sheet->start += n;
	sheet->position += n + sheet->dropped;
	sheet->dropped = 0;
}
