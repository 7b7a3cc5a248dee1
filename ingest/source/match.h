/*
 * match.h - is this content a stream that we know, and how far?
 * In: content at its beginning, the ledger. Out: the entry, the place where what is new begins, the trail up to there.
 * A file is proved by its last full MiB and what follows it; what cannot be sought in is read and compared block by block.
 * Content shorter than the head of an entry (4 KiB at most) cannot be told to be a part of it, and is new.
 */
#ifndef MATCH_H
#define MATCH_H

#include "ingest/source/content.h"
#include "ingest/source/ledger.h"
#include "ingest/source/trail.h"

enum { MATCH_UNIT_LIMIT = 256 * 1024 };         /* how far back the beginning of a unit of text is looked for */

enum match_kind {
	MATCH_NEW,              /* nothing is known of it */
	MATCH_APART,            /* it begins as the entry does, and goes on otherwise: a stream of its own from position on */
	MATCH_PART,             /* it is a beginning of what the entry knows: nothing new */
	MATCH_WHOLE,            /* it holds what the entry knows, and from position on more, or not */
};

struct match {
	enum match_kind kind;
	struct entry *entry;
	uint64_t position;      /* of the content; of MATCH_APART where a line begins */
	bool more;              /* there is content behind position */
	char *held;             /* bytes from position on that were read already; the caller frees buffer */
	size_t held_n;
	char *buffer;
};

/* Reads content from its beginning; trail is empty at first, and is put to position. */
struct match match_content(struct content *content, struct str head, struct ledger *ledger, struct trail *trail);

#endif
