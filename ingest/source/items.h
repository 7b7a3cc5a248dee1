/*
 * items.h - the files to be read, each once, and their order.
 * In: paths. Out: an array in the order of naming, then in the order of the first time stamps.
 */
#ifndef ITEMS_H
#define ITEMS_H

#include "ingest/source/content.h"
#include "ingest/source/ledger.h"

struct item {
	char *path;             /* borrowed */
	size_t order;           /* in which it was named */
	struct look look;       /* when the list was made */
	bool message;           /* it is a plain file that holds one message */
	bool done;              /* nothing is left to do with it: it is the same file as one before, or is read as a message */
	int64_t first_at;       /* INT64_MIN: unknown */
	struct content *content;        /* of a pipe whose head was looked at: it cannot be opened twice */
	bool begun;             /* and whether there is a stream in it */
};

/* The caller frees it; it is not NULL. */
struct item *items_list(char **paths, size_t count);
/* By first_at; those where it is not known come last, by their names. */
void items_sort(struct item *items, size_t count);
/* Opens the file; NULL, with errno, where that fails. */
struct content *item_open(const struct item *item, const volatile sig_atomic_t *stop);
/* Opens the file, unless it looks as the ledger knows it, to see whether it is a message, else to have the time of its first stream's head told
   by first_at (sources_sort). Says nothing of what is wrong with it. */
void item_look_into(struct item *item, struct ledger *ledger, const volatile sig_atomic_t *stop,
    int64_t (*first_at)(void *context, struct str head, const char *name, int64_t modified), void *context);

#endif
