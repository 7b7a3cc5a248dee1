/*
 * mbox.c - the messages in a stream of content.
 */
#include "ingest/mail/mbox.h"
#include "ingest/source/mailform.h"
#include "ingest/mail/message.h"
#include "ingest/scan.h"
#include "ingest/mail/sheet.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	LINE_SEEN = 512,                /* bytes of a line that begins with "From ", or stands behind it, that are looked at */
	HEAD_SEEN = 64 * 1024           /* of a head, for its Content-Length */
};

struct mbox {
	struct sheet sheet;
	size_t length;                  /* of the message that was handed out, in the sheet; 0: none */
	bool box, whole;                /* whole: from the first byte of the content */
	bool left;
};

struct mbox *
mbox_open(struct source *source)
{
	struct mbox *mbox = mem_new(sizeof *mbox);
	sheet_open(&mbox->sheet, source);
	mbox->whole = mbox->sheet.position == 0;
	mbox->box = mail_form(source_head(source)) == MAIL_BOX;
	return mbox;
}

void
mbox_close(struct mbox *mbox)
{
	if (mbox == NULL)
		return;
	sheet_close(&mbox->sheet);
	free(mbox);
}

void
mbox_mark(const struct mbox *mbox, struct source_mark *mark)
{
	*mark = mbox->sheet.mark;
}

/* The line at the start of text without its end, and as much of the next one as matters. */
static struct str
line_and_next(struct str text, struct str *next)
{
	struct str line = str_cut(&text, '\n');
	*next = text;
	return line.n > 0 && line.p[line.n - 1] == '\r' ? (struct str){ line.p, line.n - 1 } : line;
}

/* Whether a message begins at bytes behind the start of this one. */
static bool
begins_at(struct sheet *sheet, size_t at)
{
	while (sheet_from(sheet, at).n < 2 * LINE_SEEN && sheet_fill(sheet))
		;
	struct str text = sheet_from(sheet, at), next, line;
	const char *before = text.p;
	bool after_blank = at >= SHEET_BEHIND && before[-1] == '\n' && (before[-2] == '\n' || (before[-2] == '\r' && before[-3] == '\n'));
	text.n = text.n < 2 * LINE_SEEN ? text.n : 2 * LINE_SEEN;
	line = line_and_next(text, &next);
	return next.p != NULL && mail_separates(line, next, after_blank);
}

/* Where the body begins, and *length by the Content-Length. False: there is none, or the head is too long. */
static bool
read_length(struct str head, size_t *body, int64_t *length)
{
	static const struct str name = STR("Content-Length:");
	*length = 0;
	for (struct str rest = head; rest.p != NULL;) {
		struct str line = str_cut(&rest, '\n');
		if (line.n > name.n && strncasecmp(line.p, name.p, name.n) == 0)
			str_number(str_trim(scan_from(line, name.n)), length);
		if (rest.p == NULL || str_trim(line).n > 0)
			continue;
		*body = (size_t)(rest.p - head.p);
		return *length > 0 && *length < MESSAGE_BYTES_MAX;
	}
	return false;
}

static bool
has_head(struct str text)
{
	return text.n >= HEAD_SEEN || memmem(text.p, text.n, "\n\n", 2) != NULL || memmem(text.p, text.n, "\n\r\n", 3) != NULL;
}

/* Where the body would end by the Content-Length; 0 where the head has none. */
static size_t
told_end(struct sheet *sheet)
{
	size_t body;
	int64_t length;
	while (!has_head(sheet_from(sheet, 0)) && sheet_fill(sheet))
		;
	struct str head = sheet_from(sheet, 0);
	head.n = head.n < HEAD_SEEN ? head.n : HEAD_SEEN;
	return read_length(head, &body, &length) ? body + (size_t)length : 0;
}

/* Whether the Content-Length is true: it leads to the next message, past empty lines, or to the end. */
static bool
find_told_end(struct sheet *sheet, size_t *end)
{
	size_t at = told_end(sheet);
	if (at == 0)
		return false;
	while (sheet_from(sheet, 0).n < at + 3 && sheet_fill(sheet))
		;
	if (sheet_from(sheet, 0).n < at)
		return false;
	struct str rest = sheet_from(sheet, at);
	for (unsigned i = 0; i < 3 && (scan_sees(rest, '\n') || scan_sees(rest, '\r')); i++)
		rest = scan_from(rest, 1);
	*end = (size_t)(rest.p - sheet_from(sheet, 0).p);
	return rest.n == 0 || (rest.p[-1] == '\n' && begins_at(sheet, *end));
}

