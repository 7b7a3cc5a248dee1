/*
 * returned.h - what a bounce returns of the original: its header fields, and what they say.
 * In: a part of the message, or the text behind a dialect's "original". Out: the quoted_* of a bounce.
 */
#ifndef RETURNED_H
#define RETURNED_H

#include "ingest/mail/bounce.h"

/* Whether a text begins like a mail: with header fields that every mail has. */
bool returned_is_mail(struct str text, struct arena *arena);
/* Where a header stands within a text, with a Message-ID or Received lines; up to its end, absent where there is none. */
struct str returned_find(struct str text, struct arena *arena);
/* The header fields of a mail that stands in a text, as it is, quoted with ">" or indented, behind a "From " line or none. */
void returned_from_text(struct str text, struct arena *arena, struct bounce *bounce);
void returned_from_part(const struct message_part *part, struct arena *arena, struct bounce *bounce);
/* From quoted_fields all the rest, where it is not told yet. */
void returned_read(struct hops *hops, struct arena *arena, struct bounce *bounce);

#endif
