/*
 * slip_name.c - slips in the names of terms: misspelt, missing, twice, "=" for ":" and ":" for "=".
 */
#include "analyze/spf/slip.h"

#include <string.h>
#include <strings.h>

/* "ip4=...", and "ipv4=..." with it; "all=..." has no value to keep. */
unsigned
slip_equals(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str value = raw_value(term);
	if (term->kind != SPF_TERM_OTHER || (value.n == 0 && !same_word(term->name, "all")))
		return 0;
	const char *name = address_name(value);
	if (name == NULL || meant_name(term->name, SPF_TERM_ALL, SPF_TERM_REDIRECT) == NULL)
		name = meant_name(term->name, SPF_TERM_ALL, SPF_TERM_REDIRECT);
	if (name == NULL)
		return 0;
	struct str sign = mend_span(term->name, (struct str){ value.p, 0 });
	mend_find(mend, SPF_FINDING_EQUALS_SIGN, term->text, STR_NONE);
	if (strcmp(name, "all") == 0) {
		struct str all = all_of_word(mend->arena, term->sign, value), place = mend_span(term->name, value);
		mend_edit(mend, all.n > 0 ? term->text : place, all.n > 0 ? all : STR("all"));
	} else {
		mend_edit(mend, sign, arena_print(mend->arena, "%s:", name));
	}
	return 1;
}

/* "include.example.org": a dot where the ":" belongs. Hosts are called "a" and "mx", too. */
static bool
mend_dot(struct mend *mend, struct str text)
{
	static const enum spf_term_kind kinds[] = { SPF_TERM_INCLUDE, SPF_TERM_EXISTS };
	for (size_t i = 0; i < LENGTH(kinds); i++) {
		const char *name = spf_term_name(kinds[i]);
		size_t n = strlen(name);
		if (text.n <= n + 1 || text.p[n] != '.' || !same_word(mend_head(text, n), name) || !sound_term(mend->arena, "include:", mend_tail(text, n + 1)))
			continue;
		mend_find(mend, SPF_FINDING_MISSPELT, text, STR_NONE);
		mend_edit(mend, (struct str){ text.p + n, 1 }, STR(":"));
		return true;
	}
	return false;
}

/* "192.0.2.1" and "mail.example.org" alone. */
unsigned
slip_bare(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str text = mend_tail(term->text, term->sign.n);
	if (term->kind != SPF_TERM_NOTHING || text.n == 0)
		return 0;
	if (mend_dot(mend, text))
		return 1;
	const char *name = address_name(text);
	if (name == NULL && memchr(text.p, ':', text.n) == NULL && memchr(text.p, '=', text.n) == NULL && memchr(text.p, '.', text.n - 1) != NULL &&
	    sound_term(mend->arena, "a:", text))
		name = strncasecmp(text.p, "_spf", 4) == 0 || strncasecmp(text.p, "spf", 3) == 0 ? "include" : "a";
	if (name == NULL)
		return 0;
	mend_find(mend, SPF_FINDING_NAME_MISSING, text, STR_NONE);
	mend_edit(mend, mend_head(text, 0), arena_print(mend->arena, "%s:", name));
	return 1;
}

/* "prt", "ipv4:", "-al"; and "redirect:", which is no mechanism either. */
unsigned
slip_name(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	if (term->error != SPF_ERROR_MECHANISM && term->error != SPF_ERROR_NAME)
		return 0;
	struct str text = mend_tail(term->text, term->sign.n), word = before(before(before(text, ':'), '='), '/');
	struct str value = word.n + 1 < text.n && text.p[word.n] != '/' ? mend_tail(text, word.n + 1) : STR_NONE;
	if (value.n > 0 && (same_word(term->name, "redirect") || same_word(term->name, "exp"))) {
		mend_find(mend, SPF_FINDING_COLON, term->text, STR_NONE);
		mend_edit(mend, (struct str){ value.p - 1, 1 }, STR("="));
		return 1;
	}
	const char *name = address_name(value);
	if (name == NULL)
		name = (value.n > 0 ? meant_name : nearly_named)(word, SPF_TERM_ALL, SPF_TERM_OTHER);
	if (name == NULL || word.n == 0 || same_word(word, name))
		return 0;
	mend_find(mend, SPF_FINDING_MISSPELT, word, STR_NONE);
	mend_edit(mend, word, str_of(name));
	return 1;
}

/* "include:ip4:..." is a good term, and so is "a:mx:..."; in ip6 "a:" begins an address. */
unsigned
slip_twice(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str value = raw_value(term);
	if (value.n == 0 || term->kind == SPF_TERM_OTHER || (term->kind == SPF_TERM_IP6 && term->error == SPF_ERROR_NONE))
		return 0;
	const char *colon = memchr(value.p, ':', value.n);
	struct str second = { value.p, colon == NULL ? 0 : (size_t)(colon - value.p) };
	for (enum spf_term_kind kind = SPF_TERM_INCLUDE; second.n > 0 && kind < SPF_TERM_REDIRECT; kind++) {
		if (!same_word(second, spf_term_name(kind)))
			continue;
		mend_find(mend, SPF_FINDING_NAME_TWICE, mend_span(term->name, second), STR_NONE);
		if (term->kind == SPF_TERM_REDIRECT)
			mend_edit(mend, (struct str){ second.p, second.n + 1 }, STR(""));
		else
			mend_edit(mend, mend_span(term->name, (struct str){ value.p, 0 }), STR(""));
		return 1;
	}
	return 0;
}

/* What is wrong with a modifier; RFC 6652 defines ra, rp and rr. */
unsigned
slip_modifier(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	if (term->error == SPF_ERROR_SIGNED) {
		mend_find(mend, SPF_FINDING_SIGNED_MODIFIER, term->text, STR_NONE);
		mend_edit(mend, term->sign, STR(""));
		return 1;
	}
	if (term->error == SPF_ERROR_REPEATED) {
		mend_find(mend, SPF_FINDING_REPEATED_MODIFIER, term->text, STR_NONE);
		mend_drop(mend, term->text);
		return 1;
	}
	if (term->kind != SPF_TERM_OTHER || term->error != SPF_ERROR_NONE || same_word(term->name, "ra") || same_word(term->name, "rp") || same_word(term->name, "rr"))
		return 0;
	const char *name = term->value.n == 0 || term->name.n < 3 ? NULL : nearly_named(term->name, SPF_TERM_REDIRECT, SPF_TERM_OTHER);
	mend_find(mend, name == NULL ? SPF_FINDING_UNKNOWN_MODIFIER : SPF_FINDING_MISSPELT_MODIFIER, term->text, STR_NONE);
	if (name != NULL)
		mend_edit(mend, term->name, str_of(name));
	return 1;
}
