/*
 * unit_mention.c - where a text speaks of an address.
 */
#include "schema/mention.h"
#include "tests/tap.h"

#include <stdio.h>

static const struct {
	const char *text, *renamed;     /* NULL: it does not speak of it */
} cases[] = {
	{ "ann@example.com", "X@example.com" },
	{ "<Ann@EXAMPLE.com>, and ann@example.com.", "<X@EXAMPLE.com>, and X@example.com." },
	{ "ann+list@example.com", "X@example.com" },
	{ "ann+li=st.2@example.com ann+", "X@example.com ann+" },
	{ "prvs=0123456789=ann@example.com", "prvs=0123456789=X@example.com" },
	{ "prvs=ann/0123456789@example.com", "prvs=X@example.com" },
	{ "owner-ann=example.com@list.example", "owner-X=example.com@list.example" },
	{ "list+ann=example.com@list.example", "list+X=example.com@list.example" },
	{ "SRS0=ab=cd=example.com=ann@fwd.example", "SRS0=ab=cd=example.com=X@fwd.example" },
	{ "http://spf.example/?id=ann%40example.com;ip=192.0.2.1", "http://spf.example/?id=X%40example.com;ip=192.0.2.1" },
	{ "\"Ann\"@example.com", "\"X@example.com" }, { "ann%example.com@relay.example", "X%example.com@relay.example" },
	{ "joann%example.com@relay.example", NULL }, { "ann%example.community@relay.example", NULL },
	{ "ann@example.com-", NULL }, { "ann@example.com.au", NULL }, { "ann@example.comx", NULL }, { "ann@example.co", NULL },
	{ "joann@example.com", NULL }, { "jo-ann@example.com", NULL }, { "jo.ann@example.com", NULL }, { "jo+ann@example.com", NULL }, { "jo_ann@example.com", NULL },
	{ "SRS0=ab=cd=example.com=anna@fwd.example", NULL }, { "xexample.com=ann@fwd.example", NULL },
	{ "ann at example.com", NULL }, { "ann@", NULL }, { "@example.com", NULL }, { "", NULL },
	{ "ann+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com", NULL },
};

int
main(void)
{
	struct arena *arena = arena_open();
	struct str address = STR("ann@example.com");
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct str text = str_of(cases[i].text), wanted = str_of(cases[i].renamed != NULL ? cases[i].renamed : cases[i].text);
		char name[256];
		snprintf(name, sizeof name, "%s%.60s", cases[i].renamed != NULL ? "is in " : "is not in ", cases[i].text);
		ok(mention_is_in(text, address) == (cases[i].renamed != NULL) && str_equal(mention_replace(text, address, STR("X"), arena), wanted), name);
	}
	ok(!mention_is_in(STR_NONE, address), "no text");
	ok(!mention_is_in(STR("ann"), STR("ann")), "no address");
	ok(!mention_is_in(STR("a@ and @b"), STR("@")), "nothing of an address");
	arena_close(arena);
	return done_testing();
}
