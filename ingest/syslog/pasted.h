/*
 * pasted.h - what mails, web pages, terminals and spreadsheets put around log lines and do to them.
 * In: units that are no log lines as they stand. Out: the log line in them.
 */
#ifndef PASTED_H
#define PASTED_H

#include "base.h"

enum {
	PASTED_COLOURS = 1,     /* escape sequences of a terminal */
	PASTED_MARKUP = 2,      /* a page's: user=&lt;anna&gt;<br> */
	PASTED_NEITHER = 4      /* user=<anna>: no markup. What comes first of these two holds for the stream */
};

/* Which of these a unit shows, beside those that the units before it showed. */
unsigned pasted_signs(struct str unit, unsigned known);
/* The unit without them: no colours, or tags dropped and characters named by entities as they are. Borrowed, or in the arena. */
struct str pasted_clean(struct str unit, unsigned signs, struct arena *arena);

/* Whether a stamp stands behind blanks and the marks of quotes and lists ("> ", "* ", "# ", "| "). */
bool pasted_begins(struct str text);
/* The line from its stamp on, which is not what the unit begins with: behind such marks, a name and number as grep, cat and containers write
   them, or a quote, that ends it, too; of a row of cells (RFC 4180; tabs and semicolons serve, too) the cell that has such a line,
   else all cells with a blank between. Absent: none is there. Borrowed, or in the arena. */
struct str pasted_line(struct str unit, struct arena *arena);

#endif
