/*
 * slip.c - slips in the terms of a record, and those of bytes, quotes, separators, records pasted into records.
 */
#include "analyze/spf/idn.h"
#include "analyze/spf/pass.h"
#include "analyze/spf/slip.h"

#include <string.h>
#include <strings.h>

/* In the order in which they are looked for; the first one found is the only one told of a term in this pass. */
static slip *const slips[] = {
	slip_bytes, slip_script, slip_comment, slip_prose, slip_quotes, slip_version, slip_joint, slip_digits, slip_separator, slip_range, slip_word, slip_slash, slip_missing_blank, slip_blank_inside,
	slip_sign, slip_stray, slip_equals, slip_url, slip_twice, slip_bare, slip_address, slip_name,
	slip_length, slip_missing, slip_macro, slip_short, slip_domain, slip_modifier,
};

void
slip_look(struct mend *mend, const struct spf_record *record)
{
	for (size_t i = 0, told; i < record->count; i += told > 0 ? told : 1) {
		const struct spf_term *term = &record->terms[i];
		told = 0;
		for (size_t k = 0; k < LENGTH(slips) && told == 0; k++)
			told = slips[k](mend, record, term);
		if (told == 0 && term->error != SPF_ERROR_NONE)
			mend_find(mend, SPF_FINDING_SYNTAX, term->place, str_of(spf_error_text(term->error)));
	}
}

/* How many bytes from at on are blanks to the end of the text: 0 where anything else follows. */
static size_t
blanks_to_end(struct str text, size_t at)
{
	size_t n = at;
	while (n < text.n && text.p[n] == ' ')
		n++;
	return n == text.n ? n - at : 0;
}

/* All strange bytes of a term at once; one that is like nothing leaves the term to its error. */
unsigned
slip_bytes(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	if (term->error != SPF_ERROR_BYTE)
		return 0;
	struct str plain, place = term->place;
	enum spf_finding_kind kind = SPF_FINDING_SYNTAX, first = SPF_FINDING_SYNTAX;
	for (size_t i = 0, n; i < place.n; i += n) {
		if ((n = lookalike_at(mend_tail(place, i), &plain, &kind)) == 0)
			return 0;
		first = i == 0 ? kind : first;
	}
	size_t end = (size_t)(place.p - record->text.p) + place.n, blanks = blanks_to_end(record->text, end);
	bool at_end = end + blanks == record->text.n;
	if (memchr(term->text.p, ':', (size_t)(place.p - term->text.p)) != NULL && plain.n == 1 && (is_digit(plain.p[0]) || (plain.p[0] | 0x20) >= 'a'))
		return 0;               /* a letter of a name, which may be one of another script */
	bool blank = false;
	mend_find(mend, first, place, STR_NONE);
	for (size_t i = 0, n; i < place.n; i += n) {
		n = lookalike_at(mend_tail(place, i), &plain, &kind);
		bool again = i > 0 && blank && str_is(plain, " "), gone = plain.n == 0 || str_is(plain, " ");
		blank = str_is(plain, " ");
		plain = again ? STR("") : plain;
		mend_edit(mend, (struct str){ place.p + i, i + n == place.n && at_end && gone ? n + blanks : n }, at_end && gone ? STR("") : plain);
	}
	return 1;
}

/* A name of another script, as people read it. */
unsigned
slip_script(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str value = term->value;
	if (term->error != SPF_ERROR_BYTE || value.n == 0 || !takes_name(term->kind) || memchr(value.p, '%', value.n) != NULL)
		return 0;
	struct str name = idn_ascii(value, mend->arena);
	if (name.p == NULL || str_equal(name, value))
		return 0;
	mend_find(mend, SPF_FINDING_OTHER_SCRIPT, value, STR_NONE);
	mend_edit(mend, value, name);
	return 1;
}

/* In zone files ";" begins a comment, and is written "\;". */
static bool
is_escape(struct str text, size_t i)
{
	return text.p[i] == '\\' && i + 1 < text.n && memchr(",;", text.p[i + 1], 2) != NULL;
}

static bool
is_quote(struct str text, size_t i)
{
	return (text.p[i] == '"' || text.p[i] == '\\' || text.p[i] == '`') && !is_escape(text, i);
}

/* Strings of a zone file that were taken over with their quotes: 'mx" "-all', 'mx "-all"'. */
unsigned
slip_quotes(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str text = term->text;
	size_t first = 0, last = text.n, kept = 0;
	while (first < text.n && !is_quote(text, first))
		first++;
	if (first == text.n || (spf_is_mechanism(term->kind) && text.p[first] == '\\'))
		return 0;
	while (!is_quote(text, last - 1))
		last--;
	mend_find(mend, SPF_FINDING_QUOTES, (struct str){ text.p + first, last - first }, STR_NONE);
	for (size_t i = 0; i < text.n; i++)
		kept += !is_quote(text, i);
	if (kept == 0) {
		mend_drop(mend, text);
		return 1;
	}
	for (size_t i = 0; i < text.n; i++)
		if (is_quote(text, i))
			mend_edit(mend, (struct str){ text.p + i, 1 }, STR(""));
	return 1;
}

