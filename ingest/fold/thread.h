/*
 * thread.h - the fold: the records of one stream become the rows of messages, deliveries, rejections, checks and logins.
 * In: records in the stream's order. Out: rows. It knows fields, never programs.
 * A message is the records of one (host, instance, queue id) from the making of its queue file to its removal. What
 * began before this stream or ends after it is stored as a part; join.h puts the parts of several streams together.
 */
#ifndef THREAD_H
#define THREAD_H

#include "ingest/rows.h"

struct thread;

/* The fold of one stream; source is its row. */
struct thread *thread_open(struct rows *rows, int64_t source);
void thread_close(struct thread *thread);

/* The next record; it may go afterwards. */
void thread_add(struct thread *thread, const struct record *record);
/* Whether now is a good moment for a commit: nothing is told by halves. */
bool thread_settled(const struct thread *thread);
/* Now and then between commits: what will hardly change any more becomes rows. */
void thread_settle(struct thread *thread);
/* Before a commit: everything known so far becomes rows. */
void thread_store(struct thread *thread);
/* The stream has no more lines for now. */
void thread_end(struct thread *thread);

#endif
