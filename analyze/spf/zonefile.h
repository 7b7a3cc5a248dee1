/*
 * zonefile.h - a zone in master format (RFC 1035 section 5), as if it were published already.
 * In: a file. Out: its records in the store; below its apex nothing else exists, but for what it delegates.
 */
#ifndef ZONEFILE_H
#define ZONEFILE_H

#include "analyze/spf/answers.h"

struct zonefile {
	unsigned line;                  /* of the error */
	struct str error;               /* what is wrong with that line or the file; absent: it was read. In the arena */
	unsigned records;               /* taken: A AAAA CNAME MX PTR TXT SPF */
};

/* Without $ORIGIN names are relative to the name of the file, less "db." before it and ".zone", ".db" or ".txt" behind it. Without a SOA
   the store knows all of the names in the file, and of nothing else. $INCLUDE is refused. */
void zonefile_read(const char *path, struct answers *answers, struct arena *arena, struct zonefile *result);

#endif
