/*
 * slip_address.c - IP addresses in the wrong place or form: "a:192.0.2.1", "192.0.2.*", "192.0.2.0/255.255.255.0", "[192.0.2.1]".
 */
#include "analyze/spf/slip.h"

#include <string.h>

/* The numbers between dots, zeros in front or not; a star, an x or nothing ends them. How many; 0 where there is anything else. */
static unsigned
read_parts(struct str text, unsigned char *parts)
{
	unsigned count = 0;
	while (text.p != NULL) {
		struct str part = str_cut(&text, '.');
		int64_t number;
		bool open = part.n == 0 || (part.n == 1 && (part.p[0] | 0x20) == 'x') || str_is(part, "*");
		if (open && count > 0 && (text.p == NULL || text.p[0] == '*' || (text.p[0] | 0x20) == 'x'))
			continue;
		if (open || count == 4 || !is_digit(part.p[0]) || !str_number(part, &number) || number > 255)
			return 0;
		parts[count++] = (unsigned char)number;
	}
	return count;
}

/* "/255.255.255.0"; 33 where it is no mask. */
static unsigned
read_mask(struct str text)
{
	struct spf_network mask;
	if (!spf_network_read(text, &mask) || mask.ip6)
		return 33;
	for (mask.prefix = 0; mask.prefix <= 32; mask.prefix++) {
		struct spf_network ones = { .prefix = mask.prefix, .address = { 255, 255, 255, 255 } };
		spf_network_clear(&ones);
		if (memcmp(ones.address, mask.address, 4) == 0)
			break;
	}
	return mask.prefix;
}

/* "192.0.2", "192.0.2.*", "010.1.1.1", "192.0.2.0/255.255.255.0". */
static bool
slip_quad(struct mend *mend, const struct spf_term *term, struct str value)
{
	struct spf_network network = { .prefix = 32 };
	struct str quad = before(value, '/');
	unsigned count = read_parts(quad, network.address);
	if (count == 0)
		return false;
	enum spf_finding_kind kind = SPF_FINDING_PARTIAL_ADDRESS;
	if (quad.n < value.n) {
		kind = SPF_FINDING_NETMASK;
		if ((network.prefix = read_mask(mend_tail(value, quad.n + 1))) > 32)
			return false;
	} else if (term->length4.p != NULL && term->prefix4 <= count * 8) {
		network.prefix = term->prefix4;
	} else if (count < 4) {
		network.prefix = count * 8;
	} else if (term->length4.p != NULL) {
		network.prefix = term->prefix4;
	}
	mend_find(mend, kind, term->text, STR_NONE);
	mend_edit(mend, raw_value(term), spf_network_write(&network, mend->arena));
	return true;
}

/* "192.0.2.300": nobody knows what was meant. The part that is too large; absent where that is not all that is wrong. */
static struct str
large_part(struct str text)
{
	struct str large = STR_NONE;
	unsigned count = 0;
	while (text.p != NULL) {
		struct str part = str_cut(&text, '.');
		int64_t number;
		if (part.n == 0 || !is_digit(part.p[0]) || !str_number(part, &number))
			return STR_NONE;
		large = number > 255 ? part : large;
		count++;
	}
	return count == 4 ? large : STR_NONE;
}

/* "[192.0.2.1]", "192.0.2.0\\24". */
static bool
slip_writing(struct mend *mend, const struct spf_term *term, struct str value)
{
	struct spf_network network;
	if (value.n < 2)
		return false;
	struct str inner = before(mend_tail(value, 1), ']'), host = before(value, '\\');
	bool brackets = value.p[0] == '[' && inner.n + 1 < value.n && spf_network_read(inner, &network);

	if (!brackets && (host.n == value.n || !spf_network_read(host, &network)))
		return false;
	mend_find(mend, SPF_FINDING_SYNTAX, term->place, str_of(spf_error_text(term->error)));
	if (brackets) {
		mend_edit(mend, mend_head(value, 1), STR(""));
		mend_edit(mend, (struct str){ inner.p + inner.n, 1 }, STR(""));
	} else {
		mend_edit(mend, (struct str){ host.p + host.n, 1 }, STR("/"));
	}
	return true;
}

/* In ip4 and ip6: what is no address of that kind. */
static bool
slip_ip(struct mend *mend, const struct spf_term *term)
{
	struct spf_network network;
	struct str value = term->value, host = before(value, ':');
	if (spf_network_read(value, &network)) {
		mend_find(mend, SPF_FINDING_WRONG_FAMILY, term->text, STR_NONE);
		mend_edit(mend, term->name, network.ip6 ? STR("ip6") : STR("ip4"));
		return true;
	}
	if (host.n < value.n && spf_network_read(host, &network)) {
		mend_find(mend, SPF_FINDING_PORT, mend_tail(value, host.n), STR_NONE);
		mend_edit(mend, mend_tail(value, host.n), STR(""));
		return true;
	}
	if (slip_quad(mend, term, value) || slip_writing(mend, term, value))
		return true;
	struct str large = large_part(value);
	if (large.p != NULL) {
		mend_find(mend, SPF_FINDING_SYNTAX, large, STR("no part of an address is larger than 255"));
		return true;
	}
	if (!sound_term(mend->arena, "a:", value))
		return false;
	mend_find(mend, SPF_FINDING_NAME_AS_ADDRESS, term->text, STR_NONE);
	mend_edit(mend, term->name, STR("a"));
	return true;
}

unsigned
slip_address(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct spf_network network;
	if (term->error == SPF_ERROR_ADDRESS)
		return slip_ip(mend, term);
	if (!takes_name(term->kind) || !spf_network_read(term->value, &network))
		return 0;
	mend_find(mend, SPF_FINDING_ADDRESS_AS_NAME, term->text, STR_NONE);
	mend_edit(mend, mend_span(term->name, (struct str){ term->value.p, 0 }), network.ip6 ? STR("ip6:") : STR("ip4:"));
	return 1;
}
