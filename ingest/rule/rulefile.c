/*
 * rulefile.c - one rule file: read, checked and compiled.
 * Each word has one reader.
 */
#include "ingest/rule/rulefile.h"

#include <string.h>

#include "ingest/rule/ruleword.h"
#include "ingest/rule/value.h"

enum word { WORD_PROGRAM, WORD_DEFINE, WORD_RULE, WORD_RECORD, WORD_SET, WORD_MATCH, WORD_LINE, WORD_WANT, WORD_LACK, WORDS };

struct reading {
	struct rulefile *file;
	struct ruletext text;
	struct str *sets;               /* room for what is still to come */
	struct want *wants;
};

static struct line_rule *
current_rule(struct reading *reading)
{
	return reading->file->rule_count == 0 ? NULL : &reading->file->rules[reading->file->rule_count - 1];
}

static bool
read_program(struct reading *reading, struct str value)
{
	struct pattern *pattern = ruletext_pattern(&reading->text, value, pattern_open);
	if (pattern == NULL)
		return false;
	reading->file->programs[reading->file->program_count++] = pattern;
	if (pattern_groups(pattern) > 0)
		return ruletext_fault(&reading->text, "a program pattern captures nothing, but this has a group \"%.*s\"", QUOTE(pattern_group(pattern, 0)));
	return true;
}

static bool
read_define(struct reading *reading, struct str value)
{
	return ruletext_define(&reading->text, value);
}

static bool
read_rule(struct reading *reading, struct str value)
{
	struct rulefile *file = reading->file;
	if (file->program_count == 0)
		return ruletext_fault(&reading->text, "a program has to be named before the first rule");
	const char *name = ruletext_rule(&reading->text, value);
	if (name == NULL)
		return false;
	file->rules[file->rule_count++] = (struct line_rule){ .rule = { .file = file->path, .name = name }, .sets = reading->sets };
	return true;
}

static bool
read_record(struct reading *reading, struct str value)
{
	struct str name = str_trim(value);
	return record_kind_find(name, &current_rule(reading)->rule.kind) ||
	    ruletext_fault(&reading->text, "\"%.*s\" is no kind of record", QUOTE(name));
}

/* The next value of the rule's records is this field. */
static bool
add_value(struct reading *reading, struct line_rule *rule, struct str name)
{
	enum field field = ruletext_field(&reading->text, name);
	if (field == FIELD_NONE)
		return false;
	if (rule->rule.slot[field] != 0)
		return ruletext_fault(&reading->text, "the rule has \"%s\" twice", field_name(field));
	rule->fields[rule->rule.value_count++] = (uint8_t)field;
	rule->rule.slot[field] = (uint8_t)rule->rule.value_count;
	return true;
}

static bool
read_set(struct reading *reading, struct str value)
{
	struct line_rule *rule = current_rule(reading);
	struct str name = ruletext_word(&value);
	if (!add_value(reading, rule, name))
		return false;
	struct str set = value_of(field_find(name), value, reading->text.arena);
	if (set.p == NULL)
		return ruletext_fault(&reading->text, "\"%.*s\" is no value for \"%.*s\"", QUOTE(value), QUOTE(name));
	*reading->sets++ = set;
	rule->set_count++;
	return true;
}

static bool
read_match(struct reading *reading, struct str value)
{
	struct line_rule *rule = current_rule(reading);
	rule->pattern = ruletext_pattern(&reading->text, value, pattern_open);
	if (rule->pattern == NULL)
		return false;
	for (unsigned i = 0; i < pattern_groups(rule->pattern); i++)
		if (!add_value(reading, rule, pattern_group(rule->pattern, i)))
			return false;
	return true;
}

static bool
read_line(struct reading *reading, struct str value)
{
	struct line_rule *rule = current_rule(reading);
	reading->file->samples[reading->file->sample_count++] = (struct sample){
		.rule = &rule->rule, .file = reading->file->path, .line_number = reading->text.line_number,
		.line = value, .wants = reading->wants
	};
	rule->sample_count++;
	return true;
}

/* The want or lack of the sample before it. */
static bool
add_want(struct reading *reading, const char *word, struct str name, struct str value)
{
	const struct line_rule *rule = current_rule(reading);
	enum field field = ruletext_field(&reading->text, name);
	if (field == FIELD_NONE)
		return false;
	if (rule->rule.slot[field] == 0)
		return ruletext_fault(&reading->text, "rule \"%s\" has no \"%s\" to %s", rule->rule.name, field_name(field), word);
	*reading->wants++ = (struct want){ field, value };
	reading->file->samples[reading->file->sample_count - 1].want_count++;
	return true;
}

static bool
read_want(struct reading *reading, struct str value)
{
	struct str name = ruletext_word(&value);
	return add_want(reading, "want", name, value);
}

static bool
read_lack(struct reading *reading, struct str value)
{
	return add_want(reading, "lack", str_trim(value), STR_NONE);
}

static const struct rulewords words = {
	"rule file", (const struct ruleword[]){
		[WORD_PROGRAM] = { "program", read_program, WORD_PROGRAM, WORD_DEFINE, NULL },
		[WORD_DEFINE] = { "define", read_define, WORD_PROGRAM, WORD_DEFINE, NULL },
		[WORD_RULE] = { "rule", read_rule, WORD_PROGRAM, WORD_LACK, "record" },
		[WORD_RECORD] = { "record", read_record, WORD_RULE, WORD_RULE, "match" },
		[WORD_SET] = { "set", read_set, WORD_RECORD, WORD_SET, "match" },
		[WORD_MATCH] = { "match", read_match, WORD_RECORD, WORD_SET, "line" },
		[WORD_LINE] = { "line", read_line, WORD_MATCH, WORD_LACK, NULL },
		[WORD_WANT] = { "want", read_want, WORD_LINE, WORD_LACK, NULL },
		[WORD_LACK] = { "lack", read_lack, WORD_LINE, WORD_LACK, NULL },
	}, WORDS, WORD_RULE
};

/* For all that the file holds. */
static void
make_room(struct reading *reading)
{
	size_t count[WORDS + 1];
	rulewords_count(&words, reading->text, count);
	reading->file->programs = arena_take(reading->text.arena, count[WORD_PROGRAM] * sizeof *reading->file->programs);
	reading->file->rules = arena_take(reading->text.arena, count[WORD_RULE] * sizeof *reading->file->rules);
	reading->file->samples = arena_take(reading->text.arena, count[WORD_LINE] * sizeof *reading->file->samples);
	reading->sets = arena_take(reading->text.arena, count[WORD_SET] * sizeof *reading->sets);
	reading->wants = arena_take(reading->text.arena, (count[WORD_WANT] + count[WORD_LACK]) * sizeof *reading->wants);
}

struct rulefile *
rulefile_open(const char *path, struct str text, bool proven, struct arena *arena, struct str *why)
{
	struct rulefile *file = arena_take(arena, sizeof *file);
	struct reading reading = { .file = file, .text = { .path = path, .arena = arena, .proven = proven, .rest = text } };
	*file = (struct rulefile){ .path = path };
	make_room(&reading);
	if (rulewords_read(&words, &reading.text, &reading))
		return file;
	*why = reading.text.fault;
	rulefile_close(file);
	return NULL;
}

void
rulefile_close(struct rulefile *file)
{
	for (unsigned i = 0; i < file->program_count; i++)
		pattern_close(file->programs[i]);
	for (unsigned i = 0; i < file->rule_count; i++)
		pattern_close(file->rules[i].pattern);
}
