/*
 * own.c - what is believed to be ours: its tables are report/own/.
 */
#include "report/format.h"
#include "report/part.h"

void
report_own(struct store *store, const struct report_options *options)
{
	struct arena *arena = arena_open();
	struct output *output = output_open(options->format, REPORT_TEXT);
	output_head(output, "UNJOE OWN", arena_print(arena, "%s %s", format_time(arena, options->now).p, format_zone(arena, options->now).p));
	output_say(output, "What the logs say is yours, and why. Say what is wrong or missing with 'unjoe own pin' (unjoe own --help).");
	part_print(store, options, STR("own"), STR_NONE, true, (struct range){ 0, options->now }, output);
	output_close(output);
	arena_close(arena);
}

void
report_own_brief(struct store *store, const struct report_options *options)
{
	struct stmt *stmt = store_stmt(store, "report/own_brief.sql");
	part_bind(stmt, options, (struct range){ 0, options->now });
	while (stmt_step(stmt)) {
		struct str text = stmt_str(stmt, 0);
		say("%.*s", (int)text.n, text.p);
	}
	stmt_reset(stmt);
}
