/*
 * mime.c - the encodings of mail: transfer encodings, charsets, encoded words, parameters. The door to GMime.
 */
#include "ingest/mail/mime.h"
#include "ingest/mail/parameter.h"
#include "ingest/mail/words.h"

#include <errno.h>
#include <gmime/gmime.h>
#include <string.h>
#include <strings.h>

enum { TYPE_MAX = 4096, CHARSET_MAX = 31, CHARSETS = 8, CHUNK = 16 * 1024, CHARACTER_MAX = 6 };

/* GMime's own state, and the charsets met last: opening one takes longer than converting a bounce. */
static struct {
	GMimeParserOptions *options;
	struct {
		char name[CHARSET_MAX + 1];
		iconv_t from;
	} charsets[CHARSETS];
	unsigned next;
} gmime;

static void
begin(void)
{
	if (gmime.options != NULL)
		return;
	g_mime_init();
	gmime.options = g_mime_parser_options_new();
}

static struct str
lower(struct str text, struct arena *arena)
{
	char *p = arena_take(arena, text.n + 1);
	for (size_t i = 0; i < text.n; i++)
		p[i] = g_ascii_tolower(text.p[i]);
	p[text.n] = '\0';
	return (struct str){ p, text.n };
}

/* The word at the start of a structured value; quotes around it are not believed to be a part of it. */
static struct str
first_word(struct str value)
{
	size_t n = 0;
	while (value.n > 0 && strchr(" \t\"'", value.p[0]) != NULL) {
		value.p++;
		value.n--;
	}
	while (n < value.n && strchr(" \t\"';(,", value.p[n]) == NULL)
		n++;
	return (struct str){ value.p, n };
}

/* An opening quote that is never closed stays in GMime's value. */
static struct str
parameter(GMimeContentType *type, const char *name, struct arena *arena)
{
	struct str value = str_trim(str_of(g_mime_content_type_get_parameter(type, name)));
	if (value.n > 0 && value.p[0] == '"')
		value = str_trim((struct str){ value.p + 1, value.n - 1 });
	return value.n == 0 ? STR_NONE : arena_copy(arena, value);
}

/* GMime gives no parameters of a type that is none, nor where the semicolon is missing; so it gets another type. */
static void
parse_parameters(struct str rest, struct arena *arena, struct mime_type *type)
{
	begin();
	struct str text = arena_print(arena, "a/b%s%.*s", memchr(rest.p, ';', rest.n) == NULL ? ";" : "", (int)rest.n, rest.p);
	GMimeContentType *parsed = g_mime_content_type_parse(gmime.options, text.p);
	if (parsed == NULL)
		return;
	type->boundary = parameter(parsed, "boundary", arena);
	type->charset = parameter(parsed, "charset", arena);
	type->report_type = parameter(parsed, "report-type", arena);
	g_object_unref(parsed);
}

void
mime_type(struct str value, struct arena *arena, struct mime_type *type)
{
	*type = (struct mime_type){ STR_NONE, STR_NONE, STR_NONE, STR_NONE };
	if (value.n > TYPE_MAX)
		value.n = TYPE_MAX;
	struct str word = first_word(value);
	if (word.n == 0)
		return;
	type->type = lower(word, arena);
	struct str rest = { word.p + word.n, (size_t)(value.p + value.n - (word.p + word.n)) };
	if (memchr(rest.p, '=', rest.n) == NULL)
		return;
	if (!parameters_plain(rest, type))
		parse_parameters(rest, arena, type);
	if (type->report_type.p != NULL)
		type->report_type = lower(type->report_type, arena);
}

/* Some say base64 and write plain text. Its first line then has a byte that base64 has not. */
static bool
is_base64(struct str text)
{
	struct str line = str_trim(text);
	for (size_t i = 0; i < line.n && line.p[i] != '\n'; i++)
		if (!g_ascii_isalnum(line.p[i]) && strchr("+/= \t", line.p[i]) == NULL)
			return false;
	return true;
}

