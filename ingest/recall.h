/*
 * recall.h - where the content of a row is now: under its name, or in a file beside it that begins alike.
 */
#ifndef RECALL_H
#define RECALL_H

#include "ingest/content.h"
#include "ingest/ledger.h"

/* Content that stands at the entry's stream, and the name of that, which the caller frees; NULL: it is gone. */
struct content *recall_content(struct ledger *ledger, const struct entry *entry, char **name);

#endif
