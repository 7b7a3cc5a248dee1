/*
 * runs.c - runs of plain bytes as a pattern goes on.
 */
#include "ingest/rule/runs.h"

#include <string.h>

#include "ingest/rule/literal.h"

void
runs_begin(struct runs *runs)
{
	runs->count = 1;
	runs->items[0].n = 0;
}

size_t
runs_shortest(const struct runs *runs)
{
	size_t n = runs->count == 0 ? 0 : LITERAL_MAX;
	for (unsigned i = 0; i < runs->count; i++)
		n = runs->items[i].n < n ? runs->items[i].n : n;
	return n;
}

static size_t
longest(const struct runs *runs)
{
	size_t n = 0;
	for (unsigned i = 0; i < runs->count; i++)
		n = runs->items[i].n > n ? runs->items[i].n : n;
	return n;
}

static void
append(struct run *run, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		run->text[run->n++] = (char)literal_fold(text.p[i]);
}

size_t
runs_append(struct runs *runs, struct str text)
{
	size_t room = LITERAL_MAX - longest(runs), n = text.n < room ? text.n : room;
	for (unsigned i = 0; i < runs->count; i++)
		append(&runs->items[i], (struct str){ text.p, n });
	return n;
}

bool
runs_cross(struct runs *runs, const struct runs *more)
{
	if (runs->count * more->count > RUNS_MAX || longest(runs) + longest(more) > LITERAL_MAX)
		return false;
	struct runs before = *runs;
	runs->count = 0;
	for (unsigned i = 0; i < before.count; i++)
		for (unsigned j = 0; j < more->count; j++) {
			struct run *run = &runs->items[runs->count++];
			*run = before.items[i];
			memcpy(run->text + run->n, more->items[j].text, more->items[j].n);
			run->n += more->items[j].n;
		}
	return true;
}

void
runs_add(struct runs *runs, const struct runs *more)
{
	if (runs->count + more->count > RUNS_MAX) {
		runs->count = RUNS_MAX + 1;
		return;
	}
	memcpy(runs->items + runs->count, more->items, more->count * sizeof *more->items);
	runs->count += more->count;
}

void
runs_need(const struct runs *runs, struct need *need, struct arena *arena)
{
	for (unsigned i = 0; i < runs->count; i++)
		need_add_literal(need, (struct str){ runs->items[i].text, runs->items[i].n }, arena);
}
