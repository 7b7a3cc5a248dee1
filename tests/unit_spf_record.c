/*
 * unit_spf_record.c - records taken apart, section by section of RFC 7208: what is one, its terms, the place of each error.
 * In: texts. Out: TAP.
 */
#include "analyze/spf/record.h"
#include "tests/tap.h"

#include <string.h>

static struct arena *arena;

/* The first error, and the bytes where it is. */
static void
wrong(const char *text, enum spf_error error, const char *place)
{
	struct spf_record record;
	char name[512];
	spf_record_read(str_of(text), arena, &record);
	snprintf(name, sizeof name, "%s: %s", text, spf_error_text(error));
	if (!is_int(record.error, error, name))
		return;
	is_str(record.place, place, name);
	ok(place == NULL || (record.place.p >= text && record.place.p + record.place.n <= text + strlen(text)), "the place lies in the text");
	is_int(spf_record_policy(&record), SPF_POLICY_PERMERROR, "a permanent error");
}

static void
right(const char *text)
{
	struct spf_record record;
	spf_record_read(str_of(text), arena, &record);
	ok(record.is_record && record.error == SPF_ERROR_NONE, text);
}

/* The only term: value and lengths as written, absent as "-". */
static void
term(const char *text, enum spf_term_kind kind, char qualifier, const char *value, unsigned prefix4, unsigned prefix6)
{
	struct spf_record record;
	char z[256];
	snprintf(z, sizeof z, "v=spf1 %s", text);
	spf_record_read(arena_copy(arena, str_of(z)), arena, &record);
	const struct spf_term *first = record.terms;
	bool holds = record.count == 1 && record.error == SPF_ERROR_NONE && first->kind == kind && first->qualifier == qualifier &&
	    first->prefix4 == prefix4 && first->prefix6 == prefix6 && str_is(first->text, text) &&
	    (strcmp(value, "-") == 0 ? first->value.p == NULL : str_is(first->value, value));
	ok(holds, text);
}

static void
selecting(void)
{
	static const char *const records[] = { "v=spf1", "v=spf1 ", "V=sPf1 mx", "v=spf1  a  -all  ", "v=spf1 nonsense" };
	static const char *const others[] = { "", "v=spf", "v=spf10", "v=spf1mx", "v=spf1;", " v=spf1", "\"v=spf1\"", "spf2.0/pra", "v=spf1\tmx", "v=spf1\n" };
	struct spf_record record;
	for (unsigned i = 0; i < LENGTH(records); i++)
		ok(spf_is_record(str_of(records[i])), records[i]);
	for (unsigned i = 0; i < LENGTH(others); i++) {
		ok(!spf_is_record(str_of(others[i])), "4.5: no record");
		spf_record_read(str_of(others[i]), arena, &record);
		is_int(spf_record_policy(&record), SPF_POLICY_NONE, others[i]);
	}
	ok(!spf_is_record(STR_NONE), "nothing is no record");
}

static void
mechanisms(void)
{
	term("all", SPF_TERM_ALL, '+', "-", 32, 128);
	term("-ALL", SPF_TERM_ALL, '-', "-", 32, 128);
	term("?include:_spf.example.com", SPF_TERM_INCLUDE, '?', "_spf.example.com", 32, 128);
	term("a", SPF_TERM_A, '+', "-", 32, 128);
	term("~A:example.com.", SPF_TERM_A, '~', "example.com.", 32, 128);
	term("a/0", SPF_TERM_A, '+', "-", 0, 128);
	term("+a//64", SPF_TERM_A, '+', "-", 32, 64);
	term("a:example.com/24//48", SPF_TERM_A, '+', "example.com", 24, 48);
	term("a:foo:bar/baz.example.com", SPF_TERM_A, '+', "foo:bar/baz.example.com", 32, 128);
	term("a:example.xn--zckzah", SPF_TERM_A, '+', "example.xn--zckzah", 32, 128);
	term("a:1.2.3.4a", SPF_TERM_A, '+', "1.2.3.4a", 32, 128);
	term("a:%{d}", SPF_TERM_A, '+', "%{d}", 32, 128);
	term("a:x%%", SPF_TERM_A, '+', "x%%", 32, 128);
	term("a:%{d}/24", SPF_TERM_A, '+', "%{d}", 24, 128);
	term("mx:example.com/32//128", SPF_TERM_MX, '+', "example.com", 32, 128);
	term("ptr", SPF_TERM_PTR, '+', "-", 32, 128);
	term("ptr:example.com", SPF_TERM_PTR, '+', "example.com", 32, 128);
	term("ip4:192.0.2.0/24", SPF_TERM_IP4, '+', "192.0.2.0", 24, 128);
	term("ip4:192.0.2.1", SPF_TERM_IP4, '+', "192.0.2.1", 32, 128);
	term("ip6:2001:DB8::/32", SPF_TERM_IP6, '+', "2001:DB8::", 32, 32);
	term("ip6:::ffff:192.0.2.1/0", SPF_TERM_IP6, '+', "::ffff:192.0.2.1", 32, 0);
	term("exists:%{ir}.sbl.example.com", SPF_TERM_EXISTS, '+', "%{ir}.sbl.example.com", 32, 128);
}

