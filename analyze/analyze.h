/*
 * analyze.h - from evidence to conclusions: what is ours, which accounts were stolen, whose mail each bounce answers.
 * In: rows of evidence, and what the postmaster pinned. Out: rows of the tables in schema/003_verdict.sql; nothing else is changed.
 * The same evidence gives the same conclusions, whatever the order in which it was read and however often this was run between.
 */
#ifndef ANALYZE_H
#define ANALYZE_H

#include "schema/store.h"

/* Concludes what new evidence changes, in one transaction: killed before its end, the next one does it. The caller holds store_lock. */
void analyze_run(struct store *store);

/* Forgets everything concluded, and concludes it again, in one transaction. */
void analyze_rebuild(struct store *store);

#endif
