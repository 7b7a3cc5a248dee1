/*
 * safe.h - text from outside, made safe for where it goes: one function a place.
 * In: any bytes; whoever writes to the mail server chose them. Out: text that does nothing there but stand.
 * Each answers the text itself where nothing had to change, else a copy in the arena; absent becomes empty.
 */
#ifndef SAFE_H
#define SAFE_H

#include "base.h"

/* For a terminal, and for one line: control bytes (C0, DEL, C1) and bytes that are no UTF-8 as \x1b, a newline, carriage return or tab
   as \n, \r, \t; characters that turn the direction of the text or cannot be seen as \u202e. */
struct str safe_terminal(struct arena *arena, struct str text);

/* What stands between the quotes of a JSON string (RFC 8259), always valid UTF-8: bytes that are none become U+FFFD.
   What could act on a terminal is written \u001b. */
struct str safe_json(struct arena *arena, struct str text);

/* A field of tab separated values: tab, newline, carriage return and backslash as \t \n \r \\; other bytes as they are. */
struct str safe_tsv(struct arena *arena, struct str text);

/* A field of comma separated values (RFC 4180), with its quotes where it needs them. One that a spreadsheet would take for a
   formula (it begins with = + - @, a tab or a carriage return, and is no number) gets an apostrophe in front. */
struct str safe_csv(struct arena *arena, struct str text);

/* Text of an HTML page, between tags or in the quotes of an attribute: & < > " ' as character references, and what a terminal could not bear
   made visible as there. */
struct str safe_html(struct arena *arena, struct str text);

#endif
