/*
 * window.h - the part of a source that is in memory, for the readers of units in lines.c and export.c.
 * In: bytes of a source. Out: those from the next unit on, contiguous; what was passed is taken (hashed) before it goes.
 * A unit that cannot be borrowed from here (joined, mended, too long) is put together in its side buffer.
 */
#ifndef WINDOW_H
#define WINDOW_H

#include "ingest/syslog/lines.h"

enum { WINDOW_SIZE = 1024 * 1024, WINDOW_ROOM = 256 * 1024 };

struct window {
	struct source *source;
	char *bytes;
	size_t taken, next, filled;     /* hashed up to; the next unit begins; bytes that are there: in this order */
	uint64_t base;                  /* position of bytes[0] */
	bool ended, paused;             /* the last window_fill met the end, or nothing for a while */
	bool has_nul;                   /* so far */
	bool held;                      /* mark is where a unit begins that is passed but not handed out */
	struct source_mark mark;
	int patience;                   /* milliseconds; 0: without end */
	char *side;                     /* LINES_LIMIT bytes */
	size_t side_n;
	bool cut;                       /* something did not fit into side */
};

void window_open(struct window *window, struct source *source);
void window_close(struct window *window);

/* Reads on behind filled; what lies before next may go and everything moves. False: ended, or, for the patient never, paused. */
bool window_fill(struct window *window, bool patient);
/* Bytes from next on. */
struct str window_rest(const struct window *window);
uint64_t window_position(const struct window *window);  /* of next */
/* Begins a unit in the side buffer: until window_release, a mark is the place where it began. */
void window_hold(struct window *window);
void window_release(struct window *window);
void window_skip(struct window *window, size_t n);      /* next is n bytes further */
void window_keep(struct window *window, struct str bytes);      /* adds to the side buffer what has room there */
void window_mark(struct window *window, struct source_mark *mark);

#endif
