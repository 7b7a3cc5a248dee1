/*
 * mailbox.h - addresses as bounces write them: with a type, in brackets, in xtext, in quotes.
 * In: the text of one. Out: the address alone. RFC 3464 section 2.3.1, RFC 3461 section 4 (xtext), RFC 6533 section 3 (utf-8-addr).
 */
#ifndef MAILBOX_H
#define MAILBOX_H

#include "base.h"

/* Takes "type;" off the front, with the blanks about it; absent where there is none. */
struct str mailbox_type(struct str *value);
/* An address as it stands in a text: without brackets, "mailto:" and the like, a route, outer quotes and what a sentence puts behind it. Absent where nothing is left. */
struct str mailbox_clean(struct str text);
/* The value of a recipient field: type; address. Decoded and clean; absent where it names nobody. */
struct str mailbox_of_field(struct str value, struct arena *arena);
/* Whether it has a domain; a name alone is one on the host that tells it, or of another kind of mail. */
bool mailbox_is_address(struct str address);
/* The same mailbox: the domain without case, the local part with it. */
bool mailbox_equal(struct str a, struct str b);
/* Of what mailbox_equal looks at. */
uint64_t mailbox_hash(struct str a);

#endif
