/*
 * claim.h - SPF checks, and whose they are: a check is joined to the message that was let in, or to the rejection that
 * followed.
 * In: check records, and candidates (mails whose sender is known, rejections), in the order of one stream.
 * Out: rows of spf_check. By queue id where the line has one, else by host, client address and lower-cased sender (the HELO
 * name where a check names no sender, and what the client was told where it names neither), the nearest that no check of the
 * same identity has claimed, within CLAIM_SECONDS.
 */
#ifndef CLAIM_H
#define CLAIM_H

#include "ingest/rows.h"

enum { CLAIM_SECONDS = 5 };

struct claims;
struct claims *claims_open(struct rows *rows, int64_t source);
void claims_close(struct claims *claims);

/* A line of a check. host and program are words; part is the message whose queue id it names, or NO_NUMBER. */
void claims_check(struct claims *claims, const struct record *record, int64_t host, int64_t program, int64_t part);

enum candidate_kind { CANDIDATE_MAIL, CANDIDATE_REJECTION };

struct candidate {
	enum candidate_kind kind;
	int64_t id;             /* part_id or rejection_id */
	int64_t at, host;
	struct str queue_id, client_ip, sender, helo, reason;   /* absent where not known */
};

/* A message or a rejection, for the check that it belongs to, which may be told a little later; its texts are copied. */
void claims_candidate(struct claims *claims, const struct candidate *candidate);

/* The clock of the stream goes on: what can wait no longer is written. */
void claims_clock(struct claims *claims, int64_t at);
/* Whether a check has been told in part only: not a good place for a commit. */
bool claims_pending(const struct claims *claims);
/* Before a commit: all checks so far are rows. They can still be joined afterwards. */
void claims_store(struct claims *claims);
/* The stream has no more lines: what was told in part is a check as it is. */
void claims_end(struct claims *claims);

#endif
