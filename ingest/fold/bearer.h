/*
 * bearer.h - which message of a stream bears a queue id at the time of a line.
 * In: a line, and the messages that are on their way. Out: one of them, or a new one.
 */
#ifndef BEARER_H
#define BEARER_H

#include "ingest/fold/mail.h"
#include "ingest/fold/program.h"

/* A record, and what is known of its line. */
struct line {
	const struct record *record;
	const struct program *program;
	int64_t host;
	struct str queue_id;
};

struct bearers {
	struct mails *mails;
	struct programs *programs;
};

/* Begins a message at this line; NULL for a queue id that nobody can have. birth: a word, NO_NUMBER where it began before this stream. */
struct mail *bearer_begin(const struct bearers *bearers, const struct line *line, struct str queue_id, int64_t birth);
/* The message that has the line's queue id now, or had it last; NULL where there is none. */
struct mail *bearer_find(const struct bearers *bearers, const struct line *line);
/* The message that has it, touched; or the rest of one that began before this stream. NULL for a queue id that nobody can have. */
struct mail *bearer_current(const struct bearers *bearers, const struct line *line);
/* The message that has this one, for a program that names no instance: there may be several. NULL where there is none. */
struct mail *bearer_known(const struct bearers *bearers, const struct line *line, struct str queue_id);

/* Whether a line at this time can be of it no more. */
bool bearer_is_over(const struct mail *mail, int64_t at);
/* Whether only its beginning was heard of. */
bool bearer_is_bare(const struct mail *mail);
/* A line at this time was of it. */
void bearer_touch(struct mail *mail, int64_t at);

#endif
