/*
 * source.c - one stream of content: what is new of it, and the commit of what was taken.
 * The reader's thread reads and takes while the writer's commits; they share the head, which may still grow, and the blocks.
 */
#include "ingest/source.h"

#include "ingest/hash.h"
#include "ingest/match.h"
#include "ingest/source_open.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HEAD_SIZE = FEED_PEEK, SETTLED_SECONDS = 2 };

struct source {
	struct ledger *ledger;
	struct content *content;        /* NULL: there is nothing to read */
	enum source_state state;
	bool complete;                  /* all that the content had was taken and committed */
	int64_t id, modified;
	char *name, *error;
	char *container, *member;       /* of a single message */
	struct look look;               /* before it was read */
	struct trail *trail;
	struct match match;             /* with the bytes that were read to recognise it */
	uint64_t start, offset;         /* content where reading began, and up to which it was given */
	pthread_mutex_t lock;           /* of the head */
	char head[HEAD_SIZE];
	size_t head_n;
};

static struct source *
make(struct ledger *ledger, struct content *content, const char *name)
{
	struct source *source = mem_new(sizeof *source);
	source->ledger = ledger;
	source->content = content;
	source->name = mem_string(str_of(name));
	source->trail = trail_open();
	pthread_mutex_init(&source->lock, NULL);
	if (content == NULL)
		return source;
	struct str head = content_head(content);
	source->head_n = head.n;
	if (head.n > 0)
		memcpy(source->head, head.p, head.n);
	source->look = content_look(content);
	source->modified = content_modified(content);
	return source;
}

/* Notes why the content broke off, and where. */
static void
keep_error(struct source *source)
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

struct source *
source_open(struct ledger *ledger, struct content *content, const char *name)
{
	struct source *source = make(ledger, content, name);
	struct match *match = &source->match;
	*match = match_content(content, source_head(source), ledger, source->trail);
	source->start = source->offset = match->position;
	if (match->kind >= MATCH_PART)
		source->id = match->entry->id;
	else if (match->more)
		source->id = ledger_reserve(ledger);
	if (!match->more)
		source->state = SOURCE_UNCHANGED;
	else if (match->kind == MATCH_WHOLE)
		source->state = SOURCE_GROWN;
	keep_error(source);
	source->complete = !match->more && source->error == NULL;
	if (match->kind == MATCH_WHOLE && !match->more) {
		struct look look = source->complete && content_last(content) ? source->look : (struct look){ 0 };
		ledger_meet(match->entry, name, &look);
	}
	if (match->held_n == 0) {
		free(match->buffer);
		match->buffer = NULL;
	}
	return source;
}

struct source *
source_open_message(struct ledger *ledger, struct content *content, const char *name, const char *path, const char *member)
{
	struct source *source = make(ledger, content, name);
	struct entry *entry = ledger_by_path(ledger, path);
	source->id = entry != NULL ? entry->id : ledger_reserve(ledger);
	source->container = mem_string(str_of(path));
	source->member = member == NULL ? NULL : mem_string(str_of(member));
	return source;
}

struct source *
source_open_unchanged(struct ledger *ledger, struct entry *entry, const char *name, const struct look *look)
{
	struct source *source = make(ledger, NULL, name);
	source->state = SOURCE_UNCHANGED;
	source->id = entry->id;
	source->start = source->offset = entry->position;
	source->look = *look;
	source->modified = look->modified_ns / 1000000000;
	return source;
}

struct source *
source_open_whole(struct ledger *ledger, struct entry *entry, struct content *content, const char *name)
{
	struct source *source = make(ledger, content, name);
	source->id = entry->id;
	return source;
}

void
source_close(struct source *source)
{
	if (source == NULL)
		return;
	if (source->content != NULL && !source->complete)
		content_spoil(source->content);
	trail_close(source->trail);
	pthread_mutex_destroy(&source->lock);
	free(source->match.buffer);
	free(source->name);
	free(source->container);
	free(source->member);
	free(source->error);
	free(source);
}

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

int64_t
source_size(const struct source *source)
{
	return source->look.inode == 0 ? -1 : source->look.size;
}

int64_t
source_consumed(const struct source *source)
{
	return source->content == NULL ? source->look.size : (int64_t)content_consumed(source->content);
}

double
source_share(const struct source *source)
{
	int64_t size = source_size(source);
	return size > 0 ? (double)source_consumed(source) / (double)size : -1;
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

/* A stream that began small: its head grows until it is as long as those of others. */
static void
grow_head(struct source *source, struct str bytes)
{
	if (source->head_n == HEAD_SIZE || source->offset > source->head_n || source->offset + bytes.n <= source->head_n)
		return;
	pthread_mutex_lock(&source->lock);
	size_t skip = source->head_n - (size_t)source->offset, n = bytes.n - skip, room = HEAD_SIZE - source->head_n;
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
		keep_error(source);
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
