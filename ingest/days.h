/*
 * days.h - the daily totals (daily_count): adds up what was read since they were last made.
 * In: the files of ingest/daily/. Out: rows of daily_count; what streams put together changes of them is ingest/join.h's.
 */
#ifndef DAYS_H
#define DAYS_H

#include "schema/store.h"

struct days;

/* Begins to count what was committed, on a thread and a connection of its own: the caller has other work until days_end. */
struct days *days_begin(struct store *store);
/* Adds it, within the transaction that remembers that it was counted (ingest/daily_counted.sql). */
void days_end(struct days *days);

#endif