static void
modifiers(void)
{
	term("redirect=_spf.example.com", SPF_TERM_REDIRECT, '\0', "_spf.example.com", 32, 128);
	term("Exp=%{d}.example.com", SPF_TERM_EXP, '\0', "%{d}.example.com", 32, 128);
	term("moo.cow-far_out=man:dog/cat", SPF_TERM_OTHER, '\0', "man:dog/cat", 32, 128);
	term("a=", SPF_TERM_OTHER, '\0', "", 32, 128);
	term("ip4=192.0.2.1/24", SPF_TERM_OTHER, '\0', "192.0.2.1/24", 32, 128);
	wrong("v=spf1 redirect=a.example redirect=b.example", SPF_ERROR_REPEATED, "redirect=b.example");
	wrong("v=spf1 exp=a.example -all exp=a.example", SPF_ERROR_REPEATED, "exp=a.example");
	wrong("v=spf1 redirect=", SPF_ERROR_MISSING, "redirect=");
	wrong("v=spf1 exp= -all", SPF_ERROR_MISSING, "exp=");
	wrong("v=spf1 redirect=-all ?all", SPF_ERROR_DOMAIN, "-all");
	wrong("v=spf1 -all foo=%abc", SPF_ERROR_MACRO, "%a");
	wrong("v=spf1 -redirect=a.example", SPF_ERROR_SIGNED, "-");
	right("v=spf1 x=1 x=2 -all");
}

static void
syntax(void)
{
	wrong("v=spf1 ip4:1.2.3.4 -all moo", SPF_ERROR_MECHANISM, "moo");
	wrong("v=spf1 redirect:a.example", SPF_ERROR_MECHANISM, "redirect");
	wrong("v=spf1 moo.cow/far_out=man", SPF_ERROR_MECHANISM, "moo.cow");
	wrong("v=spf1 -all.", SPF_ERROR_MECHANISM, "all.");
	wrong("v=spf1 1up=foo", SPF_ERROR_NAME, "1up=foo");
	wrong("v=spf1 =all", SPF_ERROR_NAME, "=all");
	wrong("v=spf1 --all", SPF_ERROR_NAME, "--all");
	wrong("v=spf1 - all", SPF_ERROR_NAME, "-");
	wrong("v=spf1 a%{d}", SPF_ERROR_NAME, "a%{d}");
	wrong("v=spf1 -all:foobar", SPF_ERROR_ARGUMENT, ":foobar");
	wrong("v=spf1 -all/8", SPF_ERROR_NO_LENGTH, "/8");
	wrong("v=spf1 ptr/0 -all", SPF_ERROR_NO_LENGTH, "/0");
	wrong("v=spf1 include:a.example/24", SPF_ERROR_NO_LENGTH, "/24");
	wrong("v=spf1 exists:a.example/24", SPF_ERROR_NO_LENGTH, "/24");
	wrong("v=spf1 ip4:1.2.3.4//32", SPF_ERROR_NO_LENGTH, "//32");
	wrong("v=spf1 ip6:::1//33", SPF_ERROR_NO_LENGTH, "//33");
	wrong("v=spf1 a/33", SPF_ERROR_LENGTH, "33");
	wrong("v=spf1 a//129", SPF_ERROR_LENGTH, "129");
	wrong("v=spf1 a/24/64", SPF_ERROR_LENGTH, "/24/64");
	wrong("v=spf1 mx/99999999999999999999", SPF_ERROR_LENGTH, "99999999999999999999");
	wrong("v=spf1 ip4:1.2.3.4/032", SPF_ERROR_LENGTH, "032");
	wrong("v=spf1 ip4:1.2.3.4/", SPF_ERROR_LENGTH, "");
	wrong("v=spf1 ip6:::1/129", SPF_ERROR_LENGTH, "129");
	wrong("v=spf1 ip4:1.2.3", SPF_ERROR_ADDRESS, "1.2.3");
	wrong("v=spf1 ip4:01.2.3.4", SPF_ERROR_ADDRESS, "01.2.3.4");
	wrong("v=spf1 ip4:1.2.3.4:25", SPF_ERROR_ADDRESS, "1.2.3.4:25");
	wrong("v=spf1 ip4:::1", SPF_ERROR_ADDRESS, "::1");
	wrong("v=spf1 ip6:1.2.3.4", SPF_ERROR_ADDRESS, "1.2.3.4");
	wrong("v=spf1 ip6::CAFE::BABE", SPF_ERROR_ADDRESS, ":CAFE::BABE");
	wrong("v=spf1 ip4 -all", SPF_ERROR_MISSING, "ip4");
	wrong("v=spf1 include -all", SPF_ERROR_MISSING, "include");
	wrong("v=spf1 a: -all", SPF_ERROR_MISSING, "a:");
	wrong("v=spf1 a:/24 -all", SPF_ERROR_MISSING, "a:/24");
	wrong("v=spf1 a:museum", SPF_ERROR_DOMAIN, "museum");
	wrong("v=spf1 a:museum.", SPF_ERROR_DOMAIN, "museum.");
	wrong("v=spf1 a:abc.123", SPF_ERROR_DOMAIN, "abc.123");
	wrong("v=spf1 a:1.2.3.4", SPF_ERROR_DOMAIN, "1.2.3.4");
	wrong("v=spf1 a:example.-com", SPF_ERROR_DOMAIN, "example.-com");
	wrong("v=spf1 a:example.com-", SPF_ERROR_DOMAIN, "example.com-");
	wrong("v=spf1 a:example.com:80", SPF_ERROR_DOMAIN, "example.com:80");
	wrong("v=spf1 a:%{d}.", SPF_ERROR_DOMAIN, "%{d}.");
	wrong("v=spf1 a:%{a}.example.com", SPF_ERROR_MACRO, "%{a}");
	wrong("v=spf1 exists:foo%(i).example.com", SPF_ERROR_MACRO, "%(");
	wrong("v=spf1 exists:foo%", SPF_ERROR_MACRO, "%");
	wrong("v=spf1 exp=%{r}.example.com", SPF_ERROR_MACRO_LETTER, "%{r}");
	wrong("v=spf1 a\tmx -all", SPF_ERROR_BYTE, "\t");
	wrong("v=spf1 mx \xe2\x80\x93" "all", SPF_ERROR_BYTE, "\xe2\x80\x93");
	wrong("v=spf1 a:x\x7f.example", SPF_ERROR_BYTE, "\x7f");
	right("v=spf1 a:x\x7e.example");
	wrong("v=spf1 moo cow", SPF_ERROR_MECHANISM, "moo");
}

