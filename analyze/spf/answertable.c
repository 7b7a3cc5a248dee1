/*
 * answertable.c - how the store holds its answers.
 */
#include "analyze/spf/answertable.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { TABLE_FIRST = 256 };

struct answers *
answers_open(struct answers *below)
{
	struct answers *answers = mem_new(sizeof *answers);
	answers->below = below;
	answers->arena = arena_open();
	answers->size = TABLE_FIRST;
	answers->slots = mem_new(answers->size * sizeof *answers->slots);
	if (getrandom(&answers->seed, sizeof answers->seed, 0) < 0)
		die("no random numbers");
	return answers;
}

void
answers_close(struct answers *answers)
{
	if (answers == NULL)
		return;
	arena_close(answers->arena);
	free(answers->slots);
	free(answers->parts);
	free(answers);
}

void
answers_forget(struct answers *answers)
{
	arena_reset(answers->arena);
	memset(answers->slots, 0, answers->size * sizeof *answers->slots);
	answers->used = 0;
	answers->first = answers->last = NULL;
	answers->parts_count = 0;
}

size_t
answers_size(const struct answers *answers)
{
	return arena_size(answers->arena) + answers->size * sizeof *answers->slots;
}

void
answers_set_load(struct answers *answers, answers_load *load, void *context)
{
	answers->load = load;
	answers->context = context;
}

bool
answers_key_of(struct str name, struct key *key)
{
	size_t label = 0;

	if (name.n > 0 && name.p[name.n - 1] == '.')
		name.n--;
	if (name.n > ANSWER_NAME_MAX)
		return false;
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		if (c == '.') {
			if (label == 0)
				return false;
			label = 0;
		} else if (++label > 63) {
			return false;
		}
		key->name[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	key->n = name.n;
	return name.n == 0 || label > 0;
}

bool
answer_name_is_sound(struct str name)
{
	struct key key;
	return answers_key_of(name, &key) && key.n > 0;
}

static uint64_t
hash_of(const struct answers *answers, const char *name, size_t n, unsigned type)
{
	uint64_t hash = answers->seed ^ type;
	for (size_t i = 0; i < n; i++) {
		hash = (hash ^ (unsigned char)name[i]) * 0x9e3779b97f4a7c15u;
		hash ^= hash >> 29;
	}
	return hash ^ hash >> 32;
}

struct slot *
answers_slot_of(const struct answers *answers, const char *name, size_t n, unsigned type)
{
	uint64_t hash = hash_of(answers, name, n, type);
	for (size_t i = hash & (answers->size - 1);; i = (i + 1) & (answers->size - 1)) {
		struct slot *slot = &answers->slots[i];
		if (slot->newest == NULL) {
			slot->hash = hash;
			return slot;
		}
		const struct answer *answer = &slot->newest->answer;
		if (slot->hash == hash && answer->type == type && answer->name.n == n && memcmp(answer->name.p, name, n) == 0)
			return slot;
	}
}

static void
grow(struct answers *answers)
{
	struct slot *old = answers->slots;
	size_t size = answers->size;

	answers->size *= 2;
	answers->slots = mem_new(answers->size * sizeof *old);
	for (size_t i = 0; i < size; i++) {
		if (old[i].newest == NULL)
			continue;
		size_t at = old[i].hash & (answers->size - 1);
		while (answers->slots[at].newest != NULL)
			at = (at + 1) & (answers->size - 1);
		answers->slots[at] = old[i];
	}
	free(old);
}

static struct entry *
entry_new(struct answers *answers, struct str name, unsigned type)
{
	struct entry *entry = arena_take(answers->arena, sizeof *entry);
	memset(entry, 0, sizeof *entry);
	entry->answer.name = name;
	entry->answer.type = type;
	return entry;
}

/* The slot of a name and type, ready to take a first entry. */
static struct slot *
slot_new(struct answers *answers, const struct key *key, unsigned type)
{
	if (2 * (answers->used + 1) > answers->size)
		grow(answers);
	struct slot *slot = answers_slot_of(answers, key->name, key->n, type);
	answers->used += slot->newest == NULL;
	return slot;
}

struct entry *
answers_mark(struct answers *answers, const struct key *key)
{
	struct slot *slot = slot_new(answers, key, MARK);
	if (slot->newest == NULL)
		slot->newest = entry_new(answers, arena_copy(answers->arena, (struct str){ key->name, key->n }), MARK);
	return slot->newest;
}

struct entry *
answers_at(struct answers *answers, const struct key *key, enum answer_type type, int64_t at)
{
	struct entry *name = answers_mark(answers, key);
	struct slot *slot = slot_new(answers, key, type);
	struct entry **place = &slot->newest;

	while (*place != NULL && (*place)->answer.at > at)
		place = &(*place)->older;
	if (*place != NULL && (*place)->answer.at == at)
		return *place;
	struct entry *entry = entry_new(answers, name->answer.name, type);
	entry->answer.at = entry->answer.seen = at;
	entry->older = *place;
	*place = entry;
	if (answers->first == NULL)
		answers->first = entry;
	else
		answers->last->next = entry;
	answers->last = entry;
	return entry;
}

struct entry *
answers_before(const struct answers *answers, const struct key *key, enum answer_type type, int64_t at)
{
	struct entry *entry = answers_slot_of(answers, key->name, key->n, type)->newest;
	while (entry != NULL && entry->answer.at > at)
		entry = entry->older;
	return entry;
}
