/*
 * survey.h - what the parts of a mail offer to whom asks whether it is a bounce.
 * In: a message taken apart. Out: its reports read, its texts joined to one body, the mail that it returns.
 */
#ifndef SURVEY_H
#define SURVEY_H

#include "ingest/mail/dsn.h"

struct survey {
	bool status, disposition, feedback;     /* such a part is there */
	struct dsn dsn;
	struct recipients recipients;           /* of the first two */
	struct str body;                        /* the texts that stand before the returned mail, an empty line between; never absent */
	const struct message_part *returned;    /* the part that is the returned mail; NULL: none */
	struct str original;                    /* else a text that is one; absent: none */
};

/* All is borrowed from the message, or in the arena. */
void survey_read(const struct message *message, struct arena *arena, struct survey *survey);

#endif
