/*
 * zonetext.c - the text of a zone file, entry by entry. What ldns would let pass is an error here: a quote that is not closed takes what is behind it
 * away, and the record in it looks like another one.
 */
#include "analyze/spf/zonetext.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { STRING_MAX = 255 };

/* Where in the text we are. */
struct place {
	unsigned depth;                 /* of parentheses */
	bool quoted;
	size_t string;                  /* bytes of the string so far */
};

void
zonetext_begin(struct zonetext *text, FILE *file)
{
	int c = getc(file);

	*text = (struct zonetext){ .file = file };
	/* What editors of another system put before a text. A pipe takes one byte back, and no more. */
	if (c != 0xef)
		ungetc(c, file);
	else if (getc(file) != 0xbb || getc(file) != 0xbf)
		rewind(file);
}

void
zonetext_end(struct zonetext *text)
{
	free(text->p);
}

static bool
wrong(struct zonetext *text, const char *error)
{
	text->error = error;
	text->line = text->read + 1;
	return false;
}

static bool
put(struct zonetext *text, int c)
{
	if (text->n + 1 >= text->size) {
		if (text->n >= ZONETEXT_MAX)
			return wrong(text, "an entry without end: is a parenthesis not closed?");
		text->size = 2 * text->size + 512;
		text->p = mem_resize(text->p, text->size);
	}
	text->p[text->n++] = (char)c;
	text->p[text->n] = '\0';
	return true;
}

static void
skip_comment(FILE *file)
{
	int c;
	while ((c = getc(file)) != EOF && c != '\n')
		;
	if (c == '\n')
		ungetc(c, file);
}

/* A backslash and what it escapes: one byte, also as three digits. */
static bool
put_escaped(struct zonetext *text)
{
	int c = getc(text->file);

	if (c == EOF || c == '\n')
		return wrong(text, "a backslash with nothing behind it");
	if (!put(text, '\\') || !put(text, c))
		return false;
	for (unsigned i = 0; i < 2 && isdigit(c); i++)
		if (!isdigit(c = getc(text->file)))
			return wrong(text, "a backslash and less than three digits");
		else if (!put(text, c))
			return false;
	return true;
}

static bool
put_quoted(struct zonetext *text, struct place *place, int c)
{
	if (c == '\n')
		return wrong(text, "a quote that is not closed");
	if (c == '"')
		place->quoted = false;
	else if (++place->string > STRING_MAX && text->long_line == 0)
		text->long_line = text->read + 1;
	return c == '\\' ? put_escaped(text) : put(text, c);
}

static bool
put_plain(struct zonetext *text, struct place *place, int c)
{
	switch (c) {
	case '"':
		place->quoted = true;
		place->string = 0;
		return put(text, c);
	case '\\':
		return put_escaped(text);
	case ';':
		skip_comment(text->file);
		return true;
	case '(':
		place->depth++;
		return put(text, ' ');
	case ')':
		if (place->depth-- == 0)
			return wrong(text, "a parenthesis that was not opened");
		return put(text, ' ');
	case '\n':
		text->read++;
		return put(text, ' ');
	case '\0':
		return wrong(text, "a NUL byte: this is no text");
	default:
		return put(text, c == '\t' || c == '\r' ? ' ' : c);
	}
}

/* To the end of a line that is not within parentheses. False: the file ends, or an error. */
static bool
read_entry(struct zonetext *text)
{
	struct place place = { 0 };
	int c;

	text->n = 0;
	text->long_line = 0;
	text->line = text->read + 1;
	while ((c = getc(text->file)) != EOF && (c != '\n' || place.depth > 0 || place.quoted))
		if (!(place.quoted ? put_quoted(text, &place, c) : put_plain(text, &place, c)))
			return false;
	if (c == EOF && place.quoted)
		return wrong(text, "a quote that is not closed");
	if (c == EOF && place.depth > 0)
		return wrong(text, "a parenthesis that is not closed");
	text->read += c == '\n';
	return c == '\n' || text->n > 0;
}

static struct str
next_word(struct str *rest)
{
	while (rest->n > 0 && *rest->p == ' ')
		*rest = (struct str){ rest->p + 1, rest->n - 1 };
	struct str word = { rest->p, 0 };
	while (word.n < rest->n && word.p[word.n] != ' ')
		word.n++;
	*rest = (struct str){ rest->p + word.n, rest->n - word.n };
	return word;
}

static bool
is_class(struct str word)
{
	return word.n == 2 && (strncasecmp(word.p, "IN", 2) == 0 || strncasecmp(word.p, "CH", 2) == 0 || strncasecmp(word.p, "HS", 2) == 0);
}

/* "86400", "1h30m". */
static bool
is_ttl(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (!isdigit((unsigned char)word.p[i]) && strchr("smhdwSMHDW", word.p[i]) == NULL)
			return false;
	return word.n > 0 && isdigit((unsigned char)*word.p);
}

/* Either may stand first; ldns knows one order only. */
static void
set_order(struct zonetext *text)
{
	struct str rest = { text->p, text->n };

	if (*rest.p != ' ')
		next_word(&rest);
	struct str class = next_word(&rest), ttl = next_word(&rest);
	if (!is_class(class) || !is_ttl(ttl))
		return;
	char *at = text->p + (class.p - text->p), name[2] = { at[0], at[1] };
	size_t n = ttl.n;
	memmove(at, ttl.p, n);
	memset(at + n, ' ', (size_t)(rest.p - at) - n);
	memcpy(at + n + 1, name, sizeof name);
}

bool
zonetext_next(struct zonetext *text)
{
	while (text->error == NULL && read_entry(text)) {
		if (text->n == 0 || strspn(text->p, " ") == text->n)
			continue;
		set_order(text);
		return true;
	}
	return false;
}
