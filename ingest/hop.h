/*
 * hop.h - Received lines: one hop each, and the chain of them.
 * In: header fields, rule files in ingest/header. Out: who handed the mail to whom, and when. RFC 5321 section 4.4,
 * and the forms that MTAs really write. Everything below the line that the bouncing organisation stamped may be forged.
 */
#ifndef HOP_H
#define HOP_H

#include "ingest/grammar.h"
#include "ingest/message.h"

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

/* The organisational domain of a host name (RFC 7489 section 3.2), lower case: by the public suffix list of libpsl, its ICANN and its
   private section. A name that is itself a public suffix ("co.uk", "github.io"), or has one label, is its own. Absent for an address
   and for what is no host name. */
struct str hop_organisation(struct str name, struct arena *arena);
/* Loopback, private (RFC 1918, 4193), link-local, shared, documentation is NOT private here (tests use it). */
bool hop_is_private(struct str ip);

/*
 * Where the bouncing organisation took the message over: handed is the hop at which a host of that organisation received it from
 * somebody else, found from the top. The organisation is known by reporter (Reporting-MTA, or the host that delivered the bounce), by
 * the topmost line, which it stamped, and by the host that stamped the line in question. Passed over is a hop
 * - with no client address, but for SMTP from a stranger's name;
 * - whose client is private; or has not logged in, and has a confirmed name in the organisation, or delivered the bounce to us;
 * - whose client lies beside the stamping host (/24, /32) or delivered_by_ip (/24, /64), and calls itself one of the organisation;
 * each only if the line below can be that client's own: what a stranger put below is not believed, and a line that cannot be read
 * ends the search. Where the client is one of ours (is_ours of its address or confirmed name), our own lines below tell whether
 * we passed a stranger's mail on (as secondary MX or forwarder): then handed is the hop at which we took it; mail of our own leaves
 * it where it is. A topmost line stamped by a host of ours, while the reporter is not, tells nothing.
 * Returns the index in chain, -1 where none is told. The client of handed may be without an address.
 * origin: the best claim of where it began: the lowest hop that has a public client address, at or below handed, handed itself
 * where there is none; -1 with handed. Anybody may have forged it.
 */
struct handover {
	int handed, origin;
};
struct handover hop_handover(const struct hop *chain, unsigned count, struct str reporter, struct str delivered_by_ip,
    bool (*is_ours)(void *context, struct str name_or_ip), void *context, struct arena *arena);

#endif
