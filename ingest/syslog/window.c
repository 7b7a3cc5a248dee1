/*
 * window.c - the part of a source that is in memory, for the readers of units in lines.c and export.c.
 */
#include "ingest/syslog/window.h"

#include <stdlib.h>
#include <string.h>

void
window_open(struct window *window, struct source *source)
{
	*window = (struct window){ .source = source, .base = source_position(source) };
	window->bytes = mem_new(WINDOW_SIZE);
	window->side = mem_new(LINES_LIMIT);
}

void
window_close(struct window *window)
{
	free(window->bytes);
	free(window->side);
}

static void
take(struct window *window)
{
	struct str bytes = { window->bytes + window->taken, window->next - window->taken };
	source_take(window->source, bytes, &window->mark);
	window->taken = window->next;
}

/* What was passed goes. It happens when three quarters are used up, so that no byte is moved often. */
static void
shift(struct window *window)
{
	if (window->next == 0)
		return;
	bool held = window->held;
	struct source_mark mark = window->mark;
	take(window);
	if (held)
		window->mark = mark;
	window->filled -= window->next;
	memmove(window->bytes, window->bytes + window->next, window->filled);
	window->base += window->next;
	window->taken = window->next = 0;
}

bool
window_fill(struct window *window, bool patient)
{
	window->paused = false;
	if (window->ended)
		return false;
	if (window->patience > 0 && !patient && !source_ready(window->source, window->patience)) {
		window->paused = true;
		return false;
	}
	if (window->next == window->filled || WINDOW_SIZE - window->filled < WINDOW_ROOM)
		shift(window);
	if (window->filled == WINDOW_SIZE)
		bug("a unit of text fills the window");
	char *bytes = window->bytes + window->filled;
	size_t n = source_read(window->source, bytes, WINDOW_SIZE - window->filled);
	window->has_nul = window->has_nul || memchr(bytes, '\0', n) != NULL;
	window->filled += n;
	window->ended = n == 0;
	return n > 0;
}

struct str
window_rest(const struct window *window)
{
	return (struct str){ window->bytes + window->next, window->filled - window->next };
}

uint64_t
window_position(const struct window *window)
{
	return window->base + window->next;
}

void
window_hold(struct window *window)
{
	take(window);
	window->held = true;
	window->side_n = 0;
	window->cut = false;
}

void
window_release(struct window *window)
{
	window->held = false;
}

void
window_skip(struct window *window, size_t n)
{
	window->next += n;
}

void
window_keep(struct window *window, struct str bytes)
{
	size_t room = LINES_LIMIT - window->side_n, n = bytes.n < room ? bytes.n : room;
	memcpy(window->side + window->side_n, bytes.p, n);
	window->side_n += n;
	window->cut = window->cut || n < bytes.n;
}

void
window_mark(struct window *window, struct source_mark *mark)
{
	if (!window->held)
		take(window);
	*mark = window->mark;
}
