/*
 * message.h - one mail taken apart: its header fields, its parts decoded, what it returns of another mail.
 * In: the bytes of one message. Out: text in UTF-8 with LF, unfolded header fields, parts in order. The only room that
 * includes GMime (mime.c). RFC 5322, 2045-2047, 3462, 6533. Nothing in a message ends the program; what breaks a bound is
 * cut and said. NUL bytes are left out.
 */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "base.h"

enum {
	MESSAGE_BYTES_MAX = 64 * 1024 * 1024,   /* of one message; the rest is not looked at */
	MESSAGE_PARTS_MAX = 256,
	MESSAGE_DEPTH_MAX = 32,
	MESSAGE_FIELDS_MAX = 2048,              /* header fields of one part */
	MESSAGE_TEXT_MAX = 512 * 1024           /* decoded bytes kept of one part */
};

struct message_field {
	struct str name;        /* as it stands */
	struct str value;       /* unfolded (a fold is one blank), blanks at the ends dropped, encoded words (RFC 2047) decoded, UTF-8 */
	struct str raw;         /* unfolded, not decoded: for addresses, since an encoded word may hide a bracket */
};

/* A leaf of the MIME tree, or a message inside: then its header fields are a part of their own (PART_RETURNED). */
enum message_part_kind {
	PART_TEXT,              /* text for people: text/plain and any other text, text/html with its tags taken out; also the
	                           body of a multipart in which there are no parts, as text/plain */
	PART_STATUS,            /* message/delivery-status and message/global-delivery-status: groups of fields */
	PART_DISPOSITION,       /* message/disposition-notification and its global form */
	PART_FEEDBACK,          /* message/feedback-report */
	PART_RETURNED,          /* message/rfc822, message/global, text/rfc822-headers, message/global-headers: of the mail that is returned */
	PART_OTHER              /* anything else, and what is nested too deep: only its type is kept */
};

struct message_part {
	enum message_part_kind kind;
	struct str type;                        /* "text/plain", lower case */
	struct str description;                 /* Content-Description */
	unsigned depth;                         /* 0: the message itself is this part */
	bool cut;                               /* longer than MESSAGE_TEXT_MAX, or it breaks off */
	struct str text;                        /* decoded, UTF-8, LF: of a returned message the whole of it, header fields first */
	const struct message_field *fields;     /* of PART_RETURNED its header fields; of the groups of the others see dsn.h */
	unsigned field_count;
};

struct message {
	const struct message_field *fields;     /* of the message itself, in order */
	unsigned field_count;
	struct str body;                        /* all that stands behind them, with LF, still encoded */
	struct str type, report_type;           /* Content-Type, and its report-type parameter, lower case; absent where not told */
	const struct message_part *parts;       /* in order of appearance */
	unsigned part_count;
	bool cut;                               /* a bound was met */
};

/* Takes a message apart. All texts are in the arena. A leading mbox "From " line is passed over. Not by two threads at once. */
void message_read(struct str bytes, struct arena *arena, struct message *message);

/* The first field of that name (without case), absent where there is none; the n-th, from 0. */
struct str message_field(const struct message_field *fields, unsigned count, const char *name);
struct str message_field_nth(const struct message_field *fields, unsigned count, const char *name, unsigned n);
/* The header fields that a text begins with, as those of a returned message that stands in a body (qmail, Exim). */
unsigned message_fields_of(struct str text, struct arena *arena, const struct message_field **fields);
/* The address in a From, To, Return-Path ...: without name, comments and brackets; "<>" gives "" ; absent where there is none. The first of several. */
struct str message_address(struct str value, struct arena *arena);
/* Without angle brackets and blanks. */
struct str message_id_of(struct str value, struct arena *arena);
/* RFC 5322 date-time, with the obsolete zones: UTC seconds; false where it is none. */
bool message_date(struct str value, int64_t *at);

#endif
