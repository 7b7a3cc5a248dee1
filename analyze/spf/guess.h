/*
 * guess.h - what somebody may have meant who wrote a piece of a record: a character, a name, a word, a value.
 * In: a piece of text. Out: what it looks like. Nothing is told or mended here.
 */
#ifndef SPF_GUESS_H
#define SPF_GUESS_H

#include "analyze/spf/mend.h"

/* What lookalike.def knows of the bytes with which text begins: how many they are, 0 for none. */
size_t lookalike_at(struct str text, struct str *plain, enum spf_finding_kind *kind);

/* "#", "//", "(": what follows is for people. */
bool begins_comment(struct str text);
/* Case aside. */
bool same_word(struct str text, const char *word);
/* "-all" for "none" and "-any", "~all" for "softfail": the all that a word for people stands for; absent where it is none. */
struct str all_of_word(struct arena *arena, struct str sign, struct str word);
/* The term that name is, or nearly is, among those from first to before end; NULL where it is like none. */
const char *nearly_named(struct str name, enum spf_term_kind first, enum spf_term_kind end);
/* The same, and what misspelt.def has: words that stand for one where a value follows them. */
const char *meant_name(struct str name, enum spf_term_kind first, enum spf_term_kind end);
/* How many letters must be changed, added, taken away or swapped with their neighbour, to make a name of at most 16 letters the word. */
unsigned letters_apart(struct str name, const char *word);
/* Whether name and value make a term without an error: sound_term(arena, "a:", value). */
bool sound_term(struct arena *arena, const char *name, struct str value);
/* What stands behind the ":" or "=" of a term, prefix lengths and all; absent where there is none. */
struct str raw_value(const struct spf_term *term);
/* "ip4" or "ip6" where value is an address, with or without a length; else NULL. */
const char *address_name(struct str value);
/* What a word for people stands for: "-all", "" for what only joins terms; NULL where it is none that we know. */
const char *word_meaning(struct str word);
/* Whether the value of such a term is a name of DNS. */
bool takes_name(enum spf_term_kind kind);

#endif
