/*
 * head.c - what is no record but was meant to be one: quotes, blanks or a zone file's words in front, a version misspelt.
 */
#include "analyze/spf/guess.h"
#include "analyze/spf/pass.h"

#include <string.h>
#include <strings.h>

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_quote(char c)
{
	return c == '"' || c == '\'' || c == '`' || c == '\\';
}

static bool
starts(struct str text, const char *word)
{
	size_t n = strlen(word);
	return text.n >= n && strncasecmp(text.p, word, n) == 0;
}

static size_t
run(struct str text, size_t i, const char *of)
{
	while (i < text.n && text.p[i] != '\0' && strchr(of, text.p[i]) != NULL)
		i++;
	return i;
}

/*
 * The bytes of a version, in one of the ways in which people write it: "v=spf1", "v = spf1", "spf1", "v:spf1", "v=sfp1", "v=spfl", "v=spf2",
 * "v=spf". 0 where text begins with none.
 */
static size_t
version(struct str text)
{
	size_t i = 0;
	bool v = starts(text, "v");
	if (v)
		i = run(text, 1, " =:-");
	if (!starts(mend_tail(text, i), "spf") && !starts(mend_tail(text, i), "sfp"))
		return 0;
	i += 3;
	size_t end = i < text.n && (text.p[i] == 'l' || text.p[i] == 'I') ? i + 1 : run(text, i, "0123456789");
	bool apart = end == i && text.n >= i + 2 && strchr(" -_.", text.p[i]) != NULL && text.p[i + 1] == '1' &&
	    (text.n == i + 2 || is_blank(text.p[i + 2]));
	end = apart ? i + 2 : end;
	if (end == i && !v)
		return 0;
	return starts(mend_tail(text, end), ".0") ? end + 2 : end;
}

/* "version=spf1", "spf=v1": other words for the same. */
static size_t
other_version(struct str text)
{
	static const char *const words[] = { "version=spf1", "ver=spf1", "spf-version=1", "spf=v1", "spf=1", "spf1=v", "spf:v1", "v1=spf", "v1=spf1", "spf=spf1" };
	for (size_t i = 0; i < LENGTH(words); i++) {
		size_t n = strlen(words[i]);
		if (starts(text, words[i]) && (text.n == n || is_blank(text.p[n]) || memchr(";,", text.p[n], 2) != NULL))
			return n;
	}
	return 0;
}

/* The same, where it is a letter from it: "v=psf1", "w=spf1", "=spf1". */
static size_t
nearly_version(struct str text)
{
	size_t n = 0;
	while (n < text.n && !is_blank(text.p[n]) && text.p[n] != ';' && text.p[n] != ',')
		n++;
	return n >= 5 && n <= 7 && letters_apart(mend_head(text, n), "v=spf1") == 1 ? n : 0;
}

/* Strings are joined without a blank, so that one may be cut anywhere: where whole terms meet, a blank was forgotten. */
static bool
lacks_blank(const struct mend *mend, struct str quotes)
{
	struct str left = { quotes.p, 0 }, right = { quotes.p + quotes.n, 0 };
	const char *end = mend->text.p + mend->text.n;
	while (left.p > mend->text.p && !is_blank(left.p[-1]) && !is_quote(left.p[-1]))
		left.p--, left.n++;
	while (right.p + right.n < end && !is_blank(right.p[right.n]) && !is_quote(right.p[right.n]))
		right.n++;
	return left.n > 0 && right.n > 0 && sound_term(mend->arena, "", left) && sound_term(mend->arena, "", right);
}

