/*
 * suggest.c - a record from the evidence: the terms by which somebody really sends, the addresses that are missing, within ten lookups.
 * In: the sources of whatif.c, and what each term of the present record says of them. Out: rows of spf_whatif and spf_term_row.
 */
#include "analyze/spf/limits.h"
#include "analyze/spf/put.h"
#include "analyze/spf/sources.h"
#include "analyze/spf/tree.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { TERMS_MAX = 512, SENDERS_MAX = 1024 };

struct sender {
	struct spf_network network;     /* his address */
	struct str ip, helo, mail;
};

struct suggestion {
	struct arena *arena;
	struct spf_record record;       /* the present one */
	size_t terms;                   /* of it that are looked at */
	struct sender senders[SENDERS_MAX];
	size_t count;
	bool passes[TERMS_MAX][SENDERS_MAX];    /* by that term alone, behind what forbids before it */
	bool unknown[TERMS_MAX];        /* what it says is not known, for lack of answers */
	bool replaced[TERMS_MAX];       /* by the addresses seen */
	struct spf_network added[SENDERS_MAX];
	size_t added_count;
};

static void
read_senders(struct suggestion *suggestion, struct store *rows)
{
	struct stmt *stmt = store_stmt(rows, "analyze/spf/rows/senders.sql");
	while (stmt_step(stmt) && suggestion->count < SENDERS_MAX) {
		struct sender *sender = &suggestion->senders[suggestion->count];
		if (!spf_network_read(stmt_str(stmt, 0), &sender->network))
			continue;
		sender->ip = arena_copy(suggestion->arena, stmt_str(stmt, 0));
		sender->helo = arena_copy(suggestion->arena, stmt_str(stmt, 1));
		sender->mail = arena_copy(suggestion->arena, stmt_str(stmt, 2));
		suggestion->count++;
	}
	stmt_reset(stmt);
}

static bool
needs_lookup(const struct spf_term *term)
{
	return term->kind == SPF_TERM_INCLUDE || term->kind == SPF_TERM_A || term->kind == SPF_TERM_MX || term->kind == SPF_TERM_PTR ||
	    term->kind == SPF_TERM_EXISTS || term->kind == SPF_TERM_REDIRECT;
}

static bool
lets_in(const struct spf_term *term)
{
	return term->error == SPF_ERROR_NONE &&
	    ((spf_is_mechanism(term->kind) && term->kind != SPF_TERM_ALL && term->qualifier == '+') || term->kind == SPF_TERM_REDIRECT);
}

/* What passes neither by it nor by anything behind it. */
static bool
forbids(const struct spf_term *term)
{
	return term->error == SPF_ERROR_NONE && spf_is_mechanism(term->kind) && term->kind != SPF_TERM_ALL && term->qualifier != '+';
}

/* Appends a term as it stands in a record with an all of its own, where a redirect would not be followed. */
static struct str
append(struct suggestion *suggestion, struct str text, const struct spf_term *term)
{
	struct str what = term->kind == SPF_TERM_REDIRECT ? term->value : term->text;
	return arena_print(suggestion->arena, "%.*s %s%.*s", (int)text.n, text.p, term->kind == SPF_TERM_REDIRECT ? "include:" : "", (int)what.n, what.p);
}

/* Whom a term lets in: a record of it, and of what forbids before it, is laid over the world. */
static void
try_term(struct suggestion *suggestion, struct spf_world *world, struct str domain, size_t number)
{
	const struct spf_request *request;
	const struct spf_verdict *verdict;
	struct str text = STR("v=spf1");
	void *context;

	for (size_t i = 0; i <= number; i++)
		if (i == number || forbids(&suggestion->record.terms[i]))
			text = append(suggestion, text, &suggestion->record.terms[i]);
	struct answers *over = answers_open(world->answers);
	answers_add_txt(over, domain, arena_print(suggestion->arena, "%.*s -all", (int)text.n, text.p));
	struct evaluator *evaluator = spf_world_evaluator(world, over);
	for (size_t next = 0, done = 0; done < suggestion->count; done++) {
		for (; next < suggestion->count && evaluator_has_room(evaluator); next++) {
			const struct sender *sender = &suggestion->senders[next];
			struct spf_request new = { .ip = sender->ip, .helo = sender->helo, .sender = sender->mail, .at = world->at };
			evaluator_add(evaluator, &new, (void *)(intptr_t)next);
		}
		if (!evaluator_next(evaluator, &request, &verdict, &context))
			break;
		suggestion->passes[number][(intptr_t)context] = verdict->result == SPF_PASS;
		suggestion->unknown[number] |= verdict->result == SPF_NO_EVIDENCE || verdict->result == SPF_TEMPERROR;
	}
	sources_end(world, evaluator);
	answers_close(over);
}

