/*
 * unit_safe.c - text from outside, made safe: what each place may never get, and what it must not lose.
 */
#include "report/safe.h"
#include "report/utf8.h"
#include "tests/tap.h"

#include <string.h>

static struct arena *arena;

static void
terminal(struct str in, const char *wanted, const char *name)
{
	is_str(safe_terminal(arena, in), wanted, name);
}

static void
test_terminal(void)
{
	terminal(STR("plain text"), "plain text", "terminal: plain text stays");
	terminal(STR("Gr\xc3\xbc\xc3\x9f\x65 \xe2\x82\xac \xf0\x9f\x93\xa7"), "Gr\xc3\xbc\xc3\x9f\x65 \xe2\x82\xac \xf0\x9f\x93\xa7", "terminal: UTF-8 stays");
	terminal(STR("a\033[31mb\033]0;t\007"), "a\\x1b[31mb\\x1b]0;t\\x07", "terminal: escape sequences");
	terminal(STR("a\nb\tc\rd"), "a\\nb\\tc\\rd", "terminal: one line");
	terminal(STR("nul\0end"), "nul\\x00end", "terminal: NUL");
	terminal(STR("\x7f"), "\\x7f", "terminal: DEL");
	terminal(STR("\xc2\x9b""31m"), "\\x9b31m", "terminal: C1 in UTF-8");
	terminal(STR("\x9b""31m"), "\\x9b31m", "terminal: C1 as a byte");
	terminal(STR("\xff\xfe"), "\\xff\\xfe", "terminal: bytes that are no UTF-8");
	terminal(STR("\xc0\xaf"), "\\xc0\\xaf", "terminal: an overlong form");
	terminal(STR("\xed\xa0\x80"), "\\xed\\xa0\\x80", "terminal: a surrogate");
	terminal(STR("\xe2\x82"), "\\xe2\\x82", "terminal: a character cut off");
	terminal(STR("a\xe2\x80\xaegpj.exe"), "a\\u202egpj.exe", "terminal: right-to-left override");
	terminal(STR("\xe2\x81\xa6\xe2\x81\xa9"), "\\u2066\\u2069", "terminal: isolates");
	terminal(STR("\xe2\x80\x8b\xef\xbb\xbf"), "\\u200b\\ufeff", "terminal: what cannot be seen");
	terminal(STR("\xe2\x80\xa8"), "\\u2028", "terminal: line separator");
	terminal(STR_NONE, "", "terminal: absent is empty");
	struct str text = STR("as it is");
	ok(safe_terminal(arena, text).p == text.p, "terminal: no copy of what needs none");
}

static void
html(struct str in, const char *wanted, const char *name)
{
	is_str(safe_html(arena, in), wanted, name);
}

static void
test_html(void)
{
	html(STR("<b> & \"c\" 'd'"), "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;", "html: what it is made of");
	html(STR("&lt;"), "&amp;lt;", "html: a reference is text");
	html(STR("a\033[2J\xe2\x80\xae\xff"), "a\\x1b[2J\\u202e\\xff", "html: what acts on a terminal, turns a line, or is no UTF-8");
	html(STR("Gr\xc3\xbc\xc3\x9f\x65"), "Gr\xc3\xbc\xc3\x9f\x65", "html: UTF-8 stays");
	html(STR_NONE, "", "html: absent is empty");
}

static void
test_json(void)
{
	is_str(safe_json(arena, STR("a\"b\\c/d")), "a\\\"b\\\\c/d", "json: quotes and backslashes");
	is_str(safe_json(arena, STR("a\nb\tc\rd")), "a\\nb\\tc\\rd", "json: line ends and tabs");
	is_str(safe_json(arena, STR("\033[m\x7f\xc2\x85")), "\\u001b[m\\u007f\\u0085", "json: control characters");
	is_str(safe_json(arena, STR("x\xff\xc3y")), "x\xef\xbf\xbd\xef\xbf\xbdy", "json: bytes that are no UTF-8 become U+FFFD");
	is_str(safe_json(arena, STR("\xe2\x80\xae")), "\\u202e", "json: right-to-left override");
	is_str(safe_json(arena, STR("\xf0\x9f\x93\xa7")), "\xf0\x9f\x93\xa7", "json: other characters stay");
	is_str(safe_json(arena, STR("\0")), "\\u0000", "json: NUL");
}

static void
test_tsv(void)
{
	is_str(safe_tsv(arena, STR("a\tb\nc\\d\re")), "a\\tb\\nc\\\\d\\re", "tsv: tab, newline, backslash, carriage return");
	is_str(safe_tsv(arena, STR("\033\xff""x\xc3\xbc")), "\033\xff""x\xc3\xbc", "tsv: other bytes as they are");
	is_str(safe_tsv(arena, STR("")), "", "tsv: empty");
}

