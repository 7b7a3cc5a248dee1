/*
 * journals.h - which entries of which journal other runs have read.
 * In: the source table, once. Out: an answer for each entry. Any thread may ask.
 */
#ifndef JOURNALS_H
#define JOURNALS_H

#include "schema/store.h"

struct journals;
struct journals *journals_open(struct store *store);
void journals_close(struct journals *journals);
/* Whether the entry of this number (its cursor's i=) of this journal (s=) was read. */
bool journals_have(const struct journals *journals, struct str journal, uint64_t entry);

#endif
