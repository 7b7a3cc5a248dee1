/*
 * sift.c - which detects of the dialects may be found in a message.
 */
#include "ingest/mail/sift.h"

#include <stdlib.h>

#include "ingest/rule/prefilter.h"
#include "ingest/scan.h"

struct sift {
	struct arena *arena;
	struct prefilter *prefilter;
	struct str *places;             /* names of fields, absent: the body */
	unsigned place_count;
};

static bool
is_place(struct str place, struct str name)
{
	if (place.p == NULL || name.p == NULL)
		return place.p == name.p;
	return scan_alike(place, name);
}

/* Its number; the number of places where nothing is looked for there. */
static unsigned
find_place(const struct sift *sift, struct str name)
{
	unsigned place = 0;
	while (place < sift->place_count && !is_place(sift->places[place], name))
		place++;
	return place;
}

static void
add_detect(struct sift *sift, struct dialect_item *item, unsigned number)
{
	unsigned place = find_place(sift, item->where);
	if (place == sift->place_count) {
		sift->places = mem_resize(sift->places, ++sift->place_count * sizeof *sift->places);
		sift->places[place] = item->where;
	}
	item->number = number;
	prefilter_add(sift->prefilter, number, place, item->pattern);
}

struct sift *
sift_open(struct dialect *const *dialects, unsigned count)
{
	struct sift *sift = mem_new(sizeof *sift);
	unsigned detects = 0, number = 0;
	for (unsigned i = 0; i < count; i++)
		for (unsigned j = 0; j < dialects[i]->form_count; j++)
			detects += dialects[i]->forms[j].detect_count;
	sift->arena = arena_open();
	sift->prefilter = prefilter_new(sift->arena, detects);
	for (unsigned i = 0; i < count; i++)
		for (unsigned j = 0; j < dialects[i]->form_count; j++)
			for (unsigned k = 0; k < dialects[i]->forms[j].detect_count; k++)
				add_detect(sift, &dialects[i]->forms[j].detects[k], number++);
	prefilter_settle(sift->prefilter);
	return sift;
}

void
sift_close(struct sift *sift)
{
	if (sift == NULL)
		return;
	arena_close(sift->arena);
	free(sift->places);
	free(sift);
}

static void
look_in(const struct sift *sift, struct str name, struct str text, uint64_t *may)
{
	unsigned place = find_place(sift, name);
	if (text.n > DIALECT_DETECT_TEXT)
		text.n = DIALECT_DETECT_TEXT;
	if (place < sift->place_count)
		prefilter_look(sift->prefilter, place, text, may);
}

const uint64_t *
sift_look(const struct sift *sift, const struct dialect_subject *subject, struct arena *arena)
{
	uint64_t *may = arena_take(arena, prefilter_words(sift->prefilter) * sizeof *may);
	prefilter_begin(sift->prefilter, may);
	look_in(sift, STR_NONE, subject->body, may);
	for (unsigned i = 0; i < subject->field_count; i++)
		look_in(sift, subject->fields[i].name, subject->fields[i].value, may);
	return may;
}
