/*
 * content.c - what a file holds once it is unpacked: one stream of content, or those of an archive one after another.
 */
#include "ingest/source/content.h"

#include "ingest/source/gzip.h"
#include "ingest/source/packed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TAR_BLOCK = 512 };

struct content {
	struct feed *feed;
	struct gzip *gzip;      /* NULL: it is not */
	struct packed *packed;  /* NULL: it is neither compressed otherwise nor an archive */
	bool begun, ended, spoilt;
	char head[FEED_PEEK];   /* of the stream, unpacked; a feed keeps its own */
	size_t head_at, head_n;
	char first[TAR_BLOCK];  /* of what a .gz holds, which may be a tar */
	size_t first_at, first_n;
};

struct content *
content_open(int descriptor, const volatile sig_atomic_t *stop)
{
	struct content *content = mem_new(sizeof *content);
	content->feed = feed_open(descriptor, stop);
	return content;
}

void
content_close(struct content *content)
{
	if (content == NULL)
		return;
	packed_close(content->packed);
	gzip_close(content->gzip);
	feed_close(content->feed);
	free(content);
}

static bool
is_unpacked(const struct content *content)
{
	return content->gzip != NULL || content->packed != NULL;
}

/* The content of a .gz, with what was looked at. */
static size_t
read_gzip(void *context, char *buffer, size_t size)
{
	struct content *content = context;
	size_t n = content->first_n - content->first_at;
	if (n == 0)
		return gzip_read(content->gzip, buffer, size);
	n = n < size ? n : size;
	memcpy(buffer, content->first + content->first_at, n);
	content->first_at += n;
	return n;
}

/* What comes behind the head that was looked at. */
static size_t
read_on(struct content *content, char *buffer, size_t size)
{
	if (content->packed != NULL)
		return packed_read(content->packed, buffer, size);
	if (content->gzip != NULL)
		return read_gzip(content, buffer, size);
	return feed_read(content->feed, buffer, size);
}

static void
begin_gzip(struct content *content)
{
	content->gzip = gzip_open(feed_read, content->feed);
	for (size_t n = 1; n > 0 && content->first_n < TAR_BLOCK; content->first_n += n)
		n = gzip_read(content->gzip, content->first + content->first_n, TAR_BLOCK - content->first_n);
	if (packing_of((struct str){ content->first, content->first_n }) == PACKING_TAR)
		content->packed = packed_open(PACKING_TAR, read_gzip, content);
}

static bool
begin(struct content *content)
{
	enum packing packing = packing_of(feed_peek(content->feed));
	content->begun = true;
	if (packing == PACKING_GZIP)
		begin_gzip(content);
	else if (packing != PACKING_NONE)
		content->packed = packed_open(packing, feed_read, content->feed);
	return content->packed == NULL || packed_next(content->packed);
}

bool
content_next(struct content *content)
{
	if (!content->begun)
		return begin(content);
	content->head_at = content->head_n = 0;
	content->ended = false;
	return content->packed != NULL && packed_next(content->packed);
}

bool
content_last(struct content *content)
{
	return !content->spoilt && (content->packed == NULL || packed_last(content->packed));
}

void
content_spoil(struct content *content)
{
	content->spoilt = true;
}

struct str
content_head(struct content *content)
{
	if (!is_unpacked(content))
		return feed_peek(content->feed);
	for (size_t n = 1; n > 0 && content->head_at == 0 && content->head_n < FEED_PEEK; content->head_n += n)
		n = read_on(content, content->head + content->head_n, FEED_PEEK - content->head_n);
	return (struct str){ content->head, content->head_n };
}

bool
content_is_nested(const struct content *content, struct str head)
{
	return is_unpacked(content) && packing_of(head) != PACKING_NONE;
}

size_t
content_read(struct content *content, char *buffer, size_t size)
{
	size_t n = content->head_n - content->head_at;
	if (n > 0) {
		n = n < size ? n : size;
		memcpy(buffer, content->head + content->head_at, n);
		content->head_at += n;
		return n;
	}
	n = read_on(content, buffer, size);
	content->ended = n == 0 && size > 0;
	return n;
}

const char *
content_error(const struct content *content)
{
	const char *error = feed_error(content->feed);
	if (feed_stopped(content->feed))
		return NULL;
	if (error == NULL && content->gzip != NULL)
		error = gzip_error(content->gzip);
	if (error == NULL && content->packed != NULL)
		error = packed_error(content->packed);
	return error;
}

bool
content_ended(const struct content *content)
{
	return content->ended && !feed_stopped(content->feed) && content_error(content) == NULL;
}

bool
content_is_plain(const struct content *content)
{
	return !is_unpacked(content) && !feed_is_pipe(content->feed);
}

const char *
content_member(const struct content *content)
{
	return content->packed == NULL ? NULL : packed_member(content->packed);
}

bool
content_is_pipe(const struct content *content)
{
	return feed_is_pipe(content->feed);
}

bool
content_ready(struct content *content, int milliseconds)
{
	bool live = !is_unpacked(content) && feed_is_pipe(content->feed);        /* its bytes are the content */
	return !live || feed_ready(content->feed, milliseconds);
}

void
content_seek(struct content *content, uint64_t position)
{
	content->ended = false;
	feed_seek(content->feed, position);
}

struct look
content_look(const struct content *content)
{
	return feed_look(content->feed);
}

char *
content_name(const struct content *content, const char *path)
{
	const char *member = content_member(content);
	size_t size = strlen(path) + 2 + (member == NULL ? 0 : strlen(member));
	char *name = mem_new(size);
	snprintf(name, size, "%s%s%s", path, member == NULL ? "" : ":", member == NULL ? "" : member);
	return name;
}

int64_t
content_modified(const struct content *content)
{
	int64_t member = content->packed == NULL ? 0 : packed_modified(content->packed);
	return member != 0 ? member : feed_look(content->feed).modified_ns / 1000000000;
}

uint64_t
content_consumed(const struct content *content)
{
	return feed_consumed(content->feed);
}
