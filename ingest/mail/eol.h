/*
 * eol.h - the ends of lines: whatever they were, LF.
 * In: bytes of a mail, with CRLF, CR, LF or all of them. Out: text with LF.
 */
#ifndef EOL_H
#define EOL_H

#include "base.h"

/* CRLF, CR and CR before CRLF each become LF; NUL bytes go. Borrowed where nothing had to be changed. */
struct str eol_lf(struct str text, struct arena *arena);

#endif
