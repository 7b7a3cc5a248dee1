/*
 * source_open.h - how the list of sources makes one: the inner side of source.h.
 * In: content at its beginning, the ledger. Out: a source that stands where what is new begins.
 */
#ifndef SOURCE_OPEN_H
#define SOURCE_OPEN_H

#include "ingest/content.h"
#include "ingest/ledger.h"
#include "ingest/source.h"

/* A stream that is read from content, which stays the caller's and must outlive it. */
struct source *source_open(struct ledger *ledger, struct content *content, const char *name);
/* One message, of the file at path; member is its name there, or NULL. */
struct source *source_open_message(struct ledger *ledger, struct content *content, const char *name, const char *path, const char *member);
/* One of which the entry knows all; name and look are those of the file. */
struct source *source_open_unchanged(struct ledger *ledger, struct entry *entry, const char *name, const struct look *look);
/* The stream of an entry from its first byte, never to be committed. */
struct source *source_open_whole(struct ledger *ledger, struct entry *entry, struct content *content, const char *name);
void source_close(struct source *source);

#endif
