/*
 * collect.c - what SQL gathers is counted here (gather.c), and taken by SQL again (intake.c).
 */
#include "schema/intake.h"
#include "schema/sqlite.h"

struct collecting {
	struct store *store;
	void (*full)(void *data);
	void *data;
};

static int
each_gathered(void *context, int columns, char **values, char **names)
{
	const struct collecting *collecting = context;
	(void)columns;
	(void)values;
	(void)names;
	if (gather_is_full(collecting->store->gather))
		collecting->full(collecting->data);
	return 0;
}

void
store_collect(struct store *store, const char *path, void (*full)(void *data), void *data)
{
	struct collecting collecting = { store, full, data };
	store_each(store, path, each_gathered, &collecting);
}

struct gather *
store_take(struct store *store)
{
	struct gather *gather = store->gather;
	gather_order(gather);
	store->gather = gather_open();
	return gather;
}

/* The keys are many: they are taken through a table. */
static struct bulk *
keys_of(struct store *store, const char *into)
{
	static const char *const columns[1 + GATHER_NUMBERS + 1] = { "text", "a", "b", "c", "d", "e", "n" };
	return bulk_open(intake_of(store, "gathered", columns, LENGTH(columns)), into);
}

static void
add_key(struct bulk *keys, const struct gathered *gathered)
{
	for (size_t i = 0; i < bulk_width(keys); i++) {
		size_t column = bulk_column(keys, i);
		if (column == 0)
			bulk_set_str(keys, i, gathered->text);
		else
			bulk_set_int(keys, i, column <= GATHER_NUMBERS ? gathered->numbers[column - 1] : gathered->n);
	}
	bulk_next(keys);
}

void
store_spill(struct store *store, struct gather *gather, const char *into, const char *totals)
{
	struct gathered gathered;
	struct bulk *keys = keys_of(store, into);
	struct gather *sums = totals == NULL ? NULL : gather_open();
	while (gather_next(gather, &gathered)) {
		add_key(keys, &gathered);
		if (sums != NULL)
			gather_add(sums, STR_NONE, gathered.numbers, gathered.n);
	}
	bulk_run(keys);
	if (sums != NULL)
		store_spill(store, sums, totals, NULL);
	gather_close(gather);
}

struct gathering {
	struct store *store;
	const char *into;
};

static void
spill(void *data)
{
	const struct gathering *gathering = data;
	store_spill(gathering->store, store_take(gathering->store), gathering->into, NULL);
}

void
store_gather(struct store *store, const char *path, const char *into)
{
	struct gathering gathering = { store, into };
	store_collect(store, path, spill, &gathering);
	spill(&gathering);
}
