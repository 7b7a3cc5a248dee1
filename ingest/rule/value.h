/*
 * value.h - what a field's text is worth: its type in fields.def, and the words that stand for nothing.
 * In: the text that a rule captured. Out: the value in canonical form, or absent.
 */
#ifndef VALUE_H
#define VALUE_H

#include "ingest/rule/record.h"

/* Borrowed from text, or from the arena where it had to be written anew. An absent text stays absent. */
struct str value_of(enum field field, struct str text, struct arena *arena);

#endif
