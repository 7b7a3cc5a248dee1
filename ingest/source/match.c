/*
 * match.c - is this content a stream that we know, and how far?
 */
#include "ingest/source/match.h"

#include "ingest/hash.h"
#include "ingest/source/mailform.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = TRAIL_BLOCK };

struct candidate {
	struct entry *entry;
	uint64_t *blocks;
	bool out;               /* nothing more is to be compared */
};

struct search {
	struct content *content;
	struct trail *trail;
	struct candidate *candidates;
	size_t count;
	char *before, *block;   /* the full block before, and the one at base; one behind the other */
	size_t n;               /* bytes of block */
	uint64_t base;
	struct match match;     /* the furthest so far */
};

/* The furthest counts; of two that reach as far, the one that goes on. */
static void
reach(struct search *search, struct candidate *candidate, enum match_kind kind, uint64_t position)
{
	struct match *match = &search->match;
	candidate->out = true;
	if (match->entry != NULL && (position < match->position || (position == match->position && kind <= match->kind)))
		return;
	match->entry = candidate->entry;
	match->kind = kind;
	match->position = position;
}

static uint64_t
hash_part(const char *bytes, size_t n)
{
	return hash_of((struct str){ bytes, n });
}

/* Reads until n bytes from buffer on are there; fewer: the content has ended. */
static size_t
read_up_to(struct content *content, char *buffer, size_t have, size_t n)
{
	for (size_t got = 1; have < n && got > 0; have += got)
		got = content_read(content, buffer + have, n - have);
	return have;
}

/* A file need not be read: where the furthest that may hold it ends, its last full block and the rest tell. */
static bool
match_file(struct search *search)
{
	uint64_t size = (uint64_t)content_look(search->content).size, end = 0;
	struct candidate *furthest = NULL;
	for (size_t i = 0; i < search->count; i++) {
		struct candidate *candidate = &search->candidates[i];
		uint64_t position = candidate->entry->position, shared = position < size ? position : size;
		if (furthest == NULL || shared > end || (shared == end && position < furthest->entry->position)) {
			furthest = candidate;
			end = shared;
		}
	}
	uint64_t count = end / BLOCK;
	size_t full = count > 0 ? BLOCK : 0, rest = (size_t)(end % BLOCK);
	content_seek(search->content, end - rest - full);
	bool same = read_up_to(search->content, search->before, 0, full + rest) == full + rest &&
	    (full == 0 || hash_part(search->before, BLOCK) == furthest->blocks[count - 1]) &&
	    (end < furthest->entry->position || hash_part(search->before + full, rest) == furthest->entry->tail_hash);
	if (!same) {
		content_seek(search->content, 0);
		return false;
	}
	reach(search, furthest, end < furthest->entry->position ? MATCH_PART : MATCH_WHOLE, end);
	search->match.more = size > end;
	trail_append(search->trail, furthest->blocks, count);
	trail_feed(search->trail, (struct str){ search->before + full, rest });
	return true;
}

static void
compare(struct search *search, struct candidate *candidate)
{
	const struct entry *entry = candidate->entry;
	uint64_t left = entry->position - search->base;
	if (search->n < BLOCK && search->n < left) {
		reach(search, candidate, MATCH_PART, search->base + search->n);
	} else if (left < BLOCK) {
		bool same = hash_part(search->block, (size_t)left) == entry->tail_hash;
		reach(search, candidate, same ? MATCH_WHOLE : MATCH_APART, same ? entry->position : search->base);
	} else if (hash_part(search->block, BLOCK) != candidate->blocks[search->base / BLOCK]) {
		reach(search, candidate, MATCH_APART, search->base);
	}
}

/* Compares one block; says whether there is another to be compared. Never waits for more than is known, since a pipe may be live. */
static bool
compare_block(struct search *search)
{
	size_t wanted = 0, in = 0;
	for (size_t i = 0; i < search->count; i++) {
		uint64_t left = search->candidates[i].entry->position - search->base;
		if (!search->candidates[i].out && left > wanted)
			wanted = left < BLOCK ? (size_t)left : BLOCK;
	}
	search->n = read_up_to(search->content, search->block, 0, wanted);
	for (size_t i = 0; i < search->count; i++) {
		if (!search->candidates[i].out)
			compare(search, &search->candidates[i]);
		in += !search->candidates[i].out;
	}
	if (in == 0)
		return false;
	uint64_t value = hash_part(search->block, BLOCK);
	trail_append(search->trail, &value, 1);
	memcpy(search->before, search->block, BLOCK);
	search->base += BLOCK;
	return true;
}

/* How many bytes at the end of the block before belong to a unit that it does not end. */
static size_t
begun_unit(const struct search *search, struct str head)
{
	bool box = mail_form(head) == MAIL_BOX;
	const char *begins = str_prefix(head, "__CURSOR=") ? "__CURSOR=" : box ? "From " : "";
	const char *bytes = search->before, *newline = bytes + BLOCK;
	if (search->base == 0)
		return 0;
	while ((newline = memrchr(bytes, '\n', (size_t)(newline - bytes))) != NULL) {
		struct str from = { newline + 1, (size_t)(bytes + BLOCK - newline - 1) };
		if (from.n > MATCH_UNIT_LIMIT && !box)
			break;
		if (str_prefix(from, begins))
			return from.n;
	}
	return 0;
}

/* Puts trail and held bytes to where what is new begins. */
static void
settle(struct search *search, struct str head)
{
	struct match *match = &search->match;
	uint64_t blocks = search->base / BLOCK;
	size_t at = (size_t)(match->position - search->base), back = 0;
	if (match->kind == MATCH_APART && (back = begun_unit(search, head)) > 0) {
		match->position -= back;
		trail_rewind(search->trail, blocks - 1, (struct str){ search->before, BLOCK - back });
	} else {
		trail_rewind(search->trail, blocks, (struct str){ search->block, at });
	}
	/* whether a stream that was read to here goes on, only reading tells */
	if (match->kind == MATCH_WHOLE && search->n == at && search->n < BLOCK)
		search->n += content_read(search->content, search->block + at, BLOCK - at);
	match->held = search->block + at - back;
	match->held_n = search->n - at + back;
	match->more = match->kind != MATCH_PART && match->held_n > 0;
}

struct match
match_content(struct content *content, struct str head, struct ledger *ledger, struct trail *trail)
{
	struct entry **entries;
	size_t count = ledger_by_head(ledger, head, &entries);
	struct search search = { .content = content, .trail = trail, .match = { .more = head.n > 0 } };
	search.candidates = mem_new(count * sizeof *search.candidates);
	for (size_t i = 0; i < count; i++) {
		uint64_t *blocks = ledger_blocks(ledger, entries[i]);
		if (blocks != NULL)
			search.candidates[search.count++] = (struct candidate){ .entry = entries[i], .blocks = blocks };
	}
	if (search.count > 0) {
		search.match.buffer = search.before = mem_new(2 * BLOCK);
		search.block = search.before + BLOCK;
		if (!content_is_plain(content) || !match_file(&search)) {
			while (compare_block(&search))
				;
			settle(&search, head);
		}
	}
	for (size_t i = 0; i < search.count; i++)
		free(search.candidates[i].blocks);
	free(search.candidates);
	free(entries);
	return search.match;
}
