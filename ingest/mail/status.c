/*
 * status.c - enhanced status codes in what hosts say.
 */
#include "ingest/mail/status.h"

#include "ingest/scan.h"

enum { LOOKED_AT = 8 * 1024 };          /* of a text */

static bool
is_word(char c)
{
	return scan_is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* With how many bytes of a code text begins: a class, and twice a point and one to three digits. An address or a version goes on. */
static size_t
code_length(struct str text, char class)
{
	size_t n = 1;
	if (text.n < 5 || (class != 0 ? text.p[0] != class : text.p[0] != '2' && text.p[0] != '4' && text.p[0] != '5'))
		return 0;
	for (unsigned i = 0; i < 2; i++) {
		size_t digits = n < text.n && text.p[n] == '.' ? scan_digits(scan_from(text, n + 1)) : 0;
		if (digits == 0 || digits > 3)
			return 0;
		n += 1 + digits;
	}
	bool goes_on = n < text.n && (is_word(text.p[n]) || (text.p[n] == '.' && n + 1 < text.n && is_word(text.p[n + 1])));
	return goes_on ? 0 : n;
}

/* "550 5.1.1", "550-5.1.1", "550 #5.1.1": the class of the reply code, which the code then has; '#' where only that stands there; else 0. */
static char
introduced(struct str text, size_t at)
{
	bool hash = at > 0 && text.p[at - 1] == '#';
	at -= hash;
	if (at < 4 || (text.p[at - 1] != ' ' && text.p[at - 1] != '-') || (at > 4 && is_word(text.p[at - 5])) ||
	    scan_digits((struct str){ text.p + at - 4, 3 }) < 3)
		return hash ? '#' : 0;
	return text.p[at - 4];
}

/* The code in a text: the first behind a reply code or "#", else the first. class: '2', '4', '5', or 0 for any. Absent where there is none. */
static struct str
status_in(struct str text, char class)
{
	struct str first = STR_NONE;
	if (text.n > LOOKED_AT)
		text.n = LOOKED_AT;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] != '2' && text.p[i] != '4' && text.p[i] != '5')
			continue;
		size_t n = i > 0 && (is_word(text.p[i - 1]) || text.p[i - 1] == '.') ? 0 : code_length(scan_from(text, i), class);
		if (n == 0)
			continue;
		struct str code = { text.p + i, n };
		char by = introduced(text, i);
		if (by == '#' || by == code.p[0])
			return code;
		if (first.p == NULL)
			first = code;
		i += n - 1;
	}
	return first;
}

struct str
status_told(struct str text)
{
	struct str code = status_in(text, 0);
	if (code.p == NULL)
		return code;
	char by = introduced(text, (size_t)(code.p - text.p));
	bool told = by == '#' || by == code.p[0] || (code.p > text.p && code.p[-1] == '(');
	return told ? code : STR_NONE;
}

static bool
says_nothing(struct str status)
{
	return status.p == NULL || str_suffix(status, ".0.0");
}

struct str
status_of(struct str field, struct str diagnostic)
{
	struct str status = status_in(field, 0);
	if (!says_nothing(status) || diagnostic.p == NULL)
		return status;
	struct str told = status_in(diagnostic, status.p == NULL ? 0 : status.p[0]);
	return says_nothing(told) && status.p != NULL ? status : told;
}
