/*
 * singles.h - the files of the list that hold one message each, those of one folder together.
 */
#ifndef SINGLES_H
#define SINGLES_H

#include "ingest/source/items.h"

struct singles;
/* Takes them out of the list: they are done there. Their paths stay borrowed, and are changed. */
struct singles *singles_open(struct item *items, size_t count);
void singles_close(struct singles *singles);
/* The next folder, and the names in it, borrowed until the next call; NULL: no more. */
const char *singles_next(struct singles *singles, char ***names, size_t *count);

#endif
