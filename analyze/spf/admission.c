/*
 * admission.c - whom each term of a record lets in.
 */
#include "analyze/spf/admission.h"

#include "analyze/spf/sources.h"

#include <stdint.h>

static void
read_senders(struct admission *admission, struct store *rows)
{
	struct stmt *stmt = store_stmt(rows, "analyze/spf/rows/senders.sql");
	while (stmt_step(stmt) && admission->count < ADMISSION_SENDERS_MAX) {
		struct sender *sender = &admission->senders[admission->count];
		if (!spf_network_read(stmt_str(stmt, 0), &sender->network))
			continue;
		sender->ip = arena_copy(admission->arena, stmt_str(stmt, 0));
		sender->helo = arena_copy(admission->arena, stmt_str(stmt, 1));
		sender->mail = arena_copy(admission->arena, stmt_str(stmt, 2));
		admission->count++;
	}
	stmt_reset(stmt);
}

bool
admission_lets_in(const struct spf_term *term)
{
	return term->error == SPF_ERROR_NONE &&
	    ((spf_is_mechanism(term->kind) && term->kind != SPF_TERM_ALL && term->qualifier == '+') || term->kind == SPF_TERM_REDIRECT);
}

bool
admission_forbids(const struct spf_term *term)
{
	return term->error == SPF_ERROR_NONE && spf_is_mechanism(term->kind) && term->kind != SPF_TERM_ALL && term->qualifier != '+';
}

struct str
admission_append(struct arena *arena, struct str text, const struct spf_term *term)
{
	struct str what = term->kind == SPF_TERM_REDIRECT ? term->value : term->text;
	return arena_print(arena, "%.*s %s%.*s", (int)text.n, text.p, term->kind == SPF_TERM_REDIRECT ? "include:" : "", (int)what.n, what.p);
}

/* Whom a term lets in: a record of it, and of what forbids before it, is laid over the world. */
static void
try_term(struct admission *admission, struct spf_world *world, struct str domain, size_t number)
{
	const struct spf_request *request;
	const struct spf_verdict *verdict;
	struct str text = STR("v=spf1");
	void *context;

	for (size_t i = 0; i <= number; i++)
		if (i == number || admission_forbids(&admission->record.terms[i]))
			text = admission_append(admission->arena, text, &admission->record.terms[i]);
	struct answers *over = answers_open(world->answers);
	answers_add_txt(over, domain, arena_print(admission->arena, "%.*s -all", (int)text.n, text.p));
	struct evaluator *evaluator = spf_world_evaluator(world, over);
	for (size_t next = 0, done = 0; done < admission->count; done++) {
		for (; next < admission->count && evaluator_has_room(evaluator); next++) {
			const struct sender *sender = &admission->senders[next];
			struct spf_request new = { .ip = sender->ip, .helo = sender->helo, .sender = sender->mail, .at = world->at };
			evaluator_add(evaluator, &new, (void *)(intptr_t)next);
		}
		if (!evaluator_next(evaluator, &request, &verdict, &context))
			break;
		admission->passes[number][(intptr_t)context] = verdict->result == SPF_PASS;
		admission->unknown[number] |= verdict->result == SPF_NO_EVIDENCE || verdict->result == SPF_TEMPERROR;
	}
	sources_end(world, evaluator);
	answers_close(over);
}

void
admission_look(struct admission *admission, struct spf_world *world, struct str domain, struct str record, struct store *rows)
{
	if (record.p != NULL)
		spf_record_read(record, admission->arena, &admission->record);
	read_senders(admission, rows);
	admission->terms = admission->record.count < ADMISSION_TERMS_MAX ? admission->record.count : ADMISSION_TERMS_MAX;
	for (size_t i = 0; i < admission->terms; i++)
		if (admission_lets_in(&admission->record.terms[i]))
			try_term(admission, world, domain, i);
}

size_t
admission_term_of(const struct admission *admission, size_t sender)
{
	for (size_t i = 0; i < admission->terms; i++)
		if (!admission->replaced[i] && admission->passes[i][sender])
			return i;
	return ADMISSION_TERMS_MAX;
}

unsigned
admission_needed(const struct admission *admission, size_t term)
{
	unsigned count = 0;
	for (size_t i = 0; i < admission->count; i++)
		count += admission_term_of(admission, i) == term;
	return count;
}

unsigned
admission_senders(const struct admission *admission, size_t term)
{
	unsigned count = 0;
	for (size_t i = 0; i < admission->count; i++)
		count += admission->passes[term][i];
	return count;
}
