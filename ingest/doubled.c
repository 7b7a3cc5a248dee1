/*
 * doubled.c - lines compared with their neighbours.
 */
#include "ingest/doubled.h"

enum { PAIRS = 4 };

bool
doubled(struct str head)
{
	struct str before = STR_NONE;
	int pairs = 0;
	for (;;) {
		struct str first = str_cut(&head, '\n');
		struct str second = str_cut(&head, '\n');
		if (head.p == NULL)     /* what is behind the last line end may be half a line */
			return pairs >= PAIRS;
		if (!str_equal(first, second) || str_equal(first, before))
			return false;
		before = first;
		pairs++;
	}
}
