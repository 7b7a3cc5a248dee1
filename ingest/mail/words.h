/*
 * words.h - encoded words (RFC 2047) as GMime reads them whole. It joins words that stand side by side before it decodes them, since some
 * cut a character in two; but where the first of them is padded (base64), it loses the others.
 * In: a header value, unfolded. Out: the same, its base64 words written as quoted-printable ones, if it needs that.
 */
#ifndef WORDS_H
#define WORDS_H

#include "base.h"

struct str words_without_padding(struct str value, struct arena *arena);

#endif
