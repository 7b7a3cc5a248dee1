/*
 * check.h - SPF checks: the lines in which a daemon tells of one become one check.
 * In: check records of one stream. Out: checks, in the order in which they were told to their end. A check is of one identity of one
 * delivery attempt; a policy daemon (one process, one request at a time) may tell of it in up to four lines.
 */
#ifndef CHECK_H
#define CHECK_H

#include "ingest/rows.h"

enum check_text {
	CHECK_RESULT, CHECK_IDENTITY, CHECK_CLIENT_IP, CHECK_HELO, CHECK_SENDER, CHECK_RECIPIENT, CHECK_REASON, CHECK_ACTION, CHECK_QUEUE_ID,
	CHECK_TEXTS
};

struct check {
	struct check *prev, *next;              /* for who holds it: in order of time, */
	struct check *same_prev, *same_next;    /* and with those of the same key */
	struct bucket *bucket;
	int64_t id, at, host, program, part, rejection;
	uint64_t position;
	bool stored, dirty;
	struct str text[CHECK_TEXTS];
	char space[256];                        /* of the texts; those that find no room have their own memory */
	size_t used;
};

void check_free(struct check *check);
bool check_is_refused(const struct check *check);       /* rejected or deferred */
bool check_is_helo(const struct check *check);
/* Writes its row, or what has changed of it. */
void check_store(struct check *check, struct rows *rows, int64_t source);

struct checks;
struct checks *checks_open(struct rows *rows);
void checks_close(struct checks *checks);

/* A line. host and program are words; part is the message whose queue id it names, or NO_NUMBER. */
void checks_add(struct checks *checks, const struct record *record, int64_t host, int64_t program, int64_t part);
/* What has not gone on for some seconds is told to its end. */
void checks_clock(struct checks *checks, int64_t at);
/* There are no more lines. */
void checks_end(struct checks *checks);
/* The next check that was told to its end, the caller frees it; NULL: none. */
struct check *checks_next(struct checks *checks);
/* Whether one is told in part only. */
bool checks_pending(const struct checks *checks);

#endif
