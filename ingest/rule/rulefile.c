/*
 * rulefile.c - one rule file: read, checked and compiled.
 * Each word has one reader; what belongs to a rule is checked when the next one begins.
 */
#include "ingest/rule/rulefile.h"

#include <string.h>

#include "ingest/rule/ruletext.h"
#include "ingest/rule/value.h"

enum word { WORD_PROGRAM, WORD_DEFINE, WORD_RULE, WORD_RECORD, WORD_SET, WORD_MATCH, WORD_LINE, WORD_WANT, WORD_LACK, WORDS };

struct reading {
	struct rulefile *file;
	struct ruletext text;
	bool has_kind;                  /* the rule being read has its record */
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
	if (reading->file->rule_count > 0)
		return ruletext_fault(&reading->text, "\"program\" belongs before the first rule");
	struct pattern *pattern = ruletext_pattern(&reading->text, value, pattern_open);
	if (pattern == NULL)
		return false;
	reading->file->programs[reading->file->program_count++] = pattern;
	if (pattern_groups(pattern) > 0)
		return ruletext_fault(&reading->text, "a program pattern captures nothing, but this has a group \"%s\"", pattern_group(pattern, 0));
	return true;
}

static bool
read_define(struct reading *reading, struct str value)
{
	if (reading->file->rule_count > 0)
		return ruletext_fault(&reading->text, "\"define\" belongs before the first rule");
	return ruletext_define(&reading->text, value);
}

/* The rule before must be whole; what it lacks is told where it begins. */
static bool
end_rule(struct reading *reading)
{
	const struct line_rule *rule = current_rule(reading);
	if (rule == NULL)
		return true;
	const char *missing = !reading->has_kind ? "record" : rule->pattern == NULL ? "match" : "line";
	if (reading->has_kind && rule->sample_count > 0)
		return true;
	reading->text.line_number = rule->line_number;
	return ruletext_fault(&reading->text, "rule \"%s\" has no %s", rule->rule.name, missing);
}

static bool
read_rule(struct reading *reading, struct str value)
{
	struct rulefile *file = reading->file;
	struct str name = str_trim(value);
	if (!end_rule(reading))
		return false;
	if (file->program_count == 0)
		return ruletext_fault(&reading->text, "a program has to be named before the first rule");
	if (!ruletext_name(&reading->text, name))
		return false;
	for (unsigned i = 0; i < file->rule_count; i++)
		if (str_is(name, file->rules[i].rule.name))
			return ruletext_fault(&reading->text, "there is a rule \"%.*s\" in line %u", QUOTE(name), file->rules[i].line_number);
	struct line_rule *rule = &file->rules[file->rule_count++];
	*rule = (struct line_rule){ .line_number = reading->text.line_number, .sets = reading->sets };
	rule->rule.file = file->path;
	rule->rule.name = arena_copy(reading->text.arena, name).p;
	reading->has_kind = false;
	return true;
}

static bool
read_record(struct reading *reading, struct str value)
{
	struct line_rule *rule = current_rule(reading);
	struct str name = str_trim(value);
	if (reading->has_kind)
		return ruletext_fault(&reading->text, "a second record for rule \"%s\"", rule->rule.name);
	if (!record_kind_find(name, &rule->rule.kind))
		return ruletext_fault(&reading->text, "\"%.*s\" is no kind of record", QUOTE(name));
	reading->has_kind = true;
	return true;
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
		if (!add_value(reading, rule, str_of(pattern_group(rule->pattern, i))))
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
	if (rule->sample_count == 0)
		return ruletext_fault(&reading->text, "\"%s\" before the rule's first line", word);
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

/* Where a word stands: above all rules or between them, in a rule up to its match, or behind that. */
enum place { PLACE_FILE, PLACE_HEAD, PLACE_SAMPLE };

static const struct {
	const char *name;
	bool (*read)(struct reading *reading, struct str value);
	enum place place;
} words[WORDS] = {
	[WORD_PROGRAM] = { "program", read_program, PLACE_FILE },
	[WORD_DEFINE] = { "define", read_define, PLACE_FILE },
	[WORD_RULE] = { "rule", read_rule, PLACE_FILE },
	[WORD_RECORD] = { "record", read_record, PLACE_HEAD },
	[WORD_SET] = { "set", read_set, PLACE_HEAD },
	[WORD_MATCH] = { "match", read_match, PLACE_HEAD },
	[WORD_LINE] = { "line", read_line, PLACE_SAMPLE },
	[WORD_WANT] = { "want", read_want, PLACE_SAMPLE },
	[WORD_LACK] = { "lack", read_lack, PLACE_SAMPLE },
};

static bool
read_word(struct reading *reading, enum word word, struct str value)
{
	const struct line_rule *rule = current_rule(reading);
	enum place place = words[word].place;
	if (place != PLACE_FILE && rule == NULL)
		return ruletext_fault(&reading->text, "\"%s\" before the first rule", words[word].name);
	if (place == PLACE_HEAD && rule->pattern != NULL)
		return ruletext_fault(&reading->text, "\"%s\" behind the rule's match", words[word].name);
	if (place == PLACE_SAMPLE && rule->pattern == NULL)
		return ruletext_fault(&reading->text, "\"%s\" before the rule's match", words[word].name);
	if (value.n == 0)
		return ruletext_fault(&reading->text, "\"%s\" needs a value", words[word].name);
	return words[word].read(reading, value);
}

static enum word
find_word(struct str name)
{
	enum word word = 0;
	while (word < WORDS && !str_is(name, words[word].name))
		word++;
	return word;
}

/* Takes room for all that the file holds, which one reading counts beforehand. */
static void
make_room(struct reading *reading)
{
	struct ruletext text = reading->text;
	size_t count[WORDS + 1] = { 0 };
	struct str word, value;
	while (ruletext_next(&text, &word, &value))
		count[find_word(word)]++;
	reading->file->programs = arena_take(reading->text.arena, count[WORD_PROGRAM] * sizeof *reading->file->programs);
	reading->file->rules = arena_take(reading->text.arena, count[WORD_RULE] * sizeof *reading->file->rules);
	reading->file->samples = arena_take(reading->text.arena, count[WORD_LINE] * sizeof *reading->file->samples);
	reading->sets = arena_take(reading->text.arena, count[WORD_SET] * sizeof *reading->sets);
	reading->wants = arena_take(reading->text.arena, (count[WORD_WANT] + count[WORD_LACK]) * sizeof *reading->wants);
}

static bool
read_text(struct reading *reading)
{
	struct str name, value;
	while (ruletext_next(&reading->text, &name, &value)) {
		enum word word = find_word(name);
		if (word == WORDS)
			return ruletext_fault(&reading->text, "\"%.*s\" is no word of a rule file", QUOTE(name));
		if (!read_word(reading, word, value))
			return false;
	}
	return end_rule(reading);
}

struct rulefile *
rulefile_open(const char *path, struct str text, struct arena *arena, struct str *why)
{
	struct rulefile *file = arena_take(arena, sizeof *file);
	struct reading reading = { .file = file, .text = { .path = path, .arena = arena, .rest = text } };
	*file = (struct rulefile){ .path = path };
	make_room(&reading);
	if (read_text(&reading))
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
