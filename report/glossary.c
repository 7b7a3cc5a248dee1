/*
 * glossary.c - the terms of a noun, for people.
 */
#include "report/choice.h"
#include "report/report.h"

#include <stdio.h>

static const char *
kind_help(const struct piece *piece)
{
	return str_is(piece->more, "network") ? " (or a network)" : str_is(piece->more, "number") ? " (5, >5, 5..10)" : "";
}

/* What it says of itself; a list of values goes on in the next line. */
static void
print_term(const struct noun *noun, const struct piece *piece, struct arena *arena)
{
	enum { FROM = 18, WIDTH = 80 };
	struct str choices[CHOICES_MOST];
	size_t count = choice_list(noun, piece, NULL, arena, choices), column = FROM;
	printf("  %-*s", FROM - 3, arena_print(arena, "%.*s:", (int)piece->name.n, piece->name.p).p);
	for (size_t i = 0; i < count; i++) {
		bool fits = column + 1 + choices[i].n < WIDTH;
		if (!fits)
			printf("\n%*s", FROM - 1, "");
		printf(" %.*s%s", (int)choices[i].n, choices[i].p, i + 1 < count ? "," : "");
		column = (fits ? column : FROM) + choices[i].n + 2;
	}
	if (count == 0)
		printf(" %.*s%s", (int)piece->text.n, piece->text.p, kind_help(piece));
	putchar('\n');
}

bool
report_terms(const char *name)
{
	struct noun noun;
	struct arena *arena = arena_open();
	bool found = noun_find(str_of(name), &noun);
	struct str by = STR("");
	if (found)
		printf("usage: unjoe query %s [TERM...] [--by TERM,...]\n\n%.*s.\n\nTerms\n", name, (int)noun.pieces[0].text.n, noun.pieces[0].text.p);
	for (size_t i = 0; found && i < noun.count; i++) {
		const struct piece *piece = &noun.pieces[i];
		if (!str_is(piece->word, "term"))
			continue;
		if (noun_counts_by(piece))
			by = arena_print(arena, "%s%s%.*s", by.p, by.n > 0 ? ", " : "", (int)piece->name.n, piece->name.p);
		if (!str_is(piece->more, "time") && !str_is(piece->more, "day"))
			print_term(&noun, piece, arena);
	}
	if (found)
		printf("  since: until:   -7d, yesterday, 2026-11-18, \"2026-11-18 03:00\"\n  date:           2026-11-18, 2026-11-01..2026-11-18\n\nCounted by\n  %s\n", by.p);
	arena_close(arena);
	return found;
}
