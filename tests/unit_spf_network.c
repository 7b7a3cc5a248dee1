/*
 * unit_spf_network.c - networks: read, written, compared, counted.
 * In: text. Out: TAP.
 */
#include "analyze/spf/network.h"
#include "tests/tap.h"

#include <string.h>

static struct arena *arena;

static struct spf_network
network(const char *address, unsigned prefix)
{
	struct spf_network made;
	if (!spf_network_read(str_of(address), &made))
		bug("%s is no address", address);
	made.prefix = prefix;
	return made;
}

static void
holds(const char *outer, unsigned outer_prefix, const char *inner, unsigned inner_prefix, bool wanted)
{
	struct spf_network a = network(outer, outer_prefix), b = network(inner, inner_prefix);
	char name[128];
	snprintf(name, sizeof name, "%s/%u %s %s/%u", outer, outer_prefix, wanted ? "holds" : "does not hold", inner, inner_prefix);
	ok(spf_network_holds(&a, &b) == wanted, name);
}

static void
counting(void)
{
	struct spf_network networks[] = {
		network("192.0.2.77", 32), network("192.0.2.0", 25), network("198.51.100.0", 31), network("192.0.2.64", 26),
		network("192.0.2.77", 32), network("2001:db8::", 126), network("2001:db8::1", 128),
	};
	uint64_t ip4;
	double ip6;
	spf_networks_count(networks, LENGTH(networks), &ip4, &ip6);
	ok(ip4 == 128 + 2 && ip6 == 4, "what lies in another is not counted again");
	networks[0] = network("0.0.0.0", 0);
	networks[1] = network("::", 0);
	spf_networks_count(networks, 2, &ip4, &ip6);
	ok(ip4 == UINT64_C(1) << 32 && ip6 > 3.4e38 && ip6 < 3.5e38, "all there are");
	spf_networks_count(networks, 0, &ip4, &ip6);
	ok(ip4 == 0 && ip6 == 0, "none");
}

/* Any addresses of a /24: joined, the networks hold these and no other, and no two of them could be one. */
static void
joining(void)
{
	uint32_t state = 4711;
	unsigned wrong = 0, halves = 0;

	for (unsigned round = 0; round < 300; round++) {
		struct spf_network networks[512];
		bool seen[256] = { false };
		size_t count = 0;
		for (unsigned i = 0; i < 20 + round; i++) {
			state = state * 1664525 + 1013904223;
			networks[count] = network(round % 2 == 0 ? "192.0.2.0" : "2001:db8::", round % 2 == 0 ? 32 : 128);
			networks[count++].address[round % 2 == 0 ? 3 : 15] = (unsigned char)(state >> 24);
			seen[state >> 24] = true;
		}
		count = spf_networks_join(networks, count);
		for (unsigned i = 0; i < 256; i++) {
			struct spf_network one = network(round % 2 == 0 ? "192.0.2.0" : "2001:db8::", round % 2 == 0 ? 32 : 128);
			unsigned held = 0;
			one.address[round % 2 == 0 ? 3 : 15] = (unsigned char)i;
			for (size_t k = 0; k < count; k++)
				held += spf_network_holds(&networks[k], &one);
			wrong += held != seen[i];
		}
		for (size_t k = 1; k < count; k++) {
			struct spf_network wide = networks[k];
			wide.prefix--;
			halves += networks[k - 1].prefix == networks[k].prefix && spf_network_holds(&wide, &networks[k - 1]);
		}
	}
	is_int(wrong, 0, "joined, each address is held once, and no other");
	is_int(halves, 0, "and there are no two halves of one");
	struct spf_network all[] = { network("0.0.0.0", 1), network("128.0.0.0", 1), network("::", 0), network("192.0.2.1", 32) };
	is_int((int64_t)spf_networks_join(all, LENGTH(all)), 2, "all of IPv4, beside all of IPv6");
}

