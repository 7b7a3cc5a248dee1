/*
 * recall.h - the content of a row of source again, wherever it lies now: under its name, or in a file beside it that begins alike, or that is
 * the same one.
 * In: rows. Out: streams from their first byte, only to be read; or names. The store may be read-only.
 */
#ifndef RECALL_H
#define RECALL_H

#include "ingest/source/source.h"
#include "schema/store.h"

struct recall;
struct recall *recall_open(struct store *store);
void recall_close(struct recall *recall);

/* The whole stream of a row. Borrowed until the next call; NULL: it is gone. */
struct source *recall_source(struct recall *recall, int64_t id);
/* Whether a row is a stream; else it holds messages of which each is known by itself. */
bool recall_is_stream(struct recall *recall, int64_t id);
/* The file that is a member of such a row: "folder/new/1.eml" of a folder or Maildir, "mail.tar:1.eml" of an archive; the row's own file where
   member is NULL. In the arena; absent: it is gone. */
struct str recall_member(struct recall *recall, int64_t id, const char *member, struct arena *arena);

#endif
