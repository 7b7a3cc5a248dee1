/*
 * text.c - the domain of an address, the key of a text, the shape of a line.
 */
#include "schema/text.h"

#include <ctype.h>
#include <string.h>

struct str
text_domain(struct str address)
{
	const char *at = address.n == 0 ? NULL : memrchr(address.p, '@', address.n);
	if (at == NULL || at + 1 == address.p + address.n)
		return STR_NONE;
	return (struct str){ at + 1, (size_t)(address.p + address.n - at - 1) };
}

int64_t
text_key(struct str text)
{
	uint32_t hash = 0x811c9dc5;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		hash = (hash ^ (unsigned char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c)) * 0x01000193;
	}
	return (hash >> TEXT_KEY_BITS ^ hash) & (((uint32_t)1 << TEXT_KEY_BITS) - 1);
}

/* A word is a run of these; what lies between words is punctuation. */
static bool
in_word(unsigned char c)
{
	return isalnum(c) || c == '_' || c == '.' || c == '-' || c == '@' || c == ':' || c == '/' || c == '+' || c == '%' || c >= 0x80;
}

/* N for numbers of any kind, @ for addresses, X for a word that mixes letters and digits, else the word itself. */
static struct str
word_shape(struct str word)
{
	size_t digits = 0, letters = 0;
	bool address = false;
	for (size_t i = 0; i < word.n; i++) {
		unsigned char c = (unsigned char)word.p[i];
		digits += isdigit(c) != 0;
		letters += isalpha(c) || c >= 0x80;
		address |= c == '@' && i > 0;
	}
	if (address)
		return STR("@");
	if (digits == 0)
		return word;
	return letters == 0 ? STR("N") : STR("X");
}

static char
closing(char open)
{
	switch (open) {
	case '<': return '>';
	case '[': return ']';
	case '(': return ')';
	case '"': return '"';
	default: return '\0';
	}
}

size_t
text_shape(struct str text, char *out, size_t size)
{
	size_t n = 0, i = 0;
	while (i < text.n && n < size) {
		char c = text.p[i], close = closing(c);
		const char *end = close == '\0' ? NULL : memchr(text.p + i + 1, close, text.n - i - 1);
		struct str piece = { text.p + i, 1 };
		if (end != NULL) {
			i = (size_t)(end - text.p);
			out[n++] = c;
			piece = (struct str){ text.p + i++, 1 };
		} else if (in_word((unsigned char)c)) {
			while (i < text.n && in_word((unsigned char)text.p[i]))
				i++;
			/* What ends a sentence or a label belongs to the line. */
			while (i > (size_t)(piece.p - text.p) + 1 && (text.p[i - 1] == ':' || text.p[i - 1] == '.'))
				i--;
			piece.n = (size_t)(text.p + i - piece.p);
			piece = word_shape(piece);
		} else
			i++;
		if (piece.n > size - n)
			piece.n = size - n;
		memcpy(out + n, piece.p, piece.n);
		n += piece.n;
	}
	return n;
}
