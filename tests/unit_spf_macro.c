/*
 * unit_spf_macro.c - macros: taken apart (RFC 7208 section 7.1), expanded (7.3, and the examples of 7.4), cut.
 * In: macro-strings. Out: TAP.
 */
#include "analyze/spf/macro.h"
#include "tests/tap.h"

#include <string.h>

static struct arena *arena;

static struct spf_facts
facts_of(bool ip6)
{
	static const unsigned char address[16] = { 0x20, 0x01, 0x0d, 0xb8, [15] = 0xcb };
	struct spf_facts facts = {
		.local = STR("strong-bad"), .sender_domain = STR("email.example.com"), .domain = STR("email.example.com"),
		.helo = STR("mx.example.org"), .at = 1700000000, .ip6 = ip6, .ip = { 192, 0, 2, 3 },
	};
	if (ip6)
		memcpy(facts.ip, address, 16);
	return facts;
}

static void
expands(const char *text, bool ip6, const char *wanted)
{
	struct spf_facts facts = facts_of(ip6);
	struct spf_macros macros;
	spf_macros_read(str_of(text), true, arena, &macros);
	is_int(macros.error, SPF_ERROR_NONE, text);
	is_str(spf_expand(&macros, &facts, arena), wanted, text);
}

static void
refused(const char *text, bool explanation, enum spf_error error, const char *place)
{
	struct spf_macros macros;
	spf_macros_read(str_of(text), explanation, arena, &macros);
	is_int(macros.error, error, text);
	is_str(macros.place, place, text);
}

static void
examples(void)
{
	expands("%{s}", false, "strong-bad@email.example.com");
	expands("%{o}", false, "email.example.com");
	expands("%{d}", false, "email.example.com");
	expands("%{d4}", false, "email.example.com");
	expands("%{d3}", false, "email.example.com");
	expands("%{d2}", false, "example.com");
	expands("%{d1}", false, "com");
	expands("%{dr}", false, "com.example.email");
	expands("%{d2r}", false, "example.email");
	expands("%{l}", false, "strong-bad");
	expands("%{l-}", false, "strong.bad");
	expands("%{lr}", false, "strong-bad");
	expands("%{lr-}", false, "bad.strong");
	expands("%{l1r-}", false, "strong");
	expands("%{ir}.%{v}._spf.%{d2}", false, "3.2.0.192.in-addr._spf.example.com");
	expands("%{lr-}.lp._spf.%{d2}", false, "bad.strong.lp._spf.example.com");
	expands("%{lr-}.lp.%{ir}.%{v}._spf.%{d2}", false, "bad.strong.lp.3.2.0.192.in-addr._spf.example.com");
	expands("%{d2}.trusted-domains.example.net", false, "example.com.trusted-domains.example.net");
	expands("%{ir}.%{v}._spf.%{d2}", true, "B.C.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.ip6._spf.example.com");
}

static void
letters(void)
{
	struct spf_facts none = { .domain = STR("example.com"), .sender_domain = STR("example.com") };
	struct spf_macros macros;
	expands("%{c}", false, "192.0.2.3");
	expands("%{c}", true, "2001:db8::cb");
	expands("%{t}", false, "1700000000");
	expands("%{p}|%{r}|%{h}", false, "unknown|unknown|mx.example.org");
	expands("a%%b%_c%-d", false, "a%b c%20d");
	expands("%{S}", false, "strong-bad%40email.example.com");
	spf_macros_read(STR("%{s}"), false, arena, &macros);
	is_str(spf_expand(&macros, &none, arena), "postmaster@example.com", "without a local part it is the postmaster");
	ok(spf_macros_use(&macros, "xs") && !spf_macros_use(&macros, "l"), "which letters are used");
	none.local = STR("placeholder");
	is_str(spf_expand(&macros, &none, arena), "placeholder@example.com", "or whatever stands in for it");
}

/* A name is cut at labels from the left, to 253 bytes; a text at 8,192. */
static void
cut(void)
{
	static char long_name[300], text[9000];
	struct spf_facts facts = { .domain = { long_name, 0 }, .sender_domain = STR("") };
	struct spf_macros macros;
	for (size_t i = 0; i < sizeof long_name; i++)
		long_name[i] = i % 10 == 9 ? '.' : 'x';
	spf_macros_read(STR("%{d}.example.com."), false, arena, &macros);
	facts.domain.n = 241;
	struct str name = spf_expand_name(&macros, &facts, arena);
	ok(name.n == 253 && str_suffix(name, "x.example.com"), "253 bytes are a name, and the dot at its end goes");
	facts.domain.n = 242;
	name = spf_expand_name(&macros, &facts, arena);
	ok(name.n == 244 && str_prefix(name, "xxxxxxxxx.xxx"), "of 254 the first label goes");
	facts.domain.n = 299;
	name = spf_expand_name(&macros, &facts, arena);
	ok(name.n <= 253 && name.n > 243 && str_suffix(name, ".example.com"), "of more, as many as must");
	memset(text, 'y', sizeof text);
	spf_macros_read((struct str){ text, sizeof text }, true, arena, &macros);
	is_int((int64_t)spf_expand(&macros, &facts, arena).n, SPF_TEXT_MAX, "a text is cut");
	is_int((int64_t)spf_expand_name(&macros, &facts, arena).n, 0, "a name without a dot cannot be cut, and is none");
}

int
main(void)
{
	arena = arena_open();
	examples();
	letters();
	cut();
	refused("%{d0}", false, SPF_ERROR_MACRO, "%{d0}");
	refused("x%{d", false, SPF_ERROR_MACRO, "%{d");
	refused("%{}", false, SPF_ERROR_MACRO, "%{}");
	refused("%{d2rx}.a", false, SPF_ERROR_MACRO, "%{d2rx}");
	refused("%{dr2}", false, SPF_ERROR_MACRO, "%{dr2}");
	refused("a b", false, SPF_ERROR_BYTE, " ");
	refused("a b", true, SPF_ERROR_NONE, NULL);
	refused("%{c}", false, SPF_ERROR_MACRO_LETTER, "%{c}");
	refused("%{T}", true, SPF_ERROR_NONE, NULL);
	refused("%", true, SPF_ERROR_MACRO, "%");
	arena_close(arena);
	return done_testing();
}
