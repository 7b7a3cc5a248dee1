/*
 * rdata.c - a value of an answer, as it comes in a DNS message.
 */
#include "analyze/spf/rdata.h"

#include <string.h>

/* A name in wire form; absent where it is none. A dot within a label is written so that it is no other name. */
static struct str
read_name(const unsigned char *p, size_t n, struct arena *arena)
{
	char *text = arena_take(arena, 2 * n + 1);
	size_t at = 0, written = 0;

	while (at < n && p[at] != 0) {
		size_t label = p[at++];
		if (label > 63 || label >= n - at + 1)
			return STR_NONE;
		if (written > 0)
			text[written++] = '.';
		for (; label > 0; label--, at++) {
			if (p[at] == '.')
				text[written++] = '\\';
			text[written++] = (char)p[at];
		}
	}
	return (struct str){ text, written };
}

/* The strings of a TXT put together. */
static struct str
read_strings(const unsigned char *p, size_t n, struct arena *arena)
{
	char *text = arena_take(arena, n + 1);
	size_t written = 0;

	for (size_t at = 0; at < n;) {
		size_t length = p[at++];
		if (length > n - at)
			length = n - at;
		memcpy(text + written, p + at, length);
		written += length;
		at += length;
	}
	return (struct str){ text, written };
}

static struct str
read_mx(const unsigned char *p, size_t n, struct arena *arena)
{
	struct str host = n < 3 ? STR_NONE : read_name(p + 2, n - 2, arena);
	char *text = arena_take(arena, host.n + 3);

	if (host.p == NULL)
		return STR_NONE;
	memcpy(text, p, 2);
	memcpy(text + 2, host.p, host.n);
	return (struct str){ text, host.n + 2 };
}

struct str
rdata_read(enum answer_type type, const unsigned char *p, size_t n, struct arena *arena)
{
	switch (type) {
	case ANSWER_PTR:
	case ANSWER_CNAME:
		return read_name(p, n, arena);
	case ANSWER_MX:
		return read_mx(p, n, arena);
	case ANSWER_TXT:
	case ANSWER_SPF:
		return read_strings(p, n, arena);
	default:
		return (struct str){ (const char *)p, n };
	}
}
