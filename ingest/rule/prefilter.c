/*
 * prefilter.c - which of many patterns may be found in a text. A literal is found by a hash of three of its bytes, and then compared.
 * Most bytes of a text begin nothing that is looked for: one bit says so, and all bits lie in the processor's nearest cache.
 */
#include "ingest/rule/prefilter.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/rule/literal.h"

enum { HASH_BITS = 15, HEAD_BITS = 13 };

struct entry {
	struct entry *next;             /* with the same head */
	struct str literal;
	size_t begin;                   /* of the bytes that are hashed */
	unsigned number, place;
};

struct prefilter {
	struct arena *arena;
	unsigned words;
	uint64_t *anywhere;             /* those without literals */
	struct entry *added;            /* not settled yet */
	uint64_t hashes[(1 << HASH_BITS) / 64];         /* a bit for each hash that there is */
	struct entry *heads[1 << HEAD_BITS];            /* by the higher bits of the hash */
};

/* Of LITERAL_MIN bytes and the place where they stand. With this bit in each, letters of both cases are alike; so are some other bytes. */
static unsigned
hash_of(const char *p, unsigned place)
{
	uint32_t bytes = (unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8 | (uint32_t)(unsigned char)p[2] << 16;
	return ((bytes | UINT32_C(0x202020)) + (place << 24)) * UINT32_C(2654435761) >> (32 - HASH_BITS);
}

static struct entry *const *
head_of(const struct prefilter *prefilter, unsigned hash)
{
	return &prefilter->heads[hash >> (HASH_BITS - HEAD_BITS)];
}

struct prefilter *
prefilter_new(struct arena *arena, unsigned patterns)
{
	struct prefilter *prefilter = arena_take(arena, sizeof *prefilter);
	unsigned words = (patterns + 63) / 64;
	*prefilter = (struct prefilter){ .arena = arena, .words = words, .anywhere = arena_take(arena, words * sizeof *prefilter->anywhere) };
	memset(prefilter->anywhere, 0, words * sizeof *prefilter->anywhere);
	return prefilter;
}

static void
add_to(uint64_t *set, unsigned number)
{
	set[number / 64] |= UINT64_C(1) << number % 64;
}

static void
add_literal(struct prefilter *prefilter, unsigned number, unsigned place, struct str literal)
{
	struct entry *entry = arena_take(prefilter->arena, sizeof *entry);
	*entry = (struct entry){ .next = prefilter->added, .literal = literal, .number = number, .place = place };
	prefilter->added = entry;
}

/* Of what a way needs, the best alone is looked for. */
static void
add_need(struct prefilter *prefilter, unsigned number, unsigned place, const struct need *need)
{
	for (const struct literal *literal = need->literals; literal != NULL; literal = literal->next)
		add_literal(prefilter, number, place, literal->text);
	for (const struct way *way = need->ways; way != NULL; way = way->next)
		add_need(prefilter, number, place, way->needs);
}

void
prefilter_add(struct prefilter *prefilter, unsigned number, unsigned place, struct pattern *pattern)
{
	const struct need *need = pattern_need(pattern, prefilter->arena);
	if (need == NULL)
		add_to(prefilter->anywhere, number);
	else
		add_need(prefilter, number, place, need);
}

/* What many literals hold ("mail", " to ") stands in most texts, too: of its bytes those are hashed that the fewest hold. */
static unsigned
choose(struct entry *entry, const unsigned *held)
{
	unsigned best = hash_of(entry->literal.p, entry->place);
	for (size_t i = 1; i + LITERAL_MIN <= entry->literal.n; i++) {
		unsigned hash = hash_of(entry->literal.p + i, entry->place);
		if (held[hash] < held[best]) {
			best = hash;
			entry->begin = i;
		}
	}
	return best;
}

void
prefilter_settle(struct prefilter *prefilter)
{
	unsigned *held = mem_new((1 << HASH_BITS) * sizeof *held);
	for (const struct entry *entry = prefilter->added; entry != NULL; entry = entry->next)
		for (size_t i = 0; i + LITERAL_MIN <= entry->literal.n; i++)
			held[hash_of(entry->literal.p + i, entry->place)]++;
	for (struct entry *entry = prefilter->added, *next; entry != NULL; entry = next) {
		unsigned hash = choose(entry, held);
		struct entry **head = &prefilter->heads[hash >> (HASH_BITS - HEAD_BITS)];
		next = entry->next;
		entry->next = *head;
		*head = entry;
		add_to(prefilter->hashes, hash);
	}
	prefilter->added = NULL;
	free(held);
}

unsigned
prefilter_words(const struct prefilter *prefilter)
{
	return prefilter->words;
}

void
prefilter_begin(const struct prefilter *prefilter, uint64_t *set)
{
	memcpy(set, prefilter->anywhere, prefilter->words * sizeof *set);
}

/* Whether the literal stands in the text, its hashed bytes beginning at i. */
static bool
stands(const struct entry *entry, struct str text, size_t i)
{
	if (i < entry->begin || text.n - i < entry->literal.n - entry->begin)
		return false;
	const char *p = text.p + i - entry->begin;
	for (size_t j = 0; j < entry->literal.n; j++)
		if (literal_fold(p[j]) != (unsigned char)entry->literal.p[j])
			return false;
	return true;
}

void
prefilter_look(const struct prefilter *prefilter, unsigned place, struct str text, uint64_t *set)
{
	for (size_t i = 0; i + LITERAL_MIN <= text.n; i++) {
		unsigned hash = hash_of(text.p + i, place);
		if (!prefilter_has(prefilter->hashes, hash))
			continue;
		for (const struct entry *entry = *head_of(prefilter, hash); entry != NULL; entry = entry->next)
			if (entry->place == place && !prefilter_has(set, entry->number) && stands(entry, text, i))
				add_to(set, entry->number);
	}
}
