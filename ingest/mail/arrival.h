/*
 * arrival.h - one mail as it came to us: what it is, what it says of another, and by what it is known again.
 * In: the bytes of a message. Out: the values of its rows, bounded in number and length, without the message.
 */
#ifndef ARRIVAL_H
#define ARRIVAL_H

#include "ingest/mail/authres.h"
#include "ingest/mail/bounce.h"
#include "ingest/source/feed.h"

enum { ARRIVAL_TEXT_MAX = 2048 };       /* bytes that are kept of one value */

struct arrival {
	struct bounce bounce;           /* without quoted_fields. Of kind other nothing else is told */
	uint64_t fingerprint, whole;
	int64_t dated_at, arrived_at;   /* dated_at: HOP_NO_TIME where it has no Date that can be read */
	struct str sender, message_id;  /* its own */
	struct str returned_to, return_path;
	struct str quoted_signed;       /* domains of the returned DKIM signatures, blanks between; absent: no header came back */
	const struct authres *stamps;   /* of the returned header */
	unsigned stamp_count;
	const struct hop *way;          /* its own Received lines, topmost first */
	unsigned way_count;

	uint64_t position;              /* in its source */
	struct str file;                /* its name in its folder, absent where the source is a stream */
	struct look look;               /* of that file */
};

struct arrivals;                        /* what is needed to read some */
struct arrivals *arrivals_open(struct bounces *bounces);
void arrivals_close(struct arrivals *arrivals);

/* text is the message, without quoting. at: when it came, where it does not tell itself. All texts are in the arena. */
void arrival_read(struct arrivals *arrivals, struct str text, int64_t at, struct arena *arena, struct arrival *arrival);

#endif
