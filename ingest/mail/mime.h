/*
 * mime.h - the encodings of mail: transfer encodings, charsets, encoded words, parameters. The door to GMime.
 * In: bytes and what they are said to be. Out: UTF-8. RFC 2045, 2047, 2231. GMime's parser of whole messages is left
 * outside: crafted addresses make it recurse until it crashes, and a million fields take it half a gigabyte.
 * Not to be called by two threads at once.
 */
#ifndef MIME_H
#define MIME_H

#include "base.h"

struct mime_type {
	struct str type;                                /* lower case, as far as it can be read; absent where there is none */
	struct str boundary, charset, report_type;      /* absent where not told */
};

/* A Content-Type value, unfolded. */
void mime_type(struct str value, struct arena *arena, struct mime_type *type);
/* The text without its Content-Transfer-Encoding, at most limit bytes of it: else cut is set. Borrowed where none is used. */
struct str mime_decode(struct str text, struct str encoding, size_t limit, struct arena *arena, bool *cut);
/* Valid UTF-8 without NUL. What is not of the charset, or of no known one, is taken for UTF-8, else for windows-1252.
   Borrowed where nothing had to be changed. */
struct str mime_utf8(struct str text, struct str charset, struct arena *arena);
/* Encoded words decoded; control bytes in them become blanks. */
struct str mime_words(struct str value, struct arena *arena);

#endif
