/*
 * slip_blank.c - blanks too few, "include:x.net-all", and too many, "ip4: 192.0.2.1".
 */
#include "analyze/spf/slip.h"

#include <string.h>
#include <strings.h>

/* "include:x.coma:mail.y.net", "a:x.netmx:y.org": no name has a colon in it. 0 for nowhere. */
static size_t
name_begin(const struct mend *mend, const struct spf_term *term)
{
	struct str text = term->text, value = raw_value(term);
	const char *colon = value.n == 0 || !takes_name(term->kind) || memchr(value.p, '%', value.n) != NULL ? NULL : memchr(value.p, ':', value.n);
	for (size_t n = 2; colon != NULL && n > 0 && value.p + n < colon; n--) {
		struct str head = mend_head(text, (size_t)(colon - text.p) - n);
		if (strncasecmp(colon - n, n == 2 ? "mx" : "a", n) == 0 && colon + 1 < text.p + text.n && !is_digit(colon[1]) && sound_term(mend->arena, "", head))
			return head.n;
	}
	return 0;
}

/* "ip4:192.0.2.0/24+mx", "a+mx", "mx+-all": no address and no name of a term has a sign in it. 0 for nowhere. */
static size_t
sign_begin(const struct mend *mend, const struct spf_term *term)
{
	struct str text = term->text;
	enum { LONGEST = 512 };         /* no term that is meant goes on like that */
	bool here = term->error == SPF_ERROR_ADDRESS || term->error == SPF_ERROR_NAME || term->error == SPF_ERROR_MECHANISM;
	for (size_t i = 1; here && i < text.n && i < LONGEST; i++) {
		size_t last = i;
		while (last + 1 < text.n && is_sign(text.p[last]) && is_sign(text.p[last + 1]))
			last++;
		if (is_sign(text.p[i]) && sound_term(mend->arena, "", mend_head(text, i)) && sound_term(mend->arena, "", mend_tail(text, last)))
			return i;
	}
	return 0;
}

/* Where in text a term begins that is not its first, 0 for nowhere: "-all" at its end, "ip4:" and its like within. */
static size_t
next_begin(const struct mend *mend, const struct spf_term *term)
{
	struct str text = term->text;
	static const char *const words[] = { "ip4:", "ip6:", "include:", "exists:", "redirect=", "v=spf1" };
	for (size_t i = 2; i < text.n; i++) {
		for (size_t k = 0; k < LENGTH(words); k++) {
			size_t n = strlen(words[k]);
			if (text.n - i < n || strncasecmp(text.p + i, words[k], n) != 0)
				continue;
			if (memchr(":=", text.p[i - 1], 2) != NULL)
				return 0;       /* "include:ip4:..." is another slip */
			return is_sign(text.p[i - 1]) ? i - 1 : i;
		}
	}
	bool all = text.n >= 5 && strncasecmp(text.p + text.n - 3, "all", 3) == 0 && is_sign(text.p[text.n - 4]) && !is_sign(text.p[text.n - 5]);
	if (all)
		return text.n - 4;
	size_t at = sign_begin(mend, term);
	if (same_word(text, "amx") || same_word(text, "mxa") || same_word(text, "aptr") || same_word(text, "mxptr"))
		return text.n == 5 || (text.p[0] | 0x20) == 'm' ? 2 : 1;
	return at > 0 ? at : name_begin(mend, term);
}

/* "include:x.net-all" is even good grammar. "-allip4:" and "-all-all" begin with a whole term. */
unsigned
slip_missing_blank(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str text = term->text;
	size_t at = next_begin(mend, term);
	if (at == 0)
		return 0;
	mend_find(mend, SPF_FINDING_MISSING_BLANK, text, STR_NONE);
	mend_edit(mend, (struct str){ text.p + at, 0 }, STR(" "));
	return 1;
}

/* "inc lude:example.org", "m x", "-a ll": together they are a term. */
static bool
torn(const struct mend *mend, const struct spf_term *term, const struct spf_term *next)
{
	struct str both = arena_join(mend->arena, term->text, next->text);

	if (next->kind != SPF_TERM_NOTHING || is_sign(next->text.p[0]) || (term->error == SPF_ERROR_NONE && !same_word(mend_tail(both, term->sign.n), "all")))
		return false;
	return sound_term(mend->arena, "", both);
}

static bool
is_number(struct str text)
{
	int64_t number;
	return text.p[0] >= '0' && text.p[0] <= '9' && str_number(text, &number);
}

/*
 * "ip4: 192.0.2.1", "ip4 :192.0.2.1", "ip4 192.0.2.1", "192.0.2.0 /24", "- all": what stands before the blank, or behind it, is nothing by
 * itself. A tail whose beginning is busy in this pass waits for the next.
 */
unsigned
slip_blank_inside(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	if (term > record->terms && memchr(":=/", term->text.p[0], 3) != NULL)
		return 1;
	if (term + 1 == record->terms + record->count)
		return 0;
	const struct spf_term *next = term + 1;
	char last = term->text.p[term->text.n - 1], first = next->text.p[0];
	bool sign = term->text.n == 1 && is_sign(last);
	bool open = memchr(":=/", last, 3) != NULL && term->error != SPF_ERROR_NONE && (last == '/' ? is_number(next->text) : next->kind == SPF_TERM_NOTHING);
	bool tail = memchr(":=/", first, 3) != NULL && !begins_comment(next->text) && !same_word(next->text, "=all");
	bool bare = term->error == SPF_ERROR_MISSING && !open && !tail && next->kind == SPF_TERM_NOTHING;
	bool modifier = (same_word(term->text, "redirect") || same_word(term->text, "exp")) && next->kind == SPF_TERM_NOTHING && sound_term(mend->arena, "redirect=", next->text);
	if (!modifier && !(sign && next->error == SPF_ERROR_NONE) && !open && !tail && !bare && !torn(mend, term, next))
		return 0;
	const char *end = term->text.p + term->text.n;
	mend_find(mend, SPF_FINDING_BLANK_INSIDE, mend_span(term->text, next->text), STR_NONE);
	mend_edit(mend, (struct str){ end, (size_t)(next->text.p - end) }, modifier ? STR("=") : bare ? STR(":") : STR(""));
	return 2;
}
