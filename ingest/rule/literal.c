/*
 * literal.c - the literals that a pattern needs, read from its text by the grammar of pcre2pattern(3).
 * A sequence needs each of its runs of plain bytes, and what its groups need, where it cannot go without them; of alternatives one is needed.
 */
#include "ingest/rule/literal.h"

#include <string.h>

#include "ingest/scan.h"

enum { DEPTH_MAX = 32 };

enum what { A_BYTE, NOTHING, SOMETHING, A_GROUP };      /* plain; of no width; of some width; what a group needs */

struct parser {
	struct str rest;
	struct arena *arena;
	unsigned depth;
	bool lost;                      /* something is not understood */
};

struct sequence {
	struct literals *best;
	char run[LITERAL_MAX];
	size_t n;
};

static void read_alternatives(struct parser *parser, struct literals *literals);

static bool
takes(struct parser *parser, const char *what)
{
	bool there = str_prefix(parser->rest, what);
	if (there)
		parser->rest = scan_from(parser->rest, strlen(what));
	return there;
}

static enum what
lose(struct parser *parser)
{
	parser->lost = true;
	return NOTHING;
}

static size_t
shortest(const struct literals *literals)
{
	size_t n = literals->count == 0 ? 0 : SIZE_MAX;
	for (unsigned i = 0; i < literals->count; i++)
		n = literals->items[i].n < n ? literals->items[i].n : n;
	return n;
}

static void
offer(struct sequence *sequence, const struct literals *literals)
{
	if (shortest(literals) > shortest(sequence->best))
		*sequence->best = *literals;
}

/* Plain bytes end here. */
static void
end_run(struct parser *parser, struct sequence *sequence)
{
	struct literals one = { .count = 1 };
	one.items[0] = (struct str){ sequence->run, sequence->n };
	if (sequence->n >= LITERAL_MIN && sequence->n > shortest(sequence->best)) {
		one.items[0] = arena_copy(parser->arena, one.items[0]);
		offer(sequence, &one);
	}
	sequence->n = 0;
}

static enum what
read_escape(struct parser *parser, char *byte)
{
	static const char meant[] = "tnrfea", means[] = "\t\n\r\f\033\a";
	if (parser->rest.n == 0)
		return lose(parser);
	char c = parser->rest.p[0];
	parser->rest = scan_from(parser->rest, 1);
	const char *control = memchr(meant, c, sizeof meant - 1);
	*byte = control != NULL ? means[control - meant] : c;
	if (control != NULL || !(scan_is_digit(c) || (literal_fold(c) >= 'a' && literal_fold(c) <= 'z')))
		return A_BYTE;
	if (memchr("bBAzZG", c, 6) != NULL)
		return NOTHING;
	return memchr("dDwWsShHvV", c, 10) != NULL ? SOMETHING : lose(parser);
}

/* A class, behind its bracket. */
static enum what
read_class(struct parser *parser)
{
	takes(parser, "^");
	for (bool first = true; !takes(parser, "]") || first; first = false) {
		if (takes(parser, "\\Q") || takes(parser, "[:") || parser->rest.n < 2)
			return lose(parser);
		parser->rest = scan_from(parser->rest, parser->rest.p[0] == '\\' ? 2 : first && parser->rest.p[-1] == ']' ? 0 : 1);
	}
	return SOMETHING;
}

/* (?i) and the like: what is caseless is no matter here. */
static enum what
read_flags(struct parser *parser, struct literals *needs)
{
	while (parser->rest.n > 0 && memchr("imsJ-", parser->rest.p[0], 5) != NULL)
		parser->rest = scan_from(parser->rest, 1);
	if (takes(parser, ")"))
		return NOTHING;
	if (!takes(parser, ":"))
		return lose(parser);
	read_alternatives(parser, needs);
	return takes(parser, ")") ? A_GROUP : lose(parser);
}

