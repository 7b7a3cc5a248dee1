/*
 * answerrows.h - DNS answers in the database (dns_answer): kept from one run to the next, so that each evaluation can be done again.
 * In: a store of answers, a database. Out: what is known of the names that are asked for; rows of what was received.
 */
#ifndef ANSWERROWS_H
#define ANSWERROWS_H

#include "analyze/spf/answers.h"
#include "schema/store.h"

/* From now on the answers know what the database knows of a name, when it is asked for first. */
void answerrows_attach(struct answers *answers, struct store *store);

/* Saves, in a transaction of the caller's, what was received at since or later (seen), and was answered, failures too where they are wanted: a resolver
   that is down changes nothing. How many rows. */
size_t answerrows_save(struct answers *answers, struct store *store, int64_t since, bool failures);

/* Every answer of the database, in order of name, type and time: begin with a reset statement; adds at most so many to answers. False: no more. */
bool answerrows_next(struct store *store, struct answers *answers, size_t most);

#endif
