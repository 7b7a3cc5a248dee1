/*
 * dialectfile.c - one dialect file: read, checked and compiled.
 */
#include "ingest/mail/dialectfile.h"

#include <string.h>

#include "ingest/rule/ruleword.h"
#include "ingest/rule/value.h"

enum word { WORD_DEFINE, WORD_RULE, WORD_KIND, WORD_DETECT, WORD_SET, WORD_FIND, WORD_ORIGINAL, WORD_FILE, WORD_WANT, WORD_LACK, WORDS };

struct reading {
	struct dialect *dialect;
	const char *name;               /* of the dialect */
	bool last;
	struct ruletext text;
	struct dialect_set *sets;       /* room for what is still to come */
	struct dialect_want *wants;
};

static struct dialect_form *
current(const struct reading *reading)
{
	return reading->dialect->form_count == 0 ? NULL : &reading->dialect->forms[reading->dialect->form_count - 1];
}

static bool
read_define(struct reading *reading, struct str value)
{
	return ruletext_define(&reading->text, value);
}

static bool
read_rule(struct reading *reading, struct str value)
{
	struct dialect *dialect = reading->dialect;
	const char *name = ruletext_rule(&reading->text, value);
	if (name == NULL)
		return false;
	struct dialect_item *items = dialect->items + dialect->item_count;
	dialect->forms[dialect->form_count++] = (struct dialect_form){
		.detects = items, .finds = items, .sets = reading->sets,
		.rule = { .dialect = reading->name, .file = dialect->path, .name = name, .last = reading->last }
	};
	return true;
}

static bool
read_kind(struct reading *reading, struct str name)
{
	enum bounce_kind kind;
	if (bounce_kind_find(name, &kind))
		current(reading)->rule.kind = kind;
	else if (str_is(name, "notice"))
		current(reading)->rule.kind = DIALECT_NOTICE;
	else
		return ruletext_fault(&reading->text, "\"%.*s\" is no kind of message", QUOTE(name));
	return true;
}

/* Where and pattern, of a detect or find. */
static struct dialect_item *
read_item(struct reading *reading, struct str value)
{
	struct str where = ruletext_word(&value);
	struct dialect_item *item = &reading->dialect->items[reading->dialect->item_count];
	*item = (struct dialect_item){ .where = str_is(where, "body") ? STR_NONE : where };
	item->pattern = ruletext_pattern(&reading->text, value, pattern_open_search);
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
		return ruletext_fault(&reading->text, "what is detected captures nothing, but this has a group \"%.*s\"", QUOTE(pattern_group(item->pattern, 0)));
	form->detect_count++;
	form->finds = form->detects + form->detect_count;
	form->rule.marked = form->rule.marked || !is_common(item->where);
	return true;
}

static bool
read_set(struct reading *reading, struct str value)
{
	enum field field = ruletext_field(&reading->text, ruletext_word(&value));
	if (field == FIELD_NONE)
		return false;
	struct str set = value_of(field, value, reading->text.arena);
	if (set.p == NULL)
		return ruletext_fault(&reading->text, "\"%.*s\" is no value for \"%s\"", QUOTE(value), field_name(field));
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
		return ruletext_fault(&reading->text, "what is found gives no field");
	for (unsigned i = 0; i < groups; i++) {
		enum field field = ruletext_field(&reading->text, pattern_group(item->pattern, i));
		if (field == FIELD_NONE)
			return false;
		item->fields[i] = (uint8_t)field;
		current(reading)->rule.names = current(reading)->rule.names || field == F_recipient;
	}
	current(reading)->find_count++;
	return true;
}

static bool
read_original(struct reading *reading, struct str value)
{
	struct dialect_form *form = current(reading);
	if (form->original != NULL)
		return ruletext_fault(&reading->text, "a second original for rule \"%s\"", form->rule.name);
	form->original = ruletext_pattern(&reading->text, value, pattern_open_search);
	return form->original != NULL;
}

static bool
read_file(struct reading *reading, struct str value)
{
	reading->dialect->samples[reading->dialect->sample_count++] = (struct dialect_sample){
		.rule = &current(reading)->rule, .path = value, .line_number = reading->text.line_number, .wants = reading->wants
	};
	current(reading)->sample_count++;
	return true;
}

static bool
add_want(struct reading *reading, struct str name, struct str value)
{
	enum field field = ruletext_field(&reading->text, name);
	if (field == FIELD_NONE)
		return false;
	*reading->wants++ = (struct dialect_want){ field, value };
	reading->dialect->samples[reading->dialect->sample_count - 1].want_count++;
	return true;
}

static bool
read_want(struct reading *reading, struct str value)
{
	struct str name = ruletext_word(&value);
	return add_want(reading, name, value);
}

static bool
read_lack(struct reading *reading, struct str value)
{
	return add_want(reading, value, STR_NONE);
}

static const struct rulewords words = {
	"dialect file", (const struct ruleword[]){
		[WORD_DEFINE] = { "define", read_define, WORD_DEFINE, WORD_DEFINE, NULL },
		[WORD_RULE] = { "rule", read_rule, WORD_DEFINE, WORD_LACK, "kind" },
		[WORD_KIND] = { "kind", read_kind, WORD_RULE, WORD_RULE, "detect" },
		[WORD_DETECT] = { "detect", read_detect, WORD_KIND, WORD_DETECT, "file" },
		[WORD_SET] = { "set", read_set, WORD_DETECT, WORD_ORIGINAL, "file" },
		[WORD_FIND] = { "find", read_find, WORD_DETECT, WORD_ORIGINAL, "file" },
		[WORD_ORIGINAL] = { "original", read_original, WORD_DETECT, WORD_ORIGINAL, "file" },
		[WORD_FILE] = { "file", read_file, WORD_DETECT, WORD_LACK, NULL },
		[WORD_WANT] = { "want", read_want, WORD_FILE, WORD_LACK, NULL },
		[WORD_LACK] = { "lack", read_lack, WORD_FILE, WORD_LACK, NULL },
	}, WORDS, WORD_RULE
};

/* For all that the file holds. */
static void
make_room(struct reading *reading)
{
	size_t count[WORDS + 1];
	rulewords_count(&words, reading->text, count);
	struct dialect *dialect = reading->dialect;
	dialect->forms = arena_take(reading->text.arena, count[WORD_RULE] * sizeof *dialect->forms);
	dialect->samples = arena_take(reading->text.arena, count[WORD_FILE] * sizeof *dialect->samples);
	dialect->items = arena_take(reading->text.arena, (count[WORD_DETECT] + count[WORD_FIND]) * sizeof *dialect->items);
	reading->sets = arena_take(reading->text.arena, count[WORD_SET] * sizeof *reading->sets);
	reading->wants = arena_take(reading->text.arena, (count[WORD_WANT] + count[WORD_LACK]) * sizeof *reading->wants);
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
	reading->name = arena_copy(reading->text.arena, name).p;
}

struct dialect *
dialectfile_open(const char *path, struct str text, bool proven, struct arena *arena, struct str *why)
{
	struct dialect *dialect = arena_take(arena, sizeof *dialect);
	struct reading reading = { .dialect = dialect, .text = { .path = path, .arena = arena, .proven = proven, .rest = text } };
	*dialect = (struct dialect){ .path = path };
	read_name(&reading);
	make_room(&reading);
	if (rulewords_read(&words, &reading.text, &reading))
		return dialect;
	*why = reading.text.fault;
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
