/*
 * dmarc.c - what a domain's DMARC record asks receivers to do with forgeries.
 */
#include "analyze/spf/dmarc.h"

#include <string.h>
#include <strings.h>

static bool
same(struct str text, const char *word)
{
	return text.n == strlen(word) && strncasecmp(text.p, word, text.n) == 0;
}

static enum dmarc_policy
policy_of(struct str value)
{
	return same(value, "reject") ? DMARC_REJECT : same(value, "quarantine") ? DMARC_QUARANTINE : DMARC_NONE;
}

enum dmarc_policy
dmarc_read(struct str text, bool sub)
{
	struct str rest = text, tag = str_cut(&rest, ';');
	struct str name = str_trim(str_cut(&tag, '='));
	enum dmarc_policy policy = DMARC_NONE, sub_policy = DMARC_NONE;
	bool has_sub = false, off = false;
	int64_t percent;
	if (!str_is(name, "v") || !str_is(str_trim(tag), "DMARC1"))
		return DMARC_NO_RECORD;
	while (rest.p != NULL) {
		tag = str_cut(&rest, ';');
		name = str_trim(str_cut(&tag, '='));
		tag = str_trim(tag);
		if (same(name, "p")) {
			policy = policy_of(tag);
		} else if (same(name, "sp")) {
			sub_policy = policy_of(tag);
			has_sub = true;
		} else if (same(name, "pct")) {
			off = off || (str_number(tag, &percent) && percent == 0);
		} else if (same(name, "t")) {
			off = off || same(tag, "y");
		}
	}
	if (off)
		return DMARC_NONE;
	return sub && has_sub ? sub_policy : policy;
}

const char *
dmarc_policy_name(enum dmarc_policy policy)
{
	static const char *const names[] = {
		[DMARC_NONE] = "none",
		[DMARC_QUARANTINE] = "quarantine",
		[DMARC_REJECT] = "reject",
	};
	return names[policy];
}
