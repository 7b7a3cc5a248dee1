/*
 * source_open.h - how the list of sources makes one: the inner side of source.h.
 * In: content at its beginning, the ledger. Out: a source that stands where what is new begins.
 */
#ifndef SOURCE_OPEN_H
#define SOURCE_OPEN_H

#include "ingest/source/content.h"
#include "ingest/source/ledger.h"
#include "ingest/source/match.h"
#include "ingest/source/source.h"

#include <pthread.h>

/* For source_open.c and source.c alone. */
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
	char head[FEED_PEEK];
	size_t head_n;
};

/* A stream that is read from content, which stays the caller's and must outlive it. */
struct source *source_open(struct ledger *ledger, struct content *content, const char *name);
/* One message, of the file at path; member is its name there, or NULL. */
struct source *source_open_message(struct ledger *ledger, struct content *content, const char *name, const char *path, const char *member);
/* One of which the entry knows all; name and look are those of the file. */
struct source *source_open_unchanged(struct ledger *ledger, struct entry *entry, const char *name, const struct look *look);
/* The stream of an entry from its first byte, never to be committed. */
struct source *source_open_whole(struct ledger *ledger, struct entry *entry, struct content *content, const char *name);
void source_close(struct source *source);

/* Notes why the content broke off, if it did, and where: for source_error. */
void source_keep_error(struct source *source);

#endif
