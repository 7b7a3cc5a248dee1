/*
 * plan.c - an SPF record, made ready for the matcher.
 *
 * Written for libspf2: no modifiers, nothing behind all, each name a number; a network of length 0, which libspf2 takes for a single
 * address, as its two halves; and what it does wrong (include, ptr, a/0, mx/0) as an exists that guard.c answers.
 */
#include "analyze/spf/plan.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLANS_BYTES_MAX = 8 * 1024 * 1024, PLANS_TABLE = 4096 };

struct node {
	struct node *next;              /* of the same place in the table */
	struct plan plan;
};

struct plans {
	struct spf_matcher *matcher;
	struct arena *arena;
	struct node *table[PLANS_TABLE];
	size_t bytes;
};

/* What is written of the piece on hand. */
struct writing {
	struct plans *plans;
	struct plan *plan;
	char text[MATCHER_PIECE_MAX * 8];
	size_t n;                       /* bytes of text */
	size_t compiled;                /* bytes that it takes at most */
	unsigned mechanisms, first, capacity;
};

struct plans *
plans_open(struct spf_matcher *matcher)
{
	struct plans *plans = mem_new(sizeof *plans);
	plans->matcher = matcher;
	plans->arena = arena_open();
	return plans;
}

static void
forget(struct plans *plans)
{
	for (size_t i = 0; i < PLANS_TABLE; i++) {
		for (struct node *node = plans->table[i]; node != NULL; node = node->next)
			for (unsigned k = 0; k < node->plan.count; k++)
				spf_matcher_free(node->plan.pieces[k].compiled);
		plans->table[i] = NULL;
	}
	arena_reset(plans->arena);
	plans->bytes = 0;
}

void
plans_trim(struct plans *plans)
{
	if (plans->bytes > PLANS_BYTES_MAX)
		forget(plans);
}

void
plans_close(struct plans *plans)
{
	forget(plans);
	arena_close(plans->arena);
	free(plans);
}

/* Whether a mechanism asks DNS. */
static bool
asks(enum spf_term_kind kind)
{
	return spf_is_mechanism(kind) && kind != SPF_TERM_ALL && kind != SPF_TERM_IP4 && kind != SPF_TERM_IP6;
}

bool
plan_compares(const struct spf_term *term)
{
	return (term->kind == SPF_TERM_A || term->kind == SPF_TERM_MX) && term->prefix4 > 0 && term->prefix6 > 0;
}

static void
write_mechanism(struct writing *writing, size_t compiled, const char *format, ...) __attribute__((format(printf, 3, 4)));

static void
write_mechanism(struct writing *writing, size_t compiled, const char *format, ...)
{
	va_list arguments;
	size_t room = sizeof writing->text - writing->n;

	va_start(arguments, format);
	int n = vsnprintf(writing->text + writing->n, room, format, arguments);
	va_end(arguments);
	if (n < 0 || (size_t)n >= room)
		bug("a piece of a record is too long");
	writing->n += (size_t)n;
	writing->compiled += compiled;
	writing->mechanisms++;
}

static void
write_network(struct writing *writing, const struct spf_term *term)
{
	bool ip6 = term->kind == SPF_TERM_IP6;
	unsigned bits = ip6 ? term->prefix6 : term->prefix4;
	size_t compiled = ip6 ? 20 : 8;
	char address[INET6_ADDRSTRLEN];

	if (bits == 0) {
		write_mechanism(writing, compiled, " %c%s/1", term->qualifier, ip6 ? "ip6:::" : "ip4:0.0.0.0");
		write_mechanism(writing, compiled, " %c%s/1", term->qualifier, ip6 ? "ip6:8000::" : "ip4:128.0.0.0");
		return;
	}
	inet_ntop(ip6 ? AF_INET6 : AF_INET, term->address, address, sizeof address);
	write_mechanism(writing, compiled, " %c%s:%s/%u", term->qualifier, ip6 ? "ip6" : "ip4", address, bits);
}

static void
write_term(struct writing *writing, unsigned number)
{
	const struct spf_term *term = &writing->plan->record.terms[number];

	if (term->kind == SPF_TERM_ALL)
		write_mechanism(writing, 4, " %call", term->qualifier);
	else if (!asks(term->kind))
		write_network(writing, term);
	else if (plan_compares(term))
		write_mechanism(writing, 32, " %c%s:t%u/%u//%u", term->qualifier, spf_term_name(term->kind), number, term->prefix4, term->prefix6);
	else
		write_mechanism(writing, 32, " %cexists:t%u", term->qualifier, number);
}

static void
end_piece(struct writing *writing, unsigned last)
{
	struct plan *plan = writing->plan;

	if (writing->mechanisms == 0)
		return;
	if (plan->count == writing->capacity) {
		writing->capacity = 2 * writing->capacity + 4;
		struct plan_piece *more = arena_take(writing->plans->arena, writing->capacity * sizeof *more);
		if (plan->count > 0)
			memcpy(more, plan->pieces, plan->count * sizeof *more);
		plan->pieces = more;
	}
	plan->pieces[plan->count++] = (struct plan_piece){
		spf_matcher_compile(writing->plans->matcher, writing->text + 1, writing->mechanisms), writing->first, last
	};
	writing->plans->bytes += 256 + writing->compiled;
	writing->n = writing->compiled = writing->mechanisms = 0;
	writing->first = last + 1;
}

static void
write_pieces(struct plans *plans, struct plan *plan)
{
	struct writing writing = { .plans = plans, .plan = plan };
	size_t count = plan->record.count;

	for (unsigned i = 0; i < count; i++) {
		const struct spf_term *term = &plan->record.terms[i];
		if (!spf_is_mechanism(term->kind))
			continue;
		if (writing.compiled + MATCHER_TERM_MAX > MATCHER_PIECE_MAX)
			end_piece(&writing, i - 1);
		write_term(&writing, i);
		if (term->kind == SPF_TERM_ALL || plan_compares(term))
			end_piece(&writing, i);
		if (term->kind == SPF_TERM_ALL)
			return;
	}
	end_piece(&writing, (unsigned)count - 1);
}

static size_t
place_of(struct str text)
{
	uint64_t hash = 0;
	for (size_t i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.p[i]) * 0x9e3779b97f4a7c15u;
	return (hash >> 40) % PLANS_TABLE;
}

const struct plan *
plans_find(struct plans *plans, struct str text)
{
	size_t place = place_of(text);
	struct node *node = plans->table[place];

	while (node != NULL && !str_equal(node->plan.record.text, text))
		node = node->next;
	if (node != NULL)
		return &node->plan;
	node = arena_take(plans->arena, sizeof *node);
	memset(node, 0, sizeof *node);
	spf_record_read(arena_copy(plans->arena, text), plans->arena, &node->plan.record);
	plans->bytes += sizeof *node + text.n + node->plan.record.count * sizeof *node->plan.record.terms;
	if (node->plan.record.is_record && node->plan.record.error == SPF_ERROR_NONE)
		write_pieces(plans, &node->plan);
	node->next = plans->table[place];
	plans->table[place] = node;
	return &node->plan;
}