static void
try_terms(struct suggestion *suggestion, struct spf_world *world, struct str domain)
{
	suggestion->terms = suggestion->record.count < TERMS_MAX ? suggestion->record.count : TERMS_MAX;
	for (size_t i = 0; i < suggestion->terms; i++)
		if (lets_in(&suggestion->record.terms[i]))
			try_term(suggestion, world, domain, i);
}

/* The term of the suggested record that is the first to let a sender in; TERMS_MAX: none. */
static size_t
term_of(const struct suggestion *suggestion, size_t sender)
{
	for (size_t i = 0; i < suggestion->terms; i++)
		if (!suggestion->replaced[i] && suggestion->passes[i][sender])
			return i;
	return TERMS_MAX;
}

/* Who needs a term; TERMS_MAX: none of them. */
static unsigned
needed_by(const struct suggestion *suggestion, size_t term)
{
	unsigned count = 0;
	for (size_t i = 0; i < suggestion->count; i++)
		count += term_of(suggestion, i) == term;
	return count;
}

static unsigned
senders_of(const struct suggestion *suggestion, size_t term)
{
	unsigned count = 0;
	for (size_t i = 0; i < suggestion->count; i++)
		count += suggestion->passes[term][i];
	return count;
}

/* What is not known stays, rather than that somebody is shut out. */
static bool
is_kept(const struct suggestion *suggestion, size_t term)
{
	return lets_in(&suggestion->record.terms[term]) && !suggestion->replaced[term] && (suggestion->unknown[term] || needed_by(suggestion, term) > 0);
}

/* Those who send and pass by no term that is kept. */
static void
add_networks(struct suggestion *suggestion)
{
	suggestion->added_count = 0;
	for (size_t i = 0; i < suggestion->count; i++)
		if (term_of(suggestion, i) == TERMS_MAX)
			suggestion->added[suggestion->added_count++] = suggestion->senders[i].network;
	suggestion->added_count = spf_networks_join(suggestion->added, suggestion->added_count);
}

static struct str
network_term(const struct suggestion *suggestion, size_t i)
{
	struct str network = spf_network_write(&suggestion->added[i], suggestion->arena);
	return arena_print(suggestion->arena, "%s:%.*s", suggestion->added[i].ip6 ? "ip6" : "ip4", (int)network.n, network.p);
}

/* Addresses first: nothing that forbids stands before them, and no DNS is needed where one of them matches. */
static struct str
write_record(struct suggestion *suggestion, const char *all)
{
	struct arena *arena = suggestion->arena;
	struct str text = STR("v=spf1");
	size_t last = 0;

	for (size_t i = 0; i < suggestion->added_count; i++) {
		struct str term = network_term(suggestion, i);
		text = arena_print(arena, "%.*s %.*s", (int)text.n, text.p, (int)term.n, term.p);
	}
	for (size_t i = 0; i < suggestion->terms; i++)
		last = is_kept(suggestion, i) ? i + 1 : last;
	for (size_t i = 0; i < last; i++)
		if (forbids(&suggestion->record.terms[i]) || is_kept(suggestion, i))
			text = append(suggestion, text, &suggestion->record.terms[i]);
	text = arena_print(arena, "%.*s %s", (int)text.n, text.p, all);
	return suggestion->record.exp == NULL ? text : append(suggestion, text, suggestion->record.exp);
}

