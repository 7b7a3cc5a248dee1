/*
 * storm.h - the hours in which more came than usual, of each domain and address.
 * In: storm_hour, and restorm: what to judge anew. Out: storm_flag. analyze/storm/flag.sql says what is usual.
 */
#ifndef STORM_H
#define STORM_H

#include "schema/store.h"

/* The stage 92_storm_flag.sql. */
void storm_run(struct store *store);

#endif
