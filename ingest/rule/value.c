/*
 * value.c - what a field's text is worth.
 */
#include "ingest/rule/value.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

enum { DIGITS_MAX = 18 };               /* what always fits into 64 bits */

static struct str
value_text(struct str text, struct arena *arena)
{
	(void)arena;
	return text;
}

static struct str
value_lower(struct str text, struct arena *arena)
{
	size_t i = 0;
	while (i < text.n && !(text.p[i] >= 'A' && text.p[i] <= 'Z'))
		i++;
	if (i == text.n)
		return text;
	char *copy = arena_take(arena, text.n);
	memcpy(copy, text.p, text.n);
	for (; i < text.n; i++)
		if (copy[i] >= 'A' && copy[i] <= 'Z')
			copy[i] |= 0x20;
	return (struct str){ copy, text.n };
}

static struct str
value_number(struct str text, struct arena *arena)
{
	(void)arena;
	if (text.n == 0 || text.n > DIGITS_MAX)
		return STR_NONE;
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return STR_NONE;
	return text;
}

/* Four numbers of at most 255 without leading zeros: what nearly every address is, and canonical as it stands. */
static bool
is_plain_ipv4(struct str text)
{
	unsigned dots = 0, number = 0, digits = 0;
	for (size_t i = 0; i < text.n; i++) {
		unsigned digit = (unsigned char)text.p[i] - '0';
		if (text.p[i] == '.' && digits > 0 && dots < 3) {
			dots++;
			digits = number = 0;
			continue;
		}
		if (digit > 9 || (digits > 0 && number == 0) || (number = number * 10 + digit) > 255)
			return false;
		digits++;
	}
	return dots == 3 && digits > 0;
}

static struct str
value_ip(struct str text, struct arena *arena)
{
	static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };
	char copy[INET6_ADDRSTRLEN + 1], canonical[INET6_ADDRSTRLEN];
	unsigned char address[16];

	if (text.n >= 2 && text.p[0] == '[' && text.p[text.n - 1] == ']')
		text = (struct str){ text.p + 1, text.n - 2 };
	if (text.n >= 5 && strncasecmp(text.p, "IPv6:", 5) == 0)
		text = (struct str){ text.p + 5, text.n - 5 };
	if (is_plain_ipv4(text))
		return text;
	if (text.n >= sizeof copy || memchr(text.p, '\0', text.n) != NULL)
		return STR_NONE;
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	if (inet_pton(AF_INET6, copy, address) != 1)
		return STR_NONE;
	if (memcmp(address, mapped, sizeof mapped) == 0)
		inet_ntop(AF_INET, address + sizeof mapped, canonical, sizeof canonical);
	else
		inet_ntop(AF_INET6, address, canonical, sizeof canonical);
	return arena_copy(arena, str_of(canonical));
}

static struct str (*const make[FIELD_COUNT])(struct str text, struct arena *arena) = {
#define FIELD(name, type) [F_##name] = value_##type,
#include "ingest/rule/fields.def"
#undef FIELD
};

/* What programs write where they have none: "" is the null sender in a sender, but no queue id. */
static const struct {
	const char *word[2];
} nothing[FIELD_COUNT] = {
	[F_qid] = { { "NOQUEUE", "" } },
	[F_client_name] = { { "unknown" } },
	[F_relay_host] = { { "none" } },
};

struct str
value_of(enum field field, struct str text, struct arena *arena)
{
	if (text.p == NULL)
		return text;
	struct str value = make[field](text, arena);
	for (unsigned i = 0; i < LENGTH(nothing->word) && nothing[field].word[i] != NULL; i++)
		if (str_is(value, nothing[field].word[i]))
			return STR_NONE;
	return value;
}
