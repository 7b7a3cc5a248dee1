/*
 * mailbox.c - addresses as bounces write them.
 */
#include "ingest/mail/mailbox.h"

#include <string.h>
#include <strings.h>

#include "ingest/scan.h"

enum { TYPE_MAX = 32 };         /* rfc822, utf-8, x400, system, X-Some-Local-Type */

struct str
mailbox_type(struct str *value)
{
	struct str text = str_trim(*value);
	size_t n = 0;
	if (text.n == 0)
		return STR_NONE;
	while (n < text.n && n < TYPE_MAX && (scan_is_name(text.p[n]) || text.p[n] == '/'))
		n++;
	struct str type = { text.p, n };
	struct str rest = scan_blanks(scan_from(text, n));
	if (n == 0 || !scan_sees(rest, ';'))
		return STR_NONE;
	*value = scan_blanks(scan_from(rest, 1));
	return type;
}

static bool
both_ends(struct str text, char open, char close)
{
	return text.n >= 2 && text.p[0] == open && text.p[text.n - 1] == close;
}

/* Whether the quotes at both ends are those of one string that holds it all. */
static bool
is_quoted(struct str text)
{
	return both_ends(text, '\'', '\'') ||
	    (both_ends(text, '"', '"') && memchr(text.p + 1, '"', text.n - 2) == NULL);
}

/* "mailto:" of a link, a type with a colon, and a route (RFC 5321 section 4.1.2), which nobody follows any more. */
static struct str
without_prefix(struct str text)
{
	static const char *const prefixes[] = { "mailto:", "smtp:", "rfc822:" };
	for (size_t i = 0; i < LENGTH(prefixes); i++) {
		size_t n = strlen(prefixes[i]);
		if (text.n >= n && strncasecmp(text.p, prefixes[i], n) == 0)
			return scan_from(text, n);
	}
	const char *route = scan_sees(text, '@') ? memrchr(text.p, ':', text.n) : NULL;
	return route == NULL ? text : (struct str){ route + 1, (size_t)(text.p + text.n - route) - 1 };
}

/* A bracket that has lost the other one. */
static struct str
without_bracket(struct str text)
{
	if (scan_sees(text, '<') && memchr(text.p, '>', text.n) == NULL)
		return scan_from(text, 1);
	if (text.n > 0 && text.p[text.n - 1] == '>' && memchr(text.p, '<', text.n) == NULL)
		text.n--;
	return text;
}

