/*
 * journals.c - which entries of which journal were read: a range of each stream.
 */
#include "ingest/source/journals.h"

#include <stdlib.h>

struct range {
	struct str journal;
	uint64_t first, last;
};

struct journals {
	struct arena *names;
	struct range *ranges;
	size_t count, room;
};

struct journals *
journals_open(struct store *store)
{
	struct journals *journals = mem_new(sizeof *journals);
	struct stmt *stmt = store_stmt(store, "ingest/source/journals.sql");
	journals->names = arena_open();
	while (stmt_step(stmt)) {
		if (journals->count == journals->room) {
			journals->room = journals->room * 2 + 16;
			journals->ranges = mem_resize(journals->ranges, journals->room * sizeof *journals->ranges);
		}
		journals->ranges[journals->count++] = (struct range){
			arena_copy(journals->names, stmt_str(stmt, 0)), (uint64_t)stmt_int(stmt, 1), (uint64_t)stmt_int(stmt, 2),
		};
	}
	stmt_reset(stmt);
	return journals;
}

void
journals_close(struct journals *journals)
{
	arena_close(journals->names);
	free(journals->ranges);
	free(journals);
}

bool
journals_have(const struct journals *journals, struct str journal, uint64_t entry)
{
	for (size_t i = 0; i < journals->count; i++) {
		const struct range *range = &journals->ranges[i];
		if (str_equal(journal, range->journal) && entry >= range->first && entry <= range->last)
			return true;
	}
	return false;
}
