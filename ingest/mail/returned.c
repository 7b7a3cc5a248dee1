/*
 * returned.c - what a bounce returns of the original.
 */
#include "ingest/mail/returned.h"

#include <string.h>

#include "ingest/scan.h"

enum { MARK_MAX = 8, HEADER_MAX = 128 * 1024 };

static bool
is_mark(char c)
{
	return c == ' ' || c == '\t' || c == '>' || c == '|';
}

/* "From ", as mailboxes and Sendmail put it before a mail. */
static struct str
without_envelope_line(struct str text)
{
	while (str_prefix(text, "From ") || str_prefix(text, ">From ")) {
		str_cut(&text, '\n');
		if (text.p == NULL)
			return STR("");
	}
	return text;
}

/* The header without the mark that its first line bears, and all of its lines. */
static struct str
without_mark(struct str text, struct arena *arena)
{
	size_t mark = 0, n = 0;
	while (mark < text.n && is_mark(text.p[mark]))
		mark++;
	if (mark == 0 || mark > MARK_MAX)
		return text;
	struct str rest = { text.p, text.n < HEADER_MAX ? text.n : HEADER_MAX };
	char *to = arena_take(arena, rest.n + 1), first[MARK_MAX];
	memcpy(first, text.p, mark);
	while (rest.p != NULL) {
		struct str line = str_cut(&rest, '\n');
		if (line.n < mark || memcmp(line.p, first, mark) != 0)
			break;
		memcpy(to + n, line.p + mark, line.n - mark);
		n += line.n - mark;
		to[n++] = '\n';
	}
	return (struct str){ to, n };
}

static struct str
first_lines(struct str text)
{
	while (text.n > 0 && text.p[0] == '\n')
		text = scan_from(text, 1);
	return text;
}

bool
returned_is_mail(struct str text, struct arena *arena)
{
	const struct message_field *fields;
	unsigned count = message_fields_of(without_envelope_line(first_lines(text)), arena, &fields);
	return count >= 3 && message_field(fields, count, "From").p != NULL &&
	    (message_field(fields, count, "Message-ID").p != NULL || message_field(fields, count, "Received").p != NULL ||
	    message_field(fields, count, "Date").p != NULL);
}

static struct str
behind_mark(struct str line)
{
	while (line.n > 0 && is_mark(line.p[0]))
		line = scan_from(line, 1);
	return line;
}

/* "Name:", behind a mark or none. */
static bool
is_field(struct str line)
{
	line = behind_mark(line);
	size_t n = scan_name(line);
	return n > 0 && scan_sees(scan_from(line, n), ':');
}

/* Takes lines off, up to an empty one; absent where they hold no field, else from the first of them on. */
static struct str
next_fields(struct str *text)
{
	struct str block = STR_NONE;
	while (text->p != NULL) {
		struct str line = str_cut(text, '\n');
		if (behind_mark(line).n == 0)
			break;
		if (block.p == NULL && is_field(line))
			block.p = line.p;
		if (block.p != NULL)
			block.n = (size_t)(line.p + line.n - block.p);
	}
	return block;
}

struct str
returned_find(struct str text, struct arena *arena)
{
	const struct message_field *fields;
	while (text.p != NULL) {
		struct str block = next_fields(&text);
		if (block.p == NULL)
			continue;
		unsigned count = message_fields_of(without_mark(block, arena), arena, &fields);
		if (message_field(fields, count, "From").p != NULL &&
		    (message_field(fields, count, "Message-ID").p != NULL || message_field(fields, count, "Received").p != NULL))
			return block;
	}
	return STR_NONE;
}

void
returned_from_text(struct str text, struct arena *arena, struct bounce *bounce)
{
	text = without_envelope_line(without_mark(without_envelope_line(first_lines(text)), arena));
	bounce->quoted_field_count = message_fields_of(text, arena, &bounce->quoted_fields);
	bounce->returned = bounce->quoted_field_count > 0;
}

void
returned_from_part(const struct message_part *part, struct arena *arena, struct bounce *bounce)
{
	bounce->quoted_fields = part->fields;
	bounce->quoted_field_count = part->field_count;
	bounce->returned = true;
	if (part->field_count == 0 && part->text.n > 0)
		returned_from_text(part->text, arena, bounce);
	bounce->returned = bounce->quoted_field_count > 0 || part->text.n > 0;
}

/* Who sent it, by the first of the fields in which hosts keep the envelope. */
static struct str
envelope_sender(const struct bounce *bounce, struct arena *arena)
{
	static const char *const names[] = { "Return-Path", "X-Envelope-From", "Envelope-From", "X-Envelope-Sender" };
	struct str sender = STR_NONE;
	for (unsigned i = 0; i < LENGTH(names) && sender.p == NULL; i++)
		sender = message_address(message_field(bounce->quoted_fields, bounce->quoted_field_count, names[i]), arena);
	return sender;
}

static struct str
field(const struct bounce *bounce, const char *name)
{
	return message_field(bounce->quoted_fields, bounce->quoted_field_count, name);
}

void
returned_read(struct hops *hops, struct arena *arena, struct bounce *bounce)
{
	if (bounce->quoted_field_count == 0)
		return;
	struct str sender = envelope_sender(bounce, arena);
	struct str message_id = message_id_of(field(bounce, "Message-ID"), arena);
	struct hop *chain = arena_take(arena, HOPS_MAX * sizeof *chain);
	if (sender.p != NULL)
		bounce->quoted_sender = sender;
	if (message_id.n > 0)
		bounce->quoted_message_id = message_id;
	bounce->quoted_from = message_address(field(bounce, "From"), arena);
	if (field(bounce, "Subject").p != NULL)
		bounce->quoted_subject = field(bounce, "Subject");
	if (!message_date(field(bounce, "Date"), &bounce->quoted_at))
		bounce->quoted_at = HOP_NO_TIME;
	bounce->hop_count = hop_chain(hops, bounce->quoted_fields, bounce->quoted_field_count, arena, chain);
	bounce->chain = chain;
}
