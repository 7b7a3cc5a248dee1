/*
 * frame.c - which term of one record matches.
 */
#include "analyze/spf/frame.h"

static const struct answer yes = { .status = ANSWER_OK, .count = 1, .values = (const struct str[]){ { "\177\0\0\2", 4 } } };
static const struct answer no = { .status = ANSWER_NXDOMAIN };

/* An a or mx with a network of length 0, for which any address of the client's kind will do; the other kind's length holds for the other kind. */
static int
compare_here(struct frame *frame, const struct spf_term *term, struct str name)
{
	struct check *check = frame->check;
	const struct answer *mx = NULL;
	unsigned bits = check->client.ip6 ? term->prefix6 : term->prefix4;

	if (term->kind == SPF_TERM_MX && (mx = check_mx(check, name)) == NULL)
		return -1;
	for (unsigned i = 0; mx == NULL ? i == 0 : i < mx->count; i++) {
		const struct answer *answer = check_addresses(check, mx == NULL ? name : answer_mx_host(mx->values[i]));
		if (answer == NULL)
			return -1;
		for (unsigned k = 0; k < answer->count; k++)
			if (spf_same_network((const unsigned char *)answer->values[k].p, check->client.ip, bits))
				return 1;
	}
	return 0;
}

/* Whether a term matches that libspf2 has as an exists. */
static int
matches(struct frame *frame, const struct spf_term *term, struct str name)
{
	const struct answer *answer;

	switch (term->kind) {
	case SPF_TERM_INCLUDE:
		return frame->include(frame, name);
	case SPF_TERM_PTR:
		return check_ptr(frame->check, name);
	case SPF_TERM_EXISTS:
		answer = check_ask_term(frame->check, name, ANSWER_A);
		return answer == NULL ? -1 : answer->count > 0;
	default:
		return compare_here(frame, term, name);
	}
}

/* The first of some terms in whose network the client is, by our own reckoning, or that is an all. */
static const struct spf_term *
network_of(const struct plan *plan, unsigned first, unsigned end, const struct spf_client *client)
{
	for (unsigned i = first; i < end; i++) {
		const struct spf_term *term = &plan->record.terms[i];
		bool ip6 = term->kind == SPF_TERM_IP6;
		if (term->kind == SPF_TERM_ALL)
			return term;
		if ((ip6 || term->kind == SPF_TERM_IP4) && ip6 == client->ip6 &&
		    spf_same_network(term->address, client->ip, ip6 ? term->prefix6 : term->prefix4))
			return term;
	}
	return NULL;
}

static void
end_wrong(struct frame *frame)
{
	check_end(frame->check, SPF_UNEVALUABLE, "libspf2 goes wrong in the record of %.*s", frame->domain);
}

static const struct answer *
look_up(void *context, unsigned number, int host, enum answer_type type)
{
	struct frame *frame = context;
	struct check *check = frame->check;
	const struct spf_term *term = &frame->plan->record.terms[number];
	struct str name;

	check->step = &check->verdict->path[frame->depth];
	if (host >= 0)
		return check_addresses(check, answer_mx_host(frame->mx->values[host]));
	if (number < frame->next || network_of(frame->plan, frame->next, number, &check->client) != NULL)
		return end_wrong(frame), NULL;
	frame->next = number + 1;
	check->verdict->path[frame->depth].term = term->text;
	if (!check_count(check) || !check_name(check, term, frame->domain, &name))
		return NULL;
	if (!plan_compares(term)) {
		int match = matches(frame, term, name);
		frame->matched = match > 0;
		return match < 0 ? NULL : match > 0 ? &yes : &no;
	}
	if (type != ANSWER_MX)
		return check_addresses(check, name);
	frame->mx = check_mx(check, name);
	return frame->mx;
}

const struct spf_term *
frame_match(struct frame *frame, const struct plan_piece *piece)
{
	struct check *check = frame->check;
	const struct plan *plan = frame->plan;
	const struct spf_term *term;

	frame->next = piece->first;
	frame->matched = false;
	char qualifier = spf_matcher_run(frame->matcher, piece->compiled, &check->client, look_up, frame);
	if (check->ended)
		return NULL;
	term = frame->matched ? &plan->record.terms[frame->next - 1] : network_of(plan, frame->next, piece->last + 1, &check->client);
	if (term == NULL && qualifier != '\0' && frame->next == piece->last + 1 && plan_compares(&plan->record.terms[piece->last]))
		term = &plan->record.terms[piece->last];
	if (qualifier != (term == NULL ? '\0' : term->qualifier)) {
		end_wrong(frame);
		return NULL;
	}
	return term;
}
