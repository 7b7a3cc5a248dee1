/*
 * idn.c - domain names of other scripts, as DNS carries them: the door to libidn2.
 */
#include "analyze/spf/idn.h"

#include <idn2.h>

struct str
idn_ascii(struct str name, struct arena *arena)
{
	char *ascii = NULL;
	size_t i = 0;

	while (i < name.n && (unsigned char)name.p[i] < 0x80)
		i++;
	if (i == name.n)
		return name;
	if (idn2_to_ascii_8z(arena_copy(arena, name).p, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
		return STR_NONE;
	struct str copy = arena_copy(arena, str_of(ascii));
	idn2_free(ascii);
	return copy;
}

struct str
idn_name(struct str name, struct arena *arena)
{
	struct str ascii = idn_ascii(name, arena);
	return ascii.p == NULL ? name : ascii;
}
