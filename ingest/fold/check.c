/*
 * check.c - SPF checks: several lines, one check; and its row.
 */
#include "ingest/fold/check.h"
#include "ingest/rule/grammar.h"
#include "ingest/table.h"

#include <stdlib.h>
#include <string.h>
#include <utlist.h>

enum { GOES_ON_SECONDS = 5 };   /* from one line of a check to the next */

static const enum field fields[CHECK_TEXTS] = {
	F_result, F_identity, F_client_ip, F_helo, F_sender, F_recipient, F_reason, F_action, F_qid,
};

/* The texts of a check as a record, so that rows.h can bind them. */
static const struct rule check_rule = {
	.value_count = CHECK_TEXTS,
	.slot = {
		[F_result] = 1 + CHECK_RESULT, [F_identity] = 1 + CHECK_IDENTITY, [F_client_ip] = 1 + CHECK_CLIENT_IP,
		[F_helo] = 1 + CHECK_HELO, [F_sender] = 1 + CHECK_SENDER, [F_recipient] = 1 + CHECK_RECIPIENT,
		[F_reason] = 1 + CHECK_REASON, [F_action] = 1 + CHECK_ACTION, [F_qid] = 1 + CHECK_QUEUE_ID,
	},
};

/* What one process is telling. */
struct pending {
	UT_hash_handle hh;
	struct { int64_t host, program; uint32_t pid, zero; } key;
	int64_t at;                             /* of its last line */
	struct check *checks[2];                /* by HELO, and by MAIL FROM or not told */
};

struct checks {
	struct rows *rows;
	struct pending *pending;
	struct check *told;                     /* to their end, and not taken yet */
};

struct checks *
checks_open(struct rows *rows)
{
	struct checks *checks = mem_new(sizeof *checks);
	checks->rows = rows;
	return checks;
}

static bool
in_space(const struct check *check, const char *p)
{
	return p >= check->space && p < check->space + sizeof check->space;
}

void
check_free(struct check *check)
{
	for (size_t i = 0; i < CHECK_TEXTS; i++)
		if (!in_space(check, check->text[i].p))
			free((char *)(uintptr_t)check->text[i].p);
	free(check);
}

static void
set(struct check *check, enum check_text which, struct str value)
{
	if (check->text[which].p != NULL || value.p == NULL)
		return;
	char *p = check->space + check->used;
	if (value.n < sizeof check->space - check->used) {
		memcpy(p, value.p, value.n);
		check->used += value.n;
	} else
		p = mem_string(value);
	check->text[which] = (struct str){ p, value.n };
}

bool
check_is_refused(const struct check *check)
{
	return str_is(check->text[CHECK_ACTION], "reject") || str_is(check->text[CHECK_ACTION], "defer");
}

bool
check_is_helo(const struct check *check)
{
	return str_is(check->text[CHECK_IDENTITY], "helo");
}

void
check_store(struct check *check, struct rows *rows, int64_t source)
{
	const struct record record = { .rule = &check_rule, .values = check->text };
	const int64_t places[PLACE_COUNT] = {
		[PLACE_CHECK_ID] = check->id, [PLACE_AT] = check->at, [PLACE_HOST] = check->host, [PLACE_PROGRAM] = check->program,
		[PLACE_PART_ID] = check->part, [PLACE_REJECTION_ID] = check->rejection,
		[PLACE_SOURCE_ID] = source, [PLACE_POSITION] = (int64_t)check->position,
	};
	if (!check->stored || check->dirty)
		rows_put(rows, check->stored ? TABLE_CHECK_AGAIN : TABLE_CHECK, &record, places);
	check->stored = true;
	check->dirty = false;
}

static struct check *
check_new(struct checks *checks, const struct record *record, int64_t host, int64_t program)
{
	struct check *check = mem_new(sizeof *check);
	check->at = record->at;
	check->host = host;
	check->program = program;
	check->position = record->position;
	check->part = check->rejection = NO_NUMBER;
	check->id = rows_next_check(checks->rows);
	return check;
}

