/*
 * dsn.h - the groups of fields in a delivery status notification (RFC 3464, RFC 6533) or a receipt (RFC 8098).
 * In: the text of the part. Out: who reports, and what became of each recipient.
 *
 * Read as they are met: a group begins at a blank line or at a recipient field that the group has already; blank lines
 * inside a group, missing ones between two, any order of the fields and folding without a blank are all put up with.
 */
#ifndef DSN_H
#define DSN_H

#include "ingest/mail/recipients.h"

struct dsn {
	struct str reporting_mta;
	struct str queue_id;            /* under which the reporter's own log knew the mail: X-...-Queue-ID, else the Final-Log-ID. Never
					   the Original-Envelope-Id, which the sender chose */
	struct str sender;              /* envelope sender: X-...-Sender */
	struct str message_id;          /* Original-Message-ID of a receipt, or an Original-Envelope-Id that has the form of one */
	int64_t taken_at;               /* Arrival-Date: when the reporter took the mail over; where dated */
	bool dated;
	struct str disposition;         /* of a receipt, the type of it: displayed deleted ... lower case */
	struct bounce_recipient nameless;       /* what is told of a recipient without an address; its action is absent where there is none */
	bool found;                     /* there is a field of a recipient, or a Reporting-MTA */
};

/* Adds to recipients: final is there, the action is one of the five, the status is completed by the diagnostic. */
void dsn_read(struct str text, struct arena *arena, struct dsn *dsn, struct recipients *recipients);

/* One of the five actions that a word stands for, absent where it is none. */
struct str dsn_action(struct str word);
/* Line ends, and the blanks about them, become one blank. */
struct str dsn_unfold(struct str text, struct arena *arena);

#endif
