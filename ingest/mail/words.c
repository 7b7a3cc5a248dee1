/*
 * words.c - encoded words (RFC 2047) as GMime reads them whole.
 */
#include "ingest/mail/words.h"

#include <string.h>

#include "ingest/mail/mime.h"
#include "ingest/scan.h"

enum { BYTE_MAX = 3 };                  /* "=5F" */

/* Takes off all before a mark, and the mark. False, and nothing is taken off, where there is none. */
static bool
cut_before(struct str *text, const char *mark, struct str *before)
{
	const char *at = memmem(text->p, text->n, mark, strlen(mark));
	if (at == NULL)
		return false;
	*before = (struct str){ text->p, (size_t)(at - text->p) };
	*text = scan_from(*text, before->n + strlen(mark));
	return true;
}

/* "charset?B?...?=", behind "=?". */
static bool
cut_word(struct str *text, struct str *charset, struct str *bytes, struct arena *arena)
{
	struct str rest = *text, encoding, coded;
	bool cut = false;
	if (!cut_before(&rest, "?", charset) || !cut_before(&rest, "?", &encoding) || !cut_before(&rest, "?=", &coded) ||
	    memchr(charset->p, ' ', charset->n) != NULL || !scan_alike(encoding, STR("B")))
		return false;
	*bytes = mime_decode(coded, STR("base64"), coded.n, arena, &cut);
	*text = rest;
	return true;
}

static char *
put(char *to, struct str text)
{
	memcpy(to, text.p, text.n);
	return to + text.n;
}

static char *
put_word(char *to, struct str charset, struct str bytes)
{
	static const char digits[] = "0123456789ABCDEF";
	to = put(put(put(to, STR("=?")), charset), STR("?Q?"));
	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char byte = (unsigned char)bytes.p[i];
		*to++ = '=';
		*to++ = digits[byte >> 4];
		*to++ = digits[byte & 15];
	}
	return put(to, STR("?="));
}

/* Behind the last "?=" there is no word: not to search it again and again. */
static size_t
words_length(struct str value)
{
	size_t n = value.n;
	while (n > 1 && (value.p[n - 2] != '?' || value.p[n - 1] != '='))
		n--;
	return n > 1 ? n : 0;
}

struct str
words_without_padding(struct str value, struct arena *arena)
{
	if (memmem(value.p, value.n, "=?= ", 4) == NULL)
		return value;
	char *out = arena_take(arena, BYTE_MAX * value.n + 1), *to = out;
	struct str words = { value.p, words_length(value) }, rest = scan_from(value, words.n), before, charset, bytes;
	while (cut_before(&words, "=?", &before)) {
		to = put(to, before);
		to = cut_word(&words, &charset, &bytes, arena) ? put_word(to, charset, bytes) : put(to, STR("=?"));
	}
	to = put(put(to, words), rest);
	return (struct str){ out, (size_t)(to - out) };
}
