/*
 * recipients.h - the recipients of one bounce, each of them once.
 * In: what its DSN fields, its header and its text say of each. Out: the set.
 */
#ifndef RECIPIENTS_H
#define RECIPIENTS_H

#include "ingest/mail/bounce.h"

struct recipients {
	struct arena *arena;
	struct bounce_recipient *items;
	unsigned count, room;
	uint32_t *table;                /* 1 + number of the recipient, by hash of final and of original */
	unsigned table_size;
};

/* None. What is added takes its room from the arena, and keeps borrowing its texts. */
void recipients_begin(struct recipients *recipients, struct arena *arena);
/* Adds one with a final address; one that is there already gets what it lacks, and the worse action. What is too many is left out. */
void recipients_add(struct recipients *recipients, struct bounce_recipient recipient);
/* The one of this final or original address, NULL where there is none. */
struct bounce_recipient *recipients_find(const struct recipients *recipients, struct str address);
/* A recipient gets what it lacks; its status is then completed by its diagnostic. */
void recipient_complete(struct bounce_recipient *recipient, const struct bounce_recipient *other);
/* The kind that an action names, BOUNCE_OTHER where it is none; of them all the worst. */
enum bounce_kind recipient_kind(struct str action);
enum bounce_kind recipients_kind(const struct recipients *recipients);

#endif
