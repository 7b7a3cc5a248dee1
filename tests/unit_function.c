/*
 * unit_function.c - what SQL may ask: whose a host name is, where an address lies, what a bounce address was made of.
 */
#include <stdio.h>
#include "tests/tap.h"

#include <stdio.h>
#include <string.h>

#include "schema/address.h"
#include "schema/function.h"
#include "schema/network.h"
#include "schema/organisation.h"

static struct arena *arena;

static void
test_organisations(void)
{
	static const char *const names[][2] = {
		{ "mx.example.org", "example.org" }, { "MX.Example.ORG.", "example.org" }, { "a.b.example.co.uk", "example.co.uk" },
		{ "example.co.uk", "example.co.uk" }, { "co.uk", "co.uk" }, { "joe.github.io", "joe.github.io" },
		{ "a.joe.github.io", "joe.github.io" }, { "github.io", "github.io" }, { "a.b.example", "b.example" },
		{ "localhost", "localhost" }, { "mx.corp.local", "corp.local" }, { "xn--bcher-kva.example.de", "example.de" },
		{ "192.0.2.1", NULL }, { "[192.0.2.1]", NULL }, { "2001:db8::1", NULL }, { "0", NULL }, { "", NULL }, { ".", NULL },
		{ "mx_1.a_b.example", "a_b.example" }, { "lab-mx-1.lab_default", NULL },
		{ ".org", NULL }, { "a..org", NULL }, { "a b.org", NULL }, { "a/b.org", NULL }, { "a.org..", NULL },
	};
	for (unsigned i = 0; i < LENGTH(names); i++)
		is_str(organisation_of(str_of(names[i][0]), arena), names[i][1], names[i][0]);
	/* what was found is kept for a while, and gives way to other names */
	unsigned wrong = 0;
	for (unsigned i = 0; i < 1000; i++) {
		char name[80], wanted[32];
		snprintf(wanted, sizeof wanted, "site%u.co.uk", i % 300);
		snprintf(name, sizeof name, "mx%u.%s", i % 7, wanted);
		wrong += !str_is(organisation_of(str_of(name), arena), wanted);
	}
	ok(wrong == 0, "many names, again and again");
	is_str(organisation_of(STR_NONE, arena), NULL, "no name");
	static const char *const in_world[][2] = {
		{ "mx.ours.Example.org.", "ours.example.org" }, { "ours.example.org", "ours.example.org" }, { "a.b.c.example.org", "c.example.org" },
		{ "example.org", "example.org" }, { "mx.example.net", "example.net" }, { "192.0.2.1", NULL },
	};
	organisation_below(str_of("example.org"));
	for (unsigned i = 0; i < LENGTH(in_world); i++)
		is_str(organisation_in_world(str_of(in_world[i][0]), arena), in_world[i][1], in_world[i][0]);
	is_str(organisation_of(str_of("mx.ours.example.org"), arena), "example.org", "the list alone, as before");
	organisation_below(STR_NONE);
	is_str(organisation_in_world(str_of("mx.ours.example.org"), arena), "example.org", "no such suffix");
	char long_name[300];
	memset(long_name, 'a', sizeof long_name);
	is_str(organisation_of((struct str){ long_name, sizeof long_name }, arena), NULL, "a name too long");
	is_str(organisation_of((struct str){ long_name, 64 }, arena), NULL, "a label too long");
}

