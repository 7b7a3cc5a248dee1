/*
 * progress.c - how far a long work is, in one line on a terminal that is written over.
 */
#include "base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BAR = 14, OFTEN_MS = 250 };

void
progress_begin(struct progress *progress, const char *unit)
{
	const char *term = getenv("TERM");
	*progress = (struct progress){ .unit = unit, .first_share = -1 };
	progress->shown = isatty(STDERR_FILENO) && term != NULL && strcmp(term, "dumb") != 0;
	progress->began = clock_ms();
	progress->last = progress->began + OFTEN_MS;
}

size_t
progress_write(const struct progress *progress, char *text, size_t size, double elapsed, uint64_t done, double share)
{
	char bar[BAR + 1];
	int full = (int)(share * BAR + 0.5);
	size_t n = (size_t)snprintf(text, size, "%10llu %s %8.0f a second", (unsigned long long)done, progress->unit, elapsed > 0 ? (double)done / elapsed : 0.0);
	if (share < 0 || n >= size)
		return n;
	memset(bar, '-', BAR);
	memset(bar, '#', (size_t)full);
	bar[BAR] = '\0';
	n += (size_t)snprintf(text + n, size - n, "  [%s] %3.0f %%", bar, 100 * share);
	double gained = share - progress->first_share;
	if (gained <= 0 || n >= size)
		return n;
	long left = (long)(elapsed * (1 - share) / gained + 0.5);
	n += (size_t)snprintf(text + n, size - n, left < 3600 ? "  %ld:%02ld left" : "  %ld h %02ld min left", left < 3600 ? left / 60 : left / 3600,
	    left < 3600 ? left % 60 : left / 60 % 60);
	return n;
}

void
progress_show(struct progress *progress, uint64_t done, double share)
{
	char text[256];
	int64_t now = progress->shown ? clock_ms() : 0;
	share = share > 1 ? 1 : share;
	if (progress->first_share < 0)
		progress->first_share = share;
	if (!progress->shown || now - progress->last < OFTEN_MS)
		return;
	progress->last = now;
	progress_write(progress, text, sizeof text, (double)(now - progress->began) / 1e3, done, share);
	/* Standard error is not buffered: one write, that nothing comes between. */
	fprintf(stderr, "\r%s\033[K\r", text);
	progress->dirty = true;
}

void
progress_end(struct progress *progress)
{
	if (progress->dirty)
		fputs("\033[K", stderr);
	progress->dirty = false;
}