/* Finds the end of the message, in bytes from its start. False: it is the end of what there is. */
static bool
find_end(struct mbox *mbox, size_t *end)
{
	static const struct str mark = STR("\nFrom ");
	struct sheet *sheet = &mbox->sheet;
	size_t at = 0;
	if (mbox->box && find_told_end(sheet, end))
		return *end < sheet_from(sheet, 0).n;
	for (;;) {
		struct str rest = sheet_from(sheet, at);
		const char *found = mbox->box ? memmem(rest.p, rest.n, mark.p, mark.n) : NULL;
		if (found != NULL) {
			at = sheet_drop(sheet, at + (size_t)(found - rest.p) + 1);
			if (begins_at(sheet, at)) {
				*end = at;
				return true;
			}
			continue;
		}
		at = sheet_drop(sheet, rest.n < mark.n ? at : at + rest.n - mark.n);
		if (!sheet_fill(sheet)) {
			*end = sheet_from(sheet, 0).n;
			return false;
		}
	}
}

/* Goes past the message before, and empty lines. False: there is nothing behind them. */
static bool
begin(struct mbox *mbox)
{
	struct sheet *sheet = &mbox->sheet;
	if (mbox->length > 0)
		sheet_pass(sheet, mbox->length);
	mbox->length = 0;
	for (;; sheet_pass(sheet, 1)) {
		if (sheet_from(sheet, 0).n == 0 && !sheet_fill(sheet)) {
			if (sheet->taken < sheet->start)
				sheet_take(sheet, 0);
			return false;
		}
		struct str rest = sheet_from(sheet, 0);
		if (!scan_sees(rest, '\n') && !scan_sees(rest, '\r'))
			return true;
	}
}

static struct str
without_last_line(struct str text)
{
	size_t n = text.n;
	if (n == 0 || text.p[n - 1] != '\n')
		return text;
	n--;
	if (n > 0 && text.p[n - 1] == '\r')
		n--;
	return n > 0 && text.p[n - 1] == '\n' ? (struct str){ text.p, n } : text;
}

bool
mbox_next(struct mbox *mbox, struct mbox_message *message)
{
	while (begin(mbox)) {
		size_t end;
		bool first = !mbox->whole;
		mbox->left = !find_end(mbox, &end) && !source_is_whole(mbox->sheet.source);
		if (mbox->left)
			return false;
		mbox->length = end;
		sheet_take(&mbox->sheet, end);
		mbox->whole = true;
		struct str text = sheet_from(&mbox->sheet, 0);
		text.n = end < MESSAGE_BYTES_MAX ? end : MESSAGE_BYTES_MAX;
		/* where a stream was changed, reading goes on in the middle of a message */
		if (first && (!mbox->box || !str_prefix(text, "From ")))
			continue;
		message->text = mbox->box ? without_last_line(text) : text;
		message->position = mbox->sheet.position;
		message->quoted = mbox->box;
		return true;
	}
	return false;
}

bool
mbox_left(const struct mbox *mbox)
{
	return mbox->left;
}

struct str
mbox_unquote(char *text, size_t n)
{
	static const struct str mark = STR(">From ");
	char *to = text, *from = text, *end = text + n, *found, *at = text;
	while ((found = memmem(at, (size_t)(end - at), mark.p, mark.n)) != NULL) {
		char *line = found;
		while (line > text && line[-1] == '>')
			line--;
		at = found + mark.n;
		/* what lies before from is moved already, and may be changed by that; its last byte is not */
		if (line > text && line[-1] != '\n')
			continue;
		memmove(to, from, (size_t)(line - from));
		to += line - from;
		from = line + 1;
	}
	memmove(to, from, (size_t)(end - from));
	return (struct str){ text, (size_t)(to - text) + (size_t)(end - from) };
}