/* How many lookups a record would take, as far as DNS is known. */
static unsigned
lookups_of(struct spf_world *world, struct str domain, struct str text, struct arena *arena)
{
	struct spf_ask ask = { .answers = world->answers, .when = world->when, .arena = arena };
	struct spf_tree tree;
	unsigned rounds = 0;
	do
		spf_tree(domain, text, &ask, arena, &tree);
	while (spf_world_fetch(world, &ask) && rounds++ < SPF_DEPTH_MAX);
	return tree.lookups;
}

/* The record with the fewest changes that takes at most ten lookups: terms that the fewest senders need give way to their addresses first. */
static struct str
compose(struct suggestion *suggestion, struct spf_world *world, struct str domain, const char *all)
{
	for (;;) {
		add_networks(suggestion);
		struct str text = write_record(suggestion, all);
		size_t least = TERMS_MAX;
		unsigned fewest = 0;
		if (lookups_of(world, domain, text, suggestion->arena) <= SPF_LOOKUPS_MAX)
			return text;
		for (size_t i = 0; i < suggestion->terms; i++) {
			unsigned senders = needs_lookup(&suggestion->record.terms[i]) ? needed_by(suggestion, i) : 0;
			if (senders == 0 || (least != TERMS_MAX && senders >= fewest))
				continue;
			least = i;
			fewest = senders;
		}
		if (least == TERMS_MAX)
			return text;
		suggestion->replaced[least] = true;
	}
}

static void
put_term(struct store *rows, int64_t n, struct str text, bool lookup, const char *standing, unsigned senders)
{
	struct stmt *stmt = store_stmt(rows, "analyze/spf/rows/add_term.sql");
	put_int(stmt, "n", n);
	put_str(stmt, "term", text);
	put_int(stmt, "lookup", lookup);
	put_str(stmt, "standing", str_of(standing));
	put_int(stmt, "senders", senders);
	stmt_do(stmt);
}

static const char *
standing_of(const struct suggestion *suggestion, size_t term)
{
	if (suggestion->replaced[term])
		return "replaced";
	if (needed_by(suggestion, term) > 0)
		return "kept";
	return suggestion->unknown[term] ? "not known" : senders_of(suggestion, term) > 0 ? "not needed" : "unused";
}

static void
put_terms(struct suggestion *suggestion, struct store *rows)
{
	int64_t n = 0;
	for (size_t i = 0; i < suggestion->added_count; i++) {
		unsigned senders = 0;
		for (size_t k = 0; k < suggestion->count; k++)
			senders += spf_network_holds(&suggestion->added[i], &suggestion->senders[k].network);
		put_term(rows, ++n, network_term(suggestion, i), false, "added", senders);
	}
	for (size_t i = 0; i < suggestion->terms; i++) {
		const struct spf_term *term = &suggestion->record.terms[i];
		if (lets_in(term))
			put_term(rows, ++n, term->text, needs_lookup(term), standing_of(suggestion, i), senders_of(suggestion, i));
	}
}

bool
spf_suggest_rows(struct spf_world *world, struct str domain, struct store *rows)
{
	struct suggestion *suggestion = mem_new(sizeof *suggestion);
	struct stmt *strangers;

	suggestion->arena = arena_open();
	store_run(rows, "analyze/spf/rows/whatif.sql");
	struct str present = sources_record(world, domain, false, suggestion->arena);
	sources_find(world, domain, rows);
	sources_judge(world, NULL, rows, "analyze/spf/rows/set_before.sql");
	if (present.p != NULL)
		spf_record_read(present, suggestion->arena, &suggestion->record);
	read_senders(suggestion, rows);
	try_terms(suggestion, world, domain);
	strangers = store_stmt(rows, "analyze/spf/rows/strangers.sql");
	bool unsure = stmt_step(strangers) && stmt_int(strangers, 0) > 0;
	stmt_reset(strangers);
	struct str text = compose(suggestion, world, domain, unsure ? "~all" : "-all");
	if (suggestion->count > 0) {
		struct stmt *stmt = store_stmt(rows, "analyze/spf/rows/add_whatif.sql");
		put_str(stmt, "domain", domain);
		put_str(stmt, "record", present);
		put_str(stmt, "proposed", text);
		stmt_do(stmt);
	}
	put_terms(suggestion, rows);
	bool found = suggestion->count > 0;
	arena_close(suggestion->arena);
	free(suggestion);
	return found;
}
