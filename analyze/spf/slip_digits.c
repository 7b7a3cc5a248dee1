/*
 * slip_digits.c - slips in the characters of addresses and names: "192,0,2,1", "198.51.100.O", "2001:db8:::1", "2001:db8", "example,net".
 */
#include "analyze/spf/slip.h"

#include <string.h>

/* "192,0,2,1", "192..0.2.1", "198.51.100.O", "l92.0.2.1", "2001:db8:::1", as they were meant. */
static struct str
rewritten(struct str value, bool ip6, struct arena *arena)
{
	char *p = arena_take(arena, value.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < value.n; i++) {
		char c = value.p[i];
		c = c == ',' && !ip6 ? '.' : (c | 0x20) == 'o' ? '0' : !ip6 && (c == 'l' || c == 'I') ? '1' : c;
		bool again = ip6 ? c == ':' && n > 1 && p[n - 1] == ':' && p[n - 2] == ':' : c == '.' && n > 0 && p[n - 1] == '.';
		if (!again)
			p[n++] = c;
	}
	return (struct str){ p, n };
}

/* "example,net". */
static struct str
rewritten_commas(struct str value, struct arena *arena)
{
	char *p = arena_take(arena, value.n + 1);
	for (size_t i = 0; i < value.n; i++)
		p[i] = value.p[i] == ',' ? '.' : value.p[i];
	return (struct str){ p, value.n };
}

/* "2001:db8" and "2001:db8/32": the rest is zeros; the groups that are there tell the length. */
static struct str
completed(struct str value, struct arena *arena)
{
	struct str head = before(value, '/'), length = mend_tail(value, head.n);
	unsigned groups = 1;
	for (size_t i = 0; i < head.n; i++)
		groups += head.p[i] == ':';
	if (length.n > 0)
		return arena_print(arena, "%.*s::%.*s", (int)head.n, head.p, (int)length.n, length.p);
	return arena_print(arena, "%.*s::/%u", (int)head.n, head.p, groups * 16);
}

/* Characters of an address, or of a name, that are nearly those that were meant. Where a comma separates two terms, the first is sound. */
unsigned
slip_digits(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str value = raw_value(term), right;
	enum spf_finding_kind kind = SPF_FINDING_SYNTAX;
	bool ip6 = term->kind == SPF_TERM_IP6;
	const char *name = ip6 ? "ip6:" : "ip4:";
	if (value.n == 0)
		return 0;
	if (term->error == SPF_ERROR_DOMAIN && takes_name(term->kind)) {
		name = "a:";
		right = memchr(value.p, ',', value.n) == NULL || sound_term(mend->arena, name, before(value, ',')) ? STR("") : rewritten_commas(value, mend->arena);
	} else if (term->error == SPF_ERROR_ADDRESS && (ip6 || term->kind == SPF_TERM_IP4)) {
		right = rewritten(value, ip6, mend->arena);
		if (ip6 && !sound_term(mend->arena, name, right) && memchr(value.p, ':', value.n) != NULL) {
			right = completed(value, mend->arena);
			kind = SPF_FINDING_PARTIAL_ADDRESS;
		}
	} else {
		return 0;
	}
	if (right.n == 0 || str_equal(right, value) || !sound_term(mend->arena, name, right))
		return 0;
	mend_find(mend, kind, kind == SPF_FINDING_SYNTAX ? value : term->text, kind == SPF_FINDING_SYNTAX ? str_of(spf_error_text(term->error)) : STR_NONE);
	mend_edit(mend, value, right);
	return 1;
}
