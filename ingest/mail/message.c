/*
 * message.c - the walk through the parts of one mail: which there are, and what each says.
 * Parts are slices of the mail: only what is encoded, folded or in another charset is written anew. A message inside is
 * a leaf, so that only multiparts nest. What may be spent is counted down, or a mail of 50 MB could ask for 32 times that.
 */
#include "ingest/mail/message.h"
#include "ingest/mail/boundary.h"
#include "ingest/mail/eol.h"
#include "ingest/mail/head.h"
#include "ingest/mail/html.h"
#include "ingest/mail/mime.h"
#include "ingest/scan.h"

#include <string.h>

enum {
	TEXTS_MAX = 16 * MESSAGE_TEXT_MAX,      /* of all parts */
	SCANNED_MAX = 2 * MESSAGE_BYTES_MAX,    /* bytes in which boundaries are looked for, those of nested multiparts anew */
	ENTITIES_MAX = 8 * MESSAGE_PARTS_MAX,   /* parts and multiparts, which may be empty */
	DECODED_FROM = 4                        /* quoted-printable takes three bytes for one, and soft line ends */
};

struct walk {
	struct arena *arena;
	struct message *message;
	struct message_part *parts;
	struct head_budget fields;
	size_t texts, scanned, entities;        /* what is left */
};

/* What a part says of itself. */
struct entity {
	struct mime_type mime;
	struct str encoding, description;
	struct str body;
	unsigned depth;
	bool open;                              /* it breaks off */
};

static const struct { const char *type; enum message_part_kind kind; } kinds[] = {
	{ "message/delivery-status", PART_STATUS }, { "message/global-delivery-status", PART_STATUS },
	{ "message/xdelivery-status", PART_STATUS }, { "message/x-delivery-status", PART_STATUS },
	{ "message/disposition-notification", PART_DISPOSITION }, { "message/global-disposition-notification", PART_DISPOSITION },
	{ "message/feedback-report", PART_FEEDBACK },
	{ "message/rfc822", PART_RETURNED }, { "message/global", PART_RETURNED }, { "message/news", PART_RETURNED },
	{ "message/rfc822-headers", PART_RETURNED }, { "message/global-headers", PART_RETURNED },
	{ "text/rfc822-headers", PART_RETURNED }, { "text/rfc822", PART_RETURNED }
};

static enum message_part_kind
kind_of(struct str type)
{
	for (size_t i = 0; i < LENGTH(kinds); i++)
		if (str_is(type, kinds[i].type))
			return kinds[i].kind;
	/* RFC 2046 section 4.1.4: an unknown text is plain text; and what is no type at all is text too. */
	bool text = str_prefix(type, "text/") || memchr(type.p, '/', type.n) == NULL;
	return text ? PART_TEXT : PART_OTHER;
}

/* The head of a part inside: three fields matter. */
static void
entity_read(struct walk *walk, struct str part, const char *otherwise, struct entity *entity)
{
	struct head head = { part, false };
	struct head_line line;
	struct str type = STR_NONE;
	entity->encoding = entity->description = STR_NONE;
	while (head_next(&head, &line)) {
		struct str *value = scan_alike(line.name, STR("Content-Type")) ? &type :
		    scan_alike(line.name, STR("Content-Transfer-Encoding")) ? &entity->encoding :
		    scan_alike(line.name, STR("Content-Description")) ? &entity->description : NULL;
		if (value != NULL && value->p == NULL)
			*value = head_unfold(line.value, walk->arena, &walk->message->cut);
	}
	mime_type(type, walk->arena, &entity->mime);
	if (entity->mime.type.p == NULL)
		entity->mime.type = str_of(otherwise);
	entity->body = head.rest;
}

static struct str
without_mark(struct str text)
{
	return str_prefix(text, "\xef\xbb\xbf") ? scan_from(text, 3) : text;
}

/* Counts before it is done, so that what a decoded or converted text needs meanwhile is bounded, too. */
static struct str
text_of(struct walk *walk, const struct entity *entity, struct message_part *part)
{
	struct str body = entity->body;
	size_t limit = body.n < MESSAGE_TEXT_MAX ? body.n : MESSAGE_TEXT_MAX;
	limit = limit < walk->texts ? limit : walk->texts;
	walk->texts -= limit;
	if (body.n > DECODED_FROM * limit) {
		body.n = DECODED_FROM * limit;
		part->cut = true;
	}
	struct str text = mime_decode(body, entity->encoding, limit, walk->arena, &part->cut);
	bool is_text = part->kind == PART_TEXT;
	bool decoded = text.p != body.p;
	text = mime_utf8(text, is_text ? entity->mime.charset : STR_NONE, walk->arena);
	text = without_mark(decoded ? eol_lf(text, walk->arena) : text);
	if (is_text && str_is(part->type, "text/html"))
		text = html_text(text, walk->arena);
	if (text.n > MESSAGE_TEXT_MAX) {
		text.n = MESSAGE_TEXT_MAX;
		part->cut = true;
		while (text.n > 0 && (text.p[text.n] & 0xc0) == 0x80)
			text.n--;
	}
	return text;
}

