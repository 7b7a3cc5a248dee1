/*
 * text.h - what SQL may ask of a text: its domain, its key, its shape.
 * Plain functions, so that they can be tested without a database.
 */
#ifndef TEXT_H
#define TEXT_H

#include "base.h"

/* The part behind the last @ as it stands (RFC 5321 domains are compared without case: lower it to compare); absent where there is none. */
struct str text_domain(struct str address);

/* A number of 27 bits that texts alike but for ASCII case share (FNV-1a, folded): for indexes that would be long as text. */
enum { TEXT_KEY_BITS = 27 };
int64_t text_key(struct str text);

/*
 * The shape of a line: what stays the same from one to the next. Numbers become N, ids and hex with digits in them X, text in <>
 * [] () "" is dropped, addresses become @, and no more than size bytes are written. Returns the length.
 */
size_t text_shape(struct str text, char *out, size_t size);

#endif
