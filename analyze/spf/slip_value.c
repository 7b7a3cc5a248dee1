/*
 * slip_value.c - slips in the values of terms: web and mail addresses, lengths, what is missing, names that DNS cannot have.
 */
#include "analyze/spf/slip.h"

#include <string.h>

/* "http://www.example.org/path" and "joe@example.org" where a name belongs. */
unsigned
slip_url(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str value = raw_value(term);
	if (value.n == 0 || term->kind >= SPF_TERM_OTHER)
		return 0;
	const char *scheme = memmem(value.p, value.n, "://", 3);
	if (scheme != NULL) {
		struct str host = mend_tail(value, (size_t)(scheme - value.p) + 3), rest;
		host = before(before(before(host, '/'), ':'), '?');
		rest = mend_tail(value, (size_t)(host.p + host.n - value.p));
		mend_find(mend, SPF_FINDING_URL, value, STR_NONE);
		mend_edit(mend, mend_head(value, (size_t)(host.p - value.p)), STR(""));
		if (rest.n > 0)
			mend_edit(mend, rest, STR(""));
		return 1;
	}
	const char *at = memrchr(value.p, '@', value.n);
	if (at == NULL || !takes_name(term->kind) || memchr(value.p, '%', value.n) != NULL)
		return 0;
	mend_find(mend, SPF_FINDING_MAIL_ADDRESS, value, STR_NONE);
	mend_edit(mend, mend_head(value, (size_t)(at - value.p) + 1), STR(""));
	return 1;
}

/* A length beyond the longest: one address, as far as it tells, unless it is one of IPv6 behind the slash of IPv4, as in "a/64". */
static struct str
shortened(const struct mend *mend, const struct spf_term *term, struct str digits)
{
	enum { LONGEST = 128, USUAL = 48 };
	bool both = term->kind == SPF_TERM_A || term->kind == SPF_TERM_MX, of4 = term->place.p == term->length4.p;
	int64_t number;
	if (!str_number(digits, &number))
		number = LONGEST + 1;
	if (of4 && both && term->length6.p == NULL && number >= USUAL && number <= LONGEST)
		return arena_print(mend->arena, "/%.*s", (int)digits.n, digits.p);
	return of4 ? STR("32") : STR("128");
}

/* What the length at place should be; absent where nobody knows. */
static struct str
mended_length(const struct mend *mend, const struct spf_term *term)
{
	struct str place = term->place;
	bool address = term->kind == SPF_TERM_IP4 || term->kind == SPF_TERM_IP6;
	if (term->error == SPF_ERROR_NO_LENGTH && address && term->length6.n > 0)
		return arena_print(mend->arena, "/%.*s", (int)term->length6.n, term->length6.p);
	if (term->error == SPF_ERROR_NO_LENGTH)
		return STR("");
	if (place.n > 1 && place.p[0] == '/') {        /* "/24/64" */
		struct str rest = mend_tail(place, 1), first = str_cut(&rest, '/');
		return arena_print(mend->arena, "/%.*s//%.*s", (int)first.n, first.p, (int)rest.n, rest.p);
	}
	struct str digits = place;
	while (digits.n > 1 && digits.p[0] == '0')
		digits = mend_tail(digits, 1);
	return digits.n < place.n ? arena_copy(mend->arena, digits) : shortened(mend, term, digits);
}

unsigned
slip_length(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	if (term->error != SPF_ERROR_LENGTH && term->error != SPF_ERROR_NO_LENGTH)
		return 0;
	mend_find(mend, SPF_FINDING_PREFIX_LENGTH, term->text, STR_NONE);
	size_t n = term->text.n;
	while (n > 0 && term->text.p[n - 1] == '/')
		n--;
	if (n < term->text.n) {         /* "/" with nothing behind it */
		mend_edit(mend, mend_tail(term->text, n), STR(""));
		return 1;
	}
	struct str length = mended_length(mend, term);
	if (length.p != NULL)
		mend_edit(mend, term->place, length);
	return 1;
}

/* "a:" is a; "include:" is nothing. And "all:...", which has too much. */
unsigned
slip_missing(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	if (term->error == SPF_ERROR_ARGUMENT) {
		mend_find(mend, SPF_FINDING_SYNTAX, term->place, str_of(spf_error_text(term->error)));
		struct str word = mend_tail(term->place, 1), all = all_of_word(mend->arena, term->sign, word);
		mend_edit(mend, all.n > 0 ? term->text : term->place, all.n > 0 ? all : STR(""));
		return 1;
	}
	if (term->error != SPF_ERROR_MISSING)
		return 0;
	mend_find(mend, SPF_FINDING_VALUE_MISSING, term->text, STR_NONE);
	size_t n = term->sign.n + term->name.n;
	if (n < term->text.n && (term->kind == SPF_TERM_A || term->kind == SPF_TERM_MX || term->kind == SPF_TERM_PTR))
		mend_edit(mend, (struct str){ term->text.p + n, 1 }, STR(""));
	else
		mend_drop(mend, term->text);
	return 1;
}

/* "a:mail": in a zone file the domain would be put behind it. Where nobody knows that, %{d} stands for it; only hosts are sure to be one's own. */
unsigned
slip_short(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str value = term->value, domain = mend->domain;
	bool host = term->kind == SPF_TERM_A || term->kind == SPF_TERM_MX;
	if (term->error != SPF_ERROR_DOMAIN || memchr(value.p, '.', value.n - 1) != NULL || same_word(value, "localhost") || !sound_term(mend->arena, "a:x.", value))
		return 0;
	mend_find(mend, SPF_FINDING_SHORT_NAME, value, STR_NONE);
	size_t n = value.p[value.n - 1] == '.' ? value.n - 1 : value.n;
	if (domain.n > 0)
		mend_edit(mend, mend_tail(value, n), arena_print(mend->arena, ".%.*s", (int)domain.n, domain.p));
	else if (host)
		mend_edit(mend, mend_tail(value, n), STR(".%{d}"));
	return 1;
}

/* What is a good domain-spec, and no name that DNS could have; or has a port. */
unsigned
slip_domain(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str value = term->value;
	if (value.n == 0 || !takes_name(term->kind) || (term->error != SPF_ERROR_NONE && term->error != SPF_ERROR_DOMAIN))
		return 0;
	size_t digits = value.n;
	while (digits > 0 && is_digit(value.p[digits - 1]))
		digits--;
	if (digits > 1 && digits < value.n && value.p[digits - 1] == ':') {
		mend_find(mend, SPF_FINDING_PORT, mend_tail(value, digits - 1), STR_NONE);
		mend_edit(mend, mend_tail(value, digits - 1), STR(""));
		return 1;
	}
	if (memchr(value.p, '%', value.n) != NULL)
		return 0;
	struct str rest = value;
	bool bad = value.n > SPF_NAME_MAX + 1;
	for (size_t i = 0; rest.p != NULL; i++) {
		struct str label = str_cut(&rest, '.');
		bad = bad || label.n > 63;
		if (label.n > 0 || (rest.p == NULL && i > 0))
			continue;
		mend_find(mend, SPF_FINDING_BAD_NAME, value, STR_NONE);
		mend_edit(mend, rest.p == NULL ? label : (struct str){ label.p, 1 }, STR(""));
		return 1;
	}
	bool star = memchr(value.p, '*', value.n) != NULL;
	if (bad || star)
		mend_find(mend, bad ? SPF_FINDING_BAD_NAME : SPF_FINDING_WILDCARD, value, STR_NONE);
	return bad || star;
}
