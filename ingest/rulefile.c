/*
 * rulefile.c - one rule file: read, checked and compiled.
 * Each word has one reader; what belongs to a rule is checked when the next one begins.
 */
#include "ingest/rulefile.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ingest/value.h"

enum word { WORD_PROGRAM, WORD_RULE, WORD_RECORD, WORD_SET, WORD_MATCH, WORD_LINE, WORD_WANT, WORD_LACK, WORDS };

enum { QUOTED = 60 };                   /* so much of a text is repeated in a message */

struct reading {
	struct rulefile *file;
	struct arena *arena;
	unsigned line_number;
	struct str fault;               /* absent: none so far */
	bool has_kind;                  /* the rule being read has its record */
	struct str *sets;               /* room for what is still to come */
	struct want *wants;
};

#define QUOTE(text) (int)((text).n < QUOTED ? (text).n : QUOTED), (text).p

/* What is wrong in this line. Answers false, so that a reader can return it. */
static bool __attribute__((format(printf, 2, 3)))
fault(struct reading *reading, const char *format, ...)
{
	char what[512];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(what, sizeof what, format, arguments);
	va_end(arguments);
	reading->fault = arena_print(reading->arena, "%s:%u: %s", reading->file->path, reading->line_number, what);
	return false;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Takes the word that rest begins with, and the blanks behind it. */
static struct str
take_word(struct str *rest)
{
	struct str word = { rest->p, 0 };
	while (word.n < rest->n && !is_blank(word.p[word.n]))
		word.n++;
	rest->p += word.n;
	rest->n -= word.n;
	while (rest->n > 0 && is_blank(*rest->p)) {
		rest->p++;
		rest->n--;
	}
	return word;
}

static bool
is_name(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!(text.p[i] >= 'a' && text.p[i] <= 'z') && !(text.p[i] >= '0' && text.p[i] <= '9') && text.p[i] != '-')
			return false;
	return text.n > 0;
}

static struct line_rule *
current_rule(struct reading *reading)
{
	return reading->file->rule_count == 0 ? NULL : &reading->file->rules[reading->file->rule_count - 1];
}

static struct pattern *
read_pattern(struct reading *reading, struct str value)
{
	struct pattern_fault why;
	if (value.n > 0 && is_blank(value.p[value.n - 1])) {
		fault(reading, "the pattern ends in a blank that nobody can see: write \\x20 or \\s");
		return NULL;
	}
	struct pattern *pattern = pattern_open(value, &why);
	if (pattern == NULL)
		fault(reading, "in the pattern, behind %zu bytes: %s", why.offset, why.message);
	return pattern;
}

static bool
read_program(struct reading *reading, struct str value)
{
	if (reading->file->rule_count > 0)
		return fault(reading, "\"program\" belongs before the first rule");
	struct pattern *pattern = read_pattern(reading, value);
	if (pattern == NULL)
		return false;
	reading->file->programs[reading->file->program_count++] = pattern;
	if (pattern_groups(pattern) > 0)
		return fault(reading, "a program pattern captures nothing, but this has a group \"%s\"", pattern_group(pattern, 0));
	return true;
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
	reading->line_number = rule->line_number;
	return fault(reading, "rule \"%s\" has no %s", rule->rule.name, missing);
}

static bool
read_rule(struct reading *reading, struct str value)
{
	struct rulefile *file = reading->file;
	struct str name = str_trim(value);
	if (!end_rule(reading))
		return false;
	if (file->program_count == 0)
		return fault(reading, "a program has to be named before the first rule");
	if (!is_name(name))
		return fault(reading, "\"%.*s\" is no name for a rule: lower case letters, digits and hyphens only", QUOTE(name));
	for (unsigned i = 0; i < file->rule_count; i++)
		if (str_is(name, file->rules[i].rule.name))
			return fault(reading, "there is a rule \"%.*s\" in line %u", QUOTE(name), file->rules[i].line_number);
	struct line_rule *rule = &file->rules[file->rule_count++];
	*rule = (struct line_rule){ .line_number = reading->line_number, .sets = reading->sets };
	rule->rule.file = file->path;
	rule->rule.name = arena_copy(reading->arena, name).p;
	reading->has_kind = false;
	return true;
}

static bool
read_record(struct reading *reading, struct str value)
{
	struct line_rule *rule = current_rule(reading);
	struct str name = str_trim(value);
	if (reading->has_kind)
		return fault(reading, "a second record for rule \"%s\"", rule->rule.name);
	if (!record_kind_find(name, &rule->rule.kind))
		return fault(reading, "\"%.*s\" is no kind of record", QUOTE(name));
	reading->has_kind = true;
	return true;
}