static void
test_networks(void)
{
	static const char *const private[] = {
		"127.0.0.1", "127.255.255.255", "10.0.0.0", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.1.1",
		"100.64.0.1", "100.127.255.255", "0.0.0.0", "::1", "::", "fc00::1", "fdff::1", "fe80::1", "febf::1", "fec0::1",
	};
	static const char *const public[] = {
		"126.255.255.255", "128.0.0.1", "11.0.0.1", "172.15.255.255", "172.32.0.1", "192.167.255.255", "192.169.0.1", "100.63.255.255",
		"100.128.0.1", "192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "fbff::1", "::2", "ff02::1", "", "localhost", "10.0.0", "10.0.0.1.",
	};
	for (unsigned i = 0; i < LENGTH(private); i++)
		ok(network_is_private(str_of(private[i])), private[i]);
	for (unsigned i = 0; i < LENGTH(public); i++)
		ok(!network_is_private(str_of(public[i])), public[i]);
	ok(!network_is_private(STR_NONE), "no address");
	ok(network_is_unrouted(STR("172.18.0.2")) && network_is_unrouted(STR("192.0.2.1")) && network_is_unrouted(STR("2001:db8::1")), "of no network of the internet");
	ok(!network_is_unrouted(STR("192.0.3.1")) && !network_is_unrouted(STR("2001:db9::1")) && !network_is_unrouted(STR_NONE), "of one, and none");
	ok(network_is_loopback(STR("127.0.0.66"), STR("mx.ours.test"), false) && network_is_loopback(STR("::1"), STR_NONE, false), "this host itself");
	ok(!network_is_loopback(STR("192.0.2.1"), STR("localhost"), false) && !network_is_loopback(STR_NONE, STR_NONE, false), "another, and none");
	ok(!network_is_loopback(STR("127.0.0.66"), STR("localhost"), true) && !network_is_loopback(STR("127.0.0.1"), STR("mx.ours.test"), true),
	    "not where all lie on one machine, and have an address or name of their own");
	ok(network_is_loopback(STR("127.0.0.1"), STR("127.0.0.1"), true) && network_is_loopback(STR("::1"), STR("localhost"), true) &&
	    network_is_loopback(STR("127.0.0.1"), STR_NONE, true), "but by none there, too");
	ok(network_shared(STR("192.0.2.1"), STR("192.0.2.254"), 24, 64), "one /24");
	ok(!network_shared(STR("192.0.2.1"), STR("192.0.3.1"), 24, 64), "another /24");
	ok(network_shared(STR("192.0.2.1"), STR("192.0.3.1"), 23, 64), "one /23");
	ok(network_shared(STR("2001:db8::1"), STR("2001:db8::ffff:1"), 24, 64), "one /64");
	ok(!network_shared(STR("2001:db8:0:1::1"), STR("2001:db8::1"), 24, 64), "another /64");
	ok(!network_shared(STR("192.0.2.1"), STR("::192.0.2.1"), 0, 0), "families apart");
	ok(!network_shared(STR_NONE, STR_NONE, 0, 0), "what is no address lies nowhere");
	is_str(network_of(STR("192.0.2.77"), 24, 64, arena), "192.0.2.0/24", "the /24 of an address");
	is_str(network_of(STR("192.0.2.77"), 28, 64, arena), "192.0.2.64/28", "its /28");
	is_str(network_of(STR("2001:db8:1:2:3::4"), 24, 64, arena), "2001:db8:1:2::/64", "the /64 of an address");
	is_str(network_of(STR("mx.example.org"), 24, 64, arena), NULL, "a name lies in none");
	ok(network_holds(STR("192.0.2.0/24"), STR("192.0.2.255")), "a network holds its last address");
	ok(!network_holds(STR("192.0.2.0/24"), STR("192.0.3.0")), "and not the next");
	ok(network_holds(STR("192.0.2.1"), STR("192.0.2.1")) && !network_holds(STR("192.0.2.1"), STR("192.0.2.2")), "one address holds itself");
	ok(network_holds(STR("2001:db8::/32"), STR("2001:db8:ffff::1")), "of IPv6, too");
	ok(!network_holds(STR("192.0.2.0/x"), STR("192.0.2.0")) && !network_holds(STR("192.0.2.0/-1"), STR("192.0.2.0")), "what is no network holds none");
}

