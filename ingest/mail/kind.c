/*
 * kind.c - the names of what one mail says of another.
 */
#include "ingest/mail/kind.h"

static const char *const names[] = {
	[BOUNCE_FAILED] = "failed",
	[BOUNCE_DELAYED] = "delayed",
	[BOUNCE_DELIVERED] = "delivered",
	[BOUNCE_RELAYED] = "relayed",
	[BOUNCE_EXPANDED] = "expanded",
	[BOUNCE_AUTOREPLY] = "autoreply",
	[BOUNCE_CHALLENGE] = "challenge",
	[BOUNCE_DISPOSITION] = "disposition",
	[BOUNCE_FEEDBACK] = "feedback",
	[BOUNCE_OTHER] = "other",
};

const char *
bounce_kind_name(enum bounce_kind kind)
{
	if ((unsigned)kind >= LENGTH(names))
		bug("there is no kind of bounce %d", (int)kind);
	return names[kind];
}

bool
bounce_kind_find(struct str name, enum bounce_kind *kind)
{
	for (*kind = 0; *kind <= BOUNCE_OTHER; ++*kind)
		if (str_is(name, names[*kind]))
			return true;
	return false;
}
