/*
 * slip_value.c - slips in the values of terms: web and mail addresses, IP addresses in the wrong place or form, lengths, macros.
 */
#include "analyze/spf/mend.h"

#include <string.h>

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
takes_name(enum spf_term_kind kind)
{
	return kind <= SPF_TERM_EXP && kind != SPF_TERM_ALL && kind != SPF_TERM_IP4 && kind != SPF_TERM_IP6;
}

static struct str
before(struct str text, char c)
{
	const char *at = text.n == 0 ? NULL : memchr(text.p, c, text.n);
	return at == NULL ? text : mend_head(text, (size_t)(at - text.p));
}

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

/* The numbers between dots, zeros in front or not; a star, an x or nothing ends them. How many; 0 where there is anything else. */
static unsigned
read_parts(struct str text, unsigned char *parts)
{
	unsigned count = 0;
	while (text.p != NULL) {
		struct str part = str_cut(&text, '.');
		int64_t number;
		bool open = part.n == 0 || (part.n == 1 && (part.p[0] | 0x20) == 'x') || str_is(part, "*");
		if (open && count > 0 && (text.p == NULL || text.p[0] == '*' || (text.p[0] | 0x20) == 'x'))
			continue;
		if (open || count == 4 || !is_digit(part.p[0]) || !str_number(part, &number) || number > 255)
			return 0;
		parts[count++] = (unsigned char)number;
	}
	return count;
}

/* "/255.255.255.0"; 33 where it is no mask. */
static unsigned
read_mask(struct str text)
{
	struct spf_network mask;
	if (!spf_network_read(text, &mask) || mask.ip6)
		return 33;
	for (mask.prefix = 0; mask.prefix <= 32; mask.prefix++) {
		struct spf_network ones = { .prefix = mask.prefix, .address = { 255, 255, 255, 255 } };
		spf_network_clear(&ones);
		if (memcmp(ones.address, mask.address, 4) == 0)
			break;
	}
	return mask.prefix;
}

/* "192.0.2", "192.0.2.*", "010.1.1.1", "192.0.2.0/255.255.255.0". */
static bool
slip_quad(struct mend *mend, const struct spf_term *term, struct str value)
{
	struct spf_network network = { .prefix = 32 };
	struct str quad = before(value, '/');
	unsigned count = read_parts(quad, network.address);
	if (count == 0)
		return false;
	enum spf_finding_kind kind = SPF_FINDING_PARTIAL_ADDRESS;
	if (quad.n < value.n) {
		kind = SPF_FINDING_NETMASK;
		if ((network.prefix = read_mask(mend_tail(value, quad.n + 1))) > 32)
			return false;
	} else if (term->length4.p != NULL && term->prefix4 <= count * 8) {
		network.prefix = term->prefix4;
	} else if (count < 4) {
		network.prefix = count * 8;
	} else if (term->length4.p != NULL) {
		network.prefix = term->prefix4;
	}
	mend_find(mend, kind, term->text, STR_NONE);
	mend_edit(mend, raw_value(term), spf_network_write(&network, mend->arena));
	return true;
}

/* "[192.0.2.1]", "192.0.2.0\\24". */
static bool
slip_writing(struct mend *mend, const struct spf_term *term, struct str value)
{
	struct spf_network network;
	struct str inner = before(mend_tail(value, 1), ']'), host = before(value, '\\');
	bool brackets = value.n > 2 && value.p[0] == '[' && inner.n + 1 < value.n && spf_network_read(inner, &network);

	if (!brackets && (host.n == value.n || !spf_network_read(host, &network)))
		return false;
	mend_find(mend, SPF_FINDING_SYNTAX, term->place, str_of(spf_error_text(term->error)));
	if (brackets) {
		mend_edit(mend, mend_head(value, 1), STR(""));
		mend_edit(mend, (struct str){ inner.p + inner.n, 1 }, STR(""));
	} else {
		mend_edit(mend, (struct str){ host.p + host.n, 1 }, STR("/"));
	}
	return true;
}

/* In ip4 and ip6: what is no address of that kind. */
static bool
slip_ip(struct mend *mend, const struct spf_term *term)
{
	struct spf_network network;
	struct str value = term->value, host = before(value, ':');
	if (spf_network_read(value, &network)) {
		mend_find(mend, SPF_FINDING_WRONG_FAMILY, term->text, STR_NONE);
		mend_edit(mend, term->name, network.ip6 ? STR("ip6") : STR("ip4"));
		return true;
	}
	if (host.n < value.n && spf_network_read(host, &network)) {
		mend_find(mend, SPF_FINDING_PORT, mend_tail(value, host.n), STR_NONE);
		mend_edit(mend, mend_tail(value, host.n), STR(""));
		return true;
	}
	if (slip_quad(mend, term, value) || slip_writing(mend, term, value))
		return true;
	if (!sound_term(mend, "a:", value))
		return false;
	mend_find(mend, SPF_FINDING_NAME_AS_ADDRESS, term->text, STR_NONE);
	mend_edit(mend, term->name, STR("a"));
	return true;
}

