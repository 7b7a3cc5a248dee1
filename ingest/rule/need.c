/*
 * need.c - what a text must hold, as a tree of literals; and whether it may, by its runs of three bytes.
 */
#include "ingest/rule/need.h"

#include <string.h>

static void
note_shortest(struct need *need, size_t n)
{
	need->shortest = need->shortest == 0 || n < need->shortest ? n : need->shortest;
}

static void
join_literals(struct need *need, struct literal *first, struct literal *last)
{
	if (first == NULL)
		return;
	if (need->literals == NULL)
		need->literals = first;
	else
		need->last_literal->next = first;
	need->last_literal = last;
}

static void
join_ways(struct need *need, struct way *first, struct way *last)
{
	if (first == NULL)
		return;
	if (need->ways == NULL)
		need->ways = first;
	else
		need->last_way->next = first;
	need->last_way = last;
}

void
need_add_literal(struct need *need, struct str text, struct arena *arena)
{
	struct literal *literal = arena_take(arena, sizeof *literal);
	*literal = (struct literal){ arena_copy(arena, text), NULL };
	join_literals(need, literal, literal);
	note_shortest(need, text.n);
}

/* Where a way is a single need, what meets that meets this, too. */
void
need_add_way(struct need *need, const struct way *way, struct arena *arena)
{
	const struct need *best = way->needs;
	note_shortest(need, best->shortest);
	if (best->next == NULL) {
		join_literals(need, best->literals, best->last_literal);
		join_ways(need, best->ways, best->last_way);
		return;
	}
	struct way *added = arena_take(arena, sizeof *added);
	*added = (struct way){ way->needs, NULL };
	join_ways(need, added, added);
}

static void
add_one(struct way *way, const struct need *need, struct arena *arena)
{
	struct need *added = arena_take(arena, sizeof *added);
	struct need **at = way->needs == NULL || need->shortest > way->needs->shortest ? &way->needs : &way->needs->next;
	*added = *need;
	added->next = *at;
	*at = added;
}

/* A need that can be met in one way alone adds what that needs. */
void
way_add_need(struct way *way, const struct need *need, struct arena *arena)
{
	if (need->literals == NULL && need->ways == NULL)
		return;
	if (need->literals != NULL || need->ways->next != NULL)
		add_one(way, need, arena);
	else
		for (const struct need *part = need->ways->needs; part != NULL; part = part->next)
			add_one(way, part, arena);
}

/* With this bit in each byte, letters of both cases are alike; so are some other bytes. */
static uint32_t
hash_of(const char *p)
{
	uint32_t bytes = (unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8 | (uint32_t)(unsigned char)p[2] << 16;
	return (bytes | UINT32_C(0x202020)) * UINT32_C(2654435761) >> (32 - GRAM_BITS);
}

void
grams_of(struct str text, struct grams *grams)
{
	memset(grams, 0, sizeof *grams);
	for (size_t i = 0; i + LITERAL_MIN <= text.n; i++) {
		uint32_t hash = hash_of(text.p + i);
		grams->bits[hash / 64] |= UINT64_C(1) << hash % 64;
	}
}

static bool
may_hold(const struct grams *grams, struct str literal)
{
	for (size_t i = 0; i + LITERAL_MIN <= literal.n; i++) {
		uint32_t hash = hash_of(literal.p + i);
		if (!(grams->bits[hash / 64] >> hash % 64 & 1))
			return false;
	}
	return true;
}

static bool
may_go(const struct grams *grams, const struct way *way)
{
	const struct need *need = way->needs;
	while (need != NULL && grams_may_meet(grams, need))
		need = need->next;
	return need == NULL;
}

bool
grams_may_meet(const struct grams *grams, const struct need *need)
{
	for (const struct literal *literal = need->literals; literal != NULL; literal = literal->next)
		if (may_hold(grams, literal->text))
			return true;
	for (const struct way *way = need->ways; way != NULL; way = way->next)
		if (may_go(grams, way))
			return true;
	return false;
}
