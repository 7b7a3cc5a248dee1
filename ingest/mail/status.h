/*
 * status.h - enhanced status codes (RFC 3463) in what hosts say: "550 5.1.1 no such user", "(#5.1.1)", "5.1.1 (bad mailbox)".
 * In: text. Out: the code in it.
 */
#ifndef STATUS_H
#define STATUS_H

#include "base.h"

/* What a Status field and a diagnostic say together: the field, unless it is absent or x.0.0 and the diagnostic has a code of the same class that tells more. */
struct str status_of(struct str field, struct str diagnostic);
/* The code in a text that speaks of more than a failure: only one behind a reply code of its class, "#" or "(". Absent where there is none. */
struct str status_told(struct str text);

#endif
