/*
 * guard.c - check_host() of RFC 7208.
 */
#include "analyze/spf/guard.h"

#include "analyze/spf/check.h"
#include "analyze/spf/idn.h"
#include "analyze/spf/plan.h"

#include <stdlib.h>
#include <string.h>

struct guard {
	struct spf_matcher *matcher;
	struct plans *plans;
	char *watch;                    /* or NULL */
};

struct guard *
guard_open(void)
{
	struct guard *guard = mem_new(sizeof *guard);
	guard->matcher = spf_matcher_open();
	guard->plans = plans_open(guard->matcher);
	return guard;
}

void
guard_close(struct guard *guard)
{
	plans_close(guard->plans);
	spf_matcher_close(guard->matcher);
	free(guard);
}

void
guard_watch(struct guard *guard, char *domain)
{
	guard->watch = domain;
}

static void
show(struct guard *guard, struct str domain)
{
	if (guard->watch == NULL)
		return;
	size_t n = domain.n < ANSWER_NAME_MAX ? domain.n : ANSWER_NAME_MAX;
	memcpy(guard->watch, domain.p, n);
	guard->watch[n] = '\0';
}

/* One record that is being evaluated. */
struct frame {
	struct guard *guard;
	struct check *check;
	const struct plan *plan;
	struct str domain;
	unsigned depth;
	unsigned next;                  /* the term behind the last one that was asked about */
	bool matched;                   /* that one matches, as libspf2 was told */
	const struct answer *mx;        /* whose hosts are compared now */
};

static enum spf_result evaluate(struct guard *guard, struct check *check, enum spf_how how, struct str domain, unsigned depth);

static const struct answer yes = { .status = ANSWER_OK, .count = 1, .values = (const struct str[]){ { "\177\0\0\2", 4 } } };
static const struct answer no = { .status = ANSWER_NXDOMAIN };

/* What an include means (section 5.2): 1 a match, 0 none, -1 the end. */
static int
include(struct frame *frame, struct str domain)
{
	struct check *check = frame->check;

	switch (evaluate(frame->guard, check, SPF_HOW_INCLUDE, domain, frame->depth + 1)) {
	case SPF_PASS:
		return 1;
	case SPF_FAIL:
	case SPF_SOFTFAIL:
	case SPF_NEUTRAL:
		return 0;
	case SPF_NONE:
		check_end(check, SPF_PERMERROR, "%.*s has no SPF record to include", domain);
		return -1;
	default:
		return -1;
	}
}

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
		return include(frame, name);
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

/* Everything that libspf2 decides by itself is reckoned again, so that a fault of it cannot become a verdict. */
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

static enum spf_result
result_of(char qualifier)
{
	return qualifier == '+' ? SPF_PASS : qualifier == '-' ? SPF_FAIL : qualifier == '~' ? SPF_SOFTFAIL : SPF_NEUTRAL;
}

