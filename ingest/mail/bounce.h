/*
 * bounce.h - what a mail says of another mail: a failure, a delay, an automatic reply, a report; or nothing of the kind.
 * In: a message taken apart. Out: its kind, its recipients, what it returns. RFC 3464, 3834, 5965, 6533, 8098; and for what
 * follows none of them the dialect rules ingest/dialect: DSN fields first, phrases where a body has none.
 */
#ifndef BOUNCE_H
#define BOUNCE_H

#include "ingest/mail/hop.h"
#include "ingest/mail/kind.h"
#include "ingest/mail/message.h"

enum { BOUNCE_RECIPIENTS_MAX = 4096 };

struct bounce_recipient {
	struct str final, original;     /* addresses, without the type; final is a name where nothing tells its domain */
	struct str action;              /* failed delayed delivered relayed expanded, lower case */
	struct str status;              /* RFC 3463 "5.1.1", by words where no code is told (reason.h); else absent */
	struct str remote_mta, diagnostic;
};

struct bounce {
	enum bounce_kind kind;
	struct str dialect;             /* "postfix", "exim", "qmail" ...: the rule file's name, "dsn" where only the standard speaks */
	struct str reporting_mta;       /* without the type, lower case */
	int64_t taken_at;               /* when the reporter took the original over, by its own field; HOP_NO_TIME */
	struct str in_reply_to;
	const struct bounce_recipient *recipients;
	unsigned recipient_count;
	bool returned;                  /* something of the original came back; then: */
	struct str quoted_message_id, quoted_sender, quoted_from, quoted_subject, quoted_queue_id;
	int64_t quoted_at;              /* HOP_NO_TIME */
	const struct message_field *quoted_fields;
	unsigned quoted_field_count;
	const struct hop *chain;        /* of the returned Received lines, topmost first */
	unsigned hop_count;
};

struct bounces;                 /* the compiled dialects */
/* site: a folder of a site's own dialects, which need not be there, or NULL. A fault in one ends the program with "file:line: what". */
struct bounces *bounces_open(const char *site);
void bounces_close(struct bounces *bounces);
struct hops *bounces_hops(struct bounces *bounces);     /* the rules of header lines that it has compiled */

/* All texts are in the arena. */
void bounce_read(struct bounces *bounces, const struct message *message, struct arena *arena, struct bounce *bounce);

#endif
