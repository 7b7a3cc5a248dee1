/*
 * escape.c - characters as web pages, zone files and programs write them: "&nbsp;", "&#32;", "%20", "\032", "\u2013", "\n".
 */
#include "analyze/spf/guess.h"
#include "analyze/spf/pass.h"

#include <string.h>
#include <strings.h>

/* So many digits at least and at most, and what they are; 0: there are fewer. */
static size_t
read_digits(struct str text, unsigned base, size_t least, size_t most, unsigned *code)
{
	static const char digits[] = "0123456789abcdef";
	size_t n = 0;
	*code = 0;
	while (n < text.n && n < most) {
		char c = is_digit(text.p[n]) ? text.p[n] : (char)(text.p[n] | 0x20);
		const char *digit = memchr(digits, c, base);
		if (digit == NULL)
			break;
		*code = *code * base + (unsigned)(digit - digits);
		n++;
	}
	return n < least ? 0 : n;
}

/* "&#32;", "&#x20;", "&nbsp;", "<br>". */
static size_t
read_web(struct str text, unsigned *code)
{
	static const struct { const char *text; unsigned code; } escapes[] = {
#define ESCAPE(text, code) { text, code },
#include "analyze/spf/escape.def"
#undef ESCAPE
	};
	for (size_t i = 0; i < LENGTH(escapes); i++) {
		size_t n = strlen(escapes[i].text);
		*code = escapes[i].code;
		if (text.n >= n && strncasecmp(text.p, escapes[i].text, n) == 0)
			return n;
	}
	if (!str_prefix(text, "&#"))
		return 0;
	size_t first = text.n > 2 && (text.p[2] | 0x20) == 'x' ? 3 : 2;
	size_t n = first + read_digits(mend_tail(text, first), first == 3 ? 16 : 10, 1, 5, code);
	return n > first && n < text.n && text.p[n] == ';' ? n + 1 : 0;
}

/* A line end or tab that a program wrote out: a term, or nothing, stands behind it. */
static bool
begins_anew(const struct mend *mend, struct str rest)
{
	size_t n = 0;
	while (n < rest.n && rest.p[n] != ' ' && rest.p[n] != '\\')
		n++;
	return n == 0 || sound_term(mend->arena, "", mend_head(rest, n));
}

/* "\032" of zone files, "\u2013", "\x20", "\n" and "\/" of programs. */
static size_t
read_backslash(const struct mend *mend, struct str text, unsigned *code)
{
	struct str rest = mend_tail(text, 1);
	size_t n = read_digits(rest, 10, 3, 3, code);
	if (n > 0 || rest.n == 0)
		return n > 0 ? n + 1 : 0;
	if (rest.p[0] == 'u' || rest.p[0] == 'x') {
		size_t digits = rest.p[0] == 'u' ? 4 : 2;
		n = read_digits(mend_tail(rest, 1), 16, digits, digits, code);
		return n > 0 ? n + 2 : 0;
	}
	*code = rest.p[0] == '/' ? '/' : ' ';
	return rest.p[0] == '/' || (memchr("nrt", rest.p[0], 3) != NULL && begins_anew(mend, mend_tail(rest, 1))) ? 2 : 0;
}

/* How many bytes at the beginning of text stand for one character, which is *code; 0: none. "%2" begins no macro. */
static size_t
read_escape(const struct mend *mend, struct str text, unsigned *code)
{
	size_t n = 0;
	if (text.p[0] == '&' || text.p[0] == '<')
		n = read_web(text, code);
	else if (text.p[0] == '\\')
		n = read_backslash(mend, text, code);
	else if (text.p[0] == '%' && (n = read_digits(mend_tail(text, 1), 16, 2, 2, code)) > 0)
		n = *code < 0x7f ? n + 1 : 0;
	return n;
}

/* The character, a plain one where it looks like one. */
static struct str
character(unsigned code, struct arena *arena)
{
	struct str plain, text;
	enum spf_finding_kind kind;
	if (code < 0x80)
		text = arena_print(arena, "%c", code < ' ' ? ' ' : (int)code);
	else if (code < 0x800)
		text = arena_print(arena, "%c%c", (int)(0xc0 | code >> 6), (int)(0x80 | (code & 63)));
	else
		text = arena_print(arena, "%c%c%c", (int)(0xe0 | (code >> 12 & 15)), (int)(0x80 | (code >> 6 & 63)), (int)(0x80 | (code & 63)));
	return lookalike_at(text, &plain, &kind) > 0 ? plain : text;
}

/* Where the blanks begin that end the text, however they are written. */
static size_t
blanks_at_end(const struct mend *mend)
{
	struct str text = mend->text;
	size_t end = 0;
	for (size_t i = 0, n; i < text.n; i += n) {
		unsigned code;
		n = read_escape(mend, mend_tail(text, i), &code);
		bool blank = n == 0 ? text.p[i] == ' ' : code <= ' ' || code == 0xa0;
		n = n == 0 ? 1 : n;
		end = blank ? end : i + n;
	}
	return end;
}

/* One blank is as good as several, and none is needed at either end. */
void
escape_look(struct mend *mend)
{
	struct str text = mend->text;
	size_t end = blanks_at_end(mend);
	bool blank = true;
	for (size_t i = 0, n; i < text.n; i += n) {
		unsigned code;
		n = read_escape(mend, mend_tail(text, i), &code);
		if (n == 0) {
			blank = text.p[i] == ' ';
			n = text.p[i] == '%' && i + 1 < text.n ? 2 : 1;
			continue;
		}
		struct str place = { text.p + i, n }, plain = character(code, mend->arena);
		bool gone = str_is(plain, " ") && (blank || i >= end || text.p[i + n] == ' ');
		mend_find(mend, SPF_FINDING_ESCAPE, place, STR_NONE);
		place.n += gone && blank && i + n < text.n && text.p[i + n] == ' ';
		mend_edit(mend, place, gone ? STR("") : plain);
		blank = str_is(plain, " ");
	}
}