static enum field
read_field(struct reading *reading, struct str name)
{
	enum field field = field_find(name);
	if (field == FIELD_NONE)
		fault(reading, "\"%.*s\" is not in ingest/fields.def", QUOTE(name));
	return field;
}

/* The next value of the rule's records is this field. */
static bool
add_value(struct reading *reading, struct line_rule *rule, struct str name)
{
	enum field field = read_field(reading, name);
	if (field == FIELD_NONE)
		return false;
	if (rule->rule.slot[field] != 0)
		return fault(reading, "the rule has \"%s\" twice", field_name(field));
	rule->fields[rule->rule.value_count++] = (uint8_t)field;
	rule->rule.slot[field] = (uint8_t)rule->rule.value_count;
	return true;
}

static bool
read_set(struct reading *reading, struct str value)
{
	struct line_rule *rule = current_rule(reading);
	struct str name = take_word(&value);
	if (!add_value(reading, rule, name))
		return false;
	struct str set = value_of(field_find(name), value, reading->arena);
	if (set.p == NULL)
		return fault(reading, "\"%.*s\" is no value for \"%.*s\"", QUOTE(value), QUOTE(name));
	*reading->sets++ = set;
	rule->set_count++;
	return true;
}

static bool
read_match(struct reading *reading, struct str value)
{
	struct line_rule *rule = current_rule(reading);
	rule->pattern = read_pattern(reading, value);
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
		.rule = &rule->rule, .file = reading->file->path, .line_number = reading->line_number,
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
		return fault(reading, "\"%s\" before the rule's first line", word);
	enum field field = read_field(reading, name);
	if (field == FIELD_NONE)
		return false;
	if (rule->rule.slot[field] == 0)
		return fault(reading, "rule \"%s\" has no \"%s\" to %s", rule->rule.name, field_name(field), word);
	*reading->wants++ = (struct want){ field, value };
	reading->file->samples[reading->file->sample_count - 1].want_count++;
	return true;
}

static bool
read_want(struct reading *reading, struct str value)
{
	struct str name = take_word(&value);
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
		return fault(reading, "\"%s\" before the first rule", words[word].name);
	if (place == PLACE_HEAD && rule->pattern != NULL)
		return fault(reading, "\"%s\" behind the rule's match", words[word].name);
	if (place == PLACE_SAMPLE && rule->pattern == NULL)
		return fault(reading, "\"%s\" before the rule's match", words[word].name);
	if (value.n == 0)
		return fault(reading, "\"%s\" needs a value", words[word].name);
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

/* Cuts the next line off, which ends in LF or CR LF and may be indented. False at the end. */
static bool
next_line(struct str *rest, struct str *word, struct str *value)
{
	if (rest->p == NULL)
		return false;
	*value = str_cut(rest, '\n');
	if (value->n > 0 && value->p[value->n - 1] == '\r')
		value->n--;
	while (value->n > 0 && is_blank(*value->p)) {
		value->p++;
		value->n--;
	}
	*word = take_word(value);
	return true;
}

/* Takes room for all that the file holds, which one reading counts beforehand. */
static void
make_room(struct reading *reading, struct str text)
{
	size_t count[WORDS + 1] = { 0 };
	struct str word, value;
	while (next_line(&text, &word, &value))
		count[find_word(word)]++;
	reading->file->programs = arena_take(reading->arena, count[WORD_PROGRAM] * sizeof *reading->file->programs);
	reading->file->rules = arena_take(reading->arena, count[WORD_RULE] * sizeof *reading->file->rules);
	reading->file->samples = arena_take(reading->arena, count[WORD_LINE] * sizeof *reading->file->samples);
	reading->sets = arena_take(reading->arena, count[WORD_SET] * sizeof *reading->sets);
	reading->wants = arena_take(reading->arena, (count[WORD_WANT] + count[WORD_LACK]) * sizeof *reading->wants);
}

static bool
read_text(struct reading *reading, struct str text)
{
	struct str name, value;
	while (next_line(&text, &name, &value)) {
		reading->line_number++;
		if (name.n == 0 || name.p[0] == '#')
			continue;
		enum word word = find_word(name);
		if (word == WORDS)
			return fault(reading, "\"%.*s\" is no word of a rule file", QUOTE(name));
		if (!read_word(reading, word, value))
			return false;
	}
	return end_rule(reading);
}

struct rulefile *
rulefile_open(const char *path, struct str text, struct arena *arena, struct str *why)
{
	struct rulefile *file = arena_take(arena, sizeof *file);
	struct reading reading = { .file = file, .arena = arena };
	*file = (struct rulefile){ .path = path };
	make_room(&reading, text);
	if (read_text(&reading, text))
		return file;
	*why = reading.fault;
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
