/*
 * html.c - what a person reads of an HTML text.
 */
#include "ingest/mail/html.h"
#include "ingest/scan.h"

#include <string.h>
#include <strings.h>

enum { NAME_LONGEST = 12, REFERENCE_LONGEST = 10 };

struct page {
	struct str rest;
	char *out;
	size_t n;
	bool pre;               /* line ends and blanks stand as they are */
	bool no_end;            /* no ">" comes any more */
	bool no_comment_end, no_script_end;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void
put_blank(struct page *page)
{
	if (page->n > 0 && !is_space(page->out[page->n - 1]))
		page->out[page->n++] = ' ';
}

static void
put_line(struct page *page)
{
	while (page->n > 0 && page->out[page->n - 1] == ' ')
		page->n--;
	page->out[page->n++] = '\n';
}

static void
put_block(struct page *page)
{
	while (page->n > 0 && page->out[page->n - 1] == ' ')
		page->n--;
	if (page->n > 0 && page->out[page->n - 1] != '\n')
		page->out[page->n++] = '\n';
}

static bool
is_one_of(struct str name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(names[i]) == name.n && strncasecmp(names[i], name.p, name.n) == 0)
			return true;
	return false;
}

/* Begins with "</name", behind which the name ends. */
static bool
is_end_of(struct str text, struct str name)
{
	return text.n > name.n + 2 && text.p[1] == '/' && strncasecmp(text.p + 2, name.p, name.n) == 0 && !is_letter(text.p[2 + name.n]);
}

/* A script or style: all up to its end tag is passed over, if it has one. */
static void
skip_element(struct page *page, struct str name)
{
	struct str text = page->rest;
	while (!page->no_script_end) {
		const char *at = text.n == 0 ? NULL : memchr(text.p, '<', text.n);
		if (at == NULL) {
			page->no_script_end = true;
			return;
		}
		text = scan_from(text, (size_t)(at - text.p));
		if (is_end_of(text, name)) {
			page->rest = text;
			return;
		}
		text = scan_from(text, 1);
	}
}

static void
take_tag(struct page *page, struct str name, bool closes)
{
	static const char *const blocks[] = {
		"p", "div", "tr", "li", "ul", "ol", "dl", "dt", "dd", "table", "tbody", "thead", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
		"blockquote", "pre", "center", "title", "body", "section", "article", "header", "footer", "address", "form", "fieldset"
	};
	static const char *const cells[] = { "td", "th", "option" };
	static const char *const lines[] = { "br" };
	static const char *const hidden[] = { "script", "style" };
	static const char *const verbatim[] = { "pre", "textarea", "xmp", "listing" };
	if (is_one_of(name, lines, LENGTH(lines)))
		put_line(page);
	else if (is_one_of(name, cells, LENGTH(cells)))
		put_blank(page);
	else if (is_one_of(name, blocks, LENGTH(blocks)))
		put_block(page);
	if (is_one_of(name, verbatim, LENGTH(verbatim)))
		page->pre = !closes;
	if (!closes && is_one_of(name, hidden, LENGTH(hidden)))
		skip_element(page, name);
}

static bool
take_comment(struct page *page)
{
	struct str rest = page->rest;
	if (!str_prefix(rest, "<!--") || page->no_comment_end)
		return false;
	const char *end = memmem(rest.p + 4, rest.n - 4, "-->", 3);
	page->no_comment_end = end == NULL;
	if (end != NULL)
		page->rest = scan_from(rest, (size_t)(end - rest.p) + 3);
	return end != NULL;
}

/* At a "<": passes over what is markup, and answers whether it was. */
static bool
take_markup(struct page *page)
{
	struct str rest = page->rest;
	if (take_comment(page))
		return true;
	bool closes = rest.n > 1 && rest.p[1] == '/';
	size_t start = closes ? 2 : 1, end = start;
	bool declaration = rest.n > 1 && (rest.p[1] == '!' || rest.p[1] == '?');
	while (end < rest.n && end - start <= NAME_LONGEST && (is_letter(rest.p[end]) || scan_is_digit(rest.p[end]) || rest.p[end] == ':'))
		end++;
	bool named = end > start && end < rest.n && is_letter(rest.p[start]) &&
	    (is_space(rest.p[end]) || rest.p[end] == '>' || rest.p[end] == '/');
	if ((!named && !declaration) || page->no_end)
		return false;
	const char *close = memchr(rest.p, '>', rest.n);
	page->no_end = close == NULL;
	if (close == NULL)
		return false;
	page->rest = scan_from(rest, (size_t)(close - rest.p) + 1);
	if (named)
		take_tag(page, (struct str){ rest.p + start, end - start }, closes);
	return true;
}

