/*
 * zonetext.h - the text of a zone file (RFC 1035 section 5.1), entry by entry.
 * In: a file. Out: each entry on one line, without comments and parentheses, its TTL before its class, for whoever reads records.
 */
#ifndef ZONETEXT_H
#define ZONETEXT_H

#include "base.h"

#include <stdio.h>

enum { ZONETEXT_MAX = 1024 * 1024 };    /* bytes of an entry */

struct zonetext {
	FILE *file;
	unsigned read;                  /* lines of the file */
	char *p;                        /* the entry, with a NUL behind it; it begins with a blank where it has no owner */
	size_t n, size;
	unsigned line;                  /* where it began; where there is an error: that of the error */
	unsigned long_line;             /* of the first string that is too long for one of DNS; 0: none. Some types may have one */
	const char *error;              /* what is wrong with it; nothing is read behind that */
};

/* The file is the caller's. */
void zonetext_begin(struct zonetext *text, FILE *file);
void zonetext_end(struct zonetext *text);
/* The next entry. False: there is no more, or an error. */
bool zonetext_next(struct zonetext *text);

#endif
