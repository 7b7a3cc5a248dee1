/*
 * looks.c - what a word may be.
 */
#include "report/looks.h"
#include "report/utf8.h"
#include "schema/store.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

/* An IP address in the form in which it is stored: RFC 5952, and IPv4 plain. Absent for anything else. */
static struct str
ip_of(struct arena *arena, struct str what)
{
	struct in_addr v4;
	struct in6_addr v6;
	char text[INET6_ADDRSTRLEN];
	if (what.n > 2 && what.p[0] == '[' && what.p[what.n - 1] == ']')
		what = arena_copy(arena, (struct str){ what.p + 1, what.n - 2 });
	if (inet_pton(AF_INET, what.p, &v4) == 1)
		return what;
	if (inet_pton(AF_INET6, what.p, &v6) != 1)
		return STR_NONE;
	if (IN6_IS_ADDR_V4MAPPED(&v6))
		inet_ntop(AF_INET, &v6.s6_addr[12], text, sizeof text);
	else
		inet_ntop(AF_INET6, &v6, text, sizeof text);
	return arena_copy(arena, str_of(text));
}

/* <...> is as good as without. */
static struct str
plain(struct arena *arena, const char *typed)
{
	struct str what = str_trim(str_of(typed));
	if (what.n > 2 && what.p[0] == '<' && what.p[what.n - 1] == '>')
		what = (struct str){ what.p + 1, what.n - 2 };
	return arena_copy(arena, what);
}

struct looked
looks_of(struct arena *arena, const char *typed)
{
	struct looked looked = { .text = plain(arena, typed) };
	struct str what = looked.text, ip = ip_of(arena, what);
	bool single;
	struct str network = ip.p == NULL && memchr(what.p, '/', what.n) != NULL ? network_written(what, arena, &single) : STR_NONE;
	if (ip.p != NULL)
		looked.looks = LOOKS_IP;
	else if (network.p != NULL)
		looked.looks = LOOKS_NETWORK;
	else if (memchr(what.p, '@', what.n) != NULL)
		looked.looks = LOOKS_AT;
	else
		looked.looks = memchr(what.p, '.', what.n) != NULL ? LOOKS_NAME : LOOKS_WORD;
	looked.folded = ip.p != NULL ? ip : network.p != NULL ? network : utf8_lower(arena, what);
	return looked;
}
