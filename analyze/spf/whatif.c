/*
 * whatif.c - another record for a domain: all mail seen in its name, before and after.
 * In: rows of mail and bounces, what DNS says. Out: each source, with what both records say of it. The proposed record is a store over the store.
 */
#include "analyze/spf/put.h"
#include "analyze/spf/sources.h"

/* "-all": the present record, with that all in place of its own. */
static struct str
propose(struct spf_world *world, struct str domain, struct str wish, struct arena *arena)
{
	struct str text = sources_record(world, domain, true, arena);
	struct spf_record record;

	if (!str_is(wish, "-all") && !str_is(wish, "~all") && !str_is(wish, "?all"))
		return wish;
	if (text.p == NULL)
		return arena_print(arena, "v=spf1 %.*s", (int)wish.n, wish.p);
	spf_record_read(text, arena, &record);
	if (record.all == NULL)
		return arena_print(arena, "%.*s %.*s", (int)text.n, text.p, (int)wish.n, wish.p);
	size_t at = (size_t)(record.all->text.p - text.p), behind = at + record.all->text.n;
	return arena_print(arena, "%.*s%.*s%.*s", (int)at, text.p, (int)wish.n, wish.p, (int)(text.n - behind), text.p + behind);
}

bool
spf_whatif_rows(struct spf_world *world, struct str domain, struct str wish, struct store *rows)
{
	struct arena *arena = arena_open();
	struct str proposed = propose(world, domain, wish, arena), present = sources_record(world, domain, false, arena);
	bool good = spf_is_record(proposed);

	store_run(rows, "analyze/spf/rows/whatif.sql");
	if (good) {
		struct stmt *stmt = store_stmt(rows, "analyze/spf/rows/add_whatif.sql");
		struct answers *over = answers_open(world->answers);
		put_str(stmt, "domain", domain);
		put_str(stmt, "record", present);
		put_str(stmt, "proposed", proposed);
		stmt_do(stmt);
		answers_add_txt(over, domain, proposed);
		sources_find(world, domain, rows);
		sources_judge(world, NULL, rows, "analyze/spf/rows/set_before.sql");
		sources_judge(world, over, rows, "analyze/spf/rows/set_after.sql");
		answers_close(over);
	}
	arena_close(arena);
	return good;
}
