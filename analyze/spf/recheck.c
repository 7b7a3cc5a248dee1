/*
 * recheck.c - questionable checks and the origins of bounces, evaluated again: as of then, and now.
 * In: rows of spf_check and trace. Out: rows of evaluation. Each is asked once; who lacked an answer is asked again the next time.
 */
#include "analyze/spf/put.h"
#include "analyze/spf/world.h"

#include <stdint.h>
#include <time.h>

enum { COMMIT_EVERY = 1024 };           /* evaluations: others want to write, too */

struct recheck {
	struct spf_world *world;
	struct arena *arena;
	struct evaluator *evaluator;    /* NULL: none yet */
	const char *due, *set;
	uint64_t evaluated, without;
	struct progress progress;
	uint64_t done, all;
};

static void
write_result(struct recheck *recheck, int64_t id, const struct spf_verdict *verdict)
{
	struct spf_world *world = recheck->world;
	struct stmt *stmt = store_stmt(world->store, recheck->set);
	const struct spf_step *last = verdict->steps > 0 ? &verdict->path[verdict->steps - 1] : NULL;

	/* Nobody answers: what was known stays. */
	recheck->without += verdict->result == SPF_NO_EVIDENCE;
	if (verdict->result == SPF_TEMPERROR && spf_world_is_deaf(world)) {
		recheck->without++;
		return;
	}
	stmt_unbind(stmt);
	put_int(stmt, "evaluation_id", id);
	put_str(stmt, "result", str_of(spf_result_name(verdict->result)));
	put_str(stmt, "record", verdict->steps > 0 ? verdict->path[0].record : STR_NONE);
	put_str(stmt, "mechanism", last == NULL ? STR_NONE : last->term);
	put_str(stmt, "shared", spf_verdict_shared(verdict, spf_same_organisation, recheck->arena));
	put_str(stmt, "explanation", verdict->explanation);
	put_str(stmt, "reason", verdict->reason);
	put_int(stmt, "local_part", (verdict->notes & SPF_USES_LOCAL) != 0);
	put_int(stmt, "evaluated_at", world->at);
	stmt_do(stmt);
	arena_reset(recheck->arena);
	recheck->evaluated++;
}

static bool
finish_one(struct recheck *recheck)
{
	struct spf_world *world = recheck->world;
	const struct spf_request *request;
	const struct spf_verdict *verdict;
	void *id;

	if (!evaluator_next(recheck->evaluator, &request, &verdict, &id))
		return false;
	write_result(recheck, (int64_t)(intptr_t)id, verdict);
	recheck->done++;
	progress_show(&recheck->progress, recheck->done, (double)recheck->done / (double)recheck->all);
	if (recheck->done % COMMIT_EVERY != 0)
		return true;
	store_commit(world->store);
	if (spf_world_is_full(world))
		spf_world_trim(world);
	store_begin(world->store);
	return true;
}

static void
finish_all(struct recheck *recheck)
{
	if (recheck->evaluator == NULL)
		return;
	while (finish_one(recheck))
		;
	evaluator_close(recheck->evaluator);
	recheck->evaluator = NULL;
}

/* The next that is due, when there is room for it, or its time, behind all of another one. False: there is none. */
static bool
take_due(struct recheck *recheck, bool then, int64_t *after)
{
	struct spf_world *world = recheck->world;
	struct stmt *stmt = store_stmt(world->store, "analyze/spf/study/next_due.sql");

	while (recheck->evaluator != NULL && !evaluator_has_room(recheck->evaluator))
		finish_one(recheck);
	put_int(stmt, "after", *after);
	bool row = stmt_step(stmt);
	int64_t as_of = row ? stmt_int(stmt, 1) : 0;
	if (row && then && as_of != world->when.as_of) {
		stmt_reset(stmt);
		finish_all(recheck);
		world->when = (struct answers_when){ as_of, 0 };
		return true;
	}
	if (row) {
		if (recheck->evaluator == NULL)
			recheck->evaluator = spf_world_evaluator(world, NULL);
		struct spf_request request = { .ip = stmt_str(stmt, 3), .helo = stmt_str(stmt, 4), .sender = stmt_str(stmt, 5), .at = stmt_int(stmt, 6) };
		*after = stmt_int(stmt, 0);
		evaluator_add(recheck->evaluator, &request, (void *)(intptr_t)stmt_int(stmt, 2));
	}
	stmt_reset(stmt);
	return row;
}

static void
check_all(struct recheck *recheck, bool then)
{
	struct store *store = recheck->world->store;
	struct stmt *count = store_stmt(store, "analyze/spf/study/count_due.sql");
	int64_t after = 0;

	store_begin(store);
	store_run(store, recheck->due);
	recheck->done = 0;
	recheck->all = stmt_step(count) ? (uint64_t)stmt_int(count, 0) : 0;
	stmt_reset(count);
	progress_begin(&recheck->progress, then ? "evaluations as of then" : "evaluations");
	while (take_due(recheck, then, &after))
		;
	finish_all(recheck);
	progress_end(&recheck->progress);
	store_commit(store);
}

/* Files tell of times, too. */
static void
add_times(struct spf_world *world)
{
	struct stmt *stmt = store_stmt(world->store, "analyze/spf/study/add_time.sql");
	const struct answer *answer = NULL;
	while (world->files != NULL && (answer = answers_next(world->files, answer)) != NULL) {
		put_int(stmt, "at", answer->at);
		stmt_do(stmt);
	}
}

static void
add_run(const struct recheck *recheck, bool down)
{
	struct store *store = recheck->world->store;
	struct stmt *unset = store_stmt(store, "analyze/spf/study/unset.sql"), *stmt = store_stmt(store, "analyze/spf/study/add_run.sql");

	store_begin(store);
	if (down) {
		put_int(unset, "evaluated_at", recheck->world->at);
		stmt_do(unset);
	}
	put_int(stmt, "at", recheck->world->at);
	put_int(stmt, "evaluated", (int64_t)recheck->evaluated);
	put_int(stmt, "without", (int64_t)recheck->without);
	put_int(stmt, "down", down);
	stmt_do(stmt);
	store_commit(store);
}

void
spf_recheck(struct spf_world *world)
{
	struct recheck recheck = { .world = world, .arena = arena_open(), .due = "analyze/spf/study/due_now.sql", .set = "analyze/spf/study/set_now.sql" };
	struct answers_when when = world->when;
	struct resolver *resolver = world->resolver;

	store_begin(world->store);
	store_run(world->store, "analyze/spf/study/find_checks.sql");
	add_times(world);
	store_commit(world->store);
	check_all(&recheck, false);
	add_run(&recheck, spf_world_is_deaf(world));
	spf_world_save(world);
	/* What DNS says now is no evidence of then. */
	world->resolver = NULL;
	recheck.due = "analyze/spf/study/due_then.sql";
	recheck.set = "analyze/spf/study/set_then.sql";
	check_all(&recheck, true);
	world->resolver = resolver;
	world->when = when;
	arena_close(recheck.arena);
}
