/*
 * passage.h - which lines of a text speak of which of several recipients.
 * In: the text of a bounce and its recipients. Out: one passage after another: from a line that names one recipient to the line before the next
 * that names another, or several, or that is a heading: the first of a paragraph, which ends with a colon and names nobody.
 */
#ifndef PASSAGE_H
#define PASSAGE_H

#include "ingest/mail/recipients.h"

struct passage {
	struct bounce_recipient *recipient;
	struct str text;                /* its lines */
	struct str heading;             /* the heading above; absent where there is none */
};

struct passages {
	const struct recipients *recipients;
	struct str rest;                /* of the text */
	struct str heading;
	bool begins;                    /* a paragraph begins with the next line */
};

void passages_begin(struct passages *passages, struct str text, const struct recipients *recipients);
/* False behind the last one. Texts are borrowed. */
bool passages_next(struct passages *passages, struct passage *passage);

#endif
