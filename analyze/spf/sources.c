/*
 * sources.c - who was seen to send in the name of a domain, and what a record says of each.
 */
#include "analyze/spf/sources.h"

#include "analyze/spf/put.h"
#include "analyze/spf/worker.h"

#include <stdint.h>

enum { HOPS_MAX = 10 };

struct str
sources_record(struct spf_world *world, struct str name, bool follow, struct arena *arena)
{
	struct str text = STR_NONE;
	for (unsigned hop = 0; hop < HOPS_MAX && name.p != NULL; hop++) {
		struct spf_ask ask = { .answers = world->answers, .when = world->when, .arena = arena };
		const struct answer *answer;
		struct spf_record record;
		while ((answer = spf_ask(&ask, name, ANSWER_TXT)) == NULL && spf_world_fetch(world, &ask))
			;
		if (answer == NULL || answer_spf_record(answer, &text) != 1)
			return STR_NONE;
		spf_record_read(text, arena, &record);
		name = follow && spf_record_policy(&record) == SPF_POLICY_REDIRECT ? record.redirect->value : STR_NONE;
	}
	return text;
}

static void
copy_int(struct stmt *from, int column, struct stmt *to, const char *name)
{
	put_int(to, name, stmt_int(from, column));
}

void
sources_find(struct store *store, struct str domain, struct store *rows)
{
	static const char *const numbers[] = { "mails", "bounces", "forged", "enforced", "stopped", "first_at", "last_at" };
	static const char *const texts[] = { "ip", "helo", "sender", "kind", "cause" };
	struct stmt *from = store_stmt(store, "analyze/spf/study/sources.sql"), *to = store_stmt(rows, "analyze/spf/rows/add_source.sql");

	put_str(from, "domain", domain);
	for (int64_t id = 1; stmt_step(from); id++) {
		put_int(to, "source_id", id);
		for (size_t i = 0; i < LENGTH(texts); i++)
			put_str(to, texts[i], stmt_str(from, (int)i));
		for (size_t i = 0; i < LENGTH(numbers); i++)
			copy_int(from, (int)(LENGTH(texts) + i), to, numbers[i]);
		stmt_do(to);
	}
	stmt_reset(from);
}

static bool
finish_one(struct evaluator *evaluator, struct stmt *set)
{
	const struct spf_request *request;
	const struct spf_verdict *verdict;
	void *id;

	if (!evaluator_next(evaluator, &request, &verdict, &id))
		return false;
	stmt_unbind(set);
	put_int(set, "source_id", (int64_t)(intptr_t)id);
	put_str(set, "result", str_of(spf_result_name(verdict->result)));
	put_str(set, "term", verdict->steps > 0 ? verdict->path[0].term : STR_NONE);
	stmt_do(set);
	return true;
}

void
sources_judge(struct spf_world *world, struct answers *answers, struct store *rows, const char *path)
{
	struct stmt *sources = store_stmt(rows, "analyze/spf/rows/sources.sql"), *set = store_stmt(rows, path);
	struct evaluator *evaluator = spf_world_evaluator(world, answers);

	while (stmt_step(sources)) {
		struct spf_request request = { .ip = stmt_str(sources, 1), .helo = stmt_str(sources, 2), .sender = stmt_str(sources, 3), .at = world->at };
		while (!evaluator_has_room(evaluator))
			finish_one(evaluator, set);
		evaluator_add(evaluator, &request, (void *)(intptr_t)stmt_int(sources, 0));
	}
	stmt_reset(sources);
	while (finish_one(evaluator, set))
		;
	evaluator_close(evaluator);
	worker_forget(world->worker);
}
