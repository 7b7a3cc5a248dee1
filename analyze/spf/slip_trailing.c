/*
 * slip_trailing.c - slips behind the all: a comment, or words for people, at the end of a record.
 */
#include "analyze/spf/mend.h"

#include <string.h>

/* "#", "//", "(": what follows is for people. */
static bool
begins_comment(struct str text)
{
	return memchr("#(", text.p[0], 2) != NULL || str_prefix(text, "//") || str_prefix(text, "--");
}

/* A word that no term could have been: without what stands between a name and a value. */
static bool
is_word(const struct spf_term *term)
{
	struct str text = term->text;
	for (size_t i = 0; i < text.n; i++)
		if (memchr(":=/", text.p[i], 3) != NULL)
			return false;
	return term->kind == SPF_TERM_NOTHING && (term->error == SPF_ERROR_NAME || term->error == SPF_ERROR_MECHANISM);
}

/* All to the end of the record at once: behind an all nothing of it would be read. A word that stands alone may be a term that was misspelt. */
unsigned
slip_trailing(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	const struct spf_term *end = record->terms + record->count, *at = term;

	if (record->all == NULL || term < record->all || term->error == SPF_ERROR_NONE)
		return 0;
	bool comment = begins_comment(term->text);
	while (at < end && (comment || is_word(at)))
		at++;
	if (at < end || (!comment && end - term < 2))
		return 0;
	mend_find(mend, SPF_FINDING_TRAILING_TEXT, mend_span(term->text, end[-1].text), STR_NONE);
	for (at = term; at < end; at++)
		mend_drop(mend, at->text);
	return (unsigned)(end - term);
}
