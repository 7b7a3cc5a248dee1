/*
 * complete.h - how a command line can go on: for the prompt and for the shell.
 * In: the words before, and the one that was begun. Out: words that begin so; what is looked up in a database is safe for a terminal.
 */
#ifndef COMPLETE_H
#define COMPLETE_H

#include "command/command.h"

enum { COMPLETE_MOST = 500 };

/* Words without "unjoe" and general options. prompt: its own words and nouns without "query" count, too. The store may be NULL. Returns how many. */
size_t complete_words(struct store *store, char *const *words, int count, const char *word, bool prompt, struct arena *arena, struct str found[COMPLETE_MOST]);

#endif
