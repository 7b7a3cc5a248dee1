/*
 * join.h - what lies in several streams is put together when they have been read: the parts of messages, and the checks
 * whose message or rejection stands in another stream.
 * In: the rows of this run. Out: mail.joined, spf_check.part_id and rejection_id; the same for any order of reading.
 */
#ifndef JOIN_H
#define JOIN_H

#include "ingest/rows.h"

struct join;
struct join *join_open(struct store *store);
void join_close(struct join *join);

/* A stream was read from first_at to last_at, of this host: its ends are seams. */
void join_seam(struct join *join, int64_t host, int64_t first_at, int64_t last_at);
/* Within a transaction, all indexes made: joins at the seams so far, and the parts of mail from first_part on. */
void join_run(struct join *join, int64_t first_part);

#endif
