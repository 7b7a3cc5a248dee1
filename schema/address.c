/*
 * address.c - bounce addresses taken back to what they were made of.
 */
#include "schema/address.h"
#include "schema/text.h"

#include <string.h>
#include <strings.h>

enum { TAG_BYTES_MIN = 6, TAG_BYTES_MAX = 20 };

static struct str
lower(struct str text, struct arena *arena)
{
	struct str copy = arena_copy(arena, text);
	for (size_t i = 0; i < copy.n; i++)
		if (copy.p[i] >= 'A' && copy.p[i] <= 'Z')
			((char *)copy.p)[i] |= 0x20;
	return copy;
}

static bool
begins(struct str text, const char *z)
{
	size_t n = strlen(z);
	return text.n >= n && strncasecmp(text.p, z, n) == 0;
}

/* False: there is no domain, or no local part. */
static bool
split(struct str address, struct str *local, struct str *domain)
{
	*domain = text_domain(address);
	if (domain->p == NULL)
		return false;
	*local = (struct str){ address.p, address.n - domain->n - 1 };
	return local->n > 0;
}

static struct str
join(struct str local, struct str domain, struct arena *arena)
{
	if (local.n == 0 || domain.n == 0)
		return STR_NONE;
	char *p = arena_take(arena, local.n + 1 + domain.n);    /* there may be a NUL in it, before which printf would end */
	memcpy(p, local.p, local.n);
	p[local.n] = '@';
	memcpy(p + local.n + 1, domain.p, domain.n);
	return (struct str){ p, local.n + 1 + domain.n };
}

/* A digit of the key, three of the day, six of the hash: hexadecimal, all. */
static bool
is_tag(struct str text)
{
	if (text.n < TAG_BYTES_MIN || text.n > TAG_BYTES_MAX)
		return false;
	for (size_t i = 0; i < text.n; i++)
		if (memchr("0123456789abcdefABCDEF", text.p[i], 22) == NULL)
			return false;
	return true;
}

static struct str
batv(struct str local, struct str domain, struct arena *arena)
{
	if (!begins(local, "prvs="))
		return STR_NONE;
	struct str rest = { local.p + 5, local.n - 5 }, first = rest;
	const char *equals = memchr(rest.p, '=', rest.n), *slash = memrchr(rest.p, '/', rest.n);
	if (equals != NULL) {
		first.n = (size_t)(equals - rest.p);
		rest = (struct str){ equals + 1, rest.n - first.n - 1 };
		/* the draft's order, and the one of those who read it the other way round */
		return is_tag(first) ? join(rest, domain, arena) : is_tag(rest) ? join(first, domain, arena) : STR_NONE;
	}
	if (slash != NULL) {
		first.n = (size_t)(slash - rest.p);
		rest = (struct str){ slash + 1, rest.n - first.n - 1 };
		return is_tag(rest) ? join(first, domain, arena) : STR_NONE;
	}
	return STR_NONE;
}

bool
address_is_srs(struct str address)
{
	return (begins(address, "SRS0") || begins(address, "SRS1")) && address.n > 5 && strchr("=+-", address.p[4]) != NULL;
}

/* HASH=TT=domain=local: the rest behind the third = is the local part, whatever is in it. */
static struct str
srs0(struct str rest, struct arena *arena)
{
	str_cut(&rest, '=');
	str_cut(&rest, '=');
	struct str domain = str_cut(&rest, '=');
	return rest.p == NULL ? STR_NONE : join(rest, domain, arena);
}

static struct str
srs(struct str local, struct arena *arena)
{
	if (!address_is_srs(local))
		return STR_NONE;
	struct str rest = { local.p + 5, local.n - 5 };
	if (local.p[3] == '0')
		return srs0(rest, arena);
	/* HASH=first forwarder=, and behind it what that one had made, without its "SRS0" */
	str_cut(&rest, '=');
	str_cut(&rest, '=');
	if (rest.n < 2 || strchr("=+-", rest.p[0]) == NULL)
		return STR_NONE;
	return srs0((struct str){ rest.p + 1, rest.n - 1 }, arena);
}

/* The last + before the =, or else the last - before it. */
static const char *
verp_mark(struct str local)
{
	const char *equals = memrchr(local.p, '=', local.n);
	if (equals == NULL || equals == local.p || memchr(equals, '.', (size_t)(local.p + local.n - equals)) == NULL)
		return NULL;
	size_t before = (size_t)(equals - local.p);
	const char *mark = memchr(local.p, '+', before);
	if (mark == NULL)
		mark = memchr(local.p, '-', before);
	return mark == local.p || mark == NULL || mark + 1 == equals ? NULL : mark;
}

struct str
address_verp(struct str address, struct arena *arena)
{
	struct str local, domain;
	if (!split(address, &local, &domain) || begins(local, "prvs=") || address_is_srs(local))
		return STR_NONE;
	const char *mark = verp_mark(local), *equals = memrchr(local.p, '=', local.n);
	if (mark == NULL)
		return STR_NONE;
	return lower(join((struct str){ mark + 1, (size_t)(equals - mark - 1) },
	    (struct str){ equals + 1, (size_t)(local.p + local.n - equals - 1) }, arena), arena);
}

struct str
address_original(struct str address, struct arena *arena)
{
	struct str local, domain, made = STR_NONE;
	if (address.n == 0)
		return address;
	if (!split(address, &local, &domain))
		return STR_NONE;
	if (begins(local, "prvs="))
		made = batv(local, domain, arena);
	else if (address_is_srs(local))
		made = srs(local, arena);
	else if (verp_mark(local) != NULL)
		made = join((struct str){ local.p, (size_t)(verp_mark(local) - local.p) }, domain, arena);
	return lower(made.p != NULL ? made : address, arena);
}

struct str
address_base(struct str address, struct arena *arena)
{
	struct str local, domain;
	if (!split(address, &local, &domain))
		return STR_NONE;
	const char *plus = memchr(local.p, '+', local.n);
	if (plus == NULL || plus == local.p)
		return lower(address, arena);
	return lower(join((struct str){ local.p, (size_t)(plus - local.p) }, domain, arena), arena);
}
