/*
 * lines.h - units of text out of a source: log lines, and entries of journalctl -o export.
 * In: a source. Out: one unit after another, and the mark behind it.
 *
 * A line ends with LF or CR LF. One that begins with a blank or tab continues the line before and is joined to it by one
 * blank. Empty lines, NULs before a line and a byte order mark at the beginning are dropped, other NULs become "?".
 * All lines may stand behind "> ", or be indented: what has a stamp behind such marks continues nothing. An array of JSON objects, or such
 * of many lines, is read object by object.
 * A source that begins with __CURSOR= is an export: a unit is a whole entry, as it stands, without the empty line behind it
 * (systemd.io/JOURNAL_EXPORT_FORMATS).
 */
#ifndef LINES_H
#define LINES_H

#include "ingest/source/source.h"

enum { LINES_LIMIT = 256 * 1024 };      /* bytes of a unit */

struct line {
	struct str text;        /* borrowed until the next lines_next */
	uint64_t position;      /* of its first byte in the content */
	bool cut;               /* it was longer than LINES_LIMIT: a line ends there, an entry lacks the fields that did not fit */
};

enum lines_answer {
	LINES_UNIT,
	LINES_END,              /* no more now. A last line without newline, where source_is_whole does not hold, is left for the next time */
	LINES_PAUSE             /* only after lines_live: a pipe has nothing at the moment; go on with lines_next */
};

struct lines;
/* Begins where source_position is. The source must outlive it. */
struct lines *lines_open(struct source *source);
void lines_close(struct lines *lines);
/* Says so when a pipe had nothing for so many milliseconds, so that what was read can be handed on; before that, what may still be
   continued is given as it is. 0: waits. */
void lines_live(struct lines *lines, int milliseconds);
enum lines_answer lines_next(struct lines *lines, struct line *line);
/* The place behind the last unit handed out: a commit there loses and doubles nothing. */
void lines_mark(struct lines *lines, struct source_mark *mark);

#endif
