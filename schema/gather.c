/*
 * gather.c - counts by key: a table with open addressing, sorted when it is read.
 */
#include "schema/gather.h"

#include <stdlib.h>
#include <string.h>

struct gather {
	struct arena *texts;
	struct gathered *slots;         /* size of them, a power of two; n == 0: free */
	size_t size, count, next;       /* next: while it is read, the slots then lie sorted and without gaps */
	bool reading;
};

enum { GATHER_FIRST = 1024 };

struct gather *
gather_open(void)
{
	struct gather *gather = mem_new(sizeof *gather);
	gather->texts = arena_open();
	gather->size = GATHER_FIRST;
	gather->slots = mem_new(gather->size * sizeof *gather->slots);
	return gather;
}

void
gather_close(struct gather *gather)
{
	if (gather == NULL)
		return;
	arena_close(gather->texts);
	free(gather->slots);
	free(gather);
}

/* FNV-1a over words would be weak in its low bits: the high ones are folded in. */
static uint64_t
hash_of(struct str text, const int64_t numbers[GATHER_NUMBERS])
{
	uint64_t hash = 0xcbf29ce484222325;
	for (size_t i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.p[i]) * 0x100000001b3;
	for (size_t i = 0; i < GATHER_NUMBERS; i++)
		hash = (hash ^ (uint64_t)numbers[i]) * 0x9e3779b97f4a7c15;
	return hash ^ hash >> 32;
}

static struct gathered *
slot_of(struct gather *gather, struct str text, const int64_t numbers[GATHER_NUMBERS])
{
	for (size_t i = hash_of(text, numbers);; i++) {
		struct gathered *slot = &gather->slots[i & (gather->size - 1)];
		if (slot->n == 0 || (memcmp(slot->numbers, numbers, sizeof slot->numbers) == 0 && str_equal(slot->text, text)))
			return slot;
	}
}

static void
grow(struct gather *gather)
{
	struct gathered *old = gather->slots;
	size_t size = gather->size;
	gather->size *= 2;
	gather->slots = mem_new(gather->size * sizeof *gather->slots);
	for (size_t i = 0; i < size; i++)
		if (old[i].n > 0)
			*slot_of(gather, old[i].text, old[i].numbers) = old[i];
	free(old);
}

void
gather_add(struct gather *gather, struct str text, const int64_t numbers[GATHER_NUMBERS], int64_t n)
{
	if (gather->reading)
		bug("gather_add while keys are taken out");
	if (2 * gather->count >= gather->size)
		grow(gather);
	struct gathered *slot = slot_of(gather, text, numbers);
	slot->n += n;
	if (slot->n > n)
		return;
	slot->text = arena_copy(gather->texts, text);
	memcpy(slot->numbers, numbers, sizeof slot->numbers);
	gather->count++;
}

bool
gather_is_full(const struct gather *gather)
{
	return gather->count >= GATHER_FULL;
}

static int
compare(const void *left, const void *right)
{
	const struct gathered *a = left, *b = right;
	size_t n = a->text.n < b->text.n ? a->text.n : b->text.n;
	if (a->numbers[0] != b->numbers[0])
		return a->numbers[0] < b->numbers[0] ? -1 : 1;
	int order = n == 0 ? 0 : memcmp(a->text.p, b->text.p, n);
	if (order != 0 || a->text.n != b->text.n)
		return order != 0 ? order : a->text.n < b->text.n ? -1 : 1;
	for (size_t i = 1; i < GATHER_NUMBERS; i++)
		if (a->numbers[i] != b->numbers[i])
			return a->numbers[i] < b->numbers[i] ? -1 : 1;
	return 0;
}

void
gather_order(struct gather *gather)
{
	size_t kept = 0;
	for (size_t i = 0; i < gather->size; i++)
		if (gather->slots[i].n > 0)
			gather->slots[kept++] = gather->slots[i];
	qsort(gather->slots, gather->count, sizeof *gather->slots, compare);
	while (gather->size > GATHER_FIRST && gather->size / 2 >= gather->count)
		gather->size /= 2;
	gather->slots = mem_resize(gather->slots, gather->size * sizeof *gather->slots);
	gather->reading = true;
	gather->next = 0;
}

bool
gather_next(struct gather *gather, struct gathered *gathered)
{
	if (!gather->reading)
		gather_order(gather);
	if (gather->next < gather->count) {
		*gathered = gather->slots[gather->next++];
		return true;
	}
	memset(gather->slots, 0, gather->size * sizeof *gather->slots);
	arena_reset(gather->texts);
	gather->count = 0;
	gather->reading = false;
	return false;
}
