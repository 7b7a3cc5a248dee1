/*
 * guard.c - check_host() of RFC 7208.
 */
#include "analyze/spf/guard.h"

#include "analyze/spf/frame.h"

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

static enum spf_result evaluate(struct guard *guard, struct check *check, enum spf_how how, struct str domain, unsigned depth);

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

static enum spf_result
result_of(char qualifier)
{
	return qualifier == '+' ? SPF_PASS : qualifier == '-' ? SPF_FAIL : qualifier == '~' ? SPF_SOFTFAIL : SPF_NEUTRAL;
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
	struct frame frame = {
		.guard = guard, .matcher = guard->matcher, .check = check, .include = include, .domain = domain, .depth = depth,
	};
	enum spf_result result;

	*step = (struct spf_step){ .how = how, .domain = domain };
	check->verdict->steps = depth + 1;
	show(guard, domain);
	frame.plan = fetch(guard, check, domain, step, &result);
	if (frame.plan == NULL)
		return result;
	for (unsigned i = 0; i < frame.plan->count; i++) {
		const struct spf_term *term = frame_match(&frame, &frame.plan->pieces[i]);
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
	if (check_begin(&check, request)) {
		verdict->result = evaluate(guard, &check, SPF_HOW_ROOT, verdict->domain, 0);
		if (verdict->result == SPF_FAIL)
			explain(guard, &check);
	} else {
		verdict->result = check.result;
	}
	keep(verdict, arena);
}
