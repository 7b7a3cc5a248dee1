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

/* An address, too, is labels with dots between: but its last one is a number. */
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
	return !str_number(label, &number);
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
	const char *domain = psl_registrable_domain(psl_builtin(), lower);
	return domain == NULL ? name : str_of(domain);
}
