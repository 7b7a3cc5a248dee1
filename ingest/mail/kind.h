/*
 * kind.h - what one mail says of another, in a word.
 */
#ifndef KIND_H
#define KIND_H

#include "base.h"

enum bounce_kind {              /* where recipients differ, the worst: the first of these */
	BOUNCE_FAILED, BOUNCE_DELAYED, BOUNCE_DELIVERED, BOUNCE_RELAYED, BOUNCE_EXPANDED,
	BOUNCE_AUTOREPLY, BOUNCE_CHALLENGE, BOUNCE_DISPOSITION, BOUNCE_FEEDBACK,
	BOUNCE_OTHER
};

/* "failed", as the database has it and as dialects write it. */
const char *bounce_kind_name(enum bounce_kind kind);
/* False: there is none of that name. */
bool bounce_kind_find(struct str name, enum bounce_kind *kind);

#endif
