/*
 * played.h - a source that is played: content from memory, in pieces of a given size, for tests of who reads one.
 * It checks that what is taken is the content, in order and without holes.
 */
#ifndef PLAYED_H
#define PLAYED_H

#include "ingest/source/sources.h"

#include <stdlib.h>
#include <string.h>

struct source {
	struct str content;
	uint64_t start, at, taken;
	size_t piece;
	bool unfinished;        /* more will come */
};

static inline struct source
played(struct str content, uint64_t start, size_t piece)
{
	return (struct source){ .content = content, .start = start, .at = start, .taken = start, .piece = piece };
}

uint64_t
source_position(const struct source *source)
{
	return source->start;
}

struct str
source_head(const struct source *source)
{
	return (struct str){ source->content.p, source->content.n < 4096 ? source->content.n : 4096 };
}

size_t
source_read(struct source *source, char *buffer, size_t size)
{
	size_t n = source->content.n - source->at;
	n = n < size ? n : size;
	n = n < source->piece ? n : source->piece;
	if (n > 0)
		memcpy(buffer, source->content.p + source->at, n);
	source->at += n;
	return n;
}

bool
source_is_whole(const struct source *source)
{
	return !source->unfinished;
}

void
source_take(struct source *source, struct str bytes, struct source_mark *mark)
{
	if (source->taken + bytes.n > source->at || (bytes.n > 0 && memcmp(bytes.p, source->content.p + source->taken, bytes.n) != 0))
		bug("what is taken is not the content");
	source->taken += bytes.n;
	mark->position = source->taken;
}

#endif
