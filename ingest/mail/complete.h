/*
 * complete.h - what a bounce leaves to be understood: whom it is about, whom a bare name means, for which status its words stand.
 * In: the recipients as they were told, the text, the mail and what it returns. Out: the recipients with what follows from these.
 */
#ifndef COMPLETE_H
#define COMPLETE_H

#include "ingest/mail/reason.h"
#include "ingest/mail/recipients.h"

struct completion {
	struct reasons *reasons;
	struct arena *arena;
	const struct message *message;
	const struct bounce *bounce;    /* its quoted_fields */
	struct str body;                /* the text before the returned mail */
};

/* Where nobody is told, for whom a host took the mail by its returned Received lines, or the only address in the returned To; no mailing list. A name of letters without a domain, or with one that has no dot, is that address,
   if it begins so; without a domain it is else a mailbox of the host that wrote the bounce, by its From. */
void complete_recipients(const struct completion *completion, struct recipients *recipients);
/* A recipient that failed or is delayed, without a status: by the words of its diagnostic, or where it has none, of the text. */
void complete_statuses(const struct completion *completion, struct recipients *recipients);

#endif
