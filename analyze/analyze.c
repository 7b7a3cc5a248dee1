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

static const char folder[] = "analyze/";

/* The number that a stage begins with; other files of the folder have none. */
static int
number_of(const struct embedded *file)
{
	return atoi(file->path + sizeof folder - 1);
}

/* organisation() answers by the suffix that the stage before has found; that one asks without. */
static void
take_suffix(struct store *store, const char *stage)
{
	struct stmt *stmt = store_stmt(store, stage);
	if (stmt_step(stmt))
		organisation_below(stmt_str(stmt, 0));
	stmt_reset(stmt);
}

/* What a stage says of itself in the comment that it begins with; absent: nothing. */
static struct str
told(const struct embedded *stage, const char *key)
{
	struct str rest = stage->text, line;
	while (line = str_cut(&rest, '\n'), str_prefix(line, "-- "))
		if (str_prefix(line, key))
			return (struct str){ line.p + strlen(key), line.n - strlen(key) };
	return STR_NONE;
}

/* Stages that are more than statements: their file is what they begin with. */
static const struct stage {
	const char *path;
	void (*run)(struct store *store, const char *stage);
} stages[] = {
	{ "analyze/04_suffix_known.sql", take_suffix },
	{ "analyze/40_trace.sql", trace_run },
	{ "analyze/93_storm_flag.sql", storm_flag },
	{ "analyze/94_storm_run.sql", storm_load },
	{ "analyze/97_incident_fresh.sql", storm_load },
};

/* What a stage has taken with gather() (schema/store.h), the statement of analyze/gathered/ that it names ("-- gathers: sent") has for each of its keys. */
static void
run_stage(struct store *store, const struct embedded *stage)
{
	char path[256];
	struct str into = told(stage, "-- gathers: ");
	for (size_t i = 0; i < LENGTH(stages); i++)
		if (strcmp(stages[i].path, stage->path) == 0) {
			stages[i].run(store, stage->path);
			return;
		}
	snprintf(path, sizeof path, "analyze/gathered/%.*s.sql", (int)into.n, into.p);
	if (into.p != NULL)
		store_gather(store, stage->path, path);
	else
		store_run(store, stage->path);
}

/* Each of the statements of analyze/needs/ that a stage names ("-- needs: dirty fit") has to have a row. Else there is nothing for it, and only compiling
   it would take time. */
static bool
has_all(struct store *store, struct str names)
{
	char path[256];
	bool all = true;
	while (all && names.p != NULL) {
		struct str name = str_cut(&names, ' ');
		snprintf(path, sizeof path, "analyze/needs/%.*s.sql", (int)name.n, name.p);
		all = store_any(store, path);
	}
	return all;
}

/* Of stages that follow each other and need the same, the first asks for all. One stage is no measure of another, but it shows that the work goes on. */
static void
run_stages(struct store *store, struct progress *progress)
{
	int count = 0, done = 0;
	struct str asked = STR_NONE;
	bool run = true;
	for (const struct embedded *file = NULL; (file = embedded_next(file, folder, ".sql")) != NULL;)
		count += number_of(file) > 0;
	for (const struct embedded *file = NULL; (file = embedded_next(file, folder, ".sql")) != NULL;) {
		if (number_of(file) == 0)
			continue;
		struct str wanted = told(file, "-- needs: ");
		if (!str_equal(wanted, asked))
			run = has_all(store, asked = wanted);
		progress_show(progress, (uint64_t)done, (double)done / count);
		if (run)
			run_stage(store, file);
		done++;
	}
}

static void
conclude(struct store *store)
{
	struct progress progress;
	progress_begin(&progress, "stages");
	store_run(store, "analyze/begin.sql");
	run_stages(store, &progress);
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