/* The term that matches in a piece, or NULL; check->ended where the check ended in it. */
static const struct spf_term *
match_piece(struct frame *frame, const struct plan_piece *piece)
{
	struct check *check = frame->check;
	const struct plan *plan = frame->plan;
	const struct spf_term *term;

	frame->next = piece->first;
	frame->matched = false;
	char qualifier = spf_matcher_run(frame->guard->matcher, piece->compiled, &check->client, look_up, frame);
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

/* The record at a domain, as a plan; NULL: there is none, *result says why. */
static const struct plan *
fetch(struct guard *guard, struct check *check, struct str domain, struct spf_step *step, enum spf_result *result)
{
	const struct answer *answer = check_ask(check, domain, ANSWER_TXT);
	unsigned count = answer == NULL ? 0 : answer_spf_record(answer, &step->record);

	*result = SPF_NONE;
	if (answer == NULL || !check_is_sound(check, answer, domain, ANSWER_TXT))
		*result = check->result;
	else if (count > 1)
		*result = check_end(check, SPF_PERMERROR, "%.*s has more than one SPF record", domain);
	if (count != 1 || *result != SPF_NONE)
		return NULL;
	const struct plan *plan = plans_find(guard->plans, step->record);
	step->record = plan->record.text;
	if (plan->record.error != SPF_ERROR_NONE)
		*result = check_record_error(check, &plan->record, domain, step);
	return plan->record.error == SPF_ERROR_NONE ? plan : NULL;
}

static enum spf_result
redirect(struct guard *guard, struct check *check, const struct frame *frame)
{
	const struct spf_term *term = frame->plan->record.redirect;
	struct str name;

	check->verdict->path[frame->depth].term = term->text;
	check->step = &check->verdict->path[frame->depth];
	if (!check_count(check) || !check_name(check, term, frame->domain, &name))
		return check->result;
	enum spf_result result = evaluate(guard, check, SPF_HOW_REDIRECT, name, frame->depth + 1);
	return result == SPF_NONE ? check_end(check, SPF_PERMERROR, "%.*s has no SPF record to redirect to", name) : result;
}

static enum spf_result
evaluate(struct guard *guard, struct check *check, enum spf_how how, struct str domain, unsigned depth)
{
	struct spf_step *step = &check->verdict->path[depth];
	struct frame frame = { .guard = guard, .check = check, .domain = domain, .depth = depth };
	enum spf_result result;

	*step = (struct spf_step){ .how = how, .domain = domain };
	check->verdict->steps = depth + 1;
	show(guard, domain);
	frame.plan = fetch(guard, check, domain, step, &result);
	if (frame.plan == NULL)
		return result;
	for (unsigned i = 0; i < frame.plan->count; i++) {
		const struct spf_term *term = match_piece(&frame, &frame.plan->pieces[i]);
		if (check->ended)
			return check->result;
		if (term == NULL)
			continue;
		step->term = term->text;
		if (term->kind != SPF_TERM_INCLUDE)
			check->verdict->steps = depth + 1;
		return result_of(term->qualifier);
	}
	step->term = STR_NONE;
	check->verdict->steps = depth + 1;
	if (frame.plan->record.redirect != NULL && frame.plan->record.all == NULL)
		return redirect(guard, check, &frame);
	return SPF_NEUTRAL;
}

/* Section 6.2: of the record that was evaluated for the sender's domain, after redirects; an include has no say. */
static void
explain(struct guard *guard, struct check *check)
{
	struct spf_verdict *verdict = check->verdict;
	unsigned last = 0;
	struct str name;

	while (last + 1 < verdict->steps && verdict->path[last + 1].how == SPF_HOW_REDIRECT)
		last++;
	const struct spf_step *step = &verdict->path[last];
	const struct plan *plan = plans_find(guard->plans, step->record);
	if (plan->record.exp == NULL)
		return;
	check->counting = false;
	struct spf_step exp = { .domain = step->domain, .term = plan->record.exp->text };
	check->step = &exp;
	if (check_name(check, plan->record.exp, step->domain, &name))
		check_explanation(check, step->domain, name);
	/* That it is missing changes nothing of the result. */
	verdict->reason = STR_NONE;
}

static bool
has_domain(struct str domain)
{
	size_t label = 0;
	bool dotted = false;

	if (domain.n > 0 && domain.p[domain.n - 1] == '.')
		domain.n--;
	for (size_t i = 0; i < domain.n; i++) {
		if (domain.p[i] != '.') {
			label++;
			continue;
		}
		if (label == 0 || label > 63)
			return false;
		label = 0;
		dotted = true;
	}
	return dotted && label > 0 && label <= 63 && domain.n <= ANSWER_NAME_MAX;
}

/* Who sends, and whose record is asked. False: the verdict is there already. */
static bool
begin(struct check *check, const struct spf_request *request)
{
	struct str sender = request->sender, helo = request->helo.p == NULL ? STR("") : request->helo;
	struct spf_facts *facts = &check->facts;
	const char *at;

	if (!spf_client_read(request->ip, &check->client))
		return check_end(check, SPF_UNEVALUABLE, "\"%.*s\" is no IP address", request->ip), false;
	if (sender.n > SPF_REQUEST_MAX || helo.n > SPF_REQUEST_MAX || (sender.n > 0 && memchr(sender.p, '\0', sender.n) != NULL) ||
	    (helo.n > 0 && memchr(helo.p, '\0', helo.n) != NULL))
		return check_end(check, SPF_UNEVALUABLE, "a sender or HELO name that is too long, or has NUL in it%.*s", STR("")), false;
	if (sender.n == 0)
		sender = helo;
	at = sender.n == 0 ? NULL : memrchr(sender.p, '@', sender.n);
	size_t local = at == NULL ? 0 : (size_t)(at - sender.p);
	check->local = local == 0 ? STR("postmaster") : (struct str){ sender.p, local };
	if (at != NULL)
		sender = (struct str){ at + 1, sender.n - local - 1 };
	sender = idn_ascii(sender, check->arena);
	facts->local = request->local.p == NULL ? check->local : request->local;
	facts->sender_domain = sender;
	facts->helo = idn_ascii(helo, check->arena);
	facts->receiver = request->receiver;
	facts->at = request->at;
	facts->ip6 = check->client.ip6;
	memcpy(facts->ip, check->client.ip, sizeof facts->ip);
	if (facts->helo.p == NULL)
		facts->helo = helo;
	check->verdict->domain = sender;
	if (!has_domain(sender))
		return check_end(check, SPF_NONE, "\"%.*s\" is no domain name", sender.p == NULL ? STR("") : sender), false;
	return true;
}

/* Plans may go before the verdict does. */
static void
keep(struct spf_verdict *verdict, struct arena *arena)
{
	for (unsigned i = 0; i < verdict->steps; i++) {
		struct spf_step *step = &verdict->path[i];
		struct str record = arena_copy(arena, step->record);
		if (step->term.p != NULL)
			step->term.p = record.p + (step->term.p - step->record.p);
		step->record = record;
	}
}

void
guard_check(struct guard *guard, const struct spf_request *request, struct answers *answers, struct answers_when when,
    struct arena *arena, struct spf_verdict *verdict)
{
	struct check check = { .answers = answers, .when = when, .arena = arena, .verdict = verdict, .counting = true };

	memset(verdict, 0, sizeof *verdict);
	plans_trim(guard->plans);
	if (begin(&check, request)) {
		verdict->result = evaluate(guard, &check, SPF_HOW_ROOT, verdict->domain, 0);
		if (verdict->result == SPF_FAIL)
			explain(guard, &check);
	} else {
		verdict->result = check.result;
	}
	keep(verdict, arena);
}
