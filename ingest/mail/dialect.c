/*
 * dialect.c - the dialects of all files, and which of them a message fits.
 */
#include "ingest/mail/dialect.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ingest/mail/dialectfile.h"
#include "ingest/rule/prefilter.h"
#include "ingest/scan.h"
#include "ingest/rule/rulefolder.h"
#include "ingest/mail/sift.h"
#include "ingest/rule/value.h"

struct dialects {
	struct arena *arena;                    /* of all that lives as long */
	struct matcher *matcher;
	struct dialect **files;                 /* as they were added */
	unsigned file_count;
	struct dialect_form **forms[DIALECT_GROUPS];    /* in the order in which they are tried */
	unsigned form_counts[DIALECT_GROUPS];
	struct dialect_sample *samples;
	struct sift *sift;                      /* NULL until the first message */
};

struct dialects *
dialects_new(void)
{
	struct dialects *dialects = mem_new(sizeof *dialects);
	dialects->arena = arena_open();
	dialects->matcher = matcher_open();
	return dialects;
}

void
dialects_close(struct dialects *dialects)
{
	if (dialects == NULL)
		return;
	for (unsigned i = 0; i < dialects->file_count; i++)
		dialectfile_close(dialects->files[i]);
	for (unsigned i = 0; i < DIALECT_GROUPS; i++)
		free(dialects->forms[i]);
	matcher_close(dialects->matcher);
	arena_close(dialects->arena);
	free(dialects->files);
	free(dialects->samples);
	sift_close(dialects->sift);
	free(dialects);
}

enum dialect_group
dialect_group_of(unsigned kind)
{
	if (kind == DIALECT_NOTICE)
		return DIALECT_NOTICES;
	if (kind == BOUNCE_OTHER)
		return DIALECT_LOOKALIKES;
	return kind <= BOUNCE_EXPANDED ? DIALECT_BOUNCES : DIALECT_ANSWERS;
}

/* A last resort comes behind all others; among answers a challenge, which looks like an auto-reply too, before the rest. */
static unsigned
rank(const struct dialect_rule *rule)
{
	return (rule->last ? 2 : 0) + (dialect_group_of(rule->kind) == DIALECT_ANSWERS && rule->kind != BOUNCE_CHALLENGE);
}

static void
add_form(struct dialects *dialects, struct dialect_form *form)
{
	enum dialect_group group = dialect_group_of(form->rule.kind);
	unsigned at = dialects->form_counts[group]++;
	struct dialect_form **forms = mem_resize(dialects->forms[group], (at + 1) * sizeof *forms);
	for (; at > 0 && rank(&forms[at - 1]->rule) > rank(&form->rule); at--)
		forms[at] = forms[at - 1];
	forms[at] = form;
	dialects->forms[group] = forms;
}

static struct str
add_file(struct dialects *dialects, const char *path, struct str text, bool proven)
{
	struct str why = STR_NONE;
	if (dialects->sift != NULL)
		bug("%s: rules are added after messages were sifted", path);
	struct dialect *dialect = dialectfile_open(path, text, proven, dialects->arena, &why);
	if (dialect == NULL)
		return why;
	unsigned count = ++dialects->file_count;
	dialects->files = mem_resize(dialects->files, count * sizeof *dialects->files);
	dialects->files[count - 1] = dialect;
	for (unsigned i = 0; i < dialect->form_count; i++)
		add_form(dialects, &dialect->forms[i]);
	return STR_NONE;
}

struct str
dialects_add(struct dialects *dialects, const char *path, struct str text)
{
	return add_file(dialects, path, text, false);
}

static struct str
add(void *owner, const char *path, struct str text)
{
	return dialects_add(owner, path, text);
}

struct dialects *
dialects_open(const char *site)
{
	struct dialects *dialects = dialects_new();
	struct str why = site == NULL || access(site, F_OK) != 0 ? STR_NONE : rulefolder_read(site, dialects->arena, add, dialects);
	for (const struct embedded *e = NULL; why.p == NULL && (e = embedded_next(e, "ingest/dialect/", ".gram")) != NULL;)
		why = add_file(dialects, e->path, e->text, true);
	if (why.p != NULL)
		die("%s", why.p);
	return dialects;
}

static struct str
limited(struct str text, size_t limit)
{
	text.n = text.n < limit ? text.n : limit;
	return text;
}

void
dialects_sift(struct dialects *dialects, struct dialect_subject *subject, struct arena *arena)
{
	if (dialects->sift == NULL)
		dialects->sift = sift_open(dialects->files, dialects->file_count);
	subject->may = sift_look(dialects->sift, subject, arena);
}

/* The n-th text at a place, n from *at on; *at is then behind it. Absent where there is none. */
static struct str
next_text(const struct dialect_subject *subject, struct str where, size_t limit, unsigned *at)
{
	if (where.p == NULL)
		return (*at)++ == 0 ? limited(subject->body, limit) : STR_NONE;
	for (; *at < subject->field_count; (*at)++) {
		const struct message_field *field = &subject->fields[*at];
		if (scan_alike(field->name, where))
			return limited(subject->fields[(*at)++].value, limit);
	}
	return STR_NONE;
}

