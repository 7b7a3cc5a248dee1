/*
 * slip_range.c - slips in ip4 and ip6: a range of addresses, "192.0.2.1-192.0.2.9", "192.0.2.1-9", "192.0.2.1 - 192.0.2.9", where a record has networks only.
 */
#include "analyze/spf/slip.h"

#include <string.h>

enum { NETWORKS_MOST = 62 };            /* as many as a range of IPv4 may need */

/* The end of a range that begins at first: an address, or the last part of one. */
static bool
read_end(struct str text, struct str begin, const struct mend *mend, struct spf_network *last)
{
	size_t n = begin.n;
	while (n > 0 && begin.p[n - 1] != '.' && begin.p[n - 1] != ':')
		n--;
	return spf_network_read(text, last) ||
	    (n > 0 && spf_network_read(arena_join(mend->arena, (struct str){ begin.p, n }, text), last));
}

/* The networks, each a term like the first. */
static struct str
write_terms(const struct mend *mend, const struct spf_term *term, const struct spf_network *networks, size_t count)
{
	struct str text = STR("");
	for (size_t i = 0; i < count; i++) {
		struct str network = spf_network_write(&networks[i], mend->arena);
		text = arena_print(mend->arena, "%.*s%s%.*s%s:%.*s", (int)text.n, text.p, i == 0 ? "" : " ", (int)term->sign.n, term->sign.p,
		    networks[i].ip6 ? "ip6" : "ip4", (int)network.n, network.p);
	}
	return text;
}

/* In one term, or in three. */
unsigned
slip_range(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	struct spf_network first, last, networks[NETWORKS_MOST];
	struct str begin = term->value, end, place = term->text;
	const char *dash = begin.n == 0 ? NULL : memchr(begin.p, '-', begin.n);
	unsigned told = 1;

	if (term->kind != SPF_TERM_IP4 && term->kind != SPF_TERM_IP6)
		return 0;
	if (dash != NULL) {
		end = mend_tail(begin, (size_t)(dash - begin.p) + 1);
		begin = mend_head(begin, (size_t)(dash - begin.p));
	} else if (term + 2 < record->terms + record->count && str_is(term[1].text, "-")) {
		end = term[2].text;
		place = mend_span(place, end);
		told = 3;
	} else {
		return 0;
	}
	if (!spf_network_read(begin, &first) || !read_end(end, begin, mend, &last))
		return 0;
	size_t count = spf_networks_of_range(&first, &last, networks, NETWORKS_MOST);
	mend_find(mend, SPF_FINDING_ADDRESS_RANGE, place, STR_NONE);
	if (count > 0 && count <= NETWORKS_MOST)
		mend_edit(mend, place, write_terms(mend, term, networks, count));
	return told;
}
