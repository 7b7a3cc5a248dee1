/*
 * sift.h - which detects of the dialects may be found in a message: one pass over its body and each field that a detect speaks of.
 * In: all dialects, then messages. Out: a set of the detects' numbers, see prefilter.h.
 */
#ifndef SIFT_H
#define SIFT_H

#include "ingest/mail/dialectfile.h"

struct sift;

/* Numbers the detects. The dialects are borrowed. */
struct sift *sift_open(struct dialect *const *dialects, unsigned count);
void sift_close(struct sift *sift);
/* The set is in the arena. */
const uint64_t *sift_look(const struct sift *sift, const struct dialect_subject *subject, struct arena *arena);

#endif
