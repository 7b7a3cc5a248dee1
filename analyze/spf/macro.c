/*
 * macro.c - macro-strings are taken apart (RFC 7208 section 7.1).
 */
#include "analyze/spf/macro.h"

#include <string.h>

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

static bool
is_blank_allowed(char c, bool explanation)
{
	return explanation && c == ' ';
}

/* An error is told at n bytes from the beginning of rest. */
static bool
wrong(struct spf_macros *macros, enum spf_error error, struct str rest, size_t n)
{
	macros->error = error;
	macros->place = (struct str){ rest.p, n < rest.n ? n : rest.n };
	return false;
}

/* "%{" and what follows: letter, digits, "r", delimiters, "}". */
static bool
read_braces(struct str rest, bool explanation, struct spf_macros *macros, struct spf_macro *macro)
{
	size_t i = 2, close = 0;
	while (close < rest.n && rest.p[close] != '}')
		close++;
	char letter = i < rest.n ? (char)(rest.p[i] | 0x20) : '\0';
	if (close == rest.n || !is_one_of(letter, "slodipvhcrt"))
		return wrong(macros, SPF_ERROR_MACRO, rest, close + 1);
	macro->letter = letter;
	macro->escape = rest.p[i++] != letter;
	bool zero = is_digit(rest.p[i]);
	for (; is_digit(rest.p[i]); i++) {
		macro->digits = macro->digits < 1000 ? macro->digits * 10 + (unsigned)(rest.p[i] - '0') : macro->digits;
		zero = zero && rest.p[i] == '0';
	}
	macro->reverse = (rest.p[i] | 0x20) == 'r';
	i += macro->reverse;
	macro->delimiters = (struct str){ rest.p + i, 0 };
	while (is_one_of(rest.p[i + macro->delimiters.n], ".-+,/_="))
		macro->delimiters.n++;
	macro->text = (struct str){ rest.p, close + 1 };
	if (zero || i + macro->delimiters.n != close)
		return wrong(macros, SPF_ERROR_MACRO, rest, close + 1);
	if (!explanation && is_one_of(letter, "crt"))
		return wrong(macros, SPF_ERROR_MACRO_LETTER, rest, close + 1);
	return true;
}

/* The piece with which rest begins. */
static bool
read_piece(struct str rest, bool explanation, struct spf_macros *macros, struct spf_macro *macro)
{
	*macro = (struct spf_macro){ .text = { rest.p, 0 } };
	while (macro->text.n < rest.n && rest.p[macro->text.n] != '%') {
		char c = rest.p[macro->text.n];
		if ((c < 0x21 || c > 0x7e) && !is_blank_allowed(c, explanation))
			return wrong(macros, SPF_ERROR_BYTE, (struct str){ rest.p + macro->text.n, 1 }, 1);
		macro->text.n++;
	}
	if (macro->text.n > 0)
		return true;
	if (rest.n > 1 && rest.p[1] == '{')
		return read_braces(rest, explanation, macros, macro);
	if (rest.n < 2 || !is_one_of(rest.p[1], "%_-"))
		return wrong(macros, SPF_ERROR_MACRO, rest, 2);
	macro->letter = rest.p[1];
	macro->text.n = 2;
	return true;
}

void
spf_macros_read(struct str text, bool explanation, struct arena *arena, struct spf_macros *macros)
{
	*macros = (struct spf_macros){ .place = STR_NONE };
	size_t most = 1;        /* each "%" is a piece, and what stands behind it */
	for (size_t i = 0; i < text.n; i++)
		most += text.p[i] == '%' ? 2 : 0;
	struct spf_macro *items = arena_take(arena, most * sizeof *items);
	macros->items = items;
	while (text.n > 0 && read_piece(text, explanation, macros, &items[macros->count])) {
		size_t n = items[macros->count++].text.n;
		text = (struct str){ text.p + n, text.n - n };
	}
}

bool
spf_macros_use(const struct spf_macros *macros, const char *letters)
{
	for (size_t i = 0; i < macros->count; i++)
		if (is_one_of(macros->items[i].letter, letters))
			return true;
	return false;
}
