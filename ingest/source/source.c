/*
 * source.c - one stream of content as it is read: its bytes, what they were, and the commit of what was taken.
 * The reader's thread reads and takes while the writer's commits; they share the head, which may still grow, and the blocks.
 */
#include "ingest/source/source_open.h"

#include "ingest/hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SETTLED_SECONDS = 2 };

enum source_state
source_state(const struct source *source)
{
	return source->state;
}

int64_t
source_id(const struct source *source)
{
	return source->id;
}

const char *
source_name(const struct source *source)
{
	return source->name;
}

const char *
source_container(const struct source *source)
{
	return source->container;
}

const char *
source_member(const struct source *source)
{
	return source->member;
}

int64_t
source_modified(const struct source *source)
{
	return source->modified != 0 ? source->modified : ledger_now(source->ledger);
}

double
source_share(const struct source *source)
{
	if (source->look.inode == 0 || source->look.size == 0)
		return -1;
	return source->content == NULL ? 1 : (double)content_consumed(source->content) / (double)source->look.size;
}

bool
source_is_pipe(const struct source *source)
{
	return source->content != NULL && content_is_pipe(source->content);
}

struct str
source_head(const struct source *source)
{
	return (struct str){ source->head, source->head_n };
}

const char *
source_error(const struct source *source)
{
	return source->error;
}

uint64_t
source_position(const struct source *source)
{
	return source->start;
}

void
source_keep_error(struct source *source)
{
	const char *why = content_error(source->content);
	char text[512];
	if (why == NULL || source->error != NULL)
		return;
	snprintf(text, sizeof text, "%s after %" PRIu64 " bytes of content", why, source->offset);
	size_t size = strlen(source->name) + strlen(text) + 3;
	source->error = mem_new(size);
	snprintf(source->error, size, "%s: %s", source->name, text);
}

/* A stream that began small: its head grows until it is as long as those of others. */
static void
grow_head(struct source *source, struct str bytes)
{
	if (source->head_n == sizeof source->head || source->offset > source->head_n || source->offset + bytes.n <= source->head_n)
		return;
	pthread_mutex_lock(&source->lock);
	size_t skip = source->head_n - (size_t)source->offset, n = bytes.n - skip, room = sizeof source->head - source->head_n;
	memcpy(source->head + source->head_n, bytes.p + skip, n < room ? n : room);
	source->head_n += n < room ? n : room;
	pthread_mutex_unlock(&source->lock);
}

size_t
source_read(struct source *source, char *buffer, size_t size)
{
	struct match *match = &source->match;
	size_t n = match->held_n < size ? match->held_n : size;
	if (source->content == NULL || source->state == SOURCE_UNCHANGED)
		return 0;
	if (n > 0) {
		memcpy(buffer, match->held, n);
		match->held += n;
		match->held_n -= n;
	} else {
		n = content_read(source->content, buffer, size);
	}
	if (n == 0)
		source_keep_error(source);
	grow_head(source, (struct str){ buffer, n });
	source->offset += n;
	return n;
}

bool
source_ready(struct source *source, int milliseconds)
{
	return source->content == NULL || source->match.held_n > 0 || content_ready(source->content, milliseconds);
}

bool
source_is_whole(const struct source *source)
{
	if (source->content == NULL || !content_ended(source->content))
		return false;
	return !content_is_plain(source->content) ||
	    content_look(source->content).modified_ns / 1000000000 + SETTLED_SECONDS <= (int64_t)time(NULL);
}

void
source_take(struct source *source, struct str bytes, struct source_mark *mark)
{
	trail_feed(source->trail, bytes);
	mark->position = trail_position(source->trail);
	mark->blocks = mark->position / TRAIL_BLOCK;
	mark->tail_hash = trail_tail(source->trail);
}

/* What the file looks like now that all of it was taken, or nothing where that is not so. */
static struct look
look_at_end(struct source *source, const struct source_mark *mark)
{
	struct look none = { 0 };
	source->complete = mark->position == source->offset && content_ended(source->content);
	if (!source->complete)
		return none;
	if (content_is_plain(source->content)) {
		struct look look = content_look(source->content);
		return (uint64_t)look.size == mark->position ? look : none;
	}
	return content_last(source->content) ? source->look : none;
}

void
source_commit(struct source *source, const struct source_mark *mark, bool ended)
{
	if (source->container != NULL) {
		struct entry values = { .id = source->id, .path = source->container };
		values.look = ended ? look_at_end(source, mark) : values.look;
		ledger_save(source->ledger, &values, STR_NONE);
	} else if (source->state != SOURCE_UNCHANGED) {
		struct str blocks = trail_blocks(source->trail, mark->blocks);
		struct entry values = {
			.id = source->id, .path = source->name, .position = mark->position, .tail_hash = mark->tail_hash,
			.look = ended ? look_at_end(source, mark) : (struct look){ 0 },
		};
		pthread_mutex_lock(&source->lock);
		values.head_length = source->head_n;
		values.head_hash = hash_of(source_head(source));
		pthread_mutex_unlock(&source->lock);
		ledger_save(source->ledger, &values, blocks);
		free((char *)blocks.p);
	}
	ledger_settle(source->ledger);
}
