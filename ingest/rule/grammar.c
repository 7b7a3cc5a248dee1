/*
 * grammar.c - the rules of all files, and which of them a line fits.
 */
#include "ingest/rule/grammar.h"

#include <stdlib.h>

#include "ingest/rule/menu.h"
#include "ingest/rule/rulefolder.h"
#include "ingest/rule/value.h"

struct grammar {
	struct arena *arena;            /* of all that lives as long as the grammar */
	struct matcher *matcher;
	struct rulefile **files;
	unsigned file_count;
	struct sample *samples;
	struct menus *menus;            /* NULL until the first question */
};

struct grammar *
grammar_new(void)
{
	struct grammar *grammar = mem_new(sizeof *grammar);
	grammar->arena = arena_open();
	grammar->matcher = matcher_open();
	return grammar;
}

void
grammar_close(struct grammar *grammar)
{
	if (grammar == NULL)
		return;
	for (unsigned i = 0; i < grammar->file_count; i++)
		rulefile_close(grammar->files[i]);
	menus_close(grammar->menus);
	matcher_close(grammar->matcher);
	arena_close(grammar->arena);
	free(grammar->files);
	free(grammar->samples);
	free(grammar);
}

static struct str
add_file(struct grammar *grammar, const char *path, struct str text, bool proven)
{
	struct str why = STR_NONE;
	if (grammar->menus != NULL)
		bug("%s: rules are added after lines were matched", path);
	struct rulefile *file = rulefile_open(path, text, proven, grammar->arena, &why);
	if (file == NULL)
		return why;
	unsigned count = ++grammar->file_count;
	grammar->files = mem_resize(grammar->files, count * sizeof *grammar->files);
	grammar->files[count - 1] = file;
	return STR_NONE;
}

struct str
grammar_add(struct grammar *grammar, const char *path, struct str text)
{
	return add_file(grammar, path, text, false);
}

static struct str
add(void *owner, const char *path, struct str text)
{
	return grammar_add(owner, path, text);
}

struct str
grammar_add_site(struct grammar *grammar, const char *folder)
{
	return rulefolder_read(folder, grammar->arena, add, grammar);
}

struct grammar *
grammar_open(const char *folder, const char *site)
{
	struct grammar *grammar = grammar_new();
	struct str why = site == NULL ? STR_NONE : grammar_add_site(grammar, site);
	for (const struct embedded *e = NULL; why.p == NULL && (e = embedded_next(e, folder, ".gram")) != NULL;)
		why = add_file(grammar, e->path, e->text, true);
	if (why.p != NULL)
		die("%s", why.p);
	return grammar;
}

/* Absent and empty are one here. */
static struct str
some(struct str text)
{
	return text.p == NULL ? STR("") : text;
}

/* The matcher still holds what the rule's pattern captured. */
static void
fill_record(struct grammar *grammar, struct line_rule *rule, struct record *record, struct arena *arena)
{
	struct str *values = arena_take(arena, rule->rule.value_count * sizeof *values);
	for (unsigned i = 0; i < rule->set_count; i++)
		values[i] = rule->sets[i];
	pattern_take(rule->pattern, grammar->matcher, some(record->text), values + rule->set_count);
	for (unsigned i = rule->set_count; i < rule->rule.value_count; i++)
		values[i] = value_of(rule->fields[i], values[i], arena);
	record->rule = &rule->rule;
	record->kind = rule->rule.kind;
	record->values = values;
}

static struct menus *
menus_of(struct grammar *grammar)
{
	if (grammar->menus == NULL)
		grammar->menus = menus_open(grammar->files, grammar->file_count, grammar->matcher);
	return grammar->menus;
}

void
grammar_match(struct grammar *grammar, struct record *record, struct arena *arena)
{
	struct line_rule *rule = menus_search(menus_of(grammar), some(record->program), some(record->text));
	record->rule = NULL;
	record->kind = RECORD_NOTHING;
	record->values = NULL;
	if (rule != NULL)
		fill_record(grammar, rule, record, arena);
}

bool
grammar_knows(struct grammar *grammar, struct str program)
{
	return menus_know(menus_of(grammar), some(program));
}

unsigned
grammar_count(struct grammar *grammar, const struct record *record, const struct rule **fits, unsigned size)
{
	unsigned count = 0;
	for (unsigned i = 0; i < grammar->file_count; i++) {
		struct rulefile *file = grammar->files[i];
		if (!menu_file_reads(file, grammar->matcher, some(record->program)))
			continue;
		for (unsigned j = 0; j < file->rule_count && count < size; j++)
			if (pattern_fits(file->rules[j].pattern, grammar->matcher, some(record->text)))
				fits[count++] = &file->rules[j].rule;
	}
	return count;
}

const struct sample *
grammar_samples(struct grammar *grammar, unsigned *count)
{
	unsigned n = 0;
	for (unsigned i = 0; i < grammar->file_count; i++)
		n += grammar->files[i]->sample_count;
	grammar->samples = mem_resize(grammar->samples, n * sizeof *grammar->samples);
	*count = 0;
	for (unsigned i = 0; i < grammar->file_count; i++)
		for (unsigned j = 0; j < grammar->files[i]->sample_count; j++)
			grammar->samples[(*count)++] = grammar->files[i]->samples[j];
	return grammar->samples;
}
