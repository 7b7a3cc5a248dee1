/*
 * scan.h - the small steps of reading by hand: classes of bytes, and what is left of a text behind them.
 * In: text. Out: shorter text. Nothing here looks behind the end.
 */
#ifndef SCAN_H
#define SCAN_H

#include <strings.h>

#include "base.h"

static inline bool
scan_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Of a program, a container, a facility. */
static inline bool
scan_is_name(char c)
{
	return scan_is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
}

/* Whether both are the same but for the case of letters. What differs mostly does so in length or at the first byte. */
static inline bool
scan_alike(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || (((a.p[0] ^ b.p[0]) & ~0x20) == 0 && strncasecmp(a.p, b.p, a.n) == 0));
}

/* Whether text goes on with c. */
static inline bool
scan_sees(struct str text, char c)
{
	return text.n > 0 && text.p[0] == c;
}

/* The text behind its first n bytes, which it must have. */
static inline struct str
scan_from(struct str text, size_t n)
{
	return (struct str){ text.p + n, text.n - n };
}

/* The text behind the blanks and tabs with which it begins. */
static inline struct str
scan_blanks(struct str text)
{
	size_t n = 0;
	while (n < text.n && (text.p[n] == ' ' || text.p[n] == '\t'))
		n++;
	return scan_from(text, n);
}

/* With how many digits, or bytes of a name, text begins. */
static inline size_t
scan_digits(struct str text)
{
	size_t n = 0;
	while (n < text.n && scan_is_digit(text.p[n]))
		n++;
	return n;
}

static inline size_t
scan_name(struct str text)
{
	size_t n = 0;
	while (n < text.n && scan_is_name(text.p[n]))
		n++;
	return n;
}

#endif
