/*
 * wrapping.c - what relays, containers and loggers put around a line and do to its text.
 */
#include "ingest/syslog/wrapping.h"
#include "ingest/scan.h"

#include <string.h>

/* <22>, or nothing. */
static size_t
priority(struct str text)
{
	size_t n = scan_sees(text, '<') ? scan_digits(scan_from(text, 1)) : 0;
	return n >= 1 && n <= 3 && text.n > n + 1 && text.p[n + 1] == '>' ? n + 2 : 0;
}

/* 135 , before a priority. */
static size_t
octets(struct str text)
{
	size_t n = scan_digits(text);
	return n >= 2 && n <= 6 && n + 1 < text.n && text.p[n] == ' ' && priority(scan_from(text, n + 1)) > 0 ? n + 1 : 0;
}

/* ESC [ ... m, as often as it comes. */
static size_t
colours(struct str text)
{
	size_t i = 0;
	while (text.n - i >= 3 && text.p[i] == '\033' && text.p[i + 1] == '[') {
		size_t end = i + 2;
		while (end < text.n && (scan_is_digit(text.p[end]) || text.p[end] == ';'))
			end++;
		if (end == text.n || text.p[end] != 'm')
			break;
		i = end + 1;
	}
	return i;
}

/* [pod/mail-0/postfix] , as kubectl logs --prefix prints it. */
static size_t
pod(struct str text)
{
	const char *end = scan_sees(text, '[') && str_prefix(text, "[pod/") ? memchr(text.p, ']', text.n) : NULL;
	return end == NULL || end + 1 == text.p + text.n || end[1] != ' ' ? 0 : (size_t)(end + 2 - text.p);
}

/* postfix-mailcow-1  | , which docker compose may print in colours. */
static size_t
container(struct str text)
{
	size_t i = colours(text), name = scan_name(scan_from(text, i));
	struct str rest = scan_blanks(scan_from(text, i + name));
	if (name == 0 || !scan_sees(rest, '|') || rest.p[-1] != ' ')
		return 0;
	rest = scan_from(rest, 1);
	rest = scan_from(rest, colours(rest));
	if (!scan_sees(rest, ' '))
		return 0;
	rest = scan_from(rest, 1);
	return text.n - rest.n + colours(rest);
}

/* RFC 7464, and journalctl -o json-sse. */
static size_t
before_json(struct str text)
{
	size_t n = scan_sees(text, '\036') ? 1 : str_prefix(text, "data: ") ? strlen("data: ") : 0;
	return scan_sees(scan_from(text, n), '{') ? n : 0;
}

size_t
wrapping_skip(struct str line)
{
	size_t n = scan_sees(line, '\xef') && str_prefix(line, "\xef\xbb\xbf") ? 3 : before_json(line);
	n += pod(scan_from(line, n));
	n += container(scan_from(line, n));
	n += octets(scan_from(line, n));
	n += priority(scan_from(line, n));
	return n + (str_prefix(scan_from(line, n), "dovecot: ") ? strlen("dovecot: ") : 0);    /* before 1.2, in a log of its own */
}

size_t
wrapping_file(struct str line)
{
	size_t n = 0, digits = scan_digits(line);
	bool named = digits > 0 && digits < line.n && line.p[digits] == ':';
	for (; n < line.n && (scan_is_name(line.p[n]) || line.p[n] == '/'); n++)
		named = named || line.p[n] == '.' || line.p[n] == '/';
	if (!named || n == line.n || line.p[n] != ':')
		return 0;
	digits = scan_digits(scan_from(line, ++n));
	return digits > 0 && n + digits < line.n && line.p[n + digits] == ':' ? n + digits + 1 : n;
}

/* How often, where the text begins with before, a number and behind, which are then taken off; else 0. */
static unsigned
repeats(struct str *text, const char *before, const char *behind)
{
	if (!str_prefix(*text, before))
		return 0;
	struct str rest = scan_from(*text, strlen(before));
	size_t n = scan_digits(rest);
	int64_t count;
	if (n > 9 || !str_number((struct str){ rest.p, n }, &count) || !str_prefix(scan_from(rest, n), behind))
		return 0;
	*text = scan_from(rest, n + strlen(behind));
	return (unsigned)count;
}

static void
unfold_repeats(struct header *header)
{
	struct str text = header->text;
	unsigned n;
	if ((n = repeats(&text, "last message repeated ", " time")) > 0) {
		header->text = STR_NONE;
		header->repeat = n;
	} else if ((n = repeats(&text, "message repeated ", " times: [")) > 0) {
		text.n -= str_suffix(text, "]") ? 1 : 0;
		header->text = scan_blanks(text);
		header->repeat = n;
	}
}

/* [ID 197553 mail.info] */
static struct str
skip_message_id(struct str text)
{
	struct str rest = str_prefix(text, "[ID ") ? scan_from(text, 4) : STR_NONE;
	size_t n = scan_digits(rest);
	if (n == 0 || n == rest.n || rest.p[n] != ' ')
		return text;
	rest = scan_from(rest, n + 1);
	rest = scan_from(rest, scan_name(rest));
	return scan_sees(rest, ']') ? scan_blanks(scan_from(rest, 1)) : text;
}

/* The control character that #ooo stands for, or -1. */
static int
escaped(const char *p, const char *end)
{
	if (end - p < 4 || p[0] != '#' || p[1] < '0' || p[1] > '1' || p[2] < '0' || p[2] > '7' || p[3] < '0' || p[3] > '7')
		return -1;
	int code = (p[1] - '0') * 64 + (p[2] - '0') * 8 + (p[3] - '0');
	return code < 0x20 || code == 0x7f ? code : -1;
}

static struct str
undo_escapes(struct str text, struct arena *arena)
{
	const char *p = text.p, *end = text.p + text.n;
	while ((p = memchr(p, '#', (size_t)(end - p))) != NULL && escaped(p, end) < 0)
		p++;
	if (p == NULL)
		return text;
	char *start = arena_take(arena, text.n), *to = start;
	memcpy(start, text.p, (size_t)(p - text.p));
	to += p - text.p;
	while (p < end) {
		int code = escaped(p, end);
		*to++ = code < 0 ? *p : (char)code;
		p += code < 0 ? 1 : 4;
	}
	return (struct str){ start, (size_t)(to - start) };
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

void
wrapping_undo(struct header *header, bool octal, struct arena *arena)
{
	struct str text = scan_blanks(header->text);
	while (text.n > 0 && is_blank(text.p[text.n - 1]))
		text.n--;
	header->text = scan_sees(text, '[') ? skip_message_id(text) : text;
	if (scan_sees(header->text, 'l') || scan_sees(header->text, 'm'))
		unfold_repeats(header);
	if (octal && header->text.n > 0)
		header->text = undo_escapes(header->text, arena);
}
