/*
 * tap.h - what a unit test says, in the Test Anything Protocol.
 * In: comparisons. Out: "ok 1 - name" lines for prove. End main with "return done_testing();".
 */
#ifndef TAP_H
#define TAP_H

#include "base.h"

#include <inttypes.h>
#include <stdio.h>

static int tap_count, tap_failed;

/* Each returns whether it held. The name says what must be true. */
static inline bool
ok(bool holds, const char *name)
{
	tap_failed += !holds;
	printf("%sok %d - %s\n", holds ? "" : "not ", ++tap_count, name);
	fflush(stdout);
	return holds;
}

static inline bool
is_int(int64_t got, int64_t wanted, const char *name)
{
	if (!ok(got == wanted, name))
		printf("#      got %" PRId64 "\n#   wanted %" PRId64 "\n", got, wanted);
	return got == wanted;
}

static inline void
tap_show(const char *label, struct str text)
{
	printf("# %8s ", label);
	for (size_t i = 0; i < text.n; i++)
		printf(text.p[i] >= ' ' && text.p[i] <= '~' ? "%c" : "\\x%02x", (unsigned char)text.p[i]);
	puts(text.p == NULL ? "(absent)" : "$");
}

/* Same bytes; wanted NULL is absent. */
static inline bool
is_str(struct str got, const char *wanted, const char *name)
{
	bool holds = ok(str_is(got, wanted), name);
	if (!holds) {
		tap_show("got", got);
		tap_show("wanted", str_of(wanted));
	}
	return holds;
}

/* The plan and the exit status. */
static inline int
done_testing(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed != 0;
}

#endif
