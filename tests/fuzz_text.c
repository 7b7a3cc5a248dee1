/*
 * fuzz_text.c - what SQL asks of texts that strangers chose: addresses, names, networks, places of an address. What is canonical stays as it is.
 * In: the text to look at, LF, an address or network, LF, another name.
 */
#include "analyze/spf/dmarc.h"
#include "analyze/spf/idn.h"
#include "schema/address.h"
#include "schema/mention.h"
#include "schema/network.h"
#include "schema/organisation.h"
#include "schema/prefix.h"
#include "schema/text.h"
#include "tests/fuzz.h"

#include <string.h>

static void
check_address(struct str text, struct arena *arena)
{
	struct str base = address_base(text, arena), original = address_original(text, arena), verp = address_verp(text, arena), domain = text_domain(text);
	if (!str_equal(address_base(base, arena), base))
		bug("a base of a base");
	if (original.n > text.n || verp.n > text.n || domain.n > text.n)
		bug("an address has grown");
	if (address_is_srs(text) && text.p == NULL)
		bug("nothing is no SRS address");
	if (text_key(text) < 0 || text_key(text) >> TEXT_KEY_BITS != 0)
		bug("a key of too many bits");
}

static void
check_name(struct str text, struct arena *arena)
{
	struct str own = organisation_of(text, arena), ascii = idn_ascii(text, arena);
	if (own.p != NULL && !str_equal(organisation_of(own, arena), own))
		bug("an organisation of another organisation");
	for (size_t i = 0; i < ascii.n; i++)
		if ((unsigned char)ascii.p[i] >= 0x80)
			bug("not ASCII");
	if (idn_name(text, arena).p == NULL && text.p != NULL)
		bug("a name is lost");
	dmarc_policy_name(dmarc_read(text, false));
	dmarc_policy_name(dmarc_read(text, true));
}

static void
check_network(struct str text, struct str other, struct arena *arena)
{
	struct prefix prefix, again;
	char written[PREFIX_TEXT];
	bool single;
	struct str canonical = network_written(text, arena, &single);
	if (prefix_read(text, &prefix)) {
		size_t n = prefix_write(&prefix, written);
		if (!prefix_read((struct str){ written, n }, &again) || memcmp(&prefix.bytes, &again.bytes, sizeof prefix.bytes) != 0 || prefix.bits != again.bits)
			bug("a network is written as another");
		if (!prefix_holds(&prefix, &again) || canonical.p == NULL || !network_holds(canonical, text))
			bug("a network that does not hold itself");
		prefix_widen(&prefix, 8, 16);
		if (!prefix_holds(&prefix, &again))
			bug("a wider network holds less");
	}
	network_shared(text, other, 28, 64);
	network_of(text, 24, 64, arena);
	network_is_private(text);
}

static void
fuzz(struct str input, struct arena *arena)
{
	struct str text = str_cut(&input, '\n'), address = str_cut(&input, '\n'), name = input.p == NULL ? STR("erased-1") : input;
	char shape[300];
	if (text_shape(text, shape, sizeof shape) > sizeof shape)
		bug("a shape is too long");
	check_address(text, arena);
	check_address(address, arena);
	check_name(text, arena);
	check_network(text, address, arena);
	/* An address to look for comes from the command line. */
	if (address.p == NULL || memchr(address.p, '\0', address.n) != NULL)
		return;
	bool in = mention_is_in(text, address);
	struct str replaced = mention_replace(text, address, name, arena);
	if (!in && !str_equal(replaced, text))
		bug("what is not there was replaced");
	if (in && str_is(name, "erased-1") && mention_is_in(replaced, address))
		bug("what was replaced is there");
}
