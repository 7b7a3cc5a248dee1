/*
 * join.h - what lies in several streams, or was read in several runs, is put together: the parts of messages, and the checks
 * whose message or rejection stands in another stream.
 * In: the rows since the last time, and the table seam. Out: mail.joined, spf_check.part_id and rejection_id, what the daily totals
 * have to count again; the same for any order of reading.
 */
#ifndef JOIN_H
#define JOIN_H

#include "schema/store.h"

/* Within a transaction, all indexes made, and before ingest/daily/ in the same transaction. */
void join_run(struct store *store);

#endif
