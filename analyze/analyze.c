/*
 * analyze.c - runs the stages: analyze/NN_name.sql in the order of their numbers. Those below 40 look at the log alone; those from 40 on
 * look at the bounces in the table dirty. Those from 91 on look for incidents in what both have concluded.
 */
#include "analyze/analyze.h"
#include "analyze/storm.h"
#include "analyze/trace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { END = 100 };

static const char folder[] = "analyze/";

/* Stages that follow each other, and are run only where a statement has a row: else there is nothing for them, and only compiling them would take time. */
static const struct phase {
	int first;
	const char *when;
} phases[] = {
	{ 1, NULL }, { 2, "analyze/any_frozen.sql" }, { 4, NULL }, { 21, "analyze/any_suspect.sql" }, { 30, NULL },
	{ 40, "analyze/any_dirty.sql" }, { 44, "analyze/any_log.sql" }, { 45, "analyze/any_dirty.sql" }, { 50, "analyze/any_fit.sql" },
	{ 60, "analyze/any_dirty.sql" }, { 62, "analyze/any_log.sql" }, { 63, "analyze/any_dirty.sql" }, { 72, "analyze/any_fit.sql" },
	{ 73, "analyze/any_dirty.sql" }, { 91, NULL }, { 94, "analyze/any_storm.sql" }, { END, NULL },
};

/* The number that a stage begins with; other files of the folder have none. */
static int
number_of(const struct embedded *file)
{
	return atoi(file->path + sizeof folder - 1);
}

/* organisation() answers by the suffix that the stage finds; itself it asks without. */
static void
learn_suffix(struct store *store, const char *stage)
{
	organisation_below(STR_NONE);
	store_run(store, stage);
	struct stmt *stmt = store_stmt(store, "analyze/suffix.sql");
	if (stmt_step(stmt))
		organisation_below(stmt_str(stmt, 0));
	stmt_reset(stmt);
}

/* Stages that are more than statements: their file is what they begin with. */
static const struct stage {
	const char *path;
	void (*run)(struct store *store, const char *stage);
} stages[] = {
	{ "analyze/04_suffix.sql", learn_suffix },
	{ "analyze/40_trace.sql", trace_run },
	{ "analyze/93_storm_flag.sql", storm_flag },
	{ "analyze/94_storm_run.sql", storm_load },
	{ "analyze/97_incident_fresh.sql", storm_load },
};

/* Where a stage ends with gather() (schema/store.h), analyze/gathered/ has the statement of the same name for each of its keys. */
static void
run_stage(struct store *store, const struct embedded *stage)
{
	char path[256];
	for (size_t i = 0; i < LENGTH(stages); i++)
		if (strcmp(stages[i].path, stage->path) == 0) {
			stages[i].run(store, stage->path);
			return;
		}
	snprintf(path, sizeof path, "analyze/gathered/%s", stage->path + sizeof folder - 1);
	if (embedded_find(path) != NULL)
		store_gather(store, stage->path, path);
	else
		store_run(store, stage->path);
}

/* One stage is no measure of another, but it shows that the work goes on. */
static void
run_stages(struct store *store, int first, int end, struct progress *progress)
{
	int count = 0, done = 0;
	for (const struct embedded *file = NULL; (file = embedded_next(file, folder, ".sql")) != NULL;)
		count += number_of(file) > 0 && number_of(file) < END;
	for (const struct embedded *file = NULL; (file = embedded_next(file, folder, ".sql")) != NULL;) {
		int number = number_of(file);
		if (number >= first && number < end) {
			progress_show(progress, (uint64_t)done, (double)done / count);
			run_stage(store, file);
		}
		done += number > 0 && number < END;
	}
}

static void
conclude(struct store *store)
{
	struct progress progress;
	progress_begin(&progress, "stages");
	store_run(store, "analyze/begin.sql");
	for (const struct phase *phase = phases; phase->first < END; phase++)
		if (phase->when == NULL || store_any(store, phase->when))
			run_stages(store, phase[0].first, phase[1].first, &progress);
	progress_end(&progress);
	store_run(store, "analyze/end.sql");
	organisation_below(STR_NONE);           /* what is reported behind it is told alike in every process */
}

void
analyze_run(struct store *store)
{
	store_begin(store);
	conclude(store);
	store_commit(store);
}

void
analyze_rebuild(struct store *store)
{
	store_begin(store);
	store_run(store, "analyze/forget.sql");
	conclude(store);
	store_commit(store);
}
