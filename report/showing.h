/*
 * showing.h - what the files of "unjoe show" share: what was asked for, by which finder it is looked for, and where it is printed.
 */
#ifndef SHOWING_H
#define SHOWING_H

#include "report/looks.h"
#include "report/range.h"

struct finder {
	const char *name;       /* what it takes the word for */
	unsigned looks;         /* words of which looks */
	const char *messages;   /* a statement that finds messages, or */
	const char *hits;       /* one that finds events */
	bool scans;             /* by going through all of a time */
};

struct showing {
	struct store *store;
	const struct report_options *options;
	const char *asked;      /* as the user wrote it */
	struct str what;        /* for the finder */
	struct range range;
	int64_t log_since;      /* where it was not all gone through */
	struct output *output;  /* NULL until something is found */
};

/* Writes the head, once: what it was found as. */
void showing_open(struct showing *showing, const char *as);

/* From when on, up to the end of a range, no table of the log has more than so many rows: how far back it is gone through. */
int64_t showing_reach(const struct showing *showing, struct range range, int64_t rows);

/* Whether there is anything; prints it then. Messages with all that belong to them, or the newest events. */
bool show_messages(struct showing *showing, const struct finder *finder);
bool show_events(struct showing *showing, const struct finder *finder);

#endif
