/*
 * recall.h - where the content of a row is now: under its name, or in a file beside it that begins alike, or that is the same one.
 */
#ifndef RECALL_H
#define RECALL_H

#include "ingest/content.h"
#include "ingest/ledger.h"

/* Content that stands at the entry's stream, and the name of that, which the caller frees; NULL: it is gone. */
struct content *recall_content(struct ledger *ledger, const struct entry *entry, char **name);
/* The file that is a member of the entry: "folder/new/1.eml" of a folder or Maildir, "mail.tar:1.eml" of an archive; the entry's own file where
   member is NULL. In the arena; absent: it is gone. */
struct str recall_member(const struct entry *entry, const char *member, struct arena *arena);

#endif
