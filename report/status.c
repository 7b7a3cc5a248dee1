/*
 * status.c - the state of the database: its tables are report/status/ (the first says what is wrong); and what to do when it is new.
 */
#include "report/format.h"
#include "report/part.h"

#include <stdio.h>
#include <sys/stat.h>

/* With what the write-ahead log holds. */
static int64_t
size_on_disk(const char *path, struct arena *arena)
{
	struct stat status;
	int64_t size = stat(path, &status) == 0 ? status.st_size : 0;
	if (stat(arena_print(arena, "%s-wal", path).p, &status) == 0)
		size += status.st_size;
	return size;
}

void
report_status(struct store *store, const struct report_options *options)
{
	struct arena *arena = arena_open();
	struct range range = { 0, options->now };
	struct output *output = output_open(options->format, REPORT_TEXT);
	output_head(output, "UNJOE STATUS", arena_print(arena, "%s %s", format_time(arena, options->now).p, format_zone(arena, options->now).p));
	output_say(output, "%s, %s, unjoe %s", store_path(store), format_bytes(arena, size_on_disk(store_path(store), arena)).p,
	    options->version);
	part_print(store, options, STR("status"), STR_NONE, true, range, output);
	output_close(output);
	arena_close(arena);
}

static void
tell(struct store *store, const struct report_options *options, const char *path)
{
	struct stmt *stmt = store_stmt(store, path);
	part_bind(stmt, options, (struct range){ 0, options->now });
	while (stmt_step(stmt))
		fprintf(stderr, "%s\n", stmt_str(stmt, 0).p);
	stmt_reset(stmt);
}

void
report_foreign(struct store *store, const struct report_options *options)
{
	struct stmt *stmt = store_stmt(store, "report/foreign_read.sql");
	part_bind(stmt, options, (struct range){ 0, options->now });
	bool read = stmt_step(stmt);
	stmt_reset(stmt);
	if (read)
		tell(store, options, "report/foreign.sql");
}

void
report_next(struct store *store, const struct report_options *options)
{
	tell(store, options, "report/next.sql");
}
