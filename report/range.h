/*
 * range.h - which time a report is about.
 * In: what the user asked for, and the spans of log that we hold. Out: a range, and what the reader has to know of it.
 */
#ifndef RANGE_H
#define RANGE_H

#include "report/part.h"

/* What was read: log of one host, if the options name one; and bounces, for a report of all or where there is nothing else. */
struct held {
	bool any;               /* of some time */
	bool touched;           /* of the range */
	int64_t first, last;    /* of all */
	int64_t counted;        /* where there is nothing else: a time of the last day in the daily totals, which pruning leaves; 0: none */
};

/*
 * From --since and --until, which end the program where they are no times. Where neither is given: yesterday, or the last day that has a log
 * (not after now, if it can be), or, for a report of all, all that was read. *held tells of the range chosen; *fell_back:
 * it is not yesterday.
 */
struct range range_choose(struct store *store, const struct report_options *options, bool all, struct held *held, bool *fell_back);
/* Only what --since and --until say: all where they say nothing. */
struct range range_asked(const struct report_options *options, struct held held);

/* What the reader has to know of it: nothing was read, or not of yesterday, or not of the time asked for. */
void range_tell(const struct report_options *options, struct range range, struct held held, bool fell_back, struct output *output);

/* Where there is nothing: whether nothing was read yet, or it was pruned. */
void range_tell_none(struct held held, struct output *output);

/* Of all that was read, log and bounces; touched tells of this range. */
struct held range_held(struct store *store, const struct report_options *options, struct range range);

#endif
