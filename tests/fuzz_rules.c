/*
 * fuzz_rules.c - lines against all rules that are built in. The input is a program's name, LF, and the text of the line.
 * The quick way to the first rule that fits must find the one that trying all in order finds; every value lies within
 * the text or has the form of its type.
 */
#include "ingest/rule/grammar.h"
#include "ingest/rule/value.h"
#include "tests/fuzz.h"

#include <string.h>

static void
check_values(const struct record *record, struct arena *arena)
{
	for (enum field field = FIELD_NONE + 1; field < FIELD_COUNT; field++) {
		struct str value = record_field(record, field);
		if (!str_equal(value, value_of(field, value, arena)))
			bug("%s, rule %s: \"%.*s\" is not canonical", record->rule->file, record->rule->name, (int)value.n, value.p);
		if (record->rule->slot[field] == 0 && value.p != NULL)
			bug("%s, rule %s: there is a \"%s\"", record->rule->file, record->rule->name, field_name(field));
	}
}

static void
fuzz(struct str text, struct arena *arena)
{
	static struct grammar *grammar;
	const struct rule *first = NULL;

	if (grammar == NULL)
		grammar = grammar_open("ingest/log/", NULL);
	struct str program = str_cut(&text, '\n');
	struct record record = { .program = program, .text = text };
	grammar_match(grammar, &record, arena);
	if (grammar_count(grammar, &record, &first, 1) > 0 && !grammar_knows(grammar, program))
		bug("a program that nobody knows fits %s", first->name);
	if (record.rule != first)
		bug("rule %s, but in order it is %s", record.rule == NULL ? "none" : record.rule->name, first == NULL ? "none" : first->name);
	if (record.rule != NULL)
		check_values(&record, arena);
}
