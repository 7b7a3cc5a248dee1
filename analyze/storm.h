/*
 * storm.h - the stages of storms that are more than statements.
 * In: storm_hour, and restorm: what to judge anew. Out: storm_flag, storm_event. analyze/usual.h says what is usual.
 */
#ifndef STORM_H
#define STORM_H

#include "schema/store.h"

/* Which hours are above the usual: the statement of the stage tells those that may be. */
void storm_flag(struct store *store, const char *stage);
/* Runs the stage, which says what days are needed, and loads those into storm_event that are not there. */
void storm_load(struct store *store, const char *stage);

#endif