/* Every part, found again in the text. */
static void
places(void)
{
	static const char text[] = "v=spf1  ~a:%{d2}.example.com/24//64 foo redirect=x.example exp=y.example -all ?all";
	struct spf_record record;
	spf_record_read(str_of(text), arena, &record);
	const struct spf_term *a = &record.terms[0];
	is_int((int64_t)record.count, 6, "six terms");
	is_int(a->text.p - text, 8, "a term");
	is_int(a->sign.p - text, 8, "its qualifier");
	is_int(a->name.p - text, 9, "its name");
	is_int(a->value.p - text, 11, "its value");
	is_str(a->value, "%{d2}.example.com", "all of it");
	is_int(a->length4.p - text, 29, "its prefix length");
	is_int(a->length6.p - text, 33, "and that of IPv6");
	is_int((int64_t)a->macros.count, 2, "two pieces");
	is_int(a->macros.items[1].text.p - text, 16, "the place of the second");
	is_int(record.terms[1].error, SPF_ERROR_MECHANISM, "each term has an error of its own");
	is_int(record.place.p - text, 36, "the record has the first");
	is_int(record.redirect - record.terms, 2, "the redirect");
	is_int(record.exp - record.terms, 3, "the exp");
	is_int(record.all - record.terms, 4, "the first all");
}

static void
policy(const char *text, const char *wanted, bool bare)
{
	struct spf_record record;
	spf_record_read(str_of(text), arena, &record);
	is_str(str_of(spf_policy_name(spf_record_policy(&record))), wanted, text);
	ok(spf_record_bare(&record) == bare, bare ? "is bare" : "is not bare");
}

static void
limits(void)
{
	static char text[SPF_RECORD_MAX + 2];
	struct spf_record record;
	memset(text, ' ', sizeof text);
	memcpy(text, "v=spf1", 6);
	for (size_t i = 7; i + 1 < SPF_RECORD_MAX; i += 2)
		text[i] = 'a';
	spf_record_read((struct str){ text, SPF_RECORD_MAX }, arena, &record);
	ok(record.error == SPF_ERROR_NONE && record.count == 32764, "a record of 65,535 bytes is read to its end");
	spf_record_read((struct str){ text, SPF_RECORD_MAX + 1 }, arena, &record);
	ok(record.error == SPF_ERROR_SIZE && record.count == 0, "a longer one is an error");
	spf_record_read((struct str){ "v=spf1 a:x\0.example.com", 23 }, arena, &record);
	ok(record.error == SPF_ERROR_BYTE && record.place.p == record.text.p + 10, "a NUL is a byte like others");
}

int
main(void)
{
	arena = arena_open();
	selecting();
	mechanisms();
	modifiers();
	syntax();
	places();
	policy("v=spf1 -all", "-all", true);
	policy("v=spf1 -all exp=why.example", "-all", true);
	policy("v=spf1 mx -all", "-all", false);
	policy("v=spf1 ip4=1.2.3.4 -all", "-all", false);
	policy("v=spf1 ~all -all", "~all", true);
	policy("v=spf1 a ?all", "?all", false);
	policy("v=spf1 all", "+all", true);
	policy("v=spf1 a", "no-all", false);
	policy("v=spf1", "no-all", false);
	policy("v=spf1 redirect=x.example", "redirect", false);
	policy("v=spf1 redirect=x.example -all", "-all", false);
	policy("v=spf1 -all mxx", "permerror", false);
	policy("v=spf2 -all", "none", false);
	limits();
	arena_close(arena);
	return done_testing();
}
