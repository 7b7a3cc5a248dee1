/*
 * answerfile.h - DNS answers as text: written for a colleague or a test, and read again.
 *
 * One line each, fields separated by tabs, values percent-encoded (a "%" alone is an empty one):
 *   R name TYPE value [at [ttl [seen]]]      one value; lines of the same name, type and time are one answer
 *   X name TYPE|* [at [ttl [seen [failed|timeout]]]]     a lookup that failed
 *   N name TYPE|* [at [ttl [seen [nodata|nxdomain]]]]    there is nothing
 * at and seen are UTC, 2026-11-28T01:02:03Z or seconds; without them an answer holds at all times. The value of an MX is "10 name".
 * S and T lines (the beginning of a world and the tests of a test suite), empty lines and lines that begin with # are passed over.
 */
#ifndef ANSWERFILE_H
#define ANSWERFILE_H

#include "analyze/spf/answers.h"

#include <stdio.h>

struct answerfile {
	unsigned line;                  /* of the error; else how many were read */
	const char *error;              /* what is wrong with that line, or NULL */
	bool timed;                     /* an answer had a time. A file without any is a world: what is not in it does not exist */
};

/* Adds what the text says; at an error it ends, with what stands before it added. */
void answerfile_read(struct str text, struct answers *answers, struct answerfile *result);
/* The same; what has no time is taken to be received at this one, UTC seconds. */
void answerfile_read_at(struct str text, int64_t at, struct answers *answers, struct answerfile *result);
/* Every answer of this store (not of those below it), in order of adding. */
void answerfile_write(struct answers *answers, FILE *out);

#endif
