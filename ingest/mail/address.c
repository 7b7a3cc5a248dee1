/*
 * address.c - the address in a header field, and the name of a message.
 * In: the value of From, Return-Path, Message-ID ..., as it stands, not decoded. Out: an address, an id. RFC 5322
 * sections 3.4 and 4.4, and what stands there instead: names without a domain, X.400, brackets that are not closed.
 */
#include "ingest/mail/message.h"
#include "ingest/scan.h"

#include <string.h>
#include <strings.h>

/* A value is read byte by byte: what is taken of it stands in out, without comments, a run of blanks as one. */
struct reader {
	struct str rest;
	char *out;
	size_t n;
};

/* A quoted string, copied with its quotes; one that is not closed ends with the value. */
static void
take_quoted(struct reader *reader)
{
	struct str rest = reader->rest;
	size_t i = 1;
	while (i < rest.n && rest.p[i] != '"')
		i += rest.p[i] == '\\' ? 2 : 1;
	i = i < rest.n ? i + 1 : rest.n;
	memcpy(reader->out + reader->n, rest.p, i);
	reader->n += i;
	reader->rest = scan_from(rest, i);
}

/* Comments may stand in one another. */
static void
skip_comment(struct reader *reader)
{
	struct str rest = reader->rest;
	size_t i = 0, depth = 0;
	do {
		depth += rest.p[i] == '(';
		depth -= rest.p[i] == ')';
		i += rest.p[i] == '\\' ? 2 : 1;
	} while (i < rest.n && depth > 0);
	reader->rest = scan_from(rest, i < rest.n ? i : rest.n);
}

/* A domain literal: the colons in it end nothing. */
static void
take_literal(struct reader *reader)
{
	const char *end = memchr(reader->rest.p, ']', reader->rest.n);
	size_t n = end == NULL ? 1 : (size_t)(end - reader->rest.p) + 1;
	memcpy(reader->out + reader->n, reader->rest.p, n);
	reader->n += n;
	reader->rest = scan_from(reader->rest, n);
}

/* Takes up to one of the bytes in ends, which is answered and passed over; '\0' at the end of the value. */
static char
take_until(struct reader *reader, const char *ends)
{
	reader->n = 0;
	while (reader->rest.n > 0) {
		char c = reader->rest.p[0];
		if (c == '"') {
			take_quoted(reader);
		} else if (c == '(') {
			skip_comment(reader);
		} else if (c == '[') {
			take_literal(reader);
		} else {
			reader->rest = scan_from(reader->rest, 1);
			if (c != '\0' && strchr(ends, c) != NULL)
				return c;
			bool blank = c == ' ' || c == '\t' || c == '\n';
			if (!blank)
				reader->out[reader->n++] = c;
			else if (reader->n > 0 && reader->out[reader->n - 1] != ' ')
				reader->out[reader->n++] = ' ';
		}
	}
	return '\0';
}

/* Without the blanks that RFC 822 allowed around "@" and "."; in place. */
static struct str
closed_up(char *p, size_t n)
{
	size_t kept = 0;
	bool quoted = false;
	for (size_t i = 0; i < n; i++) {
		bool sticks = p[i] == ' ' && !quoted && ((i + 1 < n && (p[i + 1] == '@' || p[i + 1] == '.')) ||
		    (kept > 0 && (p[kept - 1] == '@' || p[kept - 1] == '.')));
		if (p[i] == '\\' && quoted && i + 1 < n)
			p[kept++] = p[i++];
		else
			quoted ^= p[i] == '"';
		if (!sticks)
			p[kept++] = p[i];
	}
	return str_trim((struct str){ p, kept });
}

static struct str
unquoted(struct str text)
{
	bool both = text.n > 1 && text.p[0] == text.p[text.n - 1] && (text.p[0] == '"' || text.p[0] == '\'');
	return both ? (struct str){ text.p + 1, text.n - 2 } : text;
}

/* Between the brackets: a source route is passed over. Empty for "<>". */
static struct str
bracketed(struct reader *reader)
{
	while (scan_sees(reader->rest, '<'))
		reader->rest = scan_from(reader->rest, 1);
	if (take_until(reader, ">:") == ':') {
		struct str before = str_trim((struct str){ reader->out, reader->n });
		if (scan_sees(before, '@') || (before.n == 6 && strncasecmp(before.p, "mailto", 6) == 0) ||
		    (before.n == 4 && strncasecmp(before.p, "smtp", 4) == 0)) {
			take_until(reader, ">");
		} else {
			size_t n = reader->n;
			struct reader more = { reader->rest, reader->out + n + 1, 0 };
			reader->out[n] = ':';
			take_until(&more, ">");
			reader->rest = more.rest;
			reader->n = n + 1 + more.n;
		}
	}
	struct str address = closed_up(reader->out, reader->n);
	return unquoted(address);
}

/* An address without brackets: the word with the "@", of a text without one the only word. */
static struct str
bare(struct reader *reader)
{
	struct str text = unquoted(closed_up(reader->out, reader->n));
	struct str rest = text;
	if (scan_sees(text, '"') || text.n == 0)
		return memchr(text.p, '@', text.n) != NULL ? text : STR_NONE;
	while (rest.p != NULL) {
		struct str word = str_cut(&rest, ' ');
		if (memchr(word.p, '@', word.n) != NULL)
			return unquoted(word);
	}
	return memchr(text.p, ' ', text.n) == NULL ? text : STR_NONE;
}

/* "/C=de/O=example/S=joe" and "C=de; O=example; S=joe" have no address of ours in them. */
static bool
is_x400(struct str value)
{
	if (memchr(value.p, '<', value.n) != NULL)
		return false;
	return (scan_sees(value, '/') && memchr(value.p, '=', value.n) != NULL) ||
	    (memchr(value.p, '@', value.n) == NULL && memchr(value.p, ';', value.n) != NULL && memchr(value.p, '=', value.n) != NULL);
}

struct str
message_address(struct str value, struct arena *arena)
{
	value = str_trim(value);
	if (value.n == 0)
		return STR_NONE;
	if (is_x400(value))
		return arena_copy(arena, value);
	struct reader reader = { value, arena_take(arena, value.n + 2), 0 };
	while (reader.rest.n > 0) {
		char end = take_until(&reader, "<,;:");
		if (end == '<')
			return arena_copy(arena, bracketed(&reader));
		struct str address = end == ':' ? STR_NONE : bare(&reader);
		if (address.n > 0)
			return arena_copy(arena, address);
	}
	return STR_NONE;
}

struct str
message_id_of(struct str value, struct arena *arena)
{
	value = str_trim(value);
	const char *open = value.n == 0 ? NULL : memchr(value.p, '<', value.n);
	if (open != NULL) {
		value = scan_from(value, (size_t)(open - value.p) + 1);
		const char *close = memchr(value.p, '>', value.n);
		value.n = close == NULL ? value.n : (size_t)(close - value.p);
	}
	char *out = arena_take(arena, value.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < value.n; i++) {
		char c = value.p[i];
		if (c != ' ' && c != '\t' && c != '\n' && c != '<' && c != '>' && c != '\0')
			out[n++] = c;
	}
	out[n] = '\0';
	return n == 0 ? STR_NONE : (struct str){ out, n };
}
