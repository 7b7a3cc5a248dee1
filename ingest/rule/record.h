/*
 * record.h - what one line says: a kind, and the fields that its rule captured.
 * In: the vocabulary (fields.def, the kinds below). Out: the form in which the grammar hands lines to the fold.
 */
#ifndef RECORD_H
#define RECORD_H

#include "base.h"

enum field {
	FIELD_NONE,
#define FIELD(name, type) F_##name,
#include "fields.def"
#undef FIELD
	FIELD_COUNT
};

/* The word behind "record" in a rule file is the name in lower case. */
enum record_kind {
	RECORD_NOTHING,         /* understood, and nothing for us: connects, TLS, starts and stops */
	RECORD_MAIL,            /* qid, birth; client_*, sasl_user, origin_*, sender: a queue file is made; where one line tells all, size, message_id, and a check's */
	RECORD_MESSAGE_ID,      /* qid, message_id */
	RECORD_QUEUED,          /* qid, sender, size, nrcpt: the queue manager takes it up */
	RECORD_DELIVERY,        /* qid, recipient, status; orig_to, relay_*, dsn, reply, remote_qid */
	RECORD_EXPIRED,         /* qid: given up, returned to its sender */
	RECORD_REMOVED,         /* qid: the queue file is gone */
	RECORD_LINK,            /* qid, child_qid, kind; sender, size */
	RECORD_REJECT,          /* action; qid, stage, client_*, helo, sender, recipient, code, dsn, reason; a check's result, identity */
	RECORD_CHECK,           /* SPF. result, identity; client_ip, helo, sender, recipient, reason, action, qid, message_id, step */
	RECORD_LOGIN,           /* ok; client_*, user, method */
	RECORD_LOSS,            /* lines that the logger dropped: lines, seconds */
	RECORD_HOP,             /* a Received line: helo, client_*, hop_by, hop_ip, protocol, qid, recipient, date, rest */
	RECORD_STAMP,           /* what a host found out, in a header: hop_by, method, result, domain, client_ip; sender, helo, identity, relay_host, rest */
	RECORD_REASON,          /* what a host said of a recipient: dsn */
	RECORD_KINDS
};

struct rule;

/* Everything is borrowed from the batch that the record came in. */
struct record {
	const struct rule *rule;        /* NULL: no rule fits */
	enum record_kind kind;
	bool foreign;                   /* of a program that no rule file reads */
	int64_t at;
	uint64_t position;              /* of the line's first byte in the stream's content */
	uint32_t pid;                   /* 0 where the line has none */
	uint32_t repeat;                /* how often the logger says it came; 0 is once */
	struct str host, program, text;
	const struct str *values;       /* as many as the rule has */
};

const char *field_name(enum field field);               /* as in fields.def */
enum field field_find(struct str name);                 /* FIELD_NONE where fields.def has none */
const char *record_kind_name(enum record_kind kind);    /* as "record" in rule files has it */
bool record_kind_find(struct str name, enum record_kind *kind);     /* false: there is none of that name */

/* The field's value, absent where the rule does not capture it or the line did not have it. */
struct str record_field(const struct record *record, enum field field);
/* A number field's value, or otherwise. */
int64_t record_number(const struct record *record, enum field field, int64_t otherwise);

#endif
