/*
 * doubled.h - whether a log tells each line twice in a row, as where two rules of a logger write to one file.
 * In: how a stream begins. Out: yes or no. Nothing is left out for it: it is only said, since lines may come twice in truth.
 */
#ifndef DOUBLED_H
#define DOUBLED_H

#include "base.h"

/* Whether all whole lines of head come in pairs, none of which is like the one before; no, where there are less than four. */
bool doubled(struct str head);

#endif
