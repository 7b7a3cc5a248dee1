/*
 * unit_progress.c - what the line of a long work says; that it is silent where nobody looks.
 */
#include "tests/tap.h"

#include <string.h>

static void
says_in(size_t size, const char *wanted, const char *name)
{
	char text[256];
	const struct progress progress = { .unit = "lines", .first_share = 0 };
	size_t n = progress_write(&progress, text, size, 10, 5000, 0.25);
	is_str((struct str){ text, n }, wanted, name);
}

static void
says(double first_share, double elapsed, uint64_t done, double share, const char *wanted, const char *name)
{
	char text[256];
	const struct progress progress = { .unit = "lines", .first_share = first_share };
	size_t n = progress_write(&progress, text, sizeof text, elapsed, done, share);
	is_str(str_of(text), wanted, name);
	is_int((int64_t)n, (int64_t)strlen(wanted), "as long as it says");
}

int
main(void)
{
	says(-1, 2, 1000, -1, "     1,000 lines      500 a second", "no share is known");
	says(0, 10, 5000, 0.25, "     5,000 lines      500 a second  [####----------]  25 %  0:30 left", "a quarter");
	says(0.5, 10, 5000, 0.75, "     5,000 lines      500 a second  [###########---]  75 %  0:10 left", "what was done before took no time");
	says(0, 3600, 10, 0.5, "        10 lines        0 a second  [#######-------]  50 %  1 h 00 min left", "hours");
	says(0, 0, 0, 0, "         0 lines        0 a second  [--------------]   0 %", "at the beginning nobody knows");
	says(0, 5, 50, 1, "        50 lines       10 a second  [##############] 100 %  0:00 left", "the end");
	says(-1, 100, 1234567890, -1, "1,234,567,890 lines 12,345,679 a second", "many");
	says_in(70, "     5,000 lines      500 a second  [####----------]  25 %  0:30 left", "as wide as it needs");
	says_in(69, "     5,000 lines      500 a second  25 %  0:30 left", "no room for the bar");
	says_in(50, "5,000 lines  25 %  0:30 left", "nor for the rate");
	says_in(20, "5,000 lines  25 %  ", "nor for the rest");
	struct progress progress;
	progress_begin(&progress, "lines");
	progress.shown = false;
	progress_show(&progress, 1, 2);
	progress_end(&progress);
	ok(!progress.dirty, "nothing is written where nobody looks");
	return done_testing();
}
