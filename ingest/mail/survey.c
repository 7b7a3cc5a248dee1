/*
 * survey.c - what the parts of a mail offer.
 */
#include "ingest/mail/survey.h"

#include "ingest/mail/returned.h"
#include "ingest/scan.h"

#include <string.h>

/* Lines are folded where RFC 5322 section 2.1.1 ends them, and white space is cut short: that bounds what a pattern can do in either. */
enum {
	TEXTS_MAX = 16,                         /* of which a body is made */
	LINE_LENGTH = 998,
	BLANKS_LENGTH = 256
};

struct reading {
	struct arena *arena;
	struct survey *survey;
	struct str texts[TEXTS_MAX];
	unsigned text_count;
};

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The length of the line at the start of text, if nothing can be too long in it, nor in what ends with it: else 0. */
static size_t
plain_line(struct str text)
{
	size_t most = text.n < BLANKS_LENGTH ? text.n : BLANKS_LENGTH;
	const char *end = is_blank(text.p[0]) ? NULL : memchr(text.p, '\n', most);
	return end == NULL ? 0 : (size_t)(end - text.p) + 1;
}

static size_t
put_text(char *to, size_t n, struct str text)
{
	size_t line = 0, blanks = 0, plain;
	if (n > 0) {
		to[n++] = '\n';
		to[n++] = '\n';
	}
	for (size_t i = 0; i < text.n; i++) {
		if (line == 0 && (plain = plain_line(scan_from(text, i))) > 0) {
			memcpy(to + n, text.p + i, plain);
			n += plain;
			i += plain - 1;
			for (blanks = 1; is_blank(to[n - 1 - blanks]); blanks++)
				;
			continue;
		}
		blanks = is_blank(text.p[i]) ? blanks + 1 : 0;
		if (blanks > BLANKS_LENGTH && (text.p[i] != '\n' || to[n - 1] == '\n'))
			continue;
		line = text.p[i] == '\n' ? 0 : line + 1;
		if (line > LINE_LENGTH) {
			to[n++] = '\n';
			to[n++] = ' ';
			line = 2;
		}
		to[n++] = text.p[i];
	}
	return n;
}

/* A folded line has two bytes more for each of its pieces, which are longer than half of a line. */
static struct str
join_texts(const struct reading *reading)
{
	size_t size = 0, n = 0;
	for (unsigned i = 0; i < reading->text_count; i++)
		size += 2 + reading->texts[i].n + reading->texts[i].n / (LINE_LENGTH / 2) * 2;
	char *to = arena_take(reading->arena, size + 1);
	for (unsigned i = 0; i < reading->text_count; i++)
		n = put_text(to, n, reading->texts[i]);
	return (struct str){ to, n };
}

/* Behind another text, one that is a mail is the returned one. */
static void
add_text(struct reading *reading, struct str text)
{
	struct survey *survey = reading->survey;
	if (survey->returned != NULL || survey->original.p != NULL || text.n == 0)
		return;
	if (reading->text_count > 0 && returned_is_mail(text, reading->arena))
		survey->original = text;
	else if (reading->text_count < TEXTS_MAX)
		reading->texts[reading->text_count++] = text;
}

static void
add_part(struct reading *reading, const struct message_part *part)
{
	struct survey *survey = reading->survey;
	switch (part->kind) {
	case PART_TEXT:
		add_text(reading, part->text);
		break;
	case PART_STATUS:
		survey->status = true;
		dsn_read(part->text, reading->arena, &survey->dsn, &survey->recipients);
		break;
	case PART_DISPOSITION:
		survey->disposition = true;
		dsn_read(part->text, reading->arena, &survey->dsn, &survey->recipients);
		break;
	case PART_FEEDBACK:
		survey->feedback = true;
		break;
	case PART_RETURNED:
		if (part->text.n > 0 && (survey->returned == NULL || survey->returned->field_count == 0))
			survey->returned = part;
		break;
	case PART_OTHER:
		break;
	}
}

void
survey_read(const struct message *message, struct arena *arena, struct survey *survey)
{
	struct reading reading = { .arena = arena, .survey = survey };
	*survey = (struct survey){ .status = false };
	recipients_begin(&survey->recipients, arena);
	for (unsigned i = 0; i < message->part_count; i++)
		add_part(&reading, &message->parts[i]);
	survey->body = join_texts(&reading);
}
