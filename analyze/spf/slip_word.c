/*
 * slip_word.c - slips of those who write a record as they would say it: "a and mx", "!all", "not all", "-none", "a/mx", "(our server)".
 */
#include "analyze/spf/slip.h"

#include <ctype.h>
#include <string.h>

/* A record has one all, and none beside a redirect: there the word goes away. */
static unsigned
mend_word(struct mend *mend, const struct spf_record *record, struct str place, struct str all)
{
	mend_find(mend, SPF_FINDING_WORD, place, STR_NONE);
	if (all.n == 0 || record->all != NULL || record->redirect != NULL)
		mend_drop(mend, place);
	else
		mend_edit(mend, place, all);
	return 1;
}

/* "!all", "=all", "_all"; "!" before any other mechanism, too. "not all" and "no all" are two terms. */
static unsigned
slip_not(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	const struct spf_term *next = term + 1;
	struct str text = term->text, rest = mend_tail(text, 1);

	if (text.n > 1 && (text.p[0] == '!' || (memchr("=_*'.^@$", text.p[0], 8) != NULL && same_word(rest, "all"))) && sound_term(mend->arena, "-", rest)) {
		mend_find(mend, SPF_FINDING_MISSPELT, text, STR_NONE);
		mend_edit(mend, mend_head(text, 1), STR("-"));
		return 1;
	}
	if ((!same_word(text, "not") && !same_word(text, "no")) || next == record->terms + record->count || !same_word(next->text, "all"))
		return 0;
	mend_find(mend, SPF_FINDING_WORD, mend_span(text, next->text), STR_NONE);
	mend_edit(mend, mend_span(text, next->text), STR("-all"));
	return 2;
}

/* "(our server)" in the midst, and a bracket that is left over. */
static unsigned
slip_bracket(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	const struct spf_term *end = record->terms + record->count, *last = term;
	struct str text = term->text;

	if (text.n > 1 && text.p[text.n - 1] == ')' && sound_term(mend->arena, "", mend_head(text, text.n - 1))) {
		mend_find(mend, SPF_FINDING_WORD, mend_tail(text, text.n - 1), STR_NONE);
		mend_edit(mend, mend_tail(text, text.n - 1), STR(""));
		return 1;
	}
	if (text.p[0] != '(')
		return 0;
	while (last < end && last->text.p[last->text.n - 1] != ')')
		last++;
	if (last == end)
		return 0;
	mend_find(mend, SPF_FINDING_WORD, mend_span(text, last->text), STR_NONE);
	for (const struct spf_term *at = term; at <= last; at++)
		mend_drop(mend, at->text);
	return (unsigned)(last - term) + 1;
}

unsigned
slip_word(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	struct str word = mend_tail(term->text, term->sign.n);
	unsigned told;

	if (term->kind != SPF_TERM_NOTHING)
		return 0;
	if ((told = slip_not(mend, record, term)) > 0 || (told = slip_bracket(mend, record, term)) > 0)
		return told;
	return word_meaning(word) == NULL ? 0 : mend_word(mend, record, term->text, all_of_word(mend->arena, term->sign, word));
}

/* How many bytes of text stand before the next of the marks that separate terms; a length is not separated from its network. */
static size_t
before_mark(struct str text)
{
	size_t i = 1;

	while (i < text.n && (memchr("/|&", text.p[i], 3) == NULL || (i + 1 < text.n && isdigit((unsigned char)text.p[i + 1]))))
		i++;
	return i < text.n ? i : text.n;
}

/* "a:www.example.org/mail.example.org" is good grammar for one name that nobody has. */
static unsigned
slip_two_names(struct mend *mend, const struct spf_term *term)
{
	struct str value = term->value;
	const char *slash = value.n == 0 || !takes_name(term->kind) ? NULL : memchr(value.p, '/', value.n);

	if (slash == NULL || memchr(value.p, '%', value.n) != NULL || slash + 1 == value.p + value.n)
		return 0;
	struct str place = { slash, 1 }, head = mend_head(value, (size_t)(slash - value.p)), tail = mend_tail(value, head.n + 1);
	if (!sound_term(mend->arena, "a:", head) || !sound_term(mend->arena, "a:", tail))
		return 0;
	mend_find(mend, SPF_FINDING_SEPARATOR, place, STR_NONE);
	mend_edit(mend, place, arena_print(mend->arena, " %.*s%.*s:", (int)term->sign.n, term->sign.p, (int)term->name.n, term->name.p));
	return 1;
}

/* "a/mx", "mx|ip4:192.0.2.1", "a/-all" have a blank there, "ip4/192.0.2.1" and "a/www.example.org" a colon. */
unsigned
slip_slash(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str text = term->text;

	if (term->error == SPF_ERROR_NONE)
		return slip_two_names(mend, term);
	for (size_t i = 1; i + 1 < text.n; i++) {
		struct str head = mend_head(text, i), tail = mend_tail(text, i + 1), place = { text.p + i, 1 };
		if (memchr("/|&", text.p[i], 3) == NULL)
			continue;
		bool colon = memchr(head.p, ':', head.n) == NULL && sound_term(mend->arena, arena_print(mend->arena, "%.*s:", (int)head.n, head.p).p, tail);
		struct str next = mend_head(tail, before_mark(tail));
		bool another = sound_term(mend->arena, "", next) || (text.p[i] != '/' && (sound_term(mend->arena, "ip4:", next) || sound_term(mend->arena, "ip6:", next)));
		if (!colon && !(another && sound_term(mend->arena, "", head)))
			continue;
		mend_find(mend, colon ? SPF_FINDING_COLON_MISSING : SPF_FINDING_SEPARATOR, place, STR_NONE);
		mend_edit(mend, place, colon ? STR(":") : STR(" "));
		return 1;
	}
	return 0;
}
