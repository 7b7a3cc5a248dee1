/*
 * unit_prefix.c - networks: read, written, widened, and what lies in them.
 */
#include "schema/prefix.h"
#include "tests/tap.h"

static void
is_written(const char *text, const char *wanted)
{
	struct prefix prefix;
	char written[PREFIX_TEXT];
	if (!prefix_read(str_of(text), &prefix))
		is_str(STR("no network"), wanted, text);
	else
		is_str((struct str){ written, prefix_write(&prefix, written) }, wanted, text);
}

static bool
holds(const char *outer, const char *inner)
{
	struct prefix a, b;
	return prefix_read(str_of(outer), &a) && prefix_read(str_of(inner), &b) && prefix_holds(&a, &b);
}

int
main(void)
{
	is_written("192.0.2.77/24", "192.0.2.0/24");
	is_written("192.0.2.77", "192.0.2.77/32");
	is_written("255.255.255.255/1", "128.0.0.0/1");
	is_written("192.0.2.1/0", "0.0.0.0/0");
	is_written("2001:DB8:0::1", "2001:db8::1/128");
	is_written("2001:db8:ffff::1/33", "2001:db8:8000::/33");
	const char *const bad[] = { "", "/24", "192.0.2.0/", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2/24", "192.0.2.0/2 4", "::/129", "a.example", "192.0.2.1/24/8" };
	for (size_t i = 0; i < LENGTH(bad); i++)
		is_written(bad[i], "no network");

	ok(holds("192.0.2.0/24", "192.0.2.255") && holds("192.0.2.0/24", "192.0.2.128/25") && holds("192.0.2.1", "192.0.2.1"), "what lies in a network");
	ok(!holds("192.0.2.0/24", "192.0.3.0") && !holds("192.0.2.128/25", "192.0.2.0/24"), "what does not");
	ok(!holds("0.0.0.0/0", "::1") && !holds("::/0", "192.0.2.1"), "the families are apart");
	ok(holds("2001:db8::/33", "2001:db8:7fff::1") && !holds("2001:db8::/33", "2001:db8:8000::1"), "bits within a byte");

	struct prefix prefix;
	char written[PREFIX_TEXT];
	ok(prefix_read(STR("192.0.2.77"), &prefix), "an address");
	prefix_widen(&prefix, 24, 64);
	prefix_widen(&prefix, 28, 64);
	is_str((struct str){ written, prefix_write(&prefix, written) }, "192.0.2.0/24", "is widened, and never made narrower");
	return done_testing();
}