unsigned
slip_address(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct spf_network network;
	if (term->error == SPF_ERROR_ADDRESS)
		return slip_ip(mend, term);
	if (!takes_name(term->kind) || !spf_network_read(term->value, &network))
		return 0;
	mend_find(mend, SPF_FINDING_ADDRESS_AS_NAME, term->text, STR_NONE);
	mend_edit(mend, mend_span(term->name, (struct str){ term->value.p, 0 }), network.ip6 ? STR("ip6:") : STR("ip4:"));
	return 1;
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
	return digits.n < place.n ? arena_copy(mend->arena, digits) : STR_NONE;
}

unsigned
slip_length(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	if (term->error != SPF_ERROR_LENGTH && term->error != SPF_ERROR_NO_LENGTH)
		return 0;
	mend_find(mend, SPF_FINDING_PREFIX_LENGTH, term->text, STR_NONE);
	if (term->place.n == 0) {      /* "/" with nothing behind it */
		size_t n = term->text.n;
		while (n > 0 && term->text.p[n - 1] == '/')
			n--;
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
		struct str word = mend_tail(term->place, 1), all = all_of_word(mend, term->sign, word);
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

/* How many bytes of text are a macro in braces of any kind: "(ir)", "{d2}". */
static size_t
macro_like(struct str text)
{
	static const char open[] = "{([<", close[] = "})]>";
	const char *kind = text.n < 3 || text.p[0] == '\0' ? NULL : strchr(open, text.p[0]);
	if (kind == NULL)
		return 0;
	size_t i = 1;
	if (strchr("slodipvhSLODIPVH", text.p[i++]) == NULL)
		return 0;
	while (i < text.n && is_digit(text.p[i]))
		i++;
	i += i < text.n && (text.p[i] | 0x20) == 'r';
	while (i < text.n && memchr(".-+,/_=", text.p[i], 7) != NULL)
		i++;
	return i < text.n && text.p[i] == close[kind - open] ? i + 1 : 0;
}

/* Where a brace is missing: behind the letter, the digits and the r of a "%{" that nothing closes; NULL: nowhere. */
static const char *
open_macro(struct str value)
{
	for (size_t i = 0; i + 2 < value.n; i++) {
		size_t k = i + 3;
		if (value.p[i] != '%' || value.p[i + 1] != '{' || macro_like(mend_tail(value, i + 1)) > 0)
			continue;
		while (k < value.n && is_digit(value.p[k]))
			k++;
		k += k < value.n && (value.p[k] | 0x20) == 'r';
		if (k == value.n || value.p[k] == '.' || value.p[k] == '%')
			return value.p + k;
	}
	return NULL;
}

/* "%(i)" is wrong; "{i}" without a percent sign is a good name, which nobody has. */
unsigned
slip_macro(struct mend *mend, const struct spf_record *record, const struct spf_term *term)
{
	(void)record;
	struct str value = term->value;
	bool wrong = term->error == SPF_ERROR_MACRO;
	if ((!wrong && term->error != SPF_ERROR_NONE) || !takes_name(term->kind))
		return 0;
	for (size_t i = 0; i < value.n; i++) {
		bool percent = value.p[i] == '%';
		size_t n = macro_like(mend_tail(value, i + percent));
		if (n == 0 || (percent && value.p[i + 1] == '{') || (!percent && (value.p[i] != '{' || (i > 0 && value.p[i - 1] == '%'))))
			continue;
		struct str place = { value.p + i, n + percent };
		struct str inner = { value.p + i + percent + 1, n - 2 };
		mend_find(mend, SPF_FINDING_MACRO, place, STR_NONE);
		mend_edit(mend, place, arena_print(mend->arena, "%%{%.*s}", (int)inner.n, inner.p));
		return 1;
	}
	const char *end = wrong ? open_macro(value) : NULL;
	if (end == NULL)
		return 0;
	mend_find(mend, SPF_FINDING_MACRO, term->place, STR_NONE);
	mend_edit(mend, (struct str){ end, 0 }, STR("}"));
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
