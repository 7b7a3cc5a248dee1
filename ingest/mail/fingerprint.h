/*
 * fingerprint.h - what tells one mail from another, and the copies of one mail from each other.
 * In: a message taken apart. Out: two hashes of 64 bits. Neither depends on the form in which it is kept: line ends, folds,
 * the quoting of "From " lines and empty lines at the end are left out.
 */
#ifndef FINGERPRINT_H
#define FINGERPRINT_H

#include "ingest/mail/bounce.h"
#include "ingest/hash.h"

/* What all copies of a bounce share: the header fields that its author wrote, which no delivery changes, its body, and what it is
   taken for, so that it does not matter which copy is read first. */
uint64_t fingerprint_of(struct hash *hash, const struct message *message, const struct bounce *bounce);

/* Of all of it, but for the "From " line before it and the fields that a mailbox keeps for itself (Status ...). */
uint64_t fingerprint_whole(struct hash *hash, const struct message *message);

#endif