static GMimeContentEncoding
encoding_of(struct str text, struct str encoding)
{
	char name[32];
	struct str word = first_word(encoding);
	if (word.n == 0 || word.n >= sizeof name)
		return GMIME_CONTENT_ENCODING_DEFAULT;
	memcpy(name, word.p, word.n);
	name[word.n] = '\0';
	GMimeContentEncoding known = g_mime_content_encoding_from_string(name);
	return known == GMIME_CONTENT_ENCODING_BASE64 && !is_base64(text) ? GMIME_CONTENT_ENCODING_DEFAULT : known;
}

struct str
mime_decode(struct str text, struct str encoding, size_t limit, struct arena *arena, bool *cut)
{
	GMimeContentEncoding known = encoding_of(text, encoding);
	if (known < GMIME_CONTENT_ENCODING_BASE64) {
		*cut = *cut || text.n > limit;
		return (struct str){ text.p, text.n < limit ? text.n : limit };
	}
	GMimeEncoding state;
	g_mime_encoding_init_decode(&state, known);
	size_t done = 0, n = 0;
	size_t room = (text.n < limit ? text.n : limit) + g_mime_encoding_outlen(&state, CHUNK);
	char *out = arena_take(arena, room);
	while (done < text.n && n <= limit) {
		size_t step = text.n - done < CHUNK ? text.n - done : CHUNK;
		n += g_mime_encoding_step(&state, text.p + done, step, out + n);
		done += step;
	}
	if (n <= limit)
		n += g_mime_encoding_flush(&state, "", 0, out + n);
	*cut = *cut || n > limit;
	return (struct str){ out, n < limit ? n : limit };
}

static bool
is_plain(struct str text)
{
	size_t i = 0;
	for (uint64_t eight; i + sizeof eight <= text.n; i += sizeof eight) {
		memcpy(&eight, text.p + i, sizeof eight);
		if ((eight & UINT64_C(0x8080808080808080)) != 0)
			return false;
	}
	for (; i < text.n; i++)
		if ((text.p[i] & 0x80) != 0)
			return false;
	return memchr(text.p, '\0', text.n) == NULL;
}

/* The windows-1252 character of a byte from 0x80 on; those that it leaves open are the control characters of ISO 8859-1. */
static gunichar
character_of(unsigned char byte)
{
	static const uint16_t low[32] = {
		0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
		0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178
	};
	return byte >= 0x80 && byte < 0xa0 ? low[byte - 0x80] : byte;
}

/* Text that says nothing of its charset: UTF-8 as far as it is valid. */
static struct str
repair(struct str text, struct arena *arena)
{
	if (is_plain(text))
		return text;
	const char *bad, *end = text.p + text.n;
	if (g_utf8_validate_len(text.p, text.n, &bad))
		return text;
	char *out = NULL;
	size_t n = 0;
	/* The first round counts. */
	for (int round = 0; round < 2; round++) {
		if (round == 1)
			out = arena_take(arena, n + CHARACTER_MAX);
		n = 0;
		for (const char *p = text.p; p < end; p = bad + 1) {
			g_utf8_validate_len(p, (gsize)(end - p), &bad);
			if (round == 1)
				memcpy(out + n, p, (size_t)(bad - p));
			n += (size_t)(bad - p);
			if (bad == end)
				break;
			if (*bad != '\0')
				n += (size_t)g_unichar_to_utf8(character_of((unsigned char)*bad), round == 1 ? out + n : NULL);
		}
	}
	return (struct str){ out, n };
}

/* Names that only mail uses, and charsets for which mail takes what contains them. */
static const char *
name_of(const char *charset)
{
	static const struct { const char *said, *meant; } names[] = {
		{ "unicode-1-1-utf-7", "utf-7" }, { "x-unicode-2-0-utf-7", "utf-7" }, { "iso-8859-1", "windows-1252" },
		{ "gb2312", "gb18030" }, { "x-gbk", "gb18030" }, { "ks_c_5601", "cp949" }, { "ks_c_5601-1987", "cp949" }, { "euc-kr", "cp949" },
		{ "shift_jis", "cp932" }, { "x-sjis", "cp932" }, { "windows-31j", "cp932" }, { "x-euc-jp", "euc-jp" }, { "x-big5", "big5" },
		{ "cp50220", "iso-2022-jp" }, { "iso-2022-jp-ms", "iso-2022-jp" }, { "x-mac-roman", "macintosh" }, { "cp-1252", "windows-1252" }
	};
	for (size_t i = 0; i < LENGTH(names); i++)
		if (strcasecmp(charset, names[i].said) == 0)
			return names[i].meant;
	return charset;
}

