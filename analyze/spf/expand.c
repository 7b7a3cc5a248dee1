/*
 * expand.c - macro-strings are expanded (RFC 7208 section 7.3).
 */
#include "analyze/spf/macro.h"

#include <arpa/inet.h>
#include <string.h>

/* 32 nibbles with dots between, in capitals as the test suite of RFC 7208 has them, or a dotted quad. */
static struct str
dotted(const struct spf_facts *facts, struct arena *arena)
{
	const unsigned char *ip = facts->ip;
	if (!facts->ip6)
		return arena_print(arena, "%u.%u.%u.%u", ip[0], ip[1], ip[2], ip[3]);
	static const char hex[] = "0123456789ABCDEF";
	char *p = arena_take(arena, 64);
	for (unsigned i = 0; i < 16; i++) {
		p[i * 4] = hex[ip[i] >> 4];
		p[i * 4 + 1] = p[i * 4 + 3] = '.';
		p[i * 4 + 2] = hex[ip[i] & 15];
	}
	return (struct str){ p, 63 };
}

static struct str
readable(const struct spf_facts *facts, struct arena *arena)
{
	char text[INET6_ADDRSTRLEN];
	if (inet_ntop(facts->ip6 ? AF_INET6 : AF_INET, facts->ip, text, sizeof text) == NULL)
		bug("an address that cannot be written");
	return arena_copy(arena, str_of(text));
}

static struct str
or_else(struct str text, const char *otherwise)
{
	return text.p == NULL ? str_of(otherwise) : text;
}

static struct str
value_of(char letter, const struct spf_facts *facts, struct arena *arena)
{
	struct str local = or_else(facts->local, "postmaster");
	switch (letter) {
	case 's':
		return arena_print(arena, "%.*s@%.*s", (int)local.n, local.p, (int)facts->sender_domain.n, facts->sender_domain.p);
	case 'l':
		return local;
	case 'o':
		return facts->sender_domain;
	case 'd':
		return facts->domain;
	case 'i':
		return dotted(facts, arena);
	case 'p':
		return or_else(facts->validated, "unknown");
	case 'v':
		return facts->ip6 ? STR("ip6") : STR("in-addr");
	case 'h':
		return facts->helo;
	case 'c':
		return readable(facts, arena);
	case 'r':
		return or_else(facts->receiver, "unknown");
	case 't':
		return arena_print(arena, "%lld", (long long)facts->at);
	case '%':
		return STR("%");
	case '_':
		return STR(" ");
	case '-':
		return STR("%20");
	default:
		bug("no macro '%c'", letter);
	}
}

static bool
is_delimiter(char c, const struct spf_macro *macro)
{
	return macro->delimiters.n == 0 ? c == '.' : memchr(macro->delimiters.p, c, macro->delimiters.n) != NULL;
}

/* How many bytes at the end of value are its rightmost parts, count of them, with the delimiters between; 0 is all. */
static size_t
rightmost(struct str value, const struct spf_macro *macro, unsigned count)
{
	size_t n = 0;
	while (n < value.n && !(is_delimiter(value.p[value.n - 1 - n], macro) && --count == 0))
		n++;
	return n;
}

static size_t
leftmost(struct str value, const struct spf_macro *macro, unsigned count)
{
	size_t n = 0;
	while (n < value.n && !(is_delimiter(value.p[n], macro) && --count == 0))
		n++;
	return n;
}

/* The parts between delimiters, reversed, the rightmost of what that gives kept, with dots between. */
static struct str
transformed(struct str value, const struct spf_macro *macro, struct arena *arena)
{
	if (macro->digits == 0 && !macro->reverse && macro->delimiters.n == 0)
		return value;
	size_t n = (macro->reverse ? leftmost : rightmost)(value, macro, macro->digits), done = 0;
	value = (struct str){ macro->reverse ? value.p : value.p + value.n - n, n };
	char *p = arena_take(arena, n + 1);
	if (!macro->reverse) {
		for (; done < n; done++)
			p[done] = is_delimiter(value.p[done], macro) ? '.' : value.p[done];
		return (struct str){ p, n };
	}
	for (; done < n; done++) {
		size_t part = rightmost(value, macro, 1);
		memcpy(p + done, value.p + value.n - part, part);
		done += part;
		value.n -= done < n ? part + 1 : part;
		if (done < n)
			p[done] = '.';
	}
	return (struct str){ p, n };
}

/* RFC 3986 section 2.3: all but the unreserved. */
static struct str
escaped(struct str value, struct arena *arena)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
	static const char hex[] = "0123456789ABCDEF";
	char *p = arena_take(arena, value.n * 3 + 1);
	size_t n = 0;
	for (size_t i = 0; i < value.n; i++) {
		unsigned char c = (unsigned char)value.p[i];
		if (c != '\0' && strchr(plain, c) != NULL) {
			p[n++] = value.p[i];
		} else {
			p[n++] = '%';
			p[n++] = hex[c >> 4];
			p[n++] = hex[c & 15];
		}
	}
	return (struct str){ p, n };
}

static struct str
expanded(const struct spf_macro *macro, const struct spf_facts *facts, struct arena *arena)
{
	if (macro->letter == '\0')
		return macro->text;
	struct str value = transformed(value_of(macro->letter, facts, arena), macro, arena);
	return macro->escape ? escaped(value, arena) : value;
}

static struct str
joined(const struct str *parts, size_t count, struct arena *arena)
{
	size_t n = 0;
	for (size_t i = 0; i < count; i++)
		n += parts[i].n;
	char *p = arena_take(arena, n + 1);
	struct str all = { p, n };
	for (size_t i = 0; i < count; p += parts[i++].n)
		if (parts[i].n > 0)
			memcpy(p, parts[i].p, parts[i].n);
	*p = '\0';
	return all;
}

struct str
spf_expand(const struct spf_macros *macros, const struct spf_facts *facts, struct arena *arena)
{
	struct str *parts = arena_take(arena, (macros->count + 1) * sizeof *parts);
	size_t n = 0, i = 0;
	for (; i < macros->count && n < SPF_TEXT_MAX; n += parts[i++].n)
		parts[i] = expanded(&macros->items[i], facts, arena);
	struct str text = joined(parts, i, arena);
	text.n = n < SPF_TEXT_MAX ? n : SPF_TEXT_MAX;
	return text;
}

/* From the right, and no more than is needed to know what is kept: the longest name, the dot before it, the dot behind it. */
struct str
spf_expand_name(const struct spf_macros *macros, const struct spf_facts *facts, struct arena *arena)
{
	struct str *parts = arena_take(arena, (macros->count + 1) * sizeof *parts);
	size_t n = 0, first = macros->count;
	for (; first > 0 && n < SPF_NAME_MAX + 2; n += parts[first].n) {
		first--;
		parts[first] = expanded(&macros->items[first], facts, arena);
	}
	struct str name = joined(parts + first, macros->count - first, arena);
	if (name.n > 0 && name.p[name.n - 1] == '.')
		name.n--;
	while (name.n > SPF_NAME_MAX) {
		const char *dot = memchr(name.p, '.', name.n);
		size_t cut = dot == NULL ? name.n : (size_t)(dot - name.p) + 1;
		name = (struct str){ name.p + cut, name.n - cut };
	}
	return name;
}
