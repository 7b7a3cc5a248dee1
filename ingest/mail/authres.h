/*
 * authres.h - what hosts say in a header of SPF, DKIM and DMARC, and who signed.
 * In: header fields, the rules of ingest/header. Out: one result each: Authentication-Results (RFC 8601),
 * ARC-Authentication-Results (RFC 8617), Received-SPF (RFC 7208 section 9.1). Anybody may have written them: whether the host is to be
 * believed is not asked here.
 */
#ifndef AUTHRES_H
#define AUTHRES_H

#include "ingest/mail/hop.h"

enum {
	AUTHRES_MAX = 32,               /* results of one header; more are not looked at */
	AUTHRES_SIGNERS_MAX = 16        /* DKIM signatures likewise */
};

struct authres {
	struct str stamped_by;          /* absent where the field does not tell */
	struct str method;              /* spf dkim dmarc */
	struct str result;              /* pass fail softfail neutral none policy temperror permerror */
	struct str domain;              /* of smtp.mailfrom (or HELO, where that was asked for), header.d or header.i, header.from */
	struct str client_ip;
	unsigned hop;                   /* how many Received lines stand above it */
};

/* In the order of the header. Returns how many; all texts are in the arena. */
unsigned authres_read(struct hops *hops, const struct message_field *fields, unsigned count, struct arena *arena, struct authres results[AUTHRES_MAX]);
/* The domains (d=) of the DKIM signatures, each once, blanks between; empty where there are none. */
struct str authres_signers(struct hops *hops, const struct message_field *fields, unsigned count, struct arena *arena);

#endif
