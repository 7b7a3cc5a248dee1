/*
 * progress.c - how far a long work is, in one line on a terminal that is written over.
 */
#include "base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { BAR = 14, BAR_ROOM = 2 * BAR + 5, OFTEN_MS = 250 };

void
progress_begin(struct progress *progress, const char *unit)
{
	const char *term = getenv("TERM");
	*progress = (struct progress){ .unit = unit, .first_share = -1 };
	progress->shown = isatty(STDERR_FILENO) && term != NULL && strcmp(term, "dumb") != 0;
	progress->began = clock_ms();
	progress->last = progress->began + OFTEN_MS;
}

/* "  [####----------]", "  25 %" and "  0:30 left", as far as they are known. */
static void
write_share(double elapsed, double share, double gained, char bar[BAR_ROOM], char percent[16], char left[32])
{
	int full = (int)(share * BAR + 0.5);
	long seconds_left = gained > 0 ? (long)(elapsed * (1 - share) / gained + 0.5) : 0, unit = seconds_left < 3600 ? 60 : 3600;
	snprintf(bar, BAR_ROOM, "  [%.*s%.*s]", full, "##############", BAR - full, "--------------");
	snprintf(percent, 16, " %3.0f %%", 100 * share);
	if (gained > 0)
		snprintf(left, 32, unit == 60 ? "  %ld:%02ld left" : "  %ld h %02ld min left", seconds_left / unit, seconds_left % unit / (unit / 60));
}

size_t
progress_write(const struct progress *progress, char *text, size_t size, double elapsed, uint64_t done, double share)
{
	char count[NUMBER_ROOM], speed[NUMBER_ROOM], rate[48], bar[BAR_ROOM] = "", percent[16] = "", left[32] = "";
	number_write((int64_t)done, count);
	number_write(elapsed > 0 ? (int64_t)((double)done / elapsed + 0.5) : 0, speed);
	snprintf(rate, sizeof rate, " %8s a second", speed);
	if (share >= 0)
		write_share(elapsed, share, share - progress->first_share, bar, percent, left);
	size_t n = size;
	for (int without = 0; without < 3 && n >= size; without++)
		n = (size_t)snprintf(text, size, "%*s %s%s%s%s%s", without < 2 ? 10 : 0, count, progress->unit, without < 2 ? rate : "", without < 1 ? bar : "", percent, left);
	return n < size ? n : size - 1;
}

/* A line that is wider would be written again and again below itself. */
static size_t
room(size_t most)
{
	struct winsize window;
	bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 1;
	return known && window.ws_col < most ? window.ws_col : most;
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
	progress_write(progress, text, room(sizeof text), (double)(now - progress->began) / 1e3, done, share);
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
