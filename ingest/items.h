/*
 * items.h - the files to be read, each once, and their order.
 * In: paths. Out: an array in the order of naming, then in the order of the first time stamps.
 */
#ifndef ITEMS_H
#define ITEMS_H

#include "ingest/content.h"

struct item {
	char *path;             /* borrowed */
	size_t order;           /* in which it was named */
	struct look look;       /* when the list was made */
	bool again;             /* it is the same file as one before */
	bool message;           /* it is a plain file that holds one message */
	int64_t first_at;       /* INT64_MIN: unknown */
	struct content *content;        /* of a pipe whose head was looked at: it cannot be opened twice */
	bool begun;             /* and whether there is a stream in it */
};

/* The caller frees it; it is not NULL. */
struct item *items_list(char **paths, size_t count);
void items_sort(struct item *items, size_t count);
/* Opens the file; NULL, with errno, where that fails. */
struct content *item_open(const struct item *item, const volatile sig_atomic_t *stop);

#endif
