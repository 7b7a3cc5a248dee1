/*
 * utf8.c - text as a terminal sees it.
 */
#include "report/utf8.h"

#include <ctype.h>
#include <locale.h>
#include <string.h>
#include <wchar.h>

size_t
utf8_decode(struct str text, uint32_t *character)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	if (text.n == 0)
		return 0;
	unsigned char first = (unsigned char)text.p[0];
	size_t length = first < 0x80 ? 1 : first >> 5 == 0x6 ? 2 : first >> 4 == 0xe ? 3 : first >> 3 == 0x1e ? 4 : 0;
	if (length == 0 || length > text.n)
		return 0;
	uint32_t value = length == 1 ? first : first & (0x7fu >> length);
	for (size_t i = 1; i < length; i++) {
		unsigned char next = (unsigned char)text.p[i];
		if (next >> 6 != 2)
			return 0;
		value = value << 6 | (next & 0x3f);
	}
	if (value < least[length] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
		return 0;
	*character = value;
	return length;
}

/* glibc knows the widths, but only in a UTF-8 locale, and ours may be C. */
static size_t
character_width(uint32_t character)
{
	static locale_t locale;
	if (character < 0x300)
		return 1;
	if (locale == (locale_t)0)
		locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	if (locale == (locale_t)0)
		return 1;
	locale_t before = uselocale(locale);
	int width = wcwidth((wchar_t)character);
	uselocale(before);
	return width < 0 ? 1 : (size_t)width;
}

/* Takes one character, or one byte that is none, off the text. */
static size_t
step(struct str *rest)
{
	uint32_t character = 0;
	size_t length = utf8_decode(*rest, &character);
	size_t width = length == 0 ? 1 : character_width(character);
	length += length == 0;
	rest->p += length;
	rest->n -= length;
	return width;
}

size_t
utf8_width(struct str text)
{
	size_t width = 0;
	while (text.n > 0)
		width += step(&text);
	return width;
}

struct str
utf8_cut(struct arena *arena, struct str text, size_t width)
{
	static const char ellipsis[] = "\xe2\x80\xa6";
	struct str rest = text, keep = { text.p, 0 };
	size_t used = 0;
	while (rest.n > 0) {
		used += step(&rest);
		if (used > width)
			break;
		if (used < width)
			keep.n = (size_t)(rest.p - text.p);
	}
	if (used <= width || width == 0)
		return used <= width ? text : (struct str){ "", 0 };
	char *copy = arena_take(arena, keep.n + sizeof ellipsis);
	memcpy(copy, keep.p, keep.n);
	memcpy(copy + keep.n, ellipsis, sizeof ellipsis);
	return (struct str){ copy, keep.n + sizeof ellipsis - 1 };
}

struct str
utf8_tail(struct arena *arena, struct str text, size_t width)
{
	size_t used = utf8_width(text);
	if (used <= width || width == 0)
		return used <= width ? text : (struct str){ "", 0 };
	while (text.n > 0 && used > width - 1)
		used -= step(&text);
	return arena_print(arena, "\xe2\x80\xa6%.*s", (int)text.n, text.p);
}

struct str
utf8_line(struct str *rest, size_t width, bool hard)
{
	struct str text = str_trim(*rest), ahead = text, line = { text.p, 0 };
	size_t used = 0, fits = 0;
	bool blank = false;
	while (ahead.n > 0) {
		blank |= ahead.p[0] == ' ';
		if (ahead.p[0] == ' ')
			line.n = (size_t)(ahead.p - text.p);
		used += step(&ahead);
		if (used > width && (blank || hard))
			break;
		fits = (size_t)(ahead.p - text.p);
	}
	if (used <= width || !blank)
		line.n = fits;
	*rest = str_trim((struct str){ text.p + line.n, text.n - line.n });
	return str_trim(line);
}

static struct str
change_case(struct arena *arena, struct str text, int (*change)(int))
{
	if (text.p == NULL)
		return text;
	char *copy = arena_take(arena, text.n + 1);
	for (size_t i = 0; i < text.n; i++)
		copy[i] = isascii((unsigned char)text.p[i]) ? (char)change(text.p[i]) : text.p[i];
	copy[text.n] = '\0';
	return (struct str){ copy, text.n };
}

struct str
utf8_lower(struct arena *arena, struct str text)
{
	return change_case(arena, text, tolower);
}

struct str
utf8_upper(struct arena *arena, struct str text)
{
	return change_case(arena, text, toupper);
}