static void
test_addresses(void)
{
	static const struct {
		const char *address, *original, *verp;
	} addresses[] = {
		{ "joe@ours.test", "joe@ours.test", NULL },
		{ "Joe@Ours.TEST", "joe@ours.test", NULL },
		{ "joe+tag@ours.test", "joe+tag@ours.test", NULL },
		{ "", "", NULL },
		{ "joe", NULL, NULL },
		{ "@ours.test", NULL, NULL },
		{ "prvs=0123abcdef=joe@ours.test", "joe@ours.test", NULL },
		{ "PRVS=0123ABCDEF=Joe@ours.test", "joe@ours.test", NULL },
		{ "prvs=joe/0123abcdef@ours.test", "joe@ours.test", NULL },
		{ "prvs=joe=0123abcdef@ours.test", "joe@ours.test", NULL },
		{ "prvs=0123abcdef=@ours.test", "prvs=0123abcdef=@ours.test", NULL },
		{ "prvs=no-tag=joe@ours.test", "prvs=no-tag=joe@ours.test", NULL },
		{ "prvs=0123abcdef=list+a=b.test@ours.test", "list+a=b.test@ours.test", NULL },
		{ "SRS0=tNxH=YJ=pass.example=bob@ours.test", "bob@pass.example", NULL },
		{ "srs0+tNxH=YJ=Pass.example=Bob=b@ours.test", "bob=b@pass.example", NULL },
		{ "SRS1=aBcD=first.test==tNxH=YJ=pass.example=bob@ours.test", "bob@pass.example", NULL },
		{ "SRS0=tNxH@ours.test", "srs0=tnxh@ours.test", NULL },
		{ "SRS1=aBcD=first.test=x@ours.test", "srs1=abcd=first.test=x@ours.test", NULL },
		{ "news+bob=pass.example@ours.test", "news@ours.test", "bob@pass.example" },
		{ "news-bounces+Bob=Pass.example@ours.test", "news-bounces@ours.test", "bob@pass.example" },
		{ "news-return-77-bob=pass.example@ours.test", "news@ours.test", "return-77-bob@pass.example" },
		{ "a=b@ours.test", "a=b@ours.test", NULL },
		{ "news+bob=nodot@ours.test", "news+bob=nodot@ours.test", NULL },
		{ "+bob=pass.example@ours.test", "+bob=pass.example@ours.test", NULL },
	};
	for (unsigned i = 0; i < LENGTH(addresses); i++) {
		is_str(address_original(str_of(addresses[i].address), arena), addresses[i].original, addresses[i].address);
		is_str(address_verp(str_of(addresses[i].address), arena), addresses[i].verp, "  for whom it was made");
	}
	is_str(address_original(STR_NONE, arena), NULL, "no address");
	is_str(address_base(STR("Joe+tag@Ours.test"), arena), "joe@ours.test", "without its subaddress");
	is_str(address_base(STR("+x@ours.test"), arena), "+x@ours.test", "nothing but a subaddress");
	is_int((int)address_base(STR("joe+x@ou\0rs.test"), arena).n, 14, "a NUL is no end");
	ok(address_is_srs(STR("SRS0=a=b=c=d@e")) && !address_is_srs(STR("SRS0")) && !address_is_srs(STR("srs@ours.test")), "SRS");
}

static void
test_table(void)
{
	struct value none[FUNCTION_ARGUMENTS_MAX];
	for (size_t i = 0; i < LENGTH(none); i++)
		none[i] = (struct value){ .text = STR_NONE };
	for (const struct function *f = NULL; (f = function_next(f)) != NULL;) {
		struct value result = { .text = STR_NONE };
		f->call(none, arena, &result);
		ok(!result.is_number && result.text.p == NULL, f->name);
		ok(f->arguments <= FUNCTION_ARGUMENTS_MAX, "  has its arguments");
	}
}

/* An index rests on it: what is NULL there is never found. */
static void
test_hour_keys(void)
{
	const struct function *function = NULL;
	struct value text[2] = { { .is_number = true, .number = 7200 }, { .text = STR("a@Example.org") } };
	struct value number[2] = { { .is_number = true, .number = 7200 }, { .is_number = true, .number = INT64_MIN } };
	struct value key = { .text = STR_NONE }, same = { .text = STR_NONE }, of_number = { .text = STR_NONE }, other = { .text = STR_NONE };
	while ((function = function_next(function)) != NULL && strcmp(function->name, "hour_key") != 0)
		continue;
	function->call(text, arena, &key);
	text[0].number = 7200 + 3599;
	text[1].text = STR("A@example.ORG");
	function->call(text, arena, &same);
	function->call(number, arena, &of_number);
	number[1].number++;
	function->call(number, arena, &other);
	ok(key.is_number && same.is_number && key.number == same.number, "one key of one hour, and of texts alike but for case");
	ok(of_number.is_number && other.is_number && of_number.number != other.number, "numbers have keys, too");
}

int
main(void)
{
	arena = arena_open();
	test_organisations();
	test_networks();
	test_hour_keys();
	test_addresses();
	test_table();
	arena_close(arena);
	return done_testing();
}
