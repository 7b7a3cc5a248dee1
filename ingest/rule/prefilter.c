/*
 * prefilter.c - which of many patterns may be found in a text. A literal is found by a hash of four of its bytes, and then compared.
 */
#include "ingest/rule/prefilter.h"

#include <limits.h>
#include <string.h>

#include "ingest/rule/literal.h"

enum { HASH_BITS = 11 };

struct entry {
	struct entry *next;             /* with the same hash */
	struct str literal;
	size_t end;                     /* of the bytes that are hashed */
	unsigned number, place;
};

struct prefilter {
	struct arena *arena;
	unsigned words;
	uint64_t *anywhere;             /* those without literals */
	struct entry *heads[1 << HASH_BITS];
};

/* The last four bytes, of which c is one more. */
static uint32_t
shift(uint32_t bytes, char c)
{
	return bytes << 8 | literal_fold(c);
}

static unsigned
hash_of(uint32_t bytes)
{
	return bytes * UINT32_C(2654435761) >> (32 - HASH_BITS);
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

static unsigned
length_of(const struct entry *entry)
{
	unsigned n = 0;
	for (; entry != NULL; entry = entry->next)
		n++;
	return n;
}

/* Many literals begin alike ("deliver", "this is"): of its bytes those are hashed that share their place with the fewest. */
static void
add_literal(struct prefilter *prefilter, unsigned number, unsigned place, struct str literal)
{
	struct entry *entry = arena_take(prefilter->arena, sizeof *entry);
	unsigned best = 0, fewest = UINT_MAX;
	uint32_t bytes = 0;
	*entry = (struct entry){ .literal = literal, .number = number, .place = place };
	for (size_t i = 0; i < literal.n; i++) {
		bytes = shift(bytes, literal.p[i]);
		unsigned hash = hash_of(bytes), n = length_of(prefilter->heads[hash]);
		if (i + 1 >= LITERAL_MIN && n < fewest) {
			best = hash;
			fewest = n;
			entry->end = i + 1;
		}
	}
	entry->next = prefilter->heads[best];
	prefilter->heads[best] = entry;
}

void
prefilter_add(struct prefilter *prefilter, unsigned number, unsigned place, struct str pattern)
{
	struct literals literals;
	literals_of(pattern, prefilter->arena, &literals);
	for (unsigned i = 0; i < literals.count; i++)
		add_literal(prefilter, number, place, literals.items[i]);
	if (literals.count == 0)
		add_to(prefilter->anywhere, number);
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

/* Whether the literal stands in the text, its hashed bytes ending at end. */
static bool
stands(const struct entry *entry, struct str text, size_t end)
{
	if (end < entry->end || text.n - end < entry->literal.n - entry->end)
		return false;
	for (size_t i = 0; i < entry->literal.n; i++)
		if (literal_fold(text.p[end - entry->end + i]) != (unsigned char)entry->literal.p[i])
			return false;
	return true;
}

void
prefilter_look(const struct prefilter *prefilter, unsigned place, struct str text, uint64_t *set)
{
	uint32_t bytes = 0;
	for (size_t i = 0; i < text.n; i++) {
		bytes = shift(bytes, text.p[i]);
		for (const struct entry *entry = prefilter->heads[hash_of(bytes)]; entry != NULL; entry = entry->next)
			if (entry->place == place && !prefilter_has(set, entry->number) && stands(entry, text, i + 1))
				add_to(set, entry->number);
	}
}
