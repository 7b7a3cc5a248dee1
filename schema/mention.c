/*
 * mention.c - looks for an address in a text.
 */
#include "schema/mention.h"

#include <string.h>
#include <strings.h>

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool
stands_at(struct str text, size_t at, struct str what)
{
	return at + what.n <= text.n && strncasecmp(text.p + at, what.p, what.n) == 0;
}

/* A letter is as good in the other case; that some other characters are, too, costs a closer look. */
static bool
is_alike(char a, char b)
{
	return ((a ^ b) & ~0x20) == 0;
}

static size_t
separator_at(struct str text, size_t at)
{
	return stands_at(text, at, STR("%40")) ? 3 : at < text.n && (text.p[at] == '@' || text.p[at] == '=' || text.p[at] == '%') ? 1 : 0;
}

/* A domain ends there: no label goes on. */
static bool
ends_at(struct str text, size_t at)
{
	if (at >= text.n)
		return true;
	bool goes_on = text.p[at] == '.' && at + 1 < text.n && is_word(text.p[at + 1]);
	return !goes_on && !is_word(text.p[at]) && text.p[at] != '-';
}

/* Behind a subaddress (+detail), the tag of an old BATV (/tag), or the quote at the end of "local"@domain. */
static size_t
skip_detail(struct str text, size_t at)
{
	enum { DETAIL_MOST = 128 };
	size_t end = at;
	if (stands_at(text, at, STR("\"@")))
		return at + 1;
	if (at >= text.n || (text.p[at] != '+' && text.p[at] != '/'))
		return at;
	for (end++; end < text.n && end - at < DETAIL_MOST && (is_word(text.p[end]) || strchr(".-+=", text.p[end]) != NULL); end++)
		if (text.p[end] == '\0')
			break;
	return end < text.n && text.p[end] == '@' ? end : at;
}

/* local@domain at this place; *end: behind the local part with what belongs to it. */
static bool
is_forward(struct str text, size_t at, struct str local, struct str domain, size_t *end)
{
	if (!stands_at(text, at, local))
		return false;
	*end = skip_detail(text, at + local.n);
	size_t separator = separator_at(text, *end);
	char before = at > 0 ? text.p[at - 1] : ' ';
	bool begins = !is_word(before) && before != '.' && (before != '%' || separator == 3) &&
	    ((before != '+' && before != '-') || (separator == 1 && text.p[*end] == '='));
	return begins && separator > 0 && stands_at(text, *end + separator, domain) && ends_at(text, *end + separator + domain.n);
}

/* domain=local, as SRS has it; the local part begins at *start. */
static bool
is_backward(struct str text, size_t at, struct str local, struct str domain, size_t *start, size_t *end)
{
	*start = at + domain.n + 1;
	*end = *start + local.n;
	return at > 0 && text.p[at - 1] == '=' && stands_at(text, at, domain) && stands_at(text, at + domain.n, STR("=")) && stands_at(text, *start, local) &&
	    (*end >= text.n || text.p[*end] == '@');
}

/* The next local part from *start on. */
static bool
find(struct str text, struct str address, size_t *start, size_t *end)
{
	struct str domain = address, local = str_cut(&domain, '@');
	if (text.p == NULL || local.n == 0 || domain.n == 0)
		return false;
	for (size_t at = *start; at < text.n; at++) {
		/* Nearly every character is none that either begins with. */
		if (!is_alike(text.p[at], *local.p) && !is_alike(text.p[at], *domain.p))
			continue;
		if (is_forward(text, at, local, domain, end)) {
			*start = at;
			return true;
		}
		if (is_backward(text, at, local, domain, start, end))
			return true;
	}
	return false;
}

/* In every form the domain stands behind one of these, and few texts have that: they alone are worth a closer look. */
static bool
has_domain(struct str text, struct str domain)
{
	for (const char *separator = "@=%"; *separator != '\0'; separator++)
		for (const char *p = text.p, *end = text.p + text.n; (p = memchr(p, *separator, (size_t)(end - p))) != NULL; p++) {
			size_t at = (size_t)(p - text.p);
			if (stands_at(text, at + separator_at(text, at), domain))
				return true;
		}
	return false;
}

bool
mention_is_in(struct str text, struct str address)
{
	struct str domain = address;
	size_t start = 0, end;
	str_cut(&domain, '@');
	return text.p != NULL && domain.n > 0 && has_domain(text, domain) && find(text, address, &start, &end);
}

struct str
mention_replace(struct str text, struct str address, struct str name, struct arena *arena)
{
	size_t start = 0, end, from = 0, n = 0, most = text.n + 1;
	if (!mention_is_in(text, address))
		return text;
	for (size_t at = 0; find(text, address, &at, &end); at = end)
		most += name.n;
	char *out = arena_take(arena, most);
	while (find(text, address, &start, &end)) {
		memcpy(out + n, text.p + from, start - from);
		n += start - from;
		memcpy(out + n, name.p, name.n);
		n += name.n;
		from = start = end;
	}
	memcpy(out + n, text.p + from, text.n - from);
	return (struct str){ out, n + text.n - from };
}