/* (iconv_t)-1 where it is unknown. A slash in the name would be an order to iconv. */
static iconv_t
charset_open(struct str charset)
{
	char name[CHARSET_MAX + 1];
	struct str word = first_word(charset);
	if (word.n == 0 || word.n > CHARSET_MAX)
		return (iconv_t)-1;
	for (size_t i = 0; i < word.n; i++)
		if (!g_ascii_isalnum(word.p[i]) && strchr("-_.:+", word.p[i]) == NULL)
			return (iconv_t)-1;
	memcpy(name, word.p, word.n);
	name[word.n] = '\0';
	for (unsigned i = 0; i < CHARSETS; i++)
		if (strcasecmp(gmime.charsets[i].name, name) == 0) {
			if (gmime.charsets[i].from != (iconv_t)-1)
				iconv(gmime.charsets[i].from, NULL, NULL, NULL, NULL);
			return gmime.charsets[i].from;
		}
	begin();
	unsigned slot = gmime.next++ % CHARSETS;
	if (gmime.charsets[slot].name[0] != '\0' && gmime.charsets[slot].from != (iconv_t)-1)
		g_mime_iconv_close(gmime.charsets[slot].from);
	memcpy(gmime.charsets[slot].name, name, word.n + 1);
	gmime.charsets[slot].from = g_mime_iconv_open("UTF-8", name_of(name));
	return gmime.charsets[slot].from;
}

/* At most three times the bytes: what would need more is cut. */
static struct str
convert(iconv_t from, struct str text, struct arena *arena)
{
	size_t room = 3 * text.n + CHARACTER_MAX, left = room - CHARACTER_MAX, rest = text.n;
	char *out = arena_take(arena, room), *to = out, *in = (char *)(uintptr_t)text.p;
	while (rest > 0 && iconv(from, &in, &rest, &to, &left) == (size_t)-1 && errno == EILSEQ && left > 0) {
		size_t n = (size_t)g_unichar_to_utf8(character_of((unsigned char)*in), to);
		to += n;
		left -= n < left ? n : left;
		in++;
		rest--;
	}
	return (struct str){ out, (size_t)(to - out) };
}

/* GMime would take the last two for the charset of the locale. */
static bool
says_nothing(struct str charset)
{
	static const char *const names[] = { "us-ascii", "utf-8", "unknown-8bit", "x-unknown", "unknown" };
	struct str word = first_word(charset);
	bool nothing = word.n == 0;
	for (size_t i = 0; !nothing && i < LENGTH(names); i++)
		nothing = word.n == strlen(names[i]) && strncasecmp(word.p, names[i], word.n) == 0;
	return nothing;
}

struct str
mime_utf8(struct str text, struct str charset, struct arena *arena)
{
	if (text.n == 0)
		return (struct str){ text.p == NULL ? "" : text.p, 0 };
	iconv_t from = says_nothing(charset) ? (iconv_t)-1 : charset_open(charset);
	/* iconv may give what is no character, such as a surrogate out of UTF-7. */
	return repair(from == (iconv_t)-1 ? text : convert(from, text, arena), arena);
}

struct str
mime_words(struct str value, struct arena *arena)
{
	begin();
	char *decoded = g_mime_utils_header_decode_text(gmime.options, arena_copy(arena, words_without_padding(value, arena)).p);
	for (char *p = decoded; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = ' ';
	struct str text = mime_utf8(arena_copy(arena, str_trim(str_of(decoded))), STR_NONE, arena);
	g_free(decoded);
	return text;
}