/* What stands behind "(" and is needed: nothing of what must not be there. */
static enum what
read_group(struct parser *parser, struct literals *needs)
{
	bool unwanted = takes(parser, "?!") || takes(parser, "?<!");
	if (!unwanted && !takes(parser, "?:") && !takes(parser, "?>") && !takes(parser, "?=") && !takes(parser, "?<=")) {
		if (takes(parser, "?<"))
			str_cut(&parser->rest, '>');
		else if (takes(parser, "?"))
			return read_flags(parser, needs);
		else if (takes(parser, "*"))
			return lose(parser);
	}
	read_alternatives(parser, needs);
	if (unwanted)
		needs->count = 0;
	return takes(parser, ")") ? A_GROUP : lose(parser);
}

static enum what
read_item(struct parser *parser, char *byte, struct literals *needs)
{
	char c = parser->rest.p[0];
	parser->rest = scan_from(parser->rest, 1);
	*byte = c;
	switch (c) {
	case '^': case '$': return NOTHING;
	case '.': return SOMETHING;
	case '\\': return read_escape(parser, byte);
	case '[': return read_class(parser);
	case '(': return read_group(parser, needs);
	default: return A_BYTE;
	}
}

/* "2}", "2,}" or "2,5}"; any other brace is a byte. What only a later PCRE2 takes for bounds, as "{,5}" and "{ 2 }", is not understood. */
static bool
read_bounds(struct parser *parser, unsigned *least)
{
	struct str inner = { parser->rest.p, 0 };
	while (inner.n < parser->rest.n && (scan_is_digit(inner.p[inner.n]) || memchr(", \t", inner.p[inner.n], 3) != NULL))
		inner.n++;
	parser->rest = scan_from(parser->rest, inner.n);
	if (inner.n == 0 || !takes(parser, "}"))
		return false;
	*least = inner.p[0] != '0';
	size_t n = scan_digits(inner), comma = n < inner.n && inner.p[n] == ',';
	if (n == 0 || n + comma + scan_digits(scan_from(inner, n + comma)) < inner.n)
		lose(parser);
	return true;
}

/* A quantifier, where there is one; *least is then how often at least. */
static bool
read_quantifier(struct parser *parser, unsigned *least)
{
	struct str rest = parser->rest;
	*least = 1;
	if (takes(parser, "*") || takes(parser, "?"))
		*least = 0;
	else if (takes(parser, "{")) {
		if (!read_bounds(parser, least)) {
			parser->rest = rest;
			return false;
		}
	} else if (!takes(parser, "+"))
		return false;
	if (!takes(parser, "+"))
		takes(parser, "?");
	return true;
}

static void
read_sequence(struct parser *parser, struct literals *best)
{
	struct sequence sequence = { .best = best };
	while (!parser->lost && parser->rest.n > 0 && parser->rest.p[0] != '|' && parser->rest.p[0] != ')') {
		struct literals needs;
		char byte;
		unsigned least;
		needs.count = 0;
		enum what what = read_item(parser, &byte, &needs);
		bool often = read_quantifier(parser, &least);
		if (what == A_BYTE && least > 0 && sequence.n < LITERAL_MAX)
			sequence.run[sequence.n++] = (char)literal_fold(byte);
		if (what >= SOMETHING || often)
			end_run(parser, &sequence);
		if (what == A_GROUP && least > 0)
			offer(&sequence, &needs);
	}
	end_run(parser, &sequence);
}

static void
read_alternatives(struct parser *parser, struct literals *literals)
{
	bool all = ++parser->depth < DEPTH_MAX || lose(parser);
	literals->count = 0;
	do {
		struct literals needs;
		needs.count = 0;
		read_sequence(parser, &needs);
		all = all && needs.count > 0 && literals->count + needs.count <= LENGTH(literals->items);
		for (unsigned i = 0; all && i < needs.count; i++)
			literals->items[literals->count++] = needs.items[i];
	} while (!parser->lost && takes(parser, "|"));
	if (!all)
		literals->count = 0;
	parser->depth--;
}

void
literals_of(struct str pattern, struct arena *arena, struct literals *literals)
{
	struct parser parser = { .rest = pattern, .arena = arena };
	read_alternatives(&parser, literals);
	if (parser.lost || parser.rest.n > 0)
		literals->count = 0;
}
