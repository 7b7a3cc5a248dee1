/*
 * literal.c - the literals that a pattern needs, read from its text by the grammar of pcre2pattern(3).
 * A sequence needs each of its runs of plain bytes, and what its groups need, where it cannot go without them; of alternatives one is needed.
 * A group of a few plain texts is a part of the run that it stands in: "gr(?:ö|oe)ße" needs "größe" or "groeße".
 */
#include "ingest/rule/literal.h"

#include <string.h>

#include "ingest/rule/runs.h"
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
	struct way way;                 /* what it needs, up to here */
	struct runs runs;               /* of plain bytes, up to here */
	bool plain;                     /* nothing else is in it */
};

/* What is needed; and in plain, what the group is, where it is no more than some texts. */
struct needs {
	struct need need;
	struct runs plain;
};

static const struct need NO_NEED = { NULL, NULL, NULL, NULL, 0, NULL };

static void read_alternatives(struct parser *parser, struct needs *needs);

/* Inline, since what is constant then, and asked for at each byte. */
static inline bool
takes(struct parser *parser, const char *what)
{
	size_t n = strlen(what);
	bool there = parser->rest.n >= n && memcmp(parser->rest.p, what, n) == 0;
	if (there)
		parser->rest = scan_from(parser->rest, n);
	return there;
}

static enum what
lose(struct parser *parser)
{
	parser->lost = true;
	return NOTHING;
}

/* Plain bytes end here. */
static void
end_run(struct parser *parser, struct sequence *sequence)
{
	if (runs_shortest(&sequence->runs) >= LITERAL_MIN) {
		struct need need = NO_NEED;
		runs_need(&sequence->runs, &need, parser->arena);
		way_add_need(&sequence->way, &need, parser->arena);
	}
	runs_begin(&sequence->runs);
}

static void
end_plain(struct parser *parser, struct sequence *sequence)
{
	end_run(parser, sequence);
	sequence->plain = false;
}

/* Where it would be too long, another run begins. */
static void
add_text(struct parser *parser, struct sequence *sequence, struct str text)
{
	while (text.n > 0) {
		text = scan_from(text, runs_append(&sequence->runs, text));
		if (text.n > 0)
			end_plain(parser, sequence);
	}
}

/* Likewise. */
static void
add_runs(struct parser *parser, struct sequence *sequence, const struct runs *more)
{
	if (runs_cross(&sequence->runs, more))
		return;
	end_plain(parser, sequence);
	runs_cross(&sequence->runs, more);
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
read_flags(struct parser *parser, struct needs *needs)
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

/* What stands behind "(" and is needed: nothing of what must not be there, and no text of what only looks. */
static enum what
read_group(struct parser *parser, struct needs *needs)
{
	bool unwanted = takes(parser, "?!") || takes(parser, "?<!"), looks = unwanted || takes(parser, "?=") || takes(parser, "?<=");
	if (!looks && !takes(parser, "?:") && !takes(parser, "?>")) {
		if (takes(parser, "?<"))
			str_cut(&parser->rest, '>');
		else if (takes(parser, "?"))
			return read_flags(parser, needs);
		else if (takes(parser, "*"))
			return lose(parser);
	}
	read_alternatives(parser, needs);
	if (unwanted)
		needs->need = NO_NEED;
	if (looks)
		needs->plain.count = 0;
	return takes(parser, ")") ? A_GROUP : lose(parser);
}

static enum what
read_item(struct parser *parser, char *byte, struct needs *needs)
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

/* Most of a pattern: bytes that stand for themselves, once each. */
static struct str
read_text(struct parser *parser)
{
	static const bool special[256] = { ['\\'] = true, ['^'] = true, ['$'] = true, ['.'] = true, ['['] = true, ['('] = true, ['|'] = true,
		[')'] = true, ['?'] = true, ['*'] = true, ['+'] = true, ['{'] = true };
	struct str text = { parser->rest.p, 0 };
	while (text.n < parser->rest.n && !special[(unsigned char)text.p[text.n]])
		text.n++;
	if (text.n > 0 && text.n < parser->rest.n && memchr("?*+{", text.p[text.n], 4) != NULL)
		text.n--;
	parser->rest = scan_from(parser->rest, text.n);
	return text;
}

/* One alternative: in runs what it is, where it is plain; else what its way needs is all. */
static void
read_sequence(struct parser *parser, struct sequence *sequence)
{
	struct needs needs;
	runs_begin(&sequence->runs);
	while (!parser->lost && parser->rest.n > 0 && parser->rest.p[0] != '|' && parser->rest.p[0] != ')') {
		char byte;
		unsigned least;
		struct str text = read_text(parser);
		if (text.n > 0) {
			add_text(parser, sequence, text);
			continue;
		}
		needs.need = NO_NEED;
		needs.plain.count = 0;
		enum what what = read_item(parser, &byte, &needs);
		bool often = read_quantifier(parser, &least);
		if (what == A_BYTE && least > 0)
			add_text(parser, sequence, (struct str){ &byte, 1 });
		if (what == A_GROUP && least > 0 && needs.plain.count > 0)
			add_runs(parser, sequence, &needs.plain);
		else if (what == A_GROUP && least > 0)
			way_add_need(&sequence->way, &needs.need, parser->arena);
		if (often || what == SOMETHING || (what == A_GROUP && needs.plain.count == 0))
			end_plain(parser, sequence);
	}
}

static void
read_alternatives(struct parser *parser, struct needs *needs)
{
	bool all = ++parser->depth < DEPTH_MAX || lose(parser), plain = true;
	needs->need = NO_NEED;
	needs->plain.count = 0;
	do {
		struct sequence sequence;
		sequence.way = (struct way){ NULL, NULL };
		sequence.plain = true;
		read_sequence(parser, &sequence);
		plain = plain && sequence.plain;
		runs_add(&needs->plain, &sequence.runs);
		end_run(parser, &sequence);
		all = all && sequence.way.needs != NULL;
		if (all)
			need_add_way(&needs->need, &sequence.way, parser->arena);
	} while (!parser->lost && takes(parser, "|"));
	if (!all)
		needs->need = NO_NEED;
	if (!plain || needs->plain.count > RUNS_MAX)
		needs->plain.count = 0;
	parser->depth--;
}

const struct need *
literals_of(struct str pattern, struct arena *arena)
{
	struct parser parser = { .rest = pattern, .arena = arena };
	struct needs needs;
	read_alternatives(&parser, &needs);
	if (parser.lost || parser.rest.n > 0 || (needs.need.literals == NULL && needs.need.ways == NULL))
		return NULL;
	struct need *need = arena_take(arena, sizeof *need);
	*need = needs.need;
	return need;
}
