/*
 * slip_joint.c - slips in what stands between a name and its value, or around it: "ip4::192.0.2.1", "ip4.192.0.2.1", "ip4192.0.2.1", "include:=x.example",
 * "include:<x.example>", "[mx]", "a/24:x.example".
 */
#include "analyze/spf/slip.h"

#include <string.h>

/* "ip4" and its like, before anything that is an address; other names before ":" and "=" alone, since hosts are called "a" and "mx", too. */
static bool
mend_joint(struct mend *mend, const struct spf_term *term, struct str text)
{
	for (enum spf_term_kind kind = SPF_TERM_INCLUDE; kind <= SPF_TERM_EXP; kind++) {
		const char *name = spf_term_name(kind), *right = kind < SPF_TERM_REDIRECT ? ":" : "=";
		size_t n = strlen(name), end = n;
		bool pure = true, address = kind == SPF_TERM_IP4 || kind == SPF_TERM_IP6;
		if (text.n <= n || !same_word(mend_head(text, n), name))
			continue;
		for (; end < text.n && memchr(".:=-+", text.p[end], 5) != NULL; end++)
			pure = pure && memchr(":=", text.p[end], 2) != NULL;
		struct str joint = { text.p + n, end - n };
		bool wrong = address ? term->error != SPF_ERROR_NONE && !str_is(joint, ":") && !str_is(joint, "=") : pure && joint.n > 1;
		if (!wrong || !sound_term(mend->arena, arena_print(mend->arena, "%s%s", name, right).p, mend_tail(text, end)))
			continue;
		mend_find(mend, SPF_FINDING_COLON_MISSING, term->text, STR_NONE);
		mend_edit(mend, joint, str_of(right));
		return true;
	}
	return false;
}

/* part is a term, or what stands behind "name:", in brackets. */
static bool
mend_brackets(struct mend *mend, const struct spf_term *term, const char *name, struct str part)
{
	static const char open[] = "<([{", close[] = ">)]}";
	const char *kind = part.n < 3 || part.p[0] == '\0' ? NULL : strchr(open, part.p[0]);
	if (kind == NULL || part.p[part.n - 1] != close[kind - open] || !sound_term(mend->arena, name, (struct str){ part.p + 1, part.n - 2 }))
		return false;
	mend_find(mend, SPF_FINDING_SYNTAX, part, str_of(spf_error_text(term->error)));
	mend_edit(mend, mend_head(part, 1), STR(""));
	mend_edit(mend, mend_tail(part, part.n - 1), STR(""));
	return true;
}

/* "a/24:x.example": the length goes behind the value. */
static bool
mend_length(struct mend *mend, const struct spf_term *term, struct str text)
{
	struct str name = before(text, '/'), head = before(text, ':');
	if (name.n >= head.n || head.n + 1 >= text.n)
		return false;
	struct str length = mend_tail(head, name.n), value = mend_tail(text, head.n + 1);
	struct str right = arena_print(mend->arena, "%.*s:%.*s%.*s", (int)name.n, name.p, (int)value.n, value.p, (int)length.n, length.p);
	if (!sound_term(mend->arena, "", right) || memchr(value.p, '/', value.n) != NULL || !is_digit(length.p[length.n - 1]))
		return false;
	mend_find(mend, SPF_FINDING_PREFIX_LENGTH, term->text, STR_NONE);
	mend_edit(mend, text, right);
	return true;
}

unsigned
slip_joint(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str text = mend_tail(term->text, term->sign.n), value = raw_value(term);
	if (text.n == 0)
		return 0;
	if (mend_joint(mend, term, text))
		return 1;
	if (term->error == SPF_ERROR_NONE)
		return 0;
	return mend_brackets(mend, term, "", text) || mend_length(mend, term, text) ||
	    (value.n > 0 && mend_brackets(mend, term, arena_print(mend->arena, "%.*s:", (int)term->name.n, term->name.p).p, value));
}
