/*
 * answertext.c - the value of an answer as text.
 */
#include "analyze/spf/answertext.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

struct str
answertext_write(enum answer_type type, struct str value, struct arena *arena)
{
	char text[INET6_ADDRSTRLEN];
	struct str host;

	switch (type) {
	case ANSWER_A:
	case ANSWER_AAAA:
		inet_ntop(type == ANSWER_A ? AF_INET : AF_INET6, value.p, text, sizeof text);
		return arena_copy(arena, str_of(text));
	case ANSWER_MX:
		host = answer_mx_host(value).n > 0 ? answer_mx_host(value) : STR(".");
		snprintf(text, sizeof text, "%u ", answer_mx_preference(value));
		char *p = arena_take(arena, strlen(text) + host.n);
		memcpy(p, text, strlen(text));
		memcpy(p + strlen(text), host.p, host.n);
		return (struct str){ p, strlen(text) + host.n };
	default:
		return value;
	}
}

static bool
read_address(int family, struct str text, struct arena *arena, struct str *value)
{
	char address[16], z[INET6_ADDRSTRLEN];

	if (text.n >= sizeof z)
		return false;
	memcpy(z, text.p, text.n);
	z[text.n] = '\0';
	if (strlen(z) != text.n || inet_pton(family, z, address) != 1)
		return false;
	*value = arena_copy(arena, (struct str){ address, family == AF_INET ? 4 : 16 });
	return true;
}

/* As it comes from the wire: whether a name ends in a dot, as in a zone file, changes nothing of what it is. A dot behind a backslash is a byte
   of its last label. */
static struct str
without_dot(struct str name)
{
	while (name.n > 1 && name.p[name.n - 1] == '.' && name.p[name.n - 2] != '\\')
		name.n--;
	return name;
}

static bool
read_mx(struct str text, struct arena *arena, struct str *value)
{
	struct str host = text, number = str_cut(&host, ' ');
	int64_t preference;

	if (host.p == NULL || !str_number(number, &preference) || preference < 0 || preference > UINT16_MAX)
		return false;
	host = str_is(host, ".") ? STR("") : without_dot(host);
	char *p = arena_take(arena, host.n + 2);
	p[0] = (char)(preference >> 8);
	p[1] = (char)preference;
	if (host.n > 0)
		memcpy(p + 2, host.p, host.n);
	*value = (struct str){ p, host.n + 2 };
	return true;
}

bool
answertext_read(enum answer_type type, struct str text, struct arena *arena, struct str *value)
{
	*value = text;
	switch (type) {
	case ANSWER_A:
		return read_address(AF_INET, text, arena, value);
	case ANSWER_AAAA:
		return read_address(AF_INET6, text, arena, value);
	case ANSWER_MX:
		return read_mx(text, arena, value);
	case ANSWER_PTR:
	case ANSWER_CNAME:
		*value = without_dot(text);
		return true;
	default:
		return true;
	}
}
