/*
 * mention.h - where a text speaks of an address, in any form that mail systems give it.
 * In: text that strangers chose. Out: places of it, and the text with another name there.
 */
#ifndef MENTION_H
#define MENTION_H

#include "base.h"

/* Whether it has local@domain: in any case, with a subaddress, in quotes, within BATV, VERP (local=domain), SRS (domain=local), a source route
   (local%domain) or an URL (local%40domain); but not as the end or the beginning of another address. An address without "@" is mentioned nowhere. */
bool mention_is_in(struct str text, struct str address);
/* The text with name in the place of each local part; the text itself where there is none. */
struct str mention_replace(struct str text, struct str address, struct str name, struct arena *arena);

#endif