/* "v=spf1" is a good term, of a modifier that nobody knows. */
unsigned
slip_version(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	if (str_prefix(term->text, "spf2.0") && term->error != SPF_ERROR_NONE) {
		mend_find(mend, SPF_FINDING_SECOND_VERSION, term->text, STR_NONE);
		mend_drop(mend, term->text);
		return 1;
	}
	if (term->kind != SPF_TERM_OTHER || term->sign.p != NULL || term->name.n != 1 || (term->name.p[0] | 0x20) != 'v')
		return 0;
	mend_find(mend, SPF_FINDING_SECOND_VERSION, term->text, STR_NONE);
	mend_drop(mend, term->text);
	(void)record;
	return 1;
}

/* ";" or "\\," alone. */
static bool
is_separator(struct str text)
{
	size_t n = 0;
	while (n < text.n && memchr(",;\\", text.p[n], 3) != NULL)
		n++;
	return n == text.n && text.p[n - 1] != '\\';
}

/* A blank; with the name that the term has, where rest goes on with a name of DNS: "include:a.example,b.example". */
static struct str
between(const struct mend *mend, const struct spf_term *term, struct str rest)
{
	struct str next = before(before(rest, ','), ';');
	bool bare = raw_value(term).n > 0 && takes_name(term->kind) && term->kind < SPF_TERM_REDIRECT && memchr(next.p, ':', next.n) == NULL &&
	    memchr(next.p, '=', next.n) == NULL && sound_term(mend->arena, "a:", next) && address_name(next) == NULL;
	if (!bare || sound_term(mend->arena, "", next))
		return STR(" ");
	return arena_print(mend->arena, " %.*s%.*s:", (int)term->sign.n, term->sign.p, (int)term->name.n, term->name.p);
}

/* Bytes outside of braces only: "%{l,}" splits at commas. Where a term follows, there must have been a blank. */
unsigned
slip_separator(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str text = term->text;
	bool braces = false, found = false;
	if (is_separator(text)) {
		mend_find(mend, SPF_FINDING_SEPARATOR, text, STR_NONE);
		mend_drop(mend, text);
		return 1;
	}
	if (term->kind == SPF_TERM_OTHER && term->error == SPF_ERROR_NONE && text.p[text.n - 1] != ',' && text.p[text.n - 1] != ';' &&
	    memchr(text.p, ';', text.n) == NULL)
		return 0;
	for (size_t i = 0; i < text.n; i++) {
		braces = text.p[i] == '{' || (braces && text.p[i] != '}');
		bool separator = !braces && (text.p[i] == ',' || text.p[i] == ';');
		if (!separator)
			continue;
		bool escaped = i > 0 && is_escape(text, i - 1);
		struct str place = { text.p + i - escaped, 1u + escaped };
		if (!found)
			mend_find(mend, SPF_FINDING_SEPARATOR, place, STR_NONE);
		found = true;
		bool inside = place.p > text.p && i + 1 < text.n && memchr(",;\\", text.p[i + 1], 3) == NULL;
		mend_edit(mend, place, inside ? between(mend, term, mend_tail(text, i + 1)) : STR(""));
	}
	return found;
}

/* "--all", "+-all": the last one counts. And "all-". */
unsigned
slip_sign(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str text = term->text;
	size_t n = 0;
	if (text.n == 4 && is_sign(text.p[3]) && strncasecmp(text.p, "all", 3) == 0) {
		mend_find(mend, SPF_FINDING_MISSPELT, text, STR_NONE);
		mend_edit(mend, text, arena_print(mend->arena, "%c%.3s", text.p[3], text.p));
		return 1;
	}
	while (n < term->text.n && is_sign(term->text.p[n]))
		n++;
	if (n < 2 || n == term->text.n)
		return 0;
	mend_find(mend, SPF_FINDING_SIGN_TWICE, mend_head(term->text, n), STR_NONE);
	mend_edit(mend, mend_head(term->text, n - 1), STR(""));
	return 1;
}

/* "ip4:192.0.2.0/24.", "a:www.example.org:", and "*" alone: a byte too many. */
unsigned
slip_stray(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str text = term->text, last = mend_tail(text, text.n - 1);
	size_t n = 0;
	if (term->error != SPF_ERROR_ADDRESS && term->error != SPF_ERROR_DOMAIN && term->error != SPF_ERROR_NAME &&
	    (term->error != SPF_ERROR_MECHANISM || nearly_named(term->name, SPF_TERM_ALL, SPF_TERM_OTHER) != NULL))
		return 0;
	while (n < text.n && memchr(".:*+-~?_=", text.p[n], 9) != NULL)
		n++;
	if (n < text.n && (memchr(".:*_=", last.p[0], 5) == NULL || !sound_term(mend->arena, "", mend_head(text, text.n - 1))))
		return 0;
	mend_find(mend, SPF_FINDING_SYNTAX, n < text.n ? last : text, str_of(spf_error_text(term->error)));
	if (n < text.n)
		mend_edit(mend, last, STR(""));
	else
		mend_drop(mend, text);
	return 1;
}
