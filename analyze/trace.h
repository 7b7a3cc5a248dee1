/*
 * trace.h - the way of each dirty bounce: who brought it to us, who had taken the original over from whom.
 * In: rows of bounce, arrival and hop; what is ours. Out: rows of trace.
 */
#ifndef TRACE_H
#define TRACE_H

#include "schema/store.h"

void trace_run(struct store *store, const char *stage);

#endif
