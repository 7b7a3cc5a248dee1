/*
 * dialectfile.c - one dialect file: read, checked and compiled.
 * The words of a rule come in the order of their places; what a rule lacks is told where it began.
 */
#include "ingest/dialectfile.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ingest/value.h"

enum word { WORD_RULE, WORD_KIND, WORD_DETECT, WORD_SET, WORD_FIND, WORD_ORIGINAL, WORD_FILE, WORD_WANT, WORD_LACK, WORDS };

enum { QUOTED = 60 };                   /* so much of a text is repeated in a message */

struct reading {
	struct dialect *dialect;
	const char *name;               /* of the dialect */
	bool last;
	struct arena *arena;
	unsigned line_number;
	enum word word;                 /* the last one of the rule */
	struct str fault;               /* absent: none so far */
	struct dialect_set *sets;       /* room for what is still to come */
	struct dialect_want *wants;
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
	reading->fault = arena_print(reading->arena, "%s:%u: %s", reading->dialect->path, reading->line_number, what);
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

static struct dialect_form *
current(const struct reading *reading)
{
	return reading->dialect->form_count == 0 ? NULL : &reading->dialect->forms[reading->dialect->form_count - 1];
}

static bool
end_rule(struct reading *reading)
{
	const struct dialect_form *form = current(reading);
	if (form == NULL || reading->word >= WORD_FILE)
		return true;
	const char *missing = reading->word == WORD_RULE ? "kind" : form->detect_count == 0 ? "detect" : "file";
	reading->line_number = form->line_number;
	return fault(reading, "rule \"%s\" has no %s", form->rule.name, missing);
}

static bool
read_rule(struct reading *reading, struct str name)
{
	struct dialect *dialect = reading->dialect;
	if (!end_rule(reading))
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (strchr("abcdefghijklmnopqrstuvwxyz0123456789-", name.p[i]) == NULL || name.p[i] == '\0')
			return fault(reading, "\"%.*s\" is no name for a rule: lower case letters, digits and hyphens only", QUOTE(name));
	for (unsigned i = 0; i < dialect->form_count; i++)
		if (str_is(name, dialect->forms[i].rule.name))
			return fault(reading, "there is a rule \"%.*s\" in line %u", QUOTE(name), dialect->forms[i].line_number);
	struct dialect_item *items = dialect->items + dialect->item_count;
	dialect->forms[dialect->form_count++] = (struct dialect_form){
		.line_number = reading->line_number, .detects = items, .finds = items, .sets = reading->sets,
		.rule = { .dialect = reading->name, .file = dialect->path, .name = arena_copy(reading->arena, name).p, .last = reading->last }
	};
	return true;
}

static bool
read_kind(struct reading *reading, struct str name)
{
	unsigned kind = 0;
	if (str_is(name, "notice"))
		kind = DIALECT_NOTICE;
	else
		while (kind <= BOUNCE_OTHER && !str_is(name, bounce_kind_name(kind)))
			kind++;
	if (kind > DIALECT_NOTICE || (kind == DIALECT_NOTICE && !str_is(name, "notice")))
		return fault(reading, "\"%.*s\" is no kind of message", QUOTE(name));
	current(reading)->rule.kind = kind;
	return true;
}

static struct pattern *
read_pattern(struct reading *reading, struct str value)
{
	struct pattern_fault why;
	if (value.n == 0 || is_blank(value.p[value.n - 1])) {
		fault(reading, value.n == 0 ? "a pattern is missing" : "the pattern ends in a blank that nobody can see: write \\x20 or \\s");
		return NULL;
	}
	struct pattern *pattern = pattern_open_search(value, &why);
	if (pattern == NULL)
		fault(reading, "in the pattern, behind %zu bytes: %s", why.offset, why.message);
	return pattern;
}

/* Where and pattern, of a detect or find. */
static struct dialect_item *
read_item(struct reading *reading, struct str value)
{
	struct str where = take_word(&value);
	struct dialect_item *item = &reading->dialect->items[reading->dialect->item_count];
	*item = (struct dialect_item){ .where = str_is(where, "body") ? STR_NONE : where };
	item->pattern = read_pattern(reading, value);
	if (item->pattern == NULL)
		return NULL;
	reading->dialect->item_count++;
	return item;
}

/* What everybody's mail may have. */
static bool
is_common(struct str where)
{
	return where.p == NULL || str_is(where, "Subject") || str_is(where, "Content-Type") || str_is(where, "Return-Path");
}

static bool
read_detect(struct reading *reading, struct str value)
{
	struct dialect_form *form = current(reading);
	const struct dialect_item *item = read_item(reading, value);
	if (item == NULL)
		return false;
	if (pattern_groups(item->pattern) > 0)
		return fault(reading, "what is detected captures nothing, but this has a group \"%s\"", pattern_group(item->pattern, 0));
	form->detect_count++;
	form->finds = form->detects + form->detect_count;
	form->rule.marked = form->rule.marked || !is_common(item->where);
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

static bool
read_set(struct reading *reading, struct str value)
{
	enum field field = read_field(reading, take_word(&value));
	if (field == FIELD_NONE)
		return false;
	struct str set = value_of(field, value, reading->arena);
	if (set.p == NULL)
		return fault(reading, "\"%.*s\" is no value for \"%s\"", QUOTE(value), field_name(field));
	*reading->sets++ = (struct dialect_set){ field, set };
	current(reading)->set_count++;
	return true;
}

static bool
read_find(struct reading *reading, struct str value)
{
	struct dialect_item *item = read_item(reading, value);
	if (item == NULL)
		return false;
	unsigned groups = pattern_groups(item->pattern);
	if (groups == 0)
		return fault(reading, "what is found gives no field");
	for (unsigned i = 0; i < groups; i++) {
		enum field field = read_field(reading, str_of(pattern_group(item->pattern, i)));
		if (field == FIELD_NONE)
			return false;
		item->fields[i] = (uint8_t)field;
	}
	current(reading)->find_count++;
	return true;
}

static bool
read_original(struct reading *reading, struct str value)
{
	struct dialect_form *form = current(reading);
	if (form->original != NULL)
		return fault(reading, "a second original for rule \"%s\"", form->rule.name);
	form->original = read_pattern(reading, value);
	return form->original != NULL;
}

static bool
read_file(struct reading *reading, struct str value)
{
	reading->dialect->samples[reading->dialect->sample_count++] = (struct dialect_sample){
		.rule = &current(reading)->rule, .path = value, .line_number = reading->line_number, .wants = reading->wants
	};
	current(reading)->sample_count++;
	return true;
}

static bool
add_want(struct reading *reading, struct str name, struct str value)
{
	enum field field = read_field(reading, name);
	if (field == FIELD_NONE)
		return false;
	*reading->wants++ = (struct dialect_want){ field, value };
	reading->dialect->samples[reading->dialect->sample_count - 1].want_count++;
	return true;
}

static bool
read_want(struct reading *reading, struct str value)
{
	struct str name = take_word(&value);
	return add_want(reading, name, value);
}

static bool
read_lack(struct reading *reading, struct str value)
{
	return add_want(reading, value, STR_NONE);
}

/* Which words may stand before it in its rule: from the first to the last of them. */
static const struct {
	const char *name;
	bool (*read)(struct reading *reading, struct str value);
	enum word from, to;
} words[WORDS] = {
	[WORD_RULE] = { "rule", read_rule, WORD_RULE, WORD_LACK },
	[WORD_KIND] = { "kind", read_kind, WORD_RULE, WORD_RULE },
	[WORD_DETECT] = { "detect", read_detect, WORD_KIND, WORD_DETECT },
	[WORD_SET] = { "set", read_set, WORD_DETECT, WORD_ORIGINAL },
	[WORD_FIND] = { "find", read_find, WORD_DETECT, WORD_ORIGINAL },
	[WORD_ORIGINAL] = { "original", read_original, WORD_DETECT, WORD_ORIGINAL },
	[WORD_FILE] = { "file", read_file, WORD_DETECT, WORD_LACK },
	[WORD_WANT] = { "want", read_want, WORD_FILE, WORD_LACK },
	[WORD_LACK] = { "lack", read_lack, WORD_FILE, WORD_LACK },
};

static bool
read_word(struct reading *reading, enum word word, struct str value)
{
	if (word != WORD_RULE && current(reading) == NULL)
		return fault(reading, "\"%s\" before the first rule", words[word].name);
	if (word != WORD_RULE && reading->word < words[word].from)
		return fault(reading, "\"%s\" comes too early in the rule", words[word].name);
	if (word != WORD_RULE && reading->word > words[word].to)
		return fault(reading, "\"%s\" comes too late in the rule", words[word].name);
	if (value.n == 0)
		return fault(reading, "\"%s\" needs a value", words[word].name);
	if (!words[word].read(reading, value))
		return false;
	reading->word = word;
	return true;
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
	struct dialect *dialect = reading->dialect;
	dialect->forms = arena_take(reading->arena, count[WORD_RULE] * sizeof *dialect->forms);
	dialect->samples = arena_take(reading->arena, count[WORD_FILE] * sizeof *dialect->samples);
	dialect->items = arena_take(reading->arena, (count[WORD_DETECT] + count[WORD_FIND]) * sizeof *dialect->items);
	reading->sets = arena_take(reading->arena, count[WORD_SET] * sizeof *reading->sets);
	reading->wants = arena_take(reading->arena, (count[WORD_WANT] + count[WORD_LACK]) * sizeof *reading->wants);
}

/* Of the path: without its folders and ".gram", and without "zz-". */
static void
read_name(struct reading *reading)
{
	const char *slash = strrchr(reading->dialect->path, '/');
	struct str name = str_of(slash == NULL ? reading->dialect->path : slash + 1);
	if (str_suffix(name, ".gram"))
		name.n -= 5;
	reading->last = str_prefix(name, "zz-");
	if (reading->last)
		name = (struct str){ name.p + 3, name.n - 3 };
	reading->name = arena_copy(reading->arena, name).p;
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
			return fault(reading, "\"%.*s\" is no word of a dialect file", QUOTE(name));
		if (!read_word(reading, word, value))
			return false;
	}
	return end_rule(reading);
}

struct dialect *
dialectfile_open(const char *path, struct str text, struct arena *arena, struct str *why)
{
	struct dialect *dialect = arena_take(arena, sizeof *dialect);
	struct reading reading = { .dialect = dialect, .arena = arena };
	*dialect = (struct dialect){ .path = path };
	read_name(&reading);
	make_room(&reading, text);
	if (read_text(&reading, text))
		return dialect;
	*why = reading.fault;
	dialectfile_close(dialect);
	return NULL;
}

void
dialectfile_close(struct dialect *dialect)
{
	for (unsigned i = 0; i < dialect->item_count; i++)
		pattern_close(dialect->items[i].pattern);
	for (unsigned i = 0; i < dialect->form_count; i++)
		pattern_close(dialect->forms[i].original);
}
