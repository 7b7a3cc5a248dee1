/*
 * organisation.c - whose a host name is: the public suffix list. The only door to libpsl.
 */
#include "schema/organisation.h"

#include <libpsl.h>
#include <string.h>

enum { NAME_MAX_BYTES = 253, LABEL_MAX_BYTES = 63 };

/* Host names with the underscores that are seen in life, and what is beyond ASCII as it stands. */
static bool
is_name_byte(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c >= 0x80;
}

/* An address, too, is labels with dots between: but its last one is a number. No domain at the top has an underscore: container.network_default names no
   organisation. */
static bool
is_host_name(struct str name)
{
	struct str label = STR_NONE;
	if (name.n == 0 || name.n > NAME_MAX_BYTES)
		return false;
	while (name.p != NULL) {
		label = str_cut(&name, '.');
		if (label.n == 0 || label.n > LABEL_MAX_BYTES)
			return false;
		for (size_t i = 0; i < label.n; i++)
			if (!is_name_byte((unsigned char)label.p[i]))
				return false;
	}
	int64_t number;
	return !str_number(label, &number) && memchr(label.p, '_', label.n) == NULL;
}

/*
 * Where the organisation begins in a name: it is the name's end. Searching the list costs more than all else that is done with a name, and
 * a few names come again and again: so what was found last for each of some hashes is kept, by thread.
 */
static size_t
organisation_at(struct str name)
{
	static _Thread_local struct kept {
		unsigned char length, at;
		char name[NAME_MAX_BYTES + 1];
	} kept[64];
	uint32_t hash = 2166136261U;
	for (size_t i = 0; i < name.n; i++)
		hash = (hash ^ (unsigned char)name.p[i]) * 16777619U;
	struct kept *found = &kept[hash >> 26];
	if (found->length == name.n && memcmp(found->name, name.p, name.n) == 0)
		return found->at;
	const char *domain = psl_registrable_domain(psl_builtin(), name.p);
	memcpy(found->name, name.p, name.n);
	found->length = (unsigned char)name.n;
	return found->at = domain == NULL ? 0 : (unsigned char)(domain - name.p);
}

struct str
organisation_of(struct str name, struct arena *arena)
{
	if (name.n > 0 && name.p[name.n - 1] == '.')
		name.n--;
	if (name.n == 0 || name.n > NAME_MAX_BYTES)
		return STR_NONE;
	char *lower = arena_take(arena, name.n + 1);
	for (size_t i = 0; i < name.n; i++)
		lower[i] = name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] | 0x20) : name.p[i];
	lower[name.n] = '\0';
	name.p = lower;
	if (!is_host_name(name))
		return STR_NONE;
	size_t at = organisation_at(name);
	return (struct str){ name.p + at, name.n - at };
}

static _Thread_local struct { size_t n; char name[NAME_MAX_BYTES]; } below;

void
organisation_below(struct str suffix)
{
	below.n = suffix.n <= NAME_MAX_BYTES ? suffix.n : 0;
	if (below.n > 0)
		memcpy(below.name, suffix.p, below.n);
}

struct str
organisation_in_world(struct str name, struct arena *arena)
{
	struct str own = organisation_of(name, arena);
	if (below.n == 0 || !str_equal(own, (struct str){ below.name, below.n }))
		return own;
	/* (In the arena, all of the name lies before its end.) */
	const char *whole = own.p - (name.n - own.n - (name.p[name.n - 1] == '.'));
	if (own.p == whole)
		return own;
	const char *label = own.p - 1;
	while (label > whole && label[-1] != '.')
		label--;
	return (struct str){ label, (size_t)(own.p + own.n - label) };
}
