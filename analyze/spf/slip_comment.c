/*
 * slip_comment.c - slips of those who comment a record: "mx // our server", "a ; the web shop ip4:...", "-all # done", and a text behind "exp=".
 */
#include "analyze/spf/slip.h"

/* A word that no term could have been: like none, and without what stands between a name and a value, or parts of one. */
static bool
is_word(const struct spf_term *term)
{
	struct str text = term->text;
	for (size_t i = 0; i < text.n; i++)
		if (memchr(":=/|\"+~?", text.p[i], 8) != NULL || (text.p[i] == '.' && i + 1 < text.n))
			return false;
	return text.n > 1 && term->kind == SPF_TERM_NOTHING && term->sign.n == 0 && (term->error == SPF_ERROR_NAME || term->error == SPF_ERROR_MECHANISM) &&
	    nearly_named(text, SPF_TERM_ALL, SPF_TERM_OTHER) == NULL;
}

/* No word of a comment: "a" and "mx" alone may be one. */
static bool
is_clear(const struct spf_term *term)
{
	struct str text = term->text, value = raw_value(term);
	if (value.n > 0 && !str_prefix(value, "//"))
		return meant_name(term->name, SPF_TERM_ALL, SPF_TERM_OTHER) != NULL;
	return term->kind == SPF_TERM_ALL || (term->error == SPF_ERROR_NONE && text.n > term->name.n);
}

/* The first term behind the words that begin with term: a clear one, or the mechanisms that lead to one without a word between. */
static const struct spf_term *
behind_words(const struct spf_term *term, const struct spf_term *end)
{
	const struct spf_term *at = term;
	while (at < end && (at == term || !is_clear(at)))
		at++;
	while (at < end && at - 1 > term && at[-1].error == SPF_ERROR_NONE)
		at--;
	return at;
}

static unsigned
drop_words(struct mend *mend, enum spf_finding_kind kind, const struct spf_term *term, const struct spf_term *end)
{
	mend_find(mend, kind, mend_span(term->text, end[-1].text), STR_NONE);
	for (const struct spf_term *at = term; at < end; at++)
		mend_drop(mend, at->text);
	return (unsigned)(end - term);
}

/* Behind an all nothing would be read: there a comment goes on to the end of the record. A word that stands alone may be a term that was misspelt. */
unsigned
slip_comment(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	const struct spf_term *end = record->terms + record->count, *at = term;
	bool behind = record->all != NULL && term > record->all;

	if (term->error == SPF_ERROR_NONE)
		return 0;
	/* What only separates terms is followed by one. */
	bool semicolon = term->text.p[0] == ';' && (term->text.n > 1 || (term + 1 < end && is_word(term + 1)));
	if (semicolon || begins_comment(term->text)) {
		at = behind ? end : term->text.p[0] == '(' ? term : behind_words(term, end);
	} else if (term == record->terms || !is_word(term - 1)) {       /* the others of a row of words were looked at with its first */
		while (at < end && is_word(at))
			at++;
		at = at - term < 2 || (behind && at < end) ? term : at;
	}
	if (at == term)
		return 0;
	return drop_words(mend, behind || at == end ? SPF_FINDING_TRAILING_TEXT : SPF_FINDING_COMMENT, term, at);
}

/* "exp=You may not": nothing of it authorises anybody, so that it may go. */
unsigned
slip_prose(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	const struct spf_term *end = record->terms + record->count, *at = term + 1;
	struct str value = raw_value(term);
	bool quoted = value.n > 0 && memchr("\"'", value.p[0], 2) != NULL;

	if (!same_word(term->name, "exp") || value.n == 0 || (term->error != SPF_ERROR_DOMAIN && !quoted))
		return 0;
	while (quoted && at < end && at[-1].text.p[at[-1].text.n - 1] != value.p[0])
		at++;
	if (!quoted)
		at = behind_words(term, end);
	if (!quoted && at == term + 1 && mend->domain.n > 0)
		return 0;               /* a short name, perhaps */
	return drop_words(mend, SPF_FINDING_PROSE, term, at);
}