/* A string in quotes, or several as in a zone file: they are taken out, and the blanks between strings with them. */
static void
look_quotes(struct mend *mend)
{
	struct str text = mend->text;
	size_t n = 0;
	while (n < text.n && is_quote(text.p[n]))
		n++;
	mend_find(mend, SPF_FINDING_QUOTES, mend_head(text, n), STR_NONE);
	mend_edit(mend, mend_head(text, n), STR(""));
	size_t end = text.n;
	while (end > n && (is_quote(text.p[end - 1]) || is_blank(text.p[end - 1]) || (text.p[end - 1] == ')' && is_blank(text.p[end - 2]))))
		end--;
	if (end < text.n)
		mend_edit(mend, mend_tail(text, end), STR(""));
	for (size_t i = n; i < end; i++) {
		size_t first = i;
		while (i < end && text.p[i] == '\\')
			i++;
		if (i == end || text.p[i] != '"')
			continue;
		size_t last = i;
		while (i < end && (is_quote(text.p[i]) || is_blank(text.p[i])))
			last = is_quote(text.p[i]) ? i : last, i++;
		i = last;
		struct str place = { text.p + first, last + 1 - first };
		mend_edit(mend, place, lacks_blank(mend, place) ? STR(" ") : STR(""));
	}
}

static void
look_version(struct mend *mend, size_t n)
{
	struct str text = mend->text;
	bool written = n == 6 && starts(text, "v=spf1");
	size_t end = run(text, n, " ;,:.=/\\\"'\t"), more;
	enum spf_finding_kind kind;
	struct str plain;
	while ((more = lookalike_at(mend_tail(text, end), &plain, &kind)) > 0 && kind == SPF_FINDING_STRANGE_BLANK)
		end += more;
	mend_find(mend, written ? SPF_FINDING_VERSION_JOINED : SPF_FINDING_VERSION_MISSPELT, mend_head(text, end > n && written ? end : n), STR_NONE);
	mend_edit(mend, mend_head(text, end), end < text.n ? STR("v=spf1 ") : STR("v=spf1"));
}

/* "spf2.0/mfrom,pra ip4:..." */
static void
look_sender_id(struct mend *mend)
{
	size_t n = 0;
	while (n < mend->text.n && !is_blank(mend->text.p[n]))
		n++;
	mend_find(mend, SPF_FINDING_SENDER_ID, mend_head(mend->text, n), STR_NONE);
	mend_edit(mend, mend_head(mend->text, n), STR("v=spf1"));
}

/* Where "v=spf1" stands further behind. */
static bool
look_before(struct mend *mend)
{
	for (size_t i = 1; i + 6 <= mend->text.n; i++) {
		struct str rest = mend_tail(mend->text, i);
		bool ends = rest.n == 6 || strchr(" ;,:\"\t", rest.p[6]) != NULL;
		if (!starts(rest, "v=spf1") || !ends)
			continue;
		if (is_quote(rest.p[-1]))
			i--;
		if (i == 0)
			continue;
		mend_find(mend, SPF_FINDING_TEXT_BEFORE, mend_head(mend->text, i), STR_NONE);
		mend_edit(mend, mend_head(mend->text, i), STR(""));
		return true;
	}
	return false;
}

bool
head_look(struct mend *mend)
{
	struct str text = mend->text, plain;
	enum spf_finding_kind kind;
	size_t n = 0, known;
	if (spf_is_record(text))
		return true;
	while (n < text.n && (text.p[n] == ' ' || text.p[n] == '\0'))
		n++;
	kind = SPF_FINDING_LEADING_BLANK;
	if (n == 0 && (known = lookalike_at(text, &plain, &kind)) > 0) {
		n = known;
		kind = kind == SPF_FINDING_CURLY_QUOTES ? kind : SPF_FINDING_LEADING_BLANK;
	}
	if (n > 0) {
		mend_find(mend, kind, mend_head(text, n), STR_NONE);
		mend_edit(mend, mend_head(text, n), STR(""));
	} else if (text.n > 0 && is_quote(text.p[0])) {
		look_quotes(mend);
	} else if (starts(text, "spf2.0")) {
		look_sender_id(mend);
	} else if ((n = other_version(text)) > 0) {
		look_version(mend, n);
	} else if ((n = version(text)) > 0 || nearly_version(text) > 0) {
		size_t nearly = starts(text, "v=spf1") ? 0 : nearly_version(text);
		look_version(mend, n > nearly ? n : nearly);
	} else {
		return look_before(mend);
	}
	return true;
}
