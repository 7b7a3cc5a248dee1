/*
 * loading.h - the rules of logs, read and compiled on a thread: the caller opens the database meanwhile.
 * In: what grammar_open takes. Out: the grammar.
 */
#ifndef LOADING_H
#define LOADING_H

#include "ingest/rule/grammar.h"

struct loading;

/* Loads nothing yet. The texts are borrowed until loading_close. */
struct loading *loading_open(const char *folder, const char *site);
/* Begins, unless it has begun. */
void loading_begin(struct loading *loading);
/* Begins, and waits for it; lent until loading_close. A fault in a rule ends the program, here or before. */
struct grammar *loading_grammar(struct loading *loading);
void loading_close(struct loading *loading);

#endif
