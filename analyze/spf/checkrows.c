/*
 * checkrows.c - one check as rows: the verdict, the way to it, and what was asked on the way.
 */
#include "analyze/spf/answertext.h"
#include "analyze/spf/put.h"
#include "analyze/spf/record.h"
#include "analyze/spf/world.h"

#include <string.h>

enum { VALUE_MOST = 250, ANSWER_MOST = 1000 };  /* bytes of a value, and of an answer, that are told */

struct rows {
	struct spf_world *world;
	struct store *store;
	struct arena *arena;
	int64_t check_id;
};

static void
add_check(const struct rows *rows, const char *identity, const struct spf_request *request, const struct spf_verdict *verdict)
{
	struct stmt *stmt = store_stmt(rows->store, "analyze/spf/rows/add_check.sql");
	bool matched = verdict->result == SPF_PASS;

	stmt_unbind(stmt);
	put_int(stmt, "check_id", rows->check_id);
	put_str(stmt, "identity", str_of(identity));
	put_str(stmt, "ip", request->ip);
	put_str(stmt, "helo", request->helo);
	put_str(stmt, "sender", request->sender);
	put_str(stmt, "domain", verdict->domain);
	put_str(stmt, "result", str_of(spf_result_name(verdict->result)));
	put_str(stmt, "term", spf_verdict_term(verdict));
	put_str(stmt, "shared", matched ? spf_verdict_shared(verdict, spf_same_organisation, rows->arena) : STR_NONE);
	put_str(stmt, "explanation", verdict->explanation);
	put_str(stmt, "reason", verdict->reason);
	if (verdict->missing_name.p != NULL)
		put_str(stmt, "missing", arena_print(rows->arena, "%s %.*s", answer_type_name(verdict->missing_type),
		    (int)verdict->missing_name.n, verdict->missing_name.p));
	put_int(stmt, "lookups", verdict->count);
	put_int(stmt, "voids", verdict->voids);
	put_int(stmt, "placeholder", (verdict->notes & SPF_USES_LOCAL) != 0 && request->local.p != NULL);
	put_int(stmt, "replayable", (verdict->notes & (SPF_USES_TIME | SPF_USES_RECEIVER)) == 0);
	stmt_do(stmt);
}

static void
add_steps(const struct rows *rows, const struct spf_verdict *verdict)
{
	static const char *const how[] = { [SPF_HOW_ROOT] = "record", [SPF_HOW_REDIRECT] = "redirect", [SPF_HOW_INCLUDE] = "include" };
	struct stmt *stmt = store_stmt(rows->store, "analyze/spf/rows/add_step.sql");

	for (unsigned i = 0; i < verdict->steps; i++) {
		const struct spf_step *step = &verdict->path[i];
		stmt_unbind(stmt);
		put_int(stmt, "check_id", rows->check_id);
		put_int(stmt, "n", i + 1);
		put_str(stmt, "how", str_of(how[step->how]));
		put_str(stmt, "domain", step->domain);
		put_str(stmt, "record", step->record);
		put_str(stmt, "term", step->term);
		if (step->term.p != NULL) {
			put_int(stmt, "place", step->term.p - step->record.p);
			put_int(stmt, "length", (int64_t)step->term.n);
		}
		stmt_do(stmt);
	}
}

/* Text that grows. */
struct telling {
	char *p;
	size_t n, size;
};

static void
tell(struct telling *telling, struct str text)
{
	size_t n = text.n < telling->size - telling->n ? text.n : telling->size - telling->n;
	if (n > 0)
		memcpy(telling->p + telling->n, text.p, n);
	telling->n += n;
}

/* The values; of a TXT the SPF records, if there are any: a domain may have many others. */
static struct str
told(const struct answer *answer, struct arena *arena)
{
	struct telling telling = { arena_take(arena, ANSWER_MOST), 0, ANSWER_MOST };
	struct str record;
	bool only = answer->type == ANSWER_TXT && answer_spf_record(answer, &record) > 0;
	unsigned shown = 0;

	for (unsigned i = 0; i < answer->count; i++) {
		struct str value = answertext_write(answer->type, answer->values[i], arena);
		if (only && !spf_is_record(value))
			continue;
		if (shown++ > 0)
			tell(&telling, STR(", "));
		tell(&telling, value.n <= VALUE_MOST ? value : (struct str){ value.p, VALUE_MOST });
		if (value.n > VALUE_MOST)
			tell(&telling, arena_print(arena, "... (%zu bytes)", value.n));
	}
	return answer->count == 0 ? STR_NONE : (struct str){ telling.p, telling.n };
}

static void
add_lookups(const struct rows *rows, const struct spf_verdict *verdict)
{
	struct stmt *stmt = store_stmt(rows->store, "analyze/spf/rows/add_lookup.sql");

	for (unsigned i = 0; i < verdict->lookups_count; i++) {
		const struct spf_lookup *lookup = &verdict->lookups[i];
		const struct answer *answer = answers_find(rows->world->answers, rows->world->when, lookup->name, lookup->type);
		stmt_unbind(stmt);
		put_int(stmt, "check_id", rows->check_id);
		put_int(stmt, "n", i + 1);
		put_str(stmt, "name", lookup->name);
		put_str(stmt, "type", str_of(answer_type_name(lookup->type)));
		put_str(stmt, "status", str_of(answer_status_name(lookup->status)));
		if (answer != NULL && answer->status <= ANSWER_NXDOMAIN && (answer->at != 0 || answer->ttl != 0))
			put_int(stmt, "ttl", answer->ttl);
		if (answer != NULL && answer->at != 0)
			put_int(stmt, "received_at", answer->seen);
		if (answer != NULL)
			put_str(stmt, "answer", told(answer, rows->arena));
		put_str(stmt, "domain", lookup->domain);
		put_str(stmt, "term", lookup->term);
		stmt_do(stmt);
	}
}

bool
spf_check_rows(struct spf_world *world, const struct spf_mail *mail, struct store *store)
{
	struct spf_request requests[2] = {
		{ .ip = mail->ip, .helo = mail->helo, .sender = mail->sender, .at = world->at },
		{ .ip = mail->ip, .helo = mail->helo, .sender = STR(""), .at = world->at },
	};
	const char *const identities[] = { mail->sender.n > 0 ? "mailfrom" : "helo", "helo" };
	size_t count = mail->sender.n > 0 && mail->helo.n > 0 ? 2 : 1;
	struct rows rows = { .world = world, .store = store, .arena = arena_open() };
	struct evaluator *evaluator = spf_world_evaluator(world, NULL);
	const struct spf_request *request;
	const struct spf_verdict *verdict;
	bool told_result = true;

	store_run(store, "analyze/spf/rows/check.sql");
	for (size_t i = 0; i < count; i++) {
		void *none;
		evaluator_add(evaluator, &requests[i], NULL);
		evaluator_next(evaluator, &request, &verdict, &none);
		rows.check_id = (int64_t)i + 1;
		add_check(&rows, identities[i], request, verdict);
		add_steps(&rows, verdict);
		add_lookups(&rows, verdict);
		told_result &= i > 0 || (verdict->result != SPF_UNEVALUABLE && verdict->result != SPF_NO_EVIDENCE);
	}
	evaluator_close(evaluator);
	arena_close(rows.arena);
	return told_result;
}
