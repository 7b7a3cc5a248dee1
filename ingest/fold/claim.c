/*
 * claim.c - SPF checks and the mails and rejections they belong to.
 */
#include "ingest/fold/claim.h"
#include "ingest/fold/recent.h"

#include <stdlib.h>
#include <utlist.h>

enum {
	WINDOW_SECONDS = 600,   /* a sender is known only when his message has been received whole */
	WINDOW_MAX = 8192       /* checks, and as many candidates */
};

struct claims {
	struct rows *rows;
	int64_t source, clock;
	struct checks *told;
	struct recent recent;
};

struct claims *
claims_open(struct rows *rows, int64_t source)
{
	struct claims *claims = mem_new(sizeof *claims);
	claims->rows = rows;
	claims->source = source;
	claims->told = checks_open(rows);
	return claims;
}

/* By queue id, else by sender, else (where it refused) by HELO or by what the client was told; false: it can belong to nothing. */
static bool
check_key(const struct check *check, struct recent_key *key)
{
	const struct str *text = check->text;
	if (text[CHECK_QUEUE_ID].p != NULL)
		recent_key(key, NAME_QUEUE_ID, check->host, STR_NONE, text[CHECK_QUEUE_ID]);
	else if (text[CHECK_CLIENT_IP].p != NULL && text[CHECK_SENDER].p != NULL)
		recent_key(key, NAME_SENDER, check->host, text[CHECK_CLIENT_IP], text[CHECK_SENDER]);
	else if (!check_is_refused(check) || text[CHECK_SENDER].p != NULL)
		return false;
	else if (text[CHECK_CLIENT_IP].p != NULL && text[CHECK_HELO].p != NULL)
		recent_key(key, NAME_HELO, check->host, text[CHECK_CLIENT_IP], text[CHECK_HELO]);
	else if (text[CHECK_HELO].p == NULL && text[CHECK_REASON].n > 0)
		recent_key(key, NAME_REASON, check->host, STR_NONE, text[CHECK_REASON]);
	else
		return false;
	return true;
}

static void
leave(struct claims *claims, struct check *check)
{
	check_store(check, claims->rows, claims->source);
	recent_leave(&claims->recent, check);
}

static int64_t
distance(int64_t a, int64_t b)
{
	return a > b ? a - b : b - a;
}

static int64_t *
claim_of(struct check *check, enum candidate_kind kind)
{
	return kind == CANDIDATE_MAIL ? &check->part : &check->rejection;
}

/* A check that refused a client let no mail of his in. */
static bool
may_claim(struct check *check, enum candidate_kind kind)
{
	return *claim_of(check, kind) == NO_NUMBER && !(kind == CANDIDATE_MAIL && check_is_refused(check));
}

static void
claim(struct check *check, enum candidate_kind kind, int64_t id)
{
	*claim_of(check, kind) = id;
	check->dirty = true;
}

/* The nearest check of this identity (helo, or the other) that has not claimed one of this kind; the older of two as near. */
static struct check *
nearest_check(struct bucket *bucket, enum candidate_kind kind, int64_t at, bool helo)
{
	struct check *best = NULL, *check = bucket->checks == NULL ? NULL : bucket->checks->same_prev;
	/* From the newest back: one client may have been checked very often. */
	for (; check != NULL && at - check->at <= CLAIM_SECONDS; check = check == bucket->checks ? NULL : check->same_prev)
		if (check_is_helo(check) == helo && may_claim(check, kind) && distance(check->at, at) <= CLAIM_SECONDS &&
		    (best == NULL || distance(check->at, at) <= distance(best->at, at)))
			best = check;
	return best;
}

/* By a name of the candidate. One attempt of a client may have been checked by HELO and by MAIL FROM. */
static bool
offer(struct claims *claims, const struct candidate *candidate, enum recent_name kind, struct str ip, struct str name)
{
	struct recent_key key;
	if (name.p == NULL)
		return false;
	recent_key(&key, kind, candidate->host, ip, name);
	struct bucket *bucket = recent_find(&claims->recent, &key);
	bool claimed = false;
	for (int helo = 0; bucket != NULL && helo <= 1; helo++) {
		struct check *check = nearest_check(bucket, candidate->kind, candidate->at, helo == 1);
		if (check != NULL)
			claim(check, candidate->kind, candidate->id);
		claimed = claimed || check != NULL;
	}
	return claimed;
}

