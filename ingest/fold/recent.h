/*
 * recent.h - the SPF checks of the last minutes of one stream, and the candidates that wait for one: in the order of the stream, and by key.
 * In: checks and candidates. Out: those of one key.
 */
#ifndef RECENT_H
#define RECENT_H

#include "ingest/fold/check.h"
#include "ingest/fold/claim.h"
#include "ingest/table.h"

enum { RECENT_KEY_MAX = 480 };

/* What a check and its mail or rejection have in common: an address and a name. */
enum recent_name { NAME_QUEUE_ID, NAME_SENDER, NAME_HELO, NAME_REASON };
struct recent_key {
	size_t n;
	char text[RECENT_KEY_MAX];
};

struct waiting {                                /* a candidate that no check has claimed yet */
	struct waiting *prev, *next, *same_prev, *same_next;
	struct bucket *bucket;
	enum candidate_kind kind;
	int64_t id, at;
};

/* What has one key, the oldest first. */
struct bucket {
	UT_hash_handle hh;
	struct check *checks;
	struct waiting *waiting;
	size_t length;
	char key[];
};

struct recent {
	struct bucket *buckets;
	struct check *checks, *unsettled;       /* the oldest; the oldest that is not settled */
	struct waiting *waiting;
	size_t check_count, waiting_count;
};

/* A long name is cut; case and quotes of it do not matter: a policy daemon is told a sender without those that Postfix logs. */
void recent_key(struct recent_key *key, enum recent_name kind, int64_t host, struct str ip, struct str name);
/* NULL: nothing has this key. Borrowed until something enters or leaves. */
struct bucket *recent_find(struct recent *recent, const struct recent_key *key);

/* The newest check, which recent owns from now; key NULL: it can belong to nothing. */
void recent_enter(struct recent *recent, struct check *check, const struct recent_key *key);
/* Frees it. */
void recent_leave(struct recent *recent, struct check *check);
/* The newest candidate that waits. */
void recent_wait(struct recent *recent, const struct candidate *candidate, const struct recent_key *key);
void recent_give_up(struct recent *recent, struct waiting *waiting);
void recent_close(struct recent *recent);

#endif