static void
csv(const char *in, const char *wanted, const char *name)
{
	is_str(safe_csv(arena, str_of(in)), wanted, name);
}

static void
test_csv(void)
{
	csv("plain", "plain", "csv: plain text stays");
	csv("a,b", "\"a,b\"", "csv: a comma is quoted");
	csv("say \"x\"", "\"say \"\"x\"\"\"", "csv: quotes are doubled");
	csv("a\r\nb", "\"a\r\nb\"", "csv: line ends are quoted");
	csv(" a", "\" a\"", "csv: blanks at the edge are kept");
	csv("=1+1", "'=1+1", "csv: a formula");
	csv("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0", "csv: a formula with plus");
	csv("-2+3", "'-2+3", "csv: a formula with minus");
	csv("@SUM(1)", "'@SUM(1)", "csv: a formula with @");
	csv("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"", "csv: a formula with quotes and commas");
	csv("\t=1", "\"'\t=1\"", "csv: a formula behind a tab");
	csv("\r=1", "\"'\r=1\"", "csv: a formula behind a carriage return");
	csv("-12", "-12", "csv: a number");
	csv("+0.5", "+0.5", "csv: a fraction");
	csv("-1.5e-7", "-1.5e-7", "csv: an exponent");
	csv("-", "'-", "csv: a minus alone");
	csv("-1e", "'-1e", "csv: no number");
	csv("-.", "'-.", "csv: no number either");
	csv("", "", "csv: empty");
}

static void
test_utf8(void)
{
	uint32_t character = 0;
	is_int((int64_t)utf8_decode(STR("\xe2\x82\xac"), &character), 3, "utf8: length");
	is_int(character, 0x20ac, "utf8: character");
	is_int((int64_t)utf8_decode(STR("\xf4\x90\x80\x80"), &character), 0, "utf8: beyond U+10FFFF");
	is_int((int64_t)utf8_width(STR("abc\xc3\xbc")), 4, "utf8: width of letters");
	is_int((int64_t)utf8_width(STR("\xe6\x97\xa5\xe6\x9c\xac")), 4, "utf8: width of wide characters");
	is_int((int64_t)utf8_width(STR("e\xcc\x81")), 1, "utf8: width of a combining mark");
	is_str(utf8_cut(arena, STR("abcdef"), 6), "abcdef", "utf8: nothing to cut");
	is_str(utf8_cut(arena, STR("abcdef"), 4), "abc\xe2\x80\xa6", "utf8: cut");
	is_str(utf8_cut(arena, STR("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e"), 4), "\xe6\x97\xa5\xe2\x80\xa6", "utf8: never half of a wide character");
	is_str(utf8_cut(arena, STR("abc"), 1), "\xe2\x80\xa6", "utf8: cut to one column");
	is_str(utf8_cut(arena, STR("abc"), 0), "", "utf8: cut to none");
	is_str(utf8_tail(arena, STR("abcdef"), 6), "abcdef", "utf8: nothing to cut off the beginning");
	is_str(utf8_tail(arena, STR("abcdef"), 4), "\xe2\x80\xa6" "def", "utf8: the end is kept");
	is_str(utf8_tail(arena, STR("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e"), 4), "\xe2\x80\xa6\xe8\xaa\x9e", "utf8: never half of a wide character there");
	is_str(utf8_tail(arena, STR("abc"), 1), "\xe2\x80\xa6", "utf8: no end is left");
	is_str(utf8_tail(arena, STR("abc"), 0), "", "utf8: nor anything");
	struct str rest = STR("one two threefour five");
	is_str(utf8_line(&rest, 8, true), "one two", "utf8: a line of whole words");
	is_str(utf8_line(&rest, 8, true), "threefou", "utf8: a long word is broken");
	is_str(utf8_line(&rest, 8, true), "r five", "utf8: and goes on");
	is_int((int64_t)rest.n, 0, "utf8: the end");
	rest = STR("threefour five");
	is_str(utf8_line(&rest, 8, false), "threefour", "utf8: or stays whole");
	is_str(utf8_line(&rest, 8, false), "five", "utf8: with the next word behind it");
	rest = STR("exactly8 x");
	is_str(utf8_line(&rest, 8, true), "exactly8", "utf8: as wide as the line");
}

int
main(void)
{
	arena = arena_open();
	test_terminal();
	test_html();
	test_json();
	test_tsv();
	test_csv();
	test_utf8();
	arena_close(arena);
	return done_testing();
}
