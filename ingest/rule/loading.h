/*
 * loading.h - the rules of logs, read and compiled on a thread: the caller opens the database meanwhile.
 * In: what grammar_open takes. Out: the grammar.
 */
#ifndef LOADING_H
#define LOADING_H

#include "ingest/rule/grammar.h"

struct loading;

/* Begins to load. The texts are borrowed until loading_close. */
struct loading *loading_open(const char *folder, const char *site);
/* Waits for it; lent until loading_close. A fault in a rule ends the program, here or before. */
struct grammar *loading_grammar(struct loading *loading);
void loading_close(struct loading *loading);

#endif
