/*
 * safe.c - text from outside, made safe for where it goes.
 */
#include "report/safe.h"
#include "report/utf8.h"

#include <stdio.h>
#include <string.h>

/* The longest that one byte becomes: \u001b. */
enum { LONGEST = 6 };

/* How one place writes the next character: length bytes of text, character if they are UTF-8, else one byte that is none.
   Writes to out and answers how many; 0: it may stay as it is. */
typedef size_t writer(char out[LONGEST + 1], struct str at, size_t length, uint32_t character);

static struct str
rewrite(struct arena *arena, struct str text, writer *write)
{
	char piece[LONGEST + 1], *out = NULL;
	size_t n = 0;
	if (text.p == NULL)
		return STR("");
	for (struct str rest = text; rest.n > 0;) {
		uint32_t character = 0;
		size_t length = utf8_decode(rest, &character), taken = length == 0 ? 1 : length;
		size_t written = write(piece, rest, length, character);
		if (written > 0 && out == NULL) {
			n = text.n - rest.n;
			out = arena_take(arena, n + rest.n * LONGEST + 1);
			memcpy(out, text.p, n);
		}
		if (out != NULL) {
			memcpy(out + n, written > 0 ? piece : rest.p, written > 0 ? written : taken);
			n += written > 0 ? written : taken;
		}
		rest.p += taken;
		rest.n -= taken;
	}
	if (out == NULL)
		return text;
	out[n] = '\0';
	return (struct str){ out, n };
}

static bool
is_control(uint32_t character)
{
	return character < 0x20 || (character >= 0x7f && character <= 0x9f);
}

/* Marks, embeddings, overrides and isolates of writing direction, line and paragraph separators, characters without
   width or shape, tags, and what is not a character at all. Joiners stay: scripts need them. */
static bool
is_deceiving(uint32_t c)
{
	return c == 0xad || c == 0x61c || c == 0x180e || c == 0x200b || c == 0x200e || c == 0x200f ||
	    (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	    (c >= 0xfff9 && c <= 0xfffb) || (c & 0xfffe) == 0xfffe || (c >= 0xe0000 && c <= 0xe0fff);
}

static size_t
escape_short(char *out, uint32_t character)
{
	out[0] = '\\';
	out[1] = character == '\n' ? 'n' : character == '\t' ? 't' : 'r';
	return 2;
}

static size_t
terminal_writer(char out[LONGEST + 1], struct str at, size_t length, uint32_t character)
{
	if (length == 0)
		return (size_t)snprintf(out, LONGEST + 1, "\\x%02x", (unsigned char)at.p[0]);
	if (character == '\n' || character == '\t' || character == '\r')
		return escape_short(out, character);
	if (is_control(character))
		return (size_t)snprintf(out, LONGEST + 1, "\\x%02x", (unsigned)character);
	if (!is_deceiving(character))
		return 0;
	/* Those above the sixteen bits are tags and noncharacters: which one says nothing to anybody. */
	return (size_t)snprintf(out, LONGEST + 1, "\\u%04x", character > 0xffff ? 0xfffdu : (unsigned)character);
}

static size_t
html_writer(char out[LONGEST + 1], struct str at, size_t length, uint32_t character)
{
	switch (length == 1 ? character : 0) {
	case '&': return (size_t)snprintf(out, LONGEST + 1, "&amp;");
	case '<': return (size_t)snprintf(out, LONGEST + 1, "&lt;");
	case '>': return (size_t)snprintf(out, LONGEST + 1, "&gt;");
	case '"': return (size_t)snprintf(out, LONGEST + 1, "&quot;");
	case '\'': return (size_t)snprintf(out, LONGEST + 1, "&#39;");
	default: return terminal_writer(out, at, length, character);
	}
}

static size_t
json_writer(char out[LONGEST + 1], struct str at, size_t length, uint32_t character)
{
	(void)at;
	if (length == 0)
		return (size_t)snprintf(out, LONGEST + 1, "\xef\xbf\xbd");
	if (character == '"' || character == '\\')
		return (size_t)snprintf(out, LONGEST + 1, "\\%c", (int)character);
	if (character == '\n' || character == '\t' || character == '\r')
		return escape_short(out, character);
	if (is_control(character) || (is_deceiving(character) && character <= 0xffff))
		return (size_t)snprintf(out, LONGEST + 1, "\\u%04x", (unsigned)character);
	return 0;
}

static size_t
tsv_writer(char out[LONGEST + 1], struct str at, size_t length, uint32_t character)
{
	(void)at;
	if (length == 1 && character == '\\')
		return (size_t)snprintf(out, LONGEST + 1, "\\\\");
	if (length == 1 && (character == '\n' || character == '\t' || character == '\r'))
		return escape_short(out, character);
	return 0;
}

struct str
safe_terminal(struct arena *arena, struct str text)
{
	return rewrite(arena, text, terminal_writer);
}

struct str
safe_html(struct arena *arena, struct str text)
{
	return rewrite(arena, text, html_writer);
}

struct str
safe_json(struct arena *arena, struct str text)
{
	return rewrite(arena, text, json_writer);
}

struct str
safe_tsv(struct arena *arena, struct str text)
{
	return rewrite(arena, text, tsv_writer);
}

/* -12, +0.5, -1.5e-7; anything else that begins with a sign may be a formula. */
static bool
is_number(struct str text)
{
	size_t digits = 0, i = text.n > 0 && (text.p[0] == '-' || text.p[0] == '+');
	for (; i < text.n && (text.p[i] >= '0' && text.p[i] <= '9'); i++)
		digits++;
	if (i < text.n && text.p[i] == '.')
		for (i++; i < text.n && (text.p[i] >= '0' && text.p[i] <= '9'); i++)
			digits++;
	if (digits > 0 && i < text.n && (text.p[i] == 'e' || text.p[i] == 'E')) {
		struct str exponent = { text.p + i + 1, text.n - i - 1 };
		int64_t value;
		return exponent.n < 5 && str_number(exponent, &value);
	}
	return digits > 0 && i == text.n;
}

struct str
safe_csv(struct arena *arena, struct str text)
{
	if (text.n == 0)
		return STR("");
	bool formula = memchr("=+-@\t\r", text.p[0], 6) != NULL && !is_number(text);
	bool quote = text.p[0] == ' ' || text.p[text.n - 1] == ' ';
	for (size_t i = 0; i < text.n && !quote; i++)
		quote = memchr(",\"\r\n\t", text.p[i], 5) != NULL;
	if (!formula && !quote)
		return text;
	char *out = arena_take(arena, 2 * text.n + 4);
	size_t n = 0;
	if (quote)
		out[n++] = '"';
	if (formula)
		out[n++] = '\'';
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			out[n++] = '"';
		out[n++] = text.p[i];
	}
	if (quote)
		out[n++] = '"';
	out[n] = '\0';
	return (struct str){ out, n };
}