static void
range(const char *first, const char *last, const char *networks)
{
	struct spf_network from, to, found[300];
	struct str text = STR("");
	ok(spf_network_read(str_of(first), &from) && spf_network_read(str_of(last), &to), first);
	size_t count = spf_networks_of_range(&from, &to, found, LENGTH(found));
	for (size_t i = 0; i < count; i++) {
		struct str network = spf_network_write(&found[i], arena);
		text = arena_print(arena, "%.*s%s%.*s", (int)text.n, text.p, i == 0 ? "" : " ", (int)network.n, network.p);
	}
	is_str(text, networks, "is these networks");
}

static void
ranges(void)
{
	struct spf_network first, last, found[4];
	range("192.0.2.1", "192.0.2.1", "192.0.2.1");
	range("192.0.2.1", "192.0.2.9", "192.0.2.1 192.0.2.2/31 192.0.2.4/30 192.0.2.8/31");
	range("192.0.2.255", "192.0.3.0", "192.0.2.255 192.0.3.0");
	range("0.0.0.0", "255.255.255.255", "0.0.0.0/0");
	range("255.255.255.254", "255.255.255.255", "255.255.255.254/31");
	range("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::/0");
	range("2001:db8::1", "2001:db8::4", "2001:db8::1 2001:db8::2/127 2001:db8::4");
	range("192.0.2.2", "192.0.2.1", "");
	range("192.0.2.1", "::1", "");
	spf_network_read(STR("0.0.0.1"), &first);
	spf_network_read(STR("255.255.255.254"), &last);
	is_int((int64_t)spf_networks_of_range(&first, &last, found, LENGTH(found)), 62, "as many as there can be, of which some are written");
}

int
main(void)
{
	struct spf_network some;
	arena = arena_open();
	holds("192.0.2.0", 24, "192.0.2.255", 32, true);
	holds("192.0.2.0", 24, "192.0.3.0", 32, false);
	holds("192.0.2.99", 24, "192.0.2.0", 24, true);
	holds("192.0.2.0", 25, "192.0.2.0", 24, false);
	holds("192.0.2.128", 25, "192.0.2.127", 32, false);
	holds("0.0.0.0", 0, "255.255.255.255", 32, true);
	holds("0.0.0.0", 0, "::", 0, false);
	holds("2001:db8::", 33, "2001:db8:7fff::", 48, true);
	holds("2001:db8::", 33, "2001:db8:8000::", 48, false);
	some = network("192.0.2.77", 26);
	ok(spf_network_has_host_bits(&some), "bits behind the prefix");
	spf_network_clear(&some);
	ok(!spf_network_has_host_bits(&some), "are cleared");
	is_str(spf_network_write(&some, arena), "192.0.2.64/26", "written with its length");
	some.prefix = 32;
	is_str(spf_network_write(&some, arena), "192.0.2.64", "and without, where it is one address");
	some = network("2001:DB8:0::7", 128);
	is_str(spf_network_write(&some, arena), "2001:db8::7", "IPv6 in its short form");
	ok(!spf_network_read(STR("192.0.2"), &some) && !spf_network_read(STR(""), &some) && !spf_network_read(STR("1.2.3.4\0"), &some) &&
	    !spf_network_read(STR("1.2.3.4 "), &some), "what is no address");
	static const char *const private[] = { "10.1.1.1", "172.31.0.1", "192.168.0.1", "169.254.1.1", "100.127.0.1", "127.0.0.2", "fd00::1", "fe80::1", "::1" };
	static const char *const public[] = { "11.1.1.1", "172.32.0.1", "192.169.0.1", "100.128.0.1", "126.0.0.1", "2a00::1", "::2" };
	for (size_t i = 0; i < LENGTH(private); i++)
		ok(spf_network_read(str_of(private[i]), &some) && spf_network_is_private(&some), private[i]);
	for (size_t i = 0; i < LENGTH(public); i++)
		ok(spf_network_read(str_of(public[i]), &some) && !spf_network_is_private(&some), public[i]);
	counting();
	joining();
	ranges();
	arena_close(arena);
	return done_testing();
}