/* A field that is not there is an empty text. */
static bool
finds(struct dialects *dialects, const struct dialect_item *item, const struct dialect_subject *subject)
{
	unsigned at = 0;
	struct str text = next_text(subject, item->where, DIALECT_DETECT_TEXT, &at);
	if (text.p == NULL)
		return pattern_found(item->pattern, dialects->matcher, STR(""));
	for (; text.p != NULL; text = next_text(subject, item->where, DIALECT_DETECT_TEXT, &at))
		if (pattern_found(item->pattern, dialects->matcher, text))
			return true;
	return false;
}

/* What is known not to be there is asked for first. */
static bool
detects(struct dialects *dialects, const struct dialect_form *form, const struct dialect_subject *subject)
{
	for (unsigned i = 0; i < form->detect_count && subject->may != NULL; i++)
		if (!prefilter_has(subject->may, form->detects[i].number))
			return false;
	for (unsigned i = 0; i < form->detect_count; i++)
		if (!finds(dialects, &form->detects[i], subject))
			return false;
	return true;
}

const struct dialect_rule *
dialects_take(struct dialects *dialects, enum dialect_group group, bool evidence, const struct dialect_subject *subject)
{
	for (unsigned i = 0; i < dialects->form_counts[group]; i++) {
		const struct dialect_form *form = dialects->forms[group][i];
		if ((evidence || form->rule.marked) && detects(dialects, form, subject))
			return &form->rule;
	}
	return NULL;
}

unsigned
dialects_count(struct dialects *dialects, enum dialect_group group, const struct dialect_subject *subject,
    const struct dialect_rule **fits, unsigned size)
{
	unsigned count = 0;
	for (unsigned i = 0; i < dialects->form_counts[group] && count < size; i++)
		if (detects(dialects, dialects->forms[group][i], subject))
			fits[count++] = &dialects->forms[group][i]->rule;
	return count;
}

static const struct dialect_form *
form_of(const struct dialect_rule *rule)
{
	return (const struct dialect_form *)rule;
}

/* From the first line on that is not empty, or the rest of this one; the blanks by which it is indented stay, as all of a mail may be. */
static struct str
first_line(struct str body, size_t at)
{
	size_t line = at;
	bool within = at > 0 && body.p[at - 1] != '\n';
	for (; at < body.n && (body.p[at] == '\n' || body.p[at] == ' ' || body.p[at] == '\t'); at++)
		if (body.p[at] == '\n') {
			line = at + 1;
			within = false;
		}
	return scan_from(body, within ? at : line);
}

struct str
dialect_cut(struct dialects *dialects, const struct dialect_rule *rule, struct str *body)
{
	const struct dialect_form *form = form_of(rule);
	size_t at = 0;
	if (form->original == NULL || body->p == NULL || !pattern_search(form->original, dialects->matcher, *body, &at))
		return STR_NONE;
	struct str original = first_line(*body, at);
	body->n = at;
	return original;
}

void
dialect_sets(const struct dialect_rule *rule, struct str values[FIELD_COUNT])
{
	const struct dialect_form *form = form_of(rule);
	for (unsigned i = 0; i < form->set_count; i++)
		if (values[form->sets[i].field].p == NULL)
			values[form->sets[i].field] = form->sets[i].value;
}

static void
take_values(struct dialects *dialects, const struct dialect_item *item, struct str text, struct arena *arena, struct str values[FIELD_COUNT])
{
	struct str groups[PATTERN_GROUPS];
	pattern_take(item->pattern, dialects->matcher, text, groups);
	for (unsigned i = 0; i < pattern_groups(item->pattern); i++)
		if (groups[i].p != NULL)
			values[item->fields[i]] = value_of(item->fields[i], groups[i], arena);
}

bool
dialect_next(struct dialects *dialects, const struct dialect_rule *rule, const struct dialect_subject *subject,
    struct arena *arena, struct dialect_search *search, struct str values[FIELD_COUNT])
{
	const struct dialect_form *form = form_of(rule);
	memset(values, 0, FIELD_COUNT * sizeof *values);
	for (; search->find < form->find_count && search->taken < DIALECT_FINDS_MAX; search->find++) {
		const struct dialect_item *item = &form->finds[search->find];
		unsigned behind = search->field;
		struct str text;
		while ((text = next_text(subject, item->where, DIALECT_FIND_TEXT, &behind)).p != NULL) {
			if (pattern_search(item->pattern, dialects->matcher, text, &search->at)) {
				take_values(dialects, item, text, arena, values);
				search->taken++;
				return true;
			}
			search->field = behind;
			search->at = 0;
		}
		search->field = 0;
		search->at = 0;
	}
	return false;
}

const struct dialect_sample *
dialects_samples(struct dialects *dialects, unsigned *count)
{
	*count = 0;
	for (unsigned i = 0; i < dialects->file_count; i++) {
		const struct dialect *dialect = dialects->files[i];
		dialects->samples = mem_resize(dialects->samples, (*count + dialect->sample_count) * sizeof *dialects->samples);
		for (unsigned j = 0; j < dialect->sample_count; j++)
			dialects->samples[(*count)++] = dialect->samples[j];
	}
	return dialects->samples;
}
