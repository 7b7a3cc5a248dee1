/*
 * sources.c - who was seen to send in the name of a domain, and what a record says of each.
 */
#include "analyze/spf/sources.h"

#include "analyze/spf/answertext.h"
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

/* The addresses of a name, each with a comma before it, if it is not the first. */
static struct str
add_addresses(struct spf_world *world, struct str name, struct str list, struct arena *arena)
{
	static const enum answer_type types[] = { ANSWER_A, ANSWER_AAAA };
	for (size_t t = 0; t < LENGTH(types); t++) {
		struct spf_ask ask = { .answers = world->answers, .when = world->when, .arena = arena };
		const struct answer *answer;
		while ((answer = spf_ask(&ask, name, types[t])) == NULL && spf_world_fetch(world, &ask))
			;
		for (unsigned i = 0; answer != NULL && i < answer->count; i++) {
			struct str address = answertext_write(types[t], answer->values[i], arena);
			list = arena_print(arena, "%.*s%s\"%.*s\"", (int)list.n, list.p, list.n > 0 ? "," : "", (int)address.n, address.p);
		}
	}
	return list;
}

/* Where the web server of the domain is, as a JSON array. */
static struct str
web_of(struct spf_world *world, struct str domain, struct arena *arena)
{
	struct str list = add_addresses(world, domain, STR(""), arena);
	list = add_addresses(world, arena_print(arena, "www.%.*s", (int)domain.n, domain.p), list, arena);
	return arena_print(arena, "[%.*s]", (int)list.n, list.p);
}

static void
find_unplaced(struct spf_world *world, struct str domain, struct store *rows)
{
	struct stmt *from = store_stmt(world->store, "analyze/spf/study/unplaced.sql"), *to = store_stmt(rows, "analyze/spf/rows/add_unplaced.sql");

	put_str(from, "domain", domain);
	while (stmt_step(from)) {
		put_str(to, "host", stmt_str(from, 0));
		copy_int(from, 1, to, "mails");
		copy_int(from, 2, to, "last_at");
		stmt_do(to);
	}
	stmt_reset(from);
}

void
sources_find(struct spf_world *world, struct str domain, struct store *rows)
{
	static const char *const numbers[] = { "mails", "bounces", "forged", "enforced", "stopped", "first_at", "last_at", "helos", "genuine" };
	static const char *const texts[] = { "ip", "helo", "sender", "kind", "cause" };
	struct stmt *from = store_stmt(world->store, "analyze/spf/study/sources.sql"), *to = store_stmt(rows, "analyze/spf/rows/add_source.sql");

	struct arena *arena = arena_open();

	put_str(from, "domain", domain);
	put_str(from, "web", web_of(world, domain, arena));
	for (int64_t id = 1; stmt_step(from); id++) {
		put_int(to, "source_id", id);
		for (size_t i = 0; i < LENGTH(texts); i++)
			put_str(to, texts[i], stmt_str(from, (int)i));
		for (size_t i = 0; i < LENGTH(numbers); i++)
			copy_int(from, (int)(LENGTH(texts) + i), to, numbers[i]);
		stmt_do(to);
	}
	stmt_reset(from);
	arena_close(arena);
	find_unplaced(world, domain, rows);
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
sources_end(struct spf_world *world, struct evaluator *evaluator)
{
	evaluator_close(evaluator);
	worker_forget(world->worker);
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
	sources_end(world, evaluator);
}