struct str
mailbox_clean(struct str text)
{
	size_t before;
	text = str_trim(text);
	do {
		before = text.n;
		while (text.n > 0 && memchr(".:;,", text.p[text.n - 1], 4) != NULL)
			text.n--;
		text = without_bracket(without_prefix(text));
		if (both_ends(text, '<', '>') || both_ends(text, '(', ')') || both_ends(text, '[', ']') || is_quoted(text))
			text = (struct str){ text.p + 1, text.n - 2 };
		text = str_trim(text);
	} while (text.n < before);
	return text.n == 0 ? STR_NONE : text;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t
put_utf8(char *to, uint32_t c)
{
	static const unsigned char lead[] = { 0, 0xc0, 0xe0, 0xf0 };
	size_t more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	for (size_t i = more; i > 0; i--, c >>= 6)
		to[i] = (char)(0x80 | (c & 0x3f));
	to[0] = (char)(lead[more] | c);
	return more + 1;
}

/* "\x{E9}", at most six digits, is a character that is neither NUL nor half of a pair. How many bytes it is long; 0 where it is none. */
static size_t
embedded_char(struct str text, uint32_t *c)
{
	size_t n = 3;
	if (text.n < 5 || memcmp(text.p, "\\x{", 3) != 0)
		return 0;
	for (*c = 0; n < text.n && n < 9 && hex_digit(text.p[n]) >= 0; n++)
		*c = *c << 4 | (uint32_t)hex_digit(text.p[n]);
	if (n == 3 || n == text.n || text.p[n] != '}' || *c == 0 || *c > 0x10ffff || (*c >= 0xd800 && *c <= 0xdfff))
		return 0;
	return n + 1;
}

static struct str
decode_utf8(struct str text, struct arena *arena)
{
	char *to = arena_take(arena, text.n);
	size_t n = 0, taken;
	uint32_t c;
	while (text.n > 0) {
		taken = embedded_char(text, &c);
		if (taken > 0)
			n += put_utf8(to + n, c);
		else
			to[n++] = text.p[0];
		text = scan_from(text, taken > 0 ? taken : 1);
	}
	return (struct str){ to, n };
}

/* An address that lacks its "@" and has "+40" was meant to be decoded; in others "+40" may be what it says. */
static struct str
decode_xtext(struct str text, struct arena *arena)
{
	char *to = arena_take(arena, text.n);
	size_t n = 0;
	for (size_t i = 0; i < text.n; i++) {
		bool coded = text.p[i] == '+' && text.n - i > 2 && hex_digit(text.p[i + 1]) >= 2 && hex_digit(text.p[i + 2]) >= 0;
		to[n++] = coded ? (char)(hex_digit(text.p[i + 1]) << 4 | hex_digit(text.p[i + 2])) : text.p[i];
		i += coded ? 2 : 0;
	}
	struct str decoded = { to, n };
	return memchr(decoded.p, '@', n) == NULL ? text : decoded;
}

/* The address without the comment or name about it. A quoted local part may hold anything. */
static struct str
bare(struct str text)
{
	const char *open = text.n == 0 ? NULL : memchr(text.p, '<', text.n);
	const char *close = text.n == 0 ? NULL : memrchr(text.p, '>', text.n);
	if (open != NULL && close != NULL && close > open + 1 && (text.p[0] != '"' || close == text.p + text.n - 1))
		return (struct str){ open + 1, (size_t)(close - open) - 1 };
	bool quoted = false;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			quoted = !quoted;
		else if (!quoted && (text.p[i] == ' ' || text.p[i] == '\t') && memchr(text.p, '@', i) != NULL)
			return (struct str){ text.p, i };
	}
	return text;
}

struct str
mailbox_of_field(struct str value, struct arena *arena)
{
	struct str type = mailbox_type(&value), again;
	if (value.p == NULL || value.n == 0)
		return STR_NONE;
	/* XWall and others put a type before what has one. */
	while ((again = mailbox_type(&value)).n > 0 && value.n > 0)
		type = again;
	struct str address = mailbox_clean(bare(str_trim(value)));
	if (address.p == NULL)
		return STR_NONE;
	if (type.n >= 5 && strncasecmp(type.p, "utf-8", 5) == 0)
		address = decode_utf8(address, arena);
	if (memchr(address.p, '@', address.n) == NULL && memchr(address.p, '+', address.n) != NULL)
		address = decode_xtext(address, arena);
	return address;
}

/* Where the domain begins; without one, the end. */
static size_t
domain_of(struct str a)
{
	const char *at = a.n == 0 ? NULL : memrchr(a.p, '@', a.n);
	return at == NULL ? a.n : (size_t)(at - a.p);
}

bool
mailbox_is_address(struct str address)
{
	size_t local = domain_of(address);
	return local > 0 && local + 1 < address.n;
}

bool
mailbox_equal(struct str a, struct str b)
{
	size_t local = domain_of(a);
	if (a.p == NULL || b.p == NULL || a.n != b.n || local != domain_of(b))
		return false;
	return memcmp(a.p, b.p, local) == 0 && strncasecmp(a.p + local, b.p + local, a.n - local) == 0;
}

uint64_t
mailbox_hash(struct str a)
{
	size_t local = domain_of(a);
	uint64_t hash = 14695981039346656037u;
	for (size_t i = 0; i < a.n; i++) {
		unsigned char c = (unsigned char)a.p[i];
		if (i >= local && c >= 'A' && c <= 'Z')
			c |= 0x20;
		hash = (hash ^ c) * 1099511628211u;
	}
	return hash ^ hash >> 29;
}
