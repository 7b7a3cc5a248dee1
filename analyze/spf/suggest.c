/*
 * suggest.c - a record from the evidence: the terms by which somebody really sends, the addresses that are missing, within ten lookups.
 * In: the sources of whatif.c. Out: rows of spf_whatif and spf_term_row.
 */
#include "analyze/spf/limits.h"
#include "analyze/spf/put.h"
#include "analyze/spf/sources.h"
#include "analyze/spf/tree.h"

#include <stdlib.h>
#include <string.h>

enum { TERMS_MAX = 512, SENDERS_MAX = 1024 };

struct sender {
	struct spf_network network;     /* first, for spf_network_compare */
	struct str term;                /* absent: none lets him pass */
};

struct suggestion {
	struct arena *arena;
	struct spf_record record;       /* the present one */
	struct sender senders[SENDERS_MAX];
	size_t count;
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
		sender->term = arena_copy(suggestion->arena, stmt_str(stmt, 1));
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

static unsigned
senders_of(const struct suggestion *suggestion, const struct spf_term *term)
{
	unsigned count = 0;
	for (size_t i = 0; i < suggestion->count; i++)
		count += suggestion->senders[i].term.p != NULL && str_equal(suggestion->senders[i].term, term->text);
	return count;
}

/* Two halves of a network make the network: only of addresses that were all seen, so that nobody else is let in. */
static void
join_networks(struct suggestion *suggestion)
{
	struct spf_network *networks = suggestion->added;
	for (bool joined = true; joined;) {
		size_t kept = 0;
		joined = false;
		spf_networks_sort(networks, suggestion->added_count);
		for (size_t i = 0; i < suggestion->added_count; i++) {
			struct spf_network wide = networks[i];
			wide.prefix -= wide.prefix > 0;
			if (kept > 0 && spf_network_holds(&networks[kept - 1], &networks[i]))
				continue;
			bool pair = kept > 0 && networks[kept - 1].ip6 == networks[i].ip6 && networks[kept - 1].prefix == networks[i].prefix &&
			    spf_network_holds(&wide, &networks[kept - 1]);
			if (pair) {
				spf_network_clear(&wide);
				networks[kept - 1] = wide;
			} else {
				networks[kept++] = networks[i];
			}
			joined |= pair;
		}
		suggestion->added_count = kept;
	}
}

/* Those who send and pass by no term that is kept. */
static void
add_networks(struct suggestion *suggestion)
{
	suggestion->added_count = 0;
	for (size_t i = 0; i < suggestion->count; i++) {
		bool covered = false;
		for (size_t k = 0; k < suggestion->record.count && k < TERMS_MAX; k++)
			covered |= !suggestion->replaced[k] && suggestion->senders[i].term.p != NULL &&
			    str_equal(suggestion->senders[i].term, suggestion->record.terms[k].text);
		if (!covered)
			suggestion->added[suggestion->added_count++] = suggestion->senders[i].network;
	}
	join_networks(suggestion);
}

static struct str
write_record(struct suggestion *suggestion, const char *all)
{
	struct arena *arena = suggestion->arena;
	struct str text = STR("v=spf1");
	for (size_t i = 0; i < suggestion->record.count && i < TERMS_MAX; i++) {
		const struct spf_term *term = &suggestion->record.terms[i];
		if (!suggestion->replaced[i] && senders_of(suggestion, term) > 0)
			text = arena_print(arena, "%.*s %.*s", (int)text.n, text.p, (int)term->text.n, term->text.p);
	}
	for (size_t i = 0; i < suggestion->added_count; i++) {
		struct str network = spf_network_write(&suggestion->added[i], arena);
		text = arena_print(arena, "%.*s %s:%.*s", (int)text.n, text.p, suggestion->added[i].ip6 ? "ip6" : "ip4", (int)network.n, network.p);
	}
	return arena_print(arena, "%.*s %s", (int)text.n, text.p, all);
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

/* The record with the fewest changes that takes at most ten lookups: terms with the fewest senders give way to their addresses first. */
static struct str
compose(struct suggestion *suggestion, struct spf_world *world, struct str domain, const char *all)
{
	for (;;) {
		add_networks(suggestion);
		struct str text = write_record(suggestion, all);
		size_t least = TERMS_MAX;
		if (lookups_of(world, domain, text, suggestion->arena) <= SPF_LOOKUPS_MAX)
			return text;
		for (size_t i = 0; i < suggestion->record.count && i < TERMS_MAX; i++) {
			const struct spf_term *term = &suggestion->record.terms[i];
			unsigned senders = senders_of(suggestion, term);
			if (needs_lookup(term) && senders > 0 && !suggestion->replaced[i] &&
			    (least == TERMS_MAX || senders < senders_of(suggestion, &suggestion->record.terms[least])))
				least = i;
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

static void
put_terms(struct suggestion *suggestion, struct store *rows)
{
	int64_t n = 0;
	for (size_t i = 0; i < suggestion->record.count && i < TERMS_MAX; i++) {
		const struct spf_term *term = &suggestion->record.terms[i];
		unsigned senders = senders_of(suggestion, term);
		bool lets_in = (spf_is_mechanism(term->kind) && term->kind != SPF_TERM_ALL && term->qualifier == '+') || term->kind == SPF_TERM_REDIRECT;
		if (lets_in)
			put_term(rows, ++n, term->text, needs_lookup(term), suggestion->replaced[i] ? "replaced" : senders > 0 ? "kept" : "unused", senders);
	}
	for (size_t i = 0; i < suggestion->added_count; i++) {
		struct str network = spf_network_write(&suggestion->added[i], suggestion->arena);
		put_term(rows, ++n, arena_print(suggestion->arena, "%s:%.*s", suggestion->added[i].ip6 ? "ip6" : "ip4", (int)network.n, network.p), false, "added", 1);
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
