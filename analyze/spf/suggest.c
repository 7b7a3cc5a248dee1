/*
 * suggest.c - a record from the evidence: the terms by which somebody really sends, the addresses that are missing, within ten lookups.
 * In: the sources of whatif.c, and what each term of the present record says of them. Out: rows of spf_whatif and spf_term_row.
 */
#include "analyze/spf/admission.h"
#include "analyze/spf/limits.h"
#include "analyze/spf/put.h"
#include "analyze/spf/sources.h"
#include "analyze/spf/tree.h"

#include <stdlib.h>

struct suggestion {
	struct admission table;         /* of the present record; what gives way to the addresses seen is replaced there */
	struct spf_network added[ADMISSION_SENDERS_MAX];
	size_t count;
};

static bool
needs_lookup(const struct spf_term *term)
{
	return term->kind == SPF_TERM_INCLUDE || term->kind == SPF_TERM_A || term->kind == SPF_TERM_MX || term->kind == SPF_TERM_PTR ||
	    term->kind == SPF_TERM_EXISTS || term->kind == SPF_TERM_REDIRECT;
}

/* What is not known stays, rather than that somebody is shut out. */
static bool
is_kept(const struct suggestion *suggestion, size_t term)
{
	const struct admission *table = &suggestion->table;
	return admission_lets_in(&table->record.terms[term]) && !table->replaced[term] && (table->unknown[term] || admission_needed(table, term) > 0);
}

/* Those who send and pass by no term that is kept. */
static void
add_networks(struct suggestion *suggestion)
{
	suggestion->count = 0;
	for (size_t i = 0; i < suggestion->table.count; i++)
		if (admission_term_of(&suggestion->table, i) == ADMISSION_TERMS_MAX)
			suggestion->added[suggestion->count++] = suggestion->table.senders[i].network;
	suggestion->count = spf_networks_join(suggestion->added, suggestion->count);
}

static struct str
network_term(const struct suggestion *suggestion, size_t i)
{
	struct str network = spf_network_write(&suggestion->added[i], suggestion->table.arena);
	return arena_print(suggestion->table.arena, "%s:%.*s", suggestion->added[i].ip6 ? "ip6" : "ip4", (int)network.n, network.p);
}

/* Addresses first: nothing that forbids stands before them, and no DNS is needed where one of them matches. */
static struct str
write_record(struct suggestion *suggestion, const char *all)
{
	struct arena *arena = suggestion->table.arena;
	struct str text = STR("v=spf1");
	size_t last = 0;

	for (size_t i = 0; i < suggestion->count; i++) {
		struct str term = network_term(suggestion, i);
		text = arena_print(arena, "%.*s %.*s", (int)text.n, text.p, (int)term.n, term.p);
	}
	for (size_t i = 0; i < suggestion->table.terms; i++)
		last = is_kept(suggestion, i) ? i + 1 : last;
	for (size_t i = 0; i < last; i++)
		if (admission_forbids(&suggestion->table.record.terms[i]) || is_kept(suggestion, i))
			text = admission_append(arena, text, &suggestion->table.record.terms[i]);
	text = arena_print(arena, "%.*s %s", (int)text.n, text.p, all);
	return suggestion->table.record.exp == NULL ? text : admission_append(arena, text, suggestion->table.record.exp);
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

/*
 * The term that is missed least: one of which nobody knows whether somebody passes by it, from the end; of those with a lookup, and then of
 * all, the one that the fewest senders need. ADMISSION_TERMS_MAX: there is none.
 */
static size_t
least_needed(const struct suggestion *suggestion)
{
	const struct admission *table = &suggestion->table;
	size_t least[2] = { ADMISSION_TERMS_MAX, ADMISSION_TERMS_MAX };         /* with a lookup, without */
	unsigned fewest[2] = { 0, 0 };

	for (size_t i = table->terms; i-- > 0; ) {
		unsigned senders = admission_needed(table, i);
		bool plain = !needs_lookup(&table->record.terms[i]);
		if (!is_kept(suggestion, i))
			continue;
		if (senders == 0 && !plain)
			return i;
		if (senders > 0 && (least[plain] == ADMISSION_TERMS_MAX || senders <= fewest[plain])) {
			least[plain] = i;
			fewest[plain] = senders;
		}
	}
	return least[0] != ADMISSION_TERMS_MAX ? least[0] : least[1];
}

/* The record with the fewest changes that takes at most ten lookups: terms give way to the addresses of those who pass by them. */
static struct str
compose(struct suggestion *suggestion, struct spf_world *world, struct str domain, const char *all)
{
	for (;;) {
		add_networks(suggestion);
		struct str text = write_record(suggestion, all);
		size_t least = least_needed(suggestion);
		if (least == ADMISSION_TERMS_MAX || lookups_of(world, domain, text, suggestion->table.arena) <= SPF_LOOKUPS_MAX)
			return text;
		suggestion->table.replaced[least] = true;
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
	if (suggestion->table.replaced[term])
		return admission_senders(&suggestion->table, term) > 0 ? "replaced" : "left out";
	if (admission_needed(&suggestion->table, term) > 0)
		return "kept";
	return suggestion->table.unknown[term] ? "not known" : admission_senders(&suggestion->table, term) > 0 ? "not needed" : "unused";
}

static void
put_terms(struct suggestion *suggestion, struct store *rows)
{
	int64_t n = 0;
	for (size_t i = 0; i < suggestion->count; i++) {
		unsigned senders = 0;
		for (size_t k = 0; k < suggestion->table.count; k++)
			senders += spf_network_holds(&suggestion->added[i], &suggestion->table.senders[k].network);
		put_term(rows, ++n, network_term(suggestion, i), false, "added", senders);
	}
	for (size_t i = 0; i < suggestion->table.terms; i++) {
		const struct spf_term *term = &suggestion->table.record.terms[i];
		if (admission_lets_in(term))
			put_term(rows, ++n, term->text, needs_lookup(term), standing_of(suggestion, i), admission_senders(&suggestion->table, i));
	}
}

bool
spf_suggest_rows(struct spf_world *world, struct str domain, struct store *rows)
{
	struct suggestion *suggestion = mem_new(sizeof *suggestion);
	struct stmt *strangers;

	suggestion->table.arena = arena_open();
	store_run(rows, "analyze/spf/rows/whatif.sql");
	struct str present = sources_record(world, domain, false, suggestion->table.arena);
	sources_find(world, domain, rows);
	sources_judge(world, NULL, rows, "analyze/spf/rows/set_before.sql");
	admission_look(&suggestion->table, world, domain, present, rows);
	strangers = store_stmt(rows, "analyze/spf/rows/strangers.sql");
	bool unsure = stmt_step(strangers) && stmt_int(strangers, 0) > 0;
	stmt_reset(strangers);
	struct str text = compose(suggestion, world, domain, unsure ? "~all" : "-all");
	if (suggestion->table.count > 0) {
		struct stmt *stmt = store_stmt(rows, "analyze/spf/rows/add_whatif.sql");
		put_str(stmt, "domain", domain);
		put_str(stmt, "record", present);
		put_str(stmt, "proposed", text);
		stmt_do(stmt);
	}
	put_terms(suggestion, rows);
	bool found = suggestion->table.count > 0;
	arena_close(suggestion->table.arena);
	free(suggestion);
	return found;
}
