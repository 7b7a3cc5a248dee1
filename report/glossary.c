/*
 * glossary.c - the terms of a noun, for people.
 */
#include "report/noun.h"
#include "report/report.h"
#include "report/utf8.h"

#include <stdio.h>

static const char *
kind_help(const struct piece *piece)
{
	return str_is(piece->more, "network") ? " (or a network)" : str_is(piece->more, "number") ? " (5, >5, 5..10)" : "";
}

/* Broken into lines that begin at a column; the first one begins there already. */
static void
print_lines(struct str text, size_t column)
{
	enum { WIDTH = 80 };
	for (bool first = true; text.n > 0; first = false) {
		struct str line = utf8_line(&text, WIDTH - column, false);
		printf("%*s%.*s\n", first ? 0 : (int)column, "", (int)line.n, line.p);
	}
}

static void
print_term(const struct piece *piece, struct arena *arena)
{
	enum { FROM = 18 };
	printf("  %-*s ", FROM - 3, arena_print(arena, "%.*s:", (int)piece->name.n, piece->name.p).p);
	print_lines(arena_print(arena, "%.*s%s", (int)piece->text.n, piece->text.p, kind_help(piece)), FROM);
}

bool
report_terms(const char *name)
{
	struct noun noun;
	struct arena *arena = arena_open();
	bool found = noun_find(str_of(name), &noun);
	struct str by = STR("");
	if (found) {
		printf("usage: unjoe query %s [TERM...] [--by TERM,...]\n\n", name);
		print_lines(arena_print(arena, "%.*s.", (int)noun.pieces[0].text.n, noun.pieces[0].text.p), 0);
		puts("\nTerms");
	}
	for (size_t i = 0; found && i < noun.count; i++) {
		const struct piece *piece = &noun.pieces[i];
		if (!str_is(piece->word, "term"))
			continue;
		if (noun_counts_by(piece))
			by = arena_print(arena, "%s%s%.*s", by.p, by.n > 0 ? ", " : "", (int)piece->name.n, piece->name.p);
		if (!str_is(piece->more, "time") && !str_is(piece->more, "day"))
			print_term(piece, arena);
	}
	if (found) {
		fputs("  since: until:   -7d, yesterday, 2026-11-18, \"2026-11-18 03:00\"\n  date:           2026-11-18, 2026-11-01..2026-11-18\n\nCounted by\n  ", stdout);
		print_lines(by, 2);
	}
	arena_close(arena);
	return found;
}