static bool
differs(struct str a, struct str b)
{
	return a.p != NULL && b.p != NULL && !str_equal(a, b);
}

/* Whether a line goes on about the check that the lines before it told of. */
static bool
goes_on(const struct check *check, const struct record *record)
{
	static const enum check_text telling[] = { CHECK_IDENTITY, CHECK_CLIENT_IP, CHECK_SENDER, CHECK_HELO, CHECK_RESULT };
	for (size_t i = 0; i < LENGTH(telling); i++)
		if (differs(check->text[telling[i]], record_field(record, fields[telling[i]])))
			return false;
	return true;
}

static void
finish(struct checks *checks, struct pending *pending)
{
	for (size_t i = 0; i < LENGTH(pending->checks); i++) {
		struct check *check = pending->checks[i];
		if (check != NULL && check->text[CHECK_RESULT].p != NULL)
			DL_APPEND(checks->told, check);
		else if (check != NULL)
			check_free(check);
	}
	HASH_DEL(checks->pending, pending);
	free(pending);
}

static struct pending *
pending_make(struct checks *checks, const struct record *record, int64_t host, int64_t program)
{
	struct pending *pending = mem_new(sizeof *pending);
	pending->key.host = host;
	pending->key.program = program;
	pending->key.pid = record->pid;
	HASH_ADD(hh, checks->pending, key, sizeof pending->key, pending);
	return pending;
}

/* A HELO that was looked at on the way to an action is a check that refused nobody. */
static void
accept_others(struct pending *pending, const struct check *acted)
{
	for (size_t i = 0; i < LENGTH(pending->checks); i++)
		if (pending->checks[i] != NULL && pending->checks[i] != acted)
			set(pending->checks[i], CHECK_ACTION, STR("accept"));
}

void
checks_add(struct checks *checks, const struct record *record, int64_t host, int64_t program, int64_t part)
{
	struct pending *pending, wanted = { .key = { host, program, record->pid, 0 } };
	struct str step = record_field(record, F_step);
	size_t slot = str_is(record_field(record, F_identity), "helo") ? 0 : 1;
	HASH_FIND(hh, checks->pending, &wanted.key, sizeof wanted.key, pending);
	struct check *begun = pending == NULL ? NULL : pending->checks[slot];
	if (pending != NULL && (step.p == NULL || record->at - pending->at > GOES_ON_SECONDS || (begun != NULL && !goes_on(begun, record)))) {
		finish(checks, pending);
		pending = NULL;
	}
	if (pending == NULL)
		pending = pending_make(checks, record, host, program);
	if (pending->checks[slot] == NULL)
		pending->checks[slot] = check_new(checks, record, host, program);
	struct check *check = pending->checks[slot];
	pending->at = record->at;
	for (size_t i = 0; i < CHECK_TEXTS; i++)
		set(check, i, record_field(record, fields[i]));
	if (check->part == NO_NUMBER)
		check->part = part;
	if (str_is(step, "part"))
		return;
	accept_others(pending, check);
	finish(checks, pending);
}

void
checks_clock(struct checks *checks, int64_t at)
{
	struct pending *pending, *next;
	HASH_ITER(hh, checks->pending, pending, next)
		if (at - pending->at > GOES_ON_SECONDS)
			finish(checks, pending);
}

void
checks_end(struct checks *checks)
{
	struct pending *pending, *next;
	HASH_ITER(hh, checks->pending, pending, next)
		finish(checks, pending);
}

struct check *
checks_next(struct checks *checks)
{
	struct check *check = checks->told;
	if (check != NULL)
		DL_DELETE(checks->told, check);
	return check;
}

bool
checks_pending(const struct checks *checks)
{
	return checks->pending != NULL;
}

void
checks_close(struct checks *checks)
{
	struct check *check;
	if (checks == NULL)
		return;
	checks_end(checks);
	while ((check = checks_next(checks)) != NULL)
		check_free(check);
	free(checks);
}
