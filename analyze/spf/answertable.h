/*
 * answertable.h - how the store holds its answers: a table of (name, type), each with its answers by time. Seen by the store's own files only.
 */
#ifndef ANSWERTABLE_H
#define ANSWERTABLE_H

#include "analyze/spf/answers.h"

/* Beside the answers stands one mark for each name, of this type: that it was loaded, and that it exists. */
enum { MARK = 0 };

struct entry {
	struct answer answer;
	unsigned capacity;              /* of answer.values, where they grow one by one */
	bool loaded, exists;            /* of a mark */
	struct entry *older;
	struct entry *next;             /* in order of adding */
};

struct slot {
	uint64_t hash;
	struct entry *newest;           /* NULL: free */
};

/* A part of the tree of names, of which all is stored, or (below such a one) not. */
struct part {
	struct str domain;
	bool complete;
};

struct answers {
	struct answers *below;
	struct arena *arena;
	struct slot *slots;
	size_t size, used;
	uint64_t seed;                  /* names are chosen by strangers */
	struct entry *first, *last;
	struct part *parts;
	size_t parts_count;
	answers_load *load;
	void *context;
};

/* A name as the table holds it, on the stack. */
struct key {
	char name[ANSWER_NAME_MAX + 1];
	size_t n;
};

/* False where DNS cannot carry the name. */
bool answers_key_of(struct str name, struct key *key);
/* The slot of a name and type; free where there is none. */
struct slot *answers_slot_of(const struct answers *answers, const char *name, size_t n, unsigned type);
/* The mark of a name, made where there is none. */
struct entry *answers_mark(struct answers *answers, const struct key *key);
/* The newest entry not after a time, or NULL. */
struct entry *answers_before(const struct answers *answers, const struct key *key, enum answer_type type, int64_t at);
/* The entry that takes what was received at this time: a new one in its place in the order, or the one that is there. */
struct entry *answers_at(struct answers *answers, const struct key *key, enum answer_type type, int64_t at);

#endif