static void
wait_for_check(struct claims *claims, const struct candidate *candidate)
{
	struct recent_key key;
	recent_key(&key, NAME_SENDER, candidate->host, candidate->client_ip, candidate->sender);
	recent_wait(&claims->recent, candidate, &key);
	if (claims->recent.waiting_count > WINDOW_MAX)
		recent_give_up(&claims->recent, claims->recent.waiting);
}

/* "Recipient address rejected: TEXT": what a policy service said is behind the colon. */
static struct str
told(struct str reason)
{
	str_cut(&reason, ':');
	return reason.n == 0 ? STR_NONE : str_trim(reason);
}

void
claims_candidate(struct claims *claims, const struct candidate *candidate)
{
	if (offer(claims, candidate, NAME_QUEUE_ID, STR_NONE, candidate->queue_id) || candidate->client_ip.p == NULL ||
	    offer(claims, candidate, NAME_HELO, candidate->client_ip, candidate->helo) || offer(claims, candidate, NAME_SENDER, candidate->client_ip, candidate->sender) ||
	    offer(claims, candidate, NAME_REASON, STR_NONE, told(candidate->reason)))
		return;
	if (candidate->sender.p != NULL && distance(candidate->at, claims->clock) <= CLAIM_SECONDS)
		wait_for_check(claims, candidate);
}

/* Nothing that followed the check was its own: perhaps its mail or rejection was written before it. */
static void
settle(struct claims *claims, struct check *check)
{
	struct waiting *best = NULL, *waiting;
	if (check->bucket == NULL || check->part != NO_NUMBER || check->rejection != NO_NUMBER)
		return;
	DL_FOREACH2(check->bucket->waiting, waiting, same_next)
		if (may_claim(check, waiting->kind) && distance(check->at, waiting->at) <= CLAIM_SECONDS &&
		    (best == NULL || distance(check->at, waiting->at) < distance(check->at, best->at)))
			best = waiting;
	if (best == NULL)
		return;
	claim(check, best->kind, best->id);
	recent_give_up(&claims->recent, best);
}

static void
enter(struct claims *claims, struct check *check)
{
	struct recent_key key;
	recent_enter(&claims->recent, check, check_key(check, &key) ? &key : NULL);
	if (claims->recent.check_count > WINDOW_MAX)
		leave(claims, claims->recent.checks);
}

static void
enter_told(struct claims *claims)
{
	struct check *check;
	while ((check = checks_next(claims->told)) != NULL)
		enter(claims, check);
}

void
claims_check(struct claims *claims, const struct record *record, int64_t host, int64_t program, int64_t part)
{
	checks_add(claims->told, record, host, program, part);
	enter_told(claims);
}

/* --- time ------------------------------------------------------------------------------------------------------ */

void
claims_clock(struct claims *claims, int64_t at)
{
	if (at <= claims->clock)
		return;
	claims->clock = at;
	checks_clock(claims->told, at);
	enter_told(claims);
	while (claims->recent.unsettled != NULL && at - claims->recent.unsettled->at > CLAIM_SECONDS) {
		settle(claims, claims->recent.unsettled);
		claims->recent.unsettled = claims->recent.unsettled->next;
	}
	while (claims->recent.checks != NULL && at - claims->recent.checks->at > WINDOW_SECONDS)
		leave(claims, claims->recent.checks);
	while (claims->recent.waiting != NULL && at - claims->recent.waiting->at > 2 * CLAIM_SECONDS)
		recent_give_up(&claims->recent, claims->recent.waiting);
}

bool
claims_pending(const struct claims *claims)
{
	return checks_pending(claims->told);
}

void
claims_store(struct claims *claims)
{
	struct check *check;
	DL_FOREACH(claims->recent.checks, check)
		check_store(check, claims->rows, claims->source);
}

void
claims_end(struct claims *claims)
{
	checks_end(claims->told);
	enter_told(claims);
	for (; claims->recent.unsettled != NULL; claims->recent.unsettled = claims->recent.unsettled->next)
		settle(claims, claims->recent.unsettled);
}

void
claims_close(struct claims *claims)
{
	if (claims == NULL)
		return;
	checks_close(claims->told);
	recent_close(&claims->recent);
	free(claims);
}
