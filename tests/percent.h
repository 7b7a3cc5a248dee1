/*
 * percent.h - a field of a file of worlds (tests/spf/worlds.txt), which is percent-encoded; "%" alone is an empty one.
 */
#ifndef PERCENT_H
#define PERCENT_H

#include "base.h"

#include <stdlib.h>
#include <string.h>

/* In the arena, with a NUL behind it. Two bytes have to stand behind each "%". */
static inline struct str
percent_decoded(struct str field, struct arena *arena)
{
	char *p = arena_take(arena, field.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < field.n && !str_is(field, "%"); i++) {
		char hex[3] = { 0 };
		if (field.p[i] != '%') {
			p[n++] = field.p[i];
			continue;
		}
		memcpy(hex, field.p + i + 1, 2);
		p[n++] = (char)strtoul(hex, NULL, 16);
		i += 2;
	}
	p[n] = '\0';
	return (struct str){ p, n };
}

#endif
