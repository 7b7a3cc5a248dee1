/*
 * rdata.h - a value of an answer, as it comes in a DNS message (RFC 1035 section 3.3, without compression).
 */
#ifndef SPF_RDATA_H
#define SPF_RDATA_H

#include "analyze/spf/answers.h"

/* The value as answers.h has it: in the arena, or in p. Absent: it is none of this type. */
struct str rdata_read(enum answer_type type, const unsigned char *p, size_t n, struct arena *arena);

#endif
