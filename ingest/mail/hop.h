/*
 * hop.h - Received lines: one hop each, and the chain of them.
 * In: header fields, rule files in ingest/header. Out: who handed the mail to whom, and when. RFC 5321 section 4.4,
 * and the forms that MTAs really write. Everything below the line that the bouncing organisation stamped may be forged: which that is,
 * is concluded in analyze/.
 */
#ifndef HOP_H
#define HOP_H

#include "ingest/rule/grammar.h"
#include "ingest/mail/message.h"

enum {
	HOPS_MAX = 64,          /* of one chain; more are not looked at */
	HOP_BYTES_MAX = 4096    /* of one value; it is cut there */
};

struct hop {
	struct str helo;        /* what the client said it was; absent for a local submission */
	struct str client_name; /* the name that its address was confirmed to have */
	struct str client_ip;   /* canonical */
	struct str by, by_ip;   /* who stamped it, lower case */
	struct str protocol;    /* esmtp, esmtpsa, lmtp, http ... */
	struct str queue_id;
	struct str recipient;   /* for <...> */
	int64_t at;             /* UTC seconds; HOP_NO_TIME */
};

#define HOP_NO_TIME INT64_MIN

struct hops;                    /* the compiled rules */
struct hops *hops_open(void);
void hops_close(struct hops *hops);

/* A field's value as the rules know it: MTAs fold, and unfold, with any number of blanks and tabs; here they are single blanks. */
struct str hop_value(struct str value, struct arena *arena);
/* What the rules of ingest/header for a program, which is a question there, say of a text; of other things than Received lines authres.h
   asks. False where none fits. */
bool hop_ask(struct hops *hops, const char *program, struct str text, struct arena *arena, struct record *record);
/* One Received value, unfolded and not decoded, since encoded words could bring in what no client may say. All texts are in the
   arena. False where no rule reads it; the hop is then empty. */
bool hop_read(struct hops *hops, struct str value, struct arena *arena, struct hop *hop);
/* All Received fields, the topmost (latest) first; unreadable ones are empty hops. Returns how many. */
unsigned hop_chain(struct hops *hops, const struct message_field *fields, unsigned count, struct arena *arena, struct hop chain[HOPS_MAX]);

#endif
