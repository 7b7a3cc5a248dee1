/*
 * progress.c - how far a long work is, in one line on a terminal that is written over.
 */
#include "base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BAR = 14 };

static const double often = 0.25;       /* seconds */

static double
seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void
progress_begin(struct progress *progress, const char *unit)
{
	const char *term = getenv("TERM");
	*progress = (struct progress){ .unit = unit, .first_share = -1 };
	progress->shown = isatty(STDERR_FILENO) && term != NULL && strcmp(term, "dumb") != 0;
	progress->began = seconds();
	progress->last = progress->began + often;
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
	double now = progress->shown ? seconds() : 0;
	share = share > 1 ? 1 : share;
	if (progress->first_share < 0)
		progress->first_share = share;
	if (!progress->shown || now - progress->last < often)
		return;
	progress->last = now;
	progress_write(progress, text, sizeof text, now - progress->began, done, share);
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
