/*
 * literal.c - the literals that a pattern needs, read from its text by the grammar of pcre2pattern(3).
 * A sequence needs each of its runs of plain bytes, and what its groups need, where it cannot go without them; of alternatives one is needed.
 * A group of a few plain texts is a part of the run that it stands in: "gr(?:ö|oe)ße" needs "größe" or "groeße".
 */
#include "ingest/rule/literal.h"

#include <string.h>

#include "ingest/scan.h"

enum { DEPTH_MAX = 32, RUNS_MAX = 16 };

enum what { A_BYTE, NOTHING, SOMETHING, A_GROUP };      /* plain; of no width; of some width; what a group needs */

struct parser {
	struct str rest;
	struct arena *arena;
	unsigned depth;
	bool lost;                      /* something is not understood */
};

/* Texts, one of which stands here; none: they are not known, or too many. */
struct runs {
	struct run {
		char text[LITERAL_MAX];
		size_t n;
	} items[RUNS_MAX];
	unsigned count;
};

struct sequence {
	struct literals best;
	struct runs runs;               /* of plain bytes, up to here */
	bool plain;                     /* nothing else is in it */
};

/* What is needed; and in plain, what the group is, where it is no more than some texts. */
struct needs {
	struct literals literals;
	struct runs plain;
};

static const struct literals NO_LITERALS = { NULL, NULL, 0 };

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

/* Those of more as well. */
static void
join(struct literals *literals, const struct literals *more)
{
	if (literals->last == NULL) {
		*literals = *more;
		return;
	}
	literals->last->next = more->first;
	literals->last = more->last;
	literals->shortest = more->shortest < literals->shortest ? more->shortest : literals->shortest;
}

static void
add_literal(struct literals *literals, struct str text, struct arena *arena)
{
	struct literal *literal = arena_take(arena, sizeof *literal);
	*literal = (struct literal){ arena_copy(arena, text), NULL };
	join(literals, &(struct literals){ literal, literal, text.n });
}

/* Better are literals of which the shortest is longer. */
static void
offer(struct sequence *sequence, const struct literals *literals)
{
	if (literals->shortest > sequence->best.shortest)
		sequence->best = *literals;
}

static void
begin_run(struct sequence *sequence)
{
	sequence->runs.count = 1;
	sequence->runs.items[0].n = 0;
}

/* Plain bytes end here. */
static void
end_run(struct parser *parser, struct sequence *sequence)
{
	const struct runs *runs = &sequence->runs;
	size_t shortest = runs->count == 0 ? 0 : LITERAL_MAX;
	for (unsigned i = 0; i < runs->count; i++)
		shortest = runs->items[i].n < shortest ? runs->items[i].n : shortest;
	if (shortest >= LITERAL_MIN && shortest > sequence->best.shortest) {
		sequence->best = NO_LITERALS;
		for (unsigned i = 0; i < runs->count; i++)
			add_literal(&sequence->best, (struct str){ runs->items[i].text, runs->items[i].n }, parser->arena);
	}
	begin_run(sequence);
}

/* Where it would be too long, another run begins. */
static void
add_byte(struct parser *parser, struct sequence *sequence, char byte)
{
	struct runs *runs = &sequence->runs;
	bool fits = true;
	for (unsigned i = 0; i < runs->count; i++)
		fits = fits && runs->items[i].n < LITERAL_MAX;
	if (!fits) {
		end_run(parser, sequence);
		sequence->plain = false;
	}
	for (unsigned i = 0; i < runs->count; i++)
		runs->items[i].text[runs->items[i].n++] = (char)literal_fold(byte);
}

/* Each of the runs goes on with each of these texts. Likewise. */
static void
add_runs(struct parser *parser, struct sequence *sequence, const struct runs *more)
{
	struct runs before = sequence->runs;
	bool fits = before.count * more->count <= RUNS_MAX;
	for (unsigned i = 0; i < before.count; i++)
		for (unsigned j = 0; j < more->count; j++)
			fits = fits && before.items[i].n + more->items[j].n <= LITERAL_MAX;
	if (!fits) {
		end_run(parser, sequence);
		sequence->plain = false;
		before = sequence->runs;
	}
	sequence->runs.count = 0;
	for (unsigned i = 0; i < before.count; i++)
		for (unsigned j = 0; j < more->count; j++) {
			struct run *run = &sequence->runs.items[sequence->runs.count++];
			*run = before.items[i];
			memcpy(run->text + run->n, more->items[j].text, more->items[j].n);
			run->n += more->items[j].n;
		}
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
		needs->literals = NO_LITERALS;
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

/* One alternative: in runs what it is, where it is plain; else what is offered of it is all. */
static void
read_sequence(struct parser *parser, struct sequence *sequence)
{
	struct needs needs;
	begin_run(sequence);
	while (!parser->lost && parser->rest.n > 0 && parser->rest.p[0] != '|' && parser->rest.p[0] != ')') {
		char byte;
		unsigned least;
		needs.literals = NO_LITERALS;
		needs.plain.count = 0;
		enum what what = read_item(parser, &byte, &needs);
		bool often = read_quantifier(parser, &least);
		if (what == A_BYTE && least > 0)
			add_byte(parser, sequence, byte);
		if (what == A_GROUP && least > 0) {
			offer(sequence, &needs.literals);
			if (needs.plain.count > 0)
				add_runs(parser, sequence, &needs.plain);
		}
		if (often || what == SOMETHING || (what == A_GROUP && needs.plain.count == 0)) {
			end_run(parser, sequence);
			sequence->plain = false;
		}
	}
}

/* Too many are more than fit. */
static void
add_plain(struct runs *plain, const struct runs *more)
{
	if (plain->count + more->count > RUNS_MAX) {
		plain->count = RUNS_MAX + 1;
		return;
	}
	memcpy(plain->items + plain->count, more->items, more->count * sizeof *more->items);
	plain->count += more->count;
}

static void
read_alternatives(struct parser *parser, struct needs *needs)
{
	struct literals *literals = &needs->literals;
	bool all = ++parser->depth < DEPTH_MAX || lose(parser), plain = true;
	*literals = NO_LITERALS;
	needs->plain.count = 0;
	do {
		struct sequence sequence;
		sequence.best = NO_LITERALS;
		sequence.plain = true;
		read_sequence(parser, &sequence);
		plain = plain && sequence.plain;
		add_plain(&needs->plain, &sequence.runs);
		end_run(parser, &sequence);
		all = all && sequence.best.first != NULL;
		if (all)
			join(literals, &sequence.best);
	} while (!parser->lost && takes(parser, "|"));
	if (!all)
		*literals = NO_LITERALS;
	if (!plain || needs->plain.count > RUNS_MAX)
		needs->plain.count = 0;
	parser->depth--;
}

void
literals_of(struct str pattern, struct arena *arena, struct literals *literals)
{
	struct parser parser = { .rest = pattern, .arena = arena };
	struct needs needs;
	read_alternatives(&parser, &needs);
	*literals = needs.literals;
	if (parser.lost || parser.rest.n > 0)
		*literals = NO_LITERALS;
}
