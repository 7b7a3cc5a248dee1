/*
 * terms.c - what a user asks for: words into terms, terms into a condition.
 */
#include "report/terms.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { DEPTH_MOST = 50 };

enum token { TOKEN_END, TOKEN_TERM, TOKEN_AND, TOKEN_OR, TOKEN_NOT, TOKEN_OPEN, TOKEN_CLOSE };

struct reader {
	struct condition *condition;
	struct str rest;
	enum token token;
	struct str name, value; /* of a term */
	int depth;
	bool must;              /* what is read now has to hold for all rows */
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Up to a blank or parenthesis; without its quotes. */
static struct str
take_value(struct reader *reader)
{
	struct str *rest = &reader->rest;
	char *out = arena_take(reader->condition->arena, rest->n + 1);
	size_t n = 0, i = 0;
	bool quoted = false;
	for (; i < rest->n; i++) {
		char c = rest->p[i];
		if (c == '"' && quoted && i + 1 < rest->n && rest->p[i + 1] == '"')
			out[n++] = rest->p[++i];
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (is_blank(c) || c == '(' || c == ')'))
			break;
		else
			out[n++] = c;
	}
	*rest = (struct str){ rest->p + i, rest->n - i };
	if (quoted)
		condition_fail(reader->condition, "a quote (\") is not closed");
	return (struct str){ out, n };
}

/* The name in front of a colon, if there is one: letters, digits and hyphens. */
static struct str
name_of(struct str text)
{
	size_t n = 0;
	while (n < text.n && (isalnum((unsigned char)text.p[n]) || (n > 0 && text.p[n] == '-')))
		n++;
	return n > 0 && n < text.n && text.p[n] == ':' ? (struct str){ text.p, n } : STR_NONE;
}

static enum token
keyword(struct str word)
{
	static const struct { const char *word; enum token token; } words[] = { { "and", TOKEN_AND }, { "or", TOKEN_OR }, { "not", TOKEN_NOT } };
	for (size_t i = 0; i < LENGTH(words); i++)
		if (word.n == strlen(words[i].word) && strncasecmp(word.p, words[i].word, word.n) == 0)
			return words[i].token;
	return TOKEN_TERM;
}

static void
next(struct reader *reader)
{
	struct str *rest = &reader->rest;
	while (rest->n > 0 && is_blank(*rest->p))
		*rest = (struct str){ rest->p + 1, rest->n - 1 };
	char c = rest->n > 0 ? *rest->p : '\0';
	if (rest->n == 0) {
		reader->token = TOKEN_END;
	} else if (c == '(' || c == ')' || (c == '-' && rest->n > 1 && !is_blank(rest->p[1]))) {
		*rest = (struct str){ rest->p + 1, rest->n - 1 };
		reader->token = c == '(' ? TOKEN_OPEN : c == ')' ? TOKEN_CLOSE : TOKEN_NOT;
	} else {
		reader->name = name_of(*rest);
		if (reader->name.p != NULL)
			*rest = (struct str){ rest->p + reader->name.n + 1, rest->n - reader->name.n - 1 };
		reader->value = take_value(reader);
		reader->token = reader->name.p == NULL && c != '"' ? keyword(reader->value) : TOKEN_TERM;
	}
}

static bool read_any(struct reader *reader);

static bool
read_not(struct reader *reader)
{
	struct condition *condition = reader->condition;
	bool must = reader->must, good = true;
	enum token token = reader->token;
	if (token == TOKEN_TERM) {
		struct str name = reader->name, value = reader->value;
		next(reader);
		return term_add(condition, name, value, must);
	}
	if (token != TOKEN_NOT && token != TOKEN_OPEN)
		return condition_fail(condition, token == TOKEN_END ? "a term is missing at the end" : "a term is missing before \"%s\"",
		    token == TOKEN_AND ? "and" : token == TOKEN_OR ? "or" : ")");
	if (++reader->depth > DEPTH_MOST)
		return condition_fail(condition, "more than %d parentheses in each other", DEPTH_MOST);
	next(reader);
	reader->must = false;
	condition_operator(condition, token == TOKEN_NOT ? "not" : "open");
	good = token == TOKEN_NOT ? read_not(reader) : read_any(reader);
	condition_operator(condition, token == TOKEN_NOT ? "ton" : "close");
	reader->must = must;
	reader->depth--;
	if (!good || token == TOKEN_NOT)
		return good;
	if (reader->token != TOKEN_CLOSE)
		return condition_fail(condition, "a parenthesis is not closed");
	next(reader);
	return true;
}

static bool
read_all(struct reader *reader)
{
	if (!read_not(reader))
		return false;
	while (reader->token != TOKEN_OR && reader->token != TOKEN_CLOSE && reader->token != TOKEN_END) {
		if (reader->token == TOKEN_AND)
			next(reader);
		condition_operator(reader->condition, "and");
		if (!read_not(reader))
			return false;
	}
	return true;
}

static bool
read_any(struct reader *reader)
{
	if (!read_all(reader))
		return false;
	while (reader->token == TOKEN_OR) {
		next(reader);
		condition_operator(reader->condition, "or");
		if (!read_all(reader))
			return false;
	}
	return true;
}

/* Whether an "or" stands outside of all parentheses. */
static bool
has_or(struct reader reader)
{
	int depth = 0;
	bool found = false;
	for (next(&reader); reader.token != TOKEN_END && !found; next(&reader)) {
		depth += (reader.token == TOKEN_OPEN) - (reader.token == TOKEN_CLOSE);
		found = depth == 0 && reader.token == TOKEN_OR;
	}
	return found;
}

/* An argument with blanks is one value, as the shell took its quotes away, unless it is more than one term. */
static bool
is_one_value(const struct condition *condition, struct str argument)
{
	if (memchr(argument.p, '"', argument.n) != NULL || memchr(argument.p, '(', argument.n) != NULL)
		return false;
	for (bool first = true; argument.p != NULL; first = false) {
		struct str word = str_cut(&argument, ' '), name = name_of(word);
		if (!first && (keyword(word) != TOKEN_TERM || (name.p != NULL && term_is_known(condition, name))))
			return false;
	}
	return true;
}

static struct str
join(const struct condition *condition, char *const *words, int count)
{
	struct str text = STR("");
	for (int i = 0; i < count; i++) {
		struct str word = str_of(words[i]), name = name_of(word);
		bool quote = strpbrk(words[i], " \t") != NULL && is_one_value(condition, word);
		int head = name.p == NULL ? 0 : (int)name.n + 1;
		text = arena_print(condition->arena, "%s %.*s%s%s%s", text.p, head, words[i], quote ? "\"" : "", words[i] + head, quote ? "\"" : "");
	}
	return text;
}

bool
terms_read(struct condition *condition, char *const *words, int count)
{
	struct reader reader = { .condition = condition, .rest = join(condition, words, count) };
	reader.must = !has_or(reader);
	next(&reader);
	if (reader.token == TOKEN_END) {
		condition_operator(condition, "always");
		return condition->error.p == NULL;
	}
	bool good = read_any(&reader);
	if (good && reader.token == TOKEN_CLOSE)
		good = condition_fail(condition, "a parenthesis is closed that was not opened");
	return good && condition->error.p == NULL;
}