/* Those of HTML 3.2 for the characters from U+00A0 on, and a few more. */
static const char *const latin[] = {
	"nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo", "not", "shy", "reg", "macr",
	"deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34",
	"iquest", "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave",
	"Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute",
	"Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil", "egrave",
	"eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml",
	"divide", "oslash", "ugrave", "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml"
};
static const struct { const char *name; uint32_t character; } others[] = {
	{ "lt", '<' }, { "gt", '>' }, { "amp", '&' }, { "quot", '"' }, { "apos", '\'' }, { "lsquo", 0x2018 }, { "rsquo", 0x2019 },
	{ "ldquo", 0x201c }, { "rdquo", 0x201d }, { "bdquo", 0x201e }, { "ndash", 0x2013 }, { "mdash", 0x2014 }, { "hellip", 0x2026 },
	{ "bull", 0x2022 }, { "euro", 0x20ac }, { "trade", 0x2122 }, { "colon", ':' }, { "commat", '@' }, { "period", '.' },
	{ "lpar", '(' }, { "rpar", ')' }, { "Tab", ' ' }, { "NewLine", ' ' }, { "ensp", ' ' }, { "emsp", ' ' }, { "thinsp", ' ' }
};

static int
digit_value(char c)
{
	if (scan_is_digit(c))
		return c - '0';
	return is_letter(c) && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : 16;
}

/* The number in "#252" and "#xfc"; 0 where it is none, or no character that may stand in a text. */
static uint32_t
numbered(struct str name)
{
	bool hex = name.n > 1 && (name.p[1] | 0x20) == 'x';
	uint32_t sum = 0, base = hex ? 16 : 10;
	for (size_t i = hex ? 2 : 1; i < name.n; i++) {
		uint32_t digit = (uint32_t)digit_value(name.p[i]);
		if (digit >= base || sum > 0x10ffff)
			return 0;
		sum = sum * base + digit;
	}
	if (sum == '\n' || sum == '\r' || sum == '\t')
		return ' ';
	return sum < ' ' || sum == 0x7f || sum > 0x10ffff || (sum >= 0xd800 && sum < 0xe000) ? 0 : sum;
}

static uint32_t
reference(struct str name)
{
	if (scan_sees(name, '#'))
		return numbered(name);
	for (size_t i = 0; i < LENGTH(others); i++)
		if (str_is(name, others[i].name))
			return others[i].character;
	for (uint32_t i = 0; i < LENGTH(latin); i++)
		if (str_is(name, latin[i]))
			return 0xa0 + i;
	return 0;
}

static void
put_character(struct page *page, uint32_t c)
{
	if (c == 0xa0)          /* a blank that stands */
		c = ' ';
	if (c < 0x80) {
		page->out[page->n++] = (char)c;
		return;
	}
	unsigned more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	static const unsigned char lead[] = { 0, 0xc0, 0xe0, 0xf0 };
	page->out[page->n++] = (char)(lead[more] | c >> 6 * more);
	while (more-- > 0)
		page->out[page->n++] = (char)(0x80 | (c >> 6 * more & 0x3f));
}

/* At an "&". No reference is shorter than its character in UTF-8, since the ";" has to be there. */
static bool
take_reference(struct page *page)
{
	size_t n = 1;
	while (n < page->rest.n && n <= REFERENCE_LONGEST && (is_letter(page->rest.p[n]) || scan_is_digit(page->rest.p[n]) || page->rest.p[n] == '#'))
		n++;
	if (n < 3 || n == page->rest.n || page->rest.p[n] != ';')
		return false;
	uint32_t character = reference((struct str){ page->rest.p + 1, n - 1 });
	if (character == 0)
		return false;
	put_character(page, character);
	page->rest = scan_from(page->rest, n + 1);
	return true;
}

struct str
html_text(struct str html, struct arena *arena)
{
	struct page page = { .rest = html, .out = arena_take(arena, html.n + 1) };
	while (page.rest.n > 0) {
		char c = page.rest.p[0];
		if ((c == '<' && take_markup(&page)) || (c == '&' && take_reference(&page)))
			continue;
		if (is_space(c) && !page.pre)
			put_blank(&page);
		else
			page.out[page.n++] = c;
		page.rest = scan_from(page.rest, 1);
	}
	return (struct str){ page.out, page.n };
}
