/*
 * eol.c - the ends of lines: whatever they were, LF.
 */
#include "ingest/mail/eol.h"

#include <string.h>

static bool
has(struct str text, char c)
{
	return memchr(text.p, c, text.n) != NULL;
}

/* Copies text to out without its CRs: those before an LF are gone, each other one is an LF. */
static struct str
without_cr(struct str text, char *out)
{
	const char *p = text.p, *end = text.p + text.n;
	size_t n = 0;
	while (p < end) {
		const char *cr = memchr(p, '\r', (size_t)(end - p));
		size_t length = (size_t)((cr == NULL ? end : cr) - p);
		memcpy(out + n, p, length);
		n += length;
		for (p += length; p < end && *p == '\r'; )
			p++;
		if (cr != NULL && (p == end || *p != '\n')) {
			memset(out + n, '\n', (size_t)(p - cr));
			n += (size_t)(p - cr);
		}
	}
	return (struct str){ out, n };
}

struct str
eol_lf(struct str text, struct arena *arena)
{
	if (text.n == 0 || (!has(text, '\r') && !has(text, '\0')))
		return text;
	char *out = arena_take(arena, text.n);
	text = without_cr(text, out);
	size_t kept = 0;
	for (struct str rest = text; rest.p != NULL; ) {
		struct str piece = str_cut(&rest, '\0');
		memmove(out + kept, piece.p, piece.n);
		kept += piece.n;
	}
	return (struct str){ out, kept };
}
