/*
 * utf8.h - text as a terminal sees it: characters, and the columns they take.
 * In: bytes. Out: characters by RFC 3629 (no overlong forms, no surrogates), widths.
 */
#ifndef UTF8_H
#define UTF8_H

#include "base.h"

/* The character at the start of text and its length in bytes; 0 where there is none in UTF-8. */
size_t utf8_decode(struct str text, uint32_t *character);
/* Columns on a terminal; what is no UTF-8 counts one a byte. */
size_t utf8_width(struct str text);
/* The text in at most width columns; what had to be cut ends with an ellipsis. A copy in the arena, or the text itself. */
struct str utf8_cut(struct arena *arena, struct str text, size_t width);
/* The same with its end kept: the ellipsis stands first. */
struct str utf8_tail(struct arena *arena, struct str text, size_t width);
/* Takes a line of at most width columns off rest: whole words; hard: a word that is wider is broken, else it stands alone. At the end rest is empty. */
struct str utf8_line(struct str *rest, size_t width, bool hard);
/* ASCII letters in lower, or upper, case; a copy in the arena. */
struct str utf8_lower(struct arena *arena, struct str text);
struct str utf8_upper(struct arena *arena, struct str text);

#endif
