/*
 * groupname.c - the names of a pattern's groups: they stand in the order of their groups, and again in other branches of (?|.
 */
#include "ingest/rule/groupname.h"

#include <string.h>

/* The name of the group that begins here; absent where none does. */
static struct str
name_at(const char *p, const char *end)
{
	static const struct { const char *begin; char end; } forms[] = { { "(?<", '>' }, { "(?P<", '>' }, { "(?'", '\'' } };
	for (size_t i = 0; i < LENGTH(forms); i++) {
		size_t n = strlen(forms[i].begin);
		if ((size_t)(end - p) <= n || memcmp(p, forms[i].begin, n) != 0 || p[n] == '=' || p[n] == '!')
			continue;
		const char *close = memchr(p + n, forms[i].end, (size_t)(end - p) - n);
		return close == NULL ? STR_NONE : (struct str){ p + n, (size_t)(close - p) - n };
	}
	return STR_NONE;
}

static bool
is_among(const struct str *names, unsigned count, struct str name)
{
	while (count > 0 && !str_equal(names[count - 1], name))
		count--;
	return count > 0;
}

unsigned
groupnames_of(struct str pattern, struct str *names, unsigned size)
{
	unsigned count = 0;
	const char *end = pattern.p + pattern.n;
	for (const char *p = pattern.p; p < end && count < size; p += *p == '\\' ? 2 : 1) {
		struct str name = *p == '(' ? name_at(p, end) : STR_NONE;
		if (name.p != NULL && !is_among(names, count, name))
			names[count++] = name;
	}
	return count;
}
