/*
 * guess.c - what somebody may have meant who wrote a piece of a record.
 */
#include "analyze/spf/guess.h"

#include "analyze/spf/network.h"

#include <string.h>
#include <strings.h>

enum { WORD_MAX = 16 };

bool
same_word(struct str name, const char *word)
{
	return name.n == strlen(word) && strncasecmp(name.p, word, name.n) == 0;
}

unsigned
letters_apart(struct str name, const char *word)
{
	unsigned rows[3][WORD_MAX + 1];
	size_t n = strlen(word);
	for (unsigned k = 0; k <= n; k++)
		rows[0][k] = k;
	for (size_t i = 1; i <= name.n; i++) {
		unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
		row[0] = (unsigned)i;
		for (size_t k = 1; k <= n; k++) {
			char a = (char)(name.p[i - 1] | 0x20), b = word[k - 1];
			unsigned best = above[k - 1] + (a != b);
			best = above[k] + 1 < best ? above[k] + 1 : best;
			best = row[k - 1] + 1 < best ? row[k - 1] + 1 : best;
			if (i > 1 && k > 1 && a == word[k - 2] && (name.p[i - 2] | 0x20) == b && two_above[k - 2] + 1 < best)
				best = two_above[k - 2] + 1;
			row[k] = best;
		}
	}
	return rows[name.n % 3][n];
}

/* Letters that look alike become the same one. */
static struct str
folded(struct str name, char *buffer)
{
	size_t n = 0;
	for (size_t i = 0; i < name.n; i++) {
		char c = is_digit(name.p[i]) || name.p[i] == '$' ? name.p[i] : (char)(name.p[i] | 0x20);
		bool rn = c == 'r' && i + 1 < name.n && (name.p[i + 1] | 0x20) == 'n';
		buffer[n++] = rn ? 'm' : memchr("1l|!", c, 4) != NULL ? 'i' : c == '0' ? 'o' : c == '5' || c == '$' ? 's' : c;
		i += rn;
	}
	return (struct str){ buffer, n };
}

/* "1p4", "rnx", "aII". */
static bool
looks_like(struct str name, const char *word)
{
	char left[WORD_MAX], right[WORD_MAX];
	return name.n <= WORD_MAX && str_equal(folded(name, left), folded(str_of(word), right));
}

const char *
meant_name(struct str name, enum spf_term_kind first, enum spf_term_kind end)
{
	static const char *const known[][2] = {
#define MISSPELT(word, meant) { word, meant },
#include "analyze/spf/misspelt.def"
#undef MISSPELT
	};
	for (size_t i = 0; i < LENGTH(known); i++)
		for (enum spf_term_kind kind = first; same_word(name, known[i][0]) && kind < end; kind++)
			if (strcmp(known[i][1], spf_term_name(kind)) == 0)
				return known[i][1];
	return nearly_named(name, first, end);
}

const char *
nearly_named(struct str name, enum spf_term_kind first, enum spf_term_kind end)
{
	const char *best = NULL;
	unsigned least = 3;
	for (enum spf_term_kind kind = first; kind < end; kind++) {
		const char *word = spf_term_name(kind);
		size_t n = strlen(word);
		if (same_word(name, word) || (name.n > 1 && looks_like(name, word)))
			return word;
		if (name.n < 2 || name.n > WORD_MAX || n < 2)
			continue;
		unsigned apart = letters_apart(name, word), most = n > 4 ? 2 : 1;
		if (apart <= most && apart < least) {
			least = apart;
			best = word;
		}
	}
	return best;
}

/* "ip4" or "ip6" where value is an address, with or without a length. */
const char *
address_name(struct str value)
{
	struct spf_network network;
	const char *slash = value.n == 0 ? NULL : memchr(value.p, '/', value.n);
	if (slash != NULL)
		value.n = (size_t)(slash - value.p);
	if (!spf_network_read(value, &network))
		return NULL;
	return network.ip6 ? "ip6" : "ip4";
}

bool
sound_term(struct arena *arena, const char *name, struct str value)
{
	struct spf_record record;
	struct str text = arena_print(arena, "v=spf1 %s%.*s", name, (int)value.n, value.p);
	spf_record_read(text, arena, &record);
	return record.count == 1 && record.error == SPF_ERROR_NONE;
}

struct str
raw_value(const struct spf_term *term)
{
	size_t n = term->sign.n + term->name.n;
	if (term->text.n <= n || (term->text.p[n] != ':' && term->text.p[n] != '='))
		return STR_NONE;
	return mend_tail(term->text, n + 1);
}

bool
takes_name(enum spf_term_kind kind)
{
	return kind <= SPF_TERM_EXP && kind != SPF_TERM_ALL && kind != SPF_TERM_IP4 && kind != SPF_TERM_IP6;
}

size_t
lookalike_at(struct str text, struct str *plain, enum spf_finding_kind *kind)
{
	static const struct lookalike {
		const char *bytes, *plain;
		enum spf_finding_kind kind;
	} lookalikes[] = {
#define LOOKALIKE(bytes, plain, kind) { bytes, plain, SPF_FINDING_##kind },
#include "analyze/spf/lookalike.def"
#undef LOOKALIKE
	};
	for (size_t i = 0; i < LENGTH(lookalikes); i++) {
		if (!str_prefix(text, lookalikes[i].bytes))
			continue;
		*plain = str_of(lookalikes[i].plain);
		*kind = lookalikes[i].kind;
		return strlen(lookalikes[i].bytes);
	}
	/* Fullwidth forms, U+FF01 to U+FF5E: ASCII, in its order. */
	static const char ascii[] = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
	if (text.n < 3 || text.p[0] != '\xef' || (text.p[1] != '\xbc' && text.p[1] != '\xbd') || (text.p[2] & 0xc0) != 0x80)
		return 0;
	size_t i = (size_t)((text.p[1] & 1) << 6 | (text.p[2] & 63));
	if (i == 0 || i > sizeof ascii - 1)
		return 0;
	*plain = (struct str){ &ascii[i - 1], 1 };
	*kind = SPF_FINDING_LOOKALIKE;
	return 3;
}

bool
begins_comment(struct str text)
{
	return memchr("#(", text.p[0], 2) != NULL || str_is(text, "--") || str_prefix(text, "/*") || (str_prefix(text, "//") && (text.n == 2 || !is_digit(text.p[2])));
}

/* The all that a word stands for, NULL where it is none that we know. */
const char *
word_meaning(struct str text)
{
	static const char *const words[][2] = {
#define WORD(word, meaning) { word, meaning },
#include "analyze/spf/word.def"
#undef WORD
	};
	for (size_t i = 0; i < LENGTH(words); i++)
		if (same_word(text, words[i][0]))
			return words[i][1];
	return NULL;
}

struct str
all_of_word(struct arena *arena, struct str sign, struct str word)
{
	const char *meaning = word_meaning(word);

	if (word.n == 1 && is_sign(word.p[0]))
		return arena_print(arena, "%call", word.p[0]);
	if (meaning == NULL || meaning[0] == '\0')
		return STR_NONE;
	bool refuses = meaning[0] == '-' && str_is(sign, "+");          /* "+none" */
	if (sign.n == 0 || refuses)
		return str_of(meaning);
	return arena_print(arena, "%.*sall", (int)sign.n, sign.p);
}
