/*
 * phrase.h - what the words of a mail say by the rules of a dialect: the inner side of bounce.h.
 * In: a mail of which the structure was surveyed, and a rule that fits it. Out: what the rule finds, where nothing better is known.
 */
#ifndef PHRASE_H
#define PHRASE_H

#include "ingest/mail/dialect.h"
#include "ingest/mail/reason.h"
#include "ingest/mail/survey.h"

struct bounces {
	struct dialects *dialects;
	struct reasons *reasons;
	struct hops *hops;
};

/* A mail that is being read. */
struct reading {
	const struct bounces *bounces;
	struct arena *arena;
	struct bounce *bounce;
	const struct message *message;
	struct survey survey;
	struct dialect_subject subject;         /* its body ends where the returned mail begins */
	struct bounce_recipient common;         /* what the dialect says of all recipients */
	struct recipients names;                /* those of the report, where none of them is an address: a dialect may know better */
};

/* Takes all that the rule finds: of recipients, of all of them (common), of the message; and cuts off the mail that is returned. */
void phrase_take(struct reading *reading, const struct dialect_rule *rule);
/* Whom a dialect names in words that its rule does not know, the last resort may see: the same, with the first of its rules that fits. */
void phrase_take_last(struct reading *reading);
/* Whether a rule of the last resort speaks of a mail that was returned, or of anybody but whom this one is for: who is told of his own
   mailbox, or of nobody's, is told of no bounce. */
bool phrase_finds(const struct reading *reading, const struct dialect_rule *rule);

#endif