static void
take_leaf(struct walk *walk, const struct entity *entity)
{
	struct message_part *part = &walk->parts[walk->message->part_count++];
	*part = (struct message_part){
		.kind = kind_of(entity->mime.type), .type = entity->mime.type, .description = entity->description,
		.depth = entity->depth, .cut = entity->open, .text = STR_NONE
	};
	if (part->kind != PART_OTHER)
		part->text = text_of(walk, entity, part);
	if (part->kind == PART_RETURNED) {
		struct str body, text = part->text;
		while (scan_sees(text, '\n'))
			text = scan_from(text, 1);
		part->field_count = head_fields(text, walk->arena, &walk->fields, &part->fields, &body, &part->cut);
	}
	walk->message->cut |= part->cut;
}

static void take_entity(struct walk *walk, struct entity *entity);

/* False where there are no parts to be seen. */
static bool
take_parts(struct walk *walk, const struct entity *whole)
{
	struct boundary boundary;
	struct entity entity = { .depth = whole->depth + 1 };
	struct str part;
	bool open;
	const char *otherwise = str_is(whole->mime.type, "multipart/digest") ? "message/rfc822" : "text/plain";
	if (!boundary_begin(&boundary, whole->body, whole->mime.boundary, walk->arena))
		return false;
	while (boundary_next(&boundary, &part, &open)) {
		if (walk->message->part_count == MESSAGE_PARTS_MAX || walk->entities == 0) {
			walk->message->cut = true;
			break;
		}
		walk->entities--;
		entity_read(walk, part, otherwise, &entity);
		entity.open = open;
		take_entity(walk, &entity);
	}
	return true;
}

static void
take_entity(struct walk *walk, struct entity *entity)
{
	if (!str_prefix(entity->mime.type, "multipart/")) {
		take_leaf(walk, entity);
		return;
	}
	if (entity->depth < MESSAGE_DEPTH_MAX && entity->body.n <= walk->scanned) {
		walk->scanned -= entity->body.n;
		if (take_parts(walk, entity))
			return;
		/* A multipart without parts: its text is all that it says. */
		entity->mime.type = STR("text/plain");
	} else {
		walk->message->cut = true;
	}
	take_leaf(walk, entity);
}

/* A byte order mark, lines that are empty or blank, as webmail shows a source, and the line that mbox puts in front. */
static struct str
without_front(struct str text)
{
	text = without_mark(text);
	for (struct str rest; scan_sees(rest = scan_blanks(text), '\n');)
		text = scan_from(rest, 1);
	if (str_prefix(text, "From ") || str_prefix(text, ">From ")) {
		const char *end = memchr(text.p, '\n', text.n);
		text = scan_from(text, end == NULL ? text.n : (size_t)(end - text.p) + 1);
	}
	return text;
}

static struct str
raw_of(const struct message *message, struct str name)
{
	for (unsigned i = 0; i < message->field_count; i++)
		if (scan_alike(message->fields[i].name, name))
			return message->fields[i].raw;
	return STR_NONE;
}

void
message_read(struct str bytes, struct arena *arena, struct message *message)
{
	struct walk walk = { arena, message, NULL, HEAD_BUDGET, TEXTS_MAX, SCANNED_MAX, ENTITIES_MAX };
	struct entity entity = { .depth = 0 };
	*message = (struct message){ .fields = NULL };
	if (bytes.n > MESSAGE_BYTES_MAX) {
		bytes.n = MESSAGE_BYTES_MAX;
		message->cut = entity.open = true;
	}
	struct str text = eol_lf(bytes, arena);
	if (text.p == bytes.p)
		text = arena_copy(arena, bytes.p == NULL ? STR("") : bytes);
	message->field_count = head_fields(without_front(text), arena, &walk.fields, &message->fields, &entity.body, &message->cut);
	message->body = entity.body;
	struct str type = raw_of(message, STR("Content-Type"));
	mime_type(type, arena, &entity.mime);
	message->type = entity.mime.type;
	message->report_type = entity.mime.report_type;
	if (entity.mime.type.p == NULL)
		entity.mime.type = STR("text/plain");
	entity.encoding = raw_of(message, STR("Content-Transfer-Encoding"));
	entity.description = message_field(message->fields, message->field_count, "Content-Description");
	walk.parts = arena_take(arena, MESSAGE_PARTS_MAX * sizeof *walk.parts);
	message->parts = walk.parts;
	take_entity(&walk, &entity);
}
