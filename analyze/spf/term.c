/*
 * term.c - one term of an SPF record taken apart, strictly by RFC 7208 (sections 4.6.1, 5, 6, 12).
 */
#include "analyze/spf/term.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

/* Whether a mechanism has a value: it must, it may, it must not. */
enum need { MUST, MAY, NEVER };

static const struct word {
	const char *name;
	enum need value;
	bool lengths;
} words[] = {
	[SPF_TERM_ALL] = { "all", NEVER, false },
	[SPF_TERM_INCLUDE] = { "include", MUST, false },
	[SPF_TERM_A] = { "a", MAY, true },
	[SPF_TERM_MX] = { "mx", MAY, true },
	[SPF_TERM_PTR] = { "ptr", MAY, false },
	[SPF_TERM_IP4] = { "ip4", MUST, true },
	[SPF_TERM_IP6] = { "ip6", MUST, true },
	[SPF_TERM_EXISTS] = { "exists", MUST, false },
	[SPF_TERM_REDIRECT] = { "redirect", MUST, false },
	[SPF_TERM_EXP] = { "exp", MUST, false },
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_alpha(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool
is_name(char c)
{
	return is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
}

static struct str
from(struct str text, size_t n)
{
	return (struct str){ text.p + n, text.n - n };
}

void
spf_term_wrong(struct spf_term *term, enum spf_error error, struct str place)
{
	if (term->error != SPF_ERROR_NONE)
		return;
	term->error = error;
	term->place = place;
}

/* toplabel [ "." ] at the end of text, and a dot before it. */
static bool
has_domain_end(struct str text)
{
	size_t end = text.n > 0 && text.p[text.n - 1] == '.' ? text.n - 1 : text.n;
	size_t start = end;
	bool numeric = true;
	while (start > 0 && text.p[start - 1] != '.') {
		char c = text.p[--start];
		if (!is_alpha(c) && !is_digit(c) && c != '-')
			return false;
		numeric = numeric && is_digit(c);
	}
	return start > 0 && start < end && !numeric && text.p[start] != '-' && text.p[end - 1] != '-';
}

/* Section 7.1: domain-spec, what every value is but an address and that of an unknown modifier. */
static void
read_domain(struct spf_term *term, struct arena *arena)
{
	spf_macros_read(term->value, false, arena, &term->macros);
	if (term->macros.error != SPF_ERROR_NONE) {
		spf_term_wrong(term, term->macros.error, term->macros.place);
		return;
	}
	const struct spf_macro *last = &term->macros.items[term->macros.count - 1];
	if (last->letter == '\0' && !has_domain_end(last->text))
		spf_term_wrong(term, SPF_ERROR_DOMAIN, term->value);
}

static void
read_address(struct spf_term *term)
{
	char text[INET6_ADDRSTRLEN];
	if (term->value.n < sizeof text) {
		memcpy(text, term->value.p, term->value.n);
		text[term->value.n] = '\0';
		if (strlen(text) == term->value.n &&
		    inet_pton(term->kind == SPF_TERM_IP4 ? AF_INET : AF_INET6, text, term->address) == 1)
			return;
	}
	spf_term_wrong(term, SPF_ERROR_ADDRESS, term->value);
}

/* The number that a length is; a sound one has no zero in front. */
static unsigned
read_length(struct spf_term *term, struct str digits, unsigned most)
{
	unsigned length = 0;
	if (digits.p == NULL)
		return most;
	for (size_t i = 0; i < digits.n && length <= most; i++)
		length = length * 10 + (unsigned)(digits.p[i] - '0');
	if (digits.n == 0 || length > most || (digits.n > 1 && digits.p[0] == '0')) {
		spf_term_wrong(term, SPF_ERROR_LENGTH, digits);
		return most;
	}
	return length;
}

/* Takes "/digits" off the end of rest, or what would be that if it had digits. */
static bool
cut_length(struct str *rest, struct str *digits)
{
	size_t n = rest->n;
	while (n > 0 && is_digit(rest->p[n - 1]))
		n--;
	if (n == 0 || rest->p[n - 1] != '/')
		return false;
	*digits = from(*rest, n);
	rest->n = n - 1;
	return true;
}

/* Section 5.6, dual-cidr-length: "/24", "//64", "/24//64", and in ip6 "/64". */
static void
cut_lengths(struct spf_term *term, struct str *rest)
{
	struct str whole = *rest, last = STR_NONE;
	if (!cut_length(rest, &last))
		return;
	bool twice = rest->n > 0 && rest->p[rest->n - 1] == '/';
	if (twice) {
		rest->n--;
		term->length6 = last;
		cut_length(rest, &term->length4);
	} else if (term->kind == SPF_TERM_IP6) {
		term->length6 = last;
	} else {
		term->length4 = last;
	}
	struct str again = STR_NONE, before = *rest;
	if (!words[term->kind].lengths || (twice && (term->kind == SPF_TERM_IP4 || term->kind == SPF_TERM_IP6)))
		spf_term_wrong(term, SPF_ERROR_NO_LENGTH, from(whole, rest->n));
	else if (cut_length(&before, &again))
		spf_term_wrong(term, SPF_ERROR_LENGTH, from(whole, before.n));
	term->prefix4 = read_length(term, term->length4, 32);
	term->prefix6 = read_length(term, term->length6, 128);
}

static enum spf_term_kind
find_word(struct str name, enum spf_term_kind first, enum spf_term_kind end, enum spf_term_kind otherwise)
{
	for (enum spf_term_kind kind = first; kind < end; kind++)
		if (strlen(words[kind].name) == name.n && strncasecmp(words[kind].name, name.p, name.n) == 0)
			return kind;
	return otherwise;
}

/* Section 4.6.1, directive; rest stands behind the name. */
static void
read_mechanism(struct spf_term *term, struct str rest, struct arena *arena)
{
	term->kind = find_word(term->name, SPF_TERM_ALL, SPF_TERM_REDIRECT, SPF_TERM_NOTHING);
	if (term->kind == SPF_TERM_NOTHING) {
		spf_term_wrong(term, SPF_ERROR_MECHANISM, term->name);
		return;
	}
	cut_lengths(term, &rest);
	if (rest.n > 0 && rest.p[0] != ':') {
		spf_term_wrong(term, SPF_ERROR_NAME, term->text);
		return;
	}
	if (rest.n > 0)
		term->value = from(rest, 1);
	if (rest.n > 0 && words[term->kind].value == NEVER)
		spf_term_wrong(term, SPF_ERROR_ARGUMENT, rest);
	else if (term->value.n == 0 && (rest.n > 0 || words[term->kind].value == MUST))
		spf_term_wrong(term, SPF_ERROR_MISSING, term->text);
	else if (term->kind == SPF_TERM_IP4 || term->kind == SPF_TERM_IP6)
		read_address(term);
	else if (term->value.n > 0)
		read_domain(term, arena);
}

/* Section 4.6.1, redirect, explanation, unknown-modifier. */
static void
read_modifier(struct spf_term *term, struct str value, struct arena *arena)
{
	term->kind = find_word(term->name, SPF_TERM_REDIRECT, SPF_TERM_OTHER, SPF_TERM_OTHER);
	term->qualifier = '\0';
	term->value = value;
	if (term->sign.p != NULL) {
		spf_term_wrong(term, SPF_ERROR_SIGNED, term->sign);
	} else if (term->kind == SPF_TERM_OTHER) {
		spf_macros_read(value, false, arena, &term->macros);
		spf_term_wrong(term, term->macros.error, term->macros.place);
	} else if (value.n == 0) {
		spf_term_wrong(term, SPF_ERROR_MISSING, term->text);
	} else {
		read_domain(term, arena);
	}
}

/* Bytes that may stand nowhere are told before anything else; a run of them at once, as in UTF-8. */
static void
check_bytes(struct spf_term *term)
{
	struct str text = term->text;
	for (size_t i = 0; i < text.n; i++) {
		size_t n = 0;
		while (i + n < text.n && (text.p[i + n] < 0x21 || text.p[i + n] > 0x7e))
			n++;
		if (n > 0) {
			spf_term_wrong(term, SPF_ERROR_BYTE, (struct str){ text.p + i, n });
			return;
		}
	}
}

void
spf_term_read(struct str text, struct arena *arena, struct spf_term *term)
{
	*term = (struct spf_term){ .kind = SPF_TERM_NOTHING, .qualifier = '+', .prefix4 = 32, .prefix6 = 128, .text = text };
	check_bytes(term);
	if (memchr("+-~?", text.p[0], 4) != NULL) {
		term->sign = (struct str){ text.p, 1 };
		term->qualifier = text.p[0];
		text = from(text, 1);
	}
	term->name = (struct str){ text.p, 0 };
	while (term->name.n < text.n && is_name(text.p[term->name.n]))
		term->name.n++;
	struct str rest = from(text, term->name.n);
	if (term->name.n == 0 || !is_alpha(term->name.p[0]) || (rest.n > 0 && memchr(":=/", rest.p[0], 3) == NULL))
		spf_term_wrong(term, SPF_ERROR_NAME, term->text);
	else if (rest.n > 0 && rest.p[0] == '=')
		read_modifier(term, from(rest, 1), arena);
	else
		read_mechanism(term, rest, arena);
}

const char *
spf_term_name(enum spf_term_kind kind)
{
	return kind < SPF_TERM_OTHER ? words[kind].name : NULL;
}
