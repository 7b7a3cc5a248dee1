/*
 * mbox.c - the messages in a stream of content.
 * The buffer holds one message and what was read ahead of it. It grows with the message; of one that is too long, what was searched
 * for its end is dropped.
 */
#include "ingest/mbox.h"
#include "ingest/mailform.h"
#include "ingest/message.h"
#include "ingest/scan.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	CHUNK = 256 * 1024,             /* the buffer is never smaller, and has room for so much when it is read into */
	LINE_SEEN = 512,                /* bytes of a line that begins with "From ", or stands behind it, that are looked at */
	HEAD_SEEN = 64 * 1024,          /* of a head, for its Content-Length */
	BLANK = 3                       /* bytes before a line that tell whether an empty one stands there */
};

struct mbox {
	struct source *source;
	char *bytes;
	size_t room, filled;
	size_t taken, next;             /* hashed up to; the message begins */
	size_t after;                   /* where the one behind it begins */
	uint64_t position;              /* of next, in the content */
	uint64_t dropped;               /* bytes of this message that are not in the buffer */
	struct source_mark mark;
	bool box, whole;                /* whole: from the first byte of the content */
	bool left;
};

struct mbox *
mbox_open(struct source *source)
{
	struct mbox *mbox = mem_new(sizeof *mbox);
	mbox->source = source;
	mbox->room = CHUNK;
	mbox->bytes = mem_new(mbox->room);
	mbox->position = source_position(source);
	mbox->whole = mbox->position == 0;
	mbox->box = mail_form(source_head(source)) == MAIL_BOX;
	source_take(source, STR(""), &mbox->mark);
	return mbox;
}

void
mbox_close(struct mbox *mbox)
{
	if (mbox == NULL)
		return;
	free(mbox->bytes);
	free(mbox);
}

void
mbox_mark(const struct mbox *mbox, struct source_mark *mark)
{
	*mark = mbox->mark;
}

static void
take(struct mbox *mbox, size_t end, struct source_mark *mark)
{
	source_take(mbox->source, (struct str){ mbox->bytes + mbox->taken, end - mbox->taken }, mark);
	mbox->taken = end;
}

/* What lies before the message goes, and with it the room that a long one took. */
static void
shift(struct mbox *mbox)
{
	size_t gone = mbox->next, left = mbox->filled - gone;
	if (mbox->taken < gone)
		take(mbox, gone, &mbox->mark);
	memmove(mbox->bytes, mbox->bytes + gone, left);
	mbox->filled = left;
	mbox->taken -= gone;
	mbox->after = mbox->after > gone ? mbox->after - gone : 0;
	mbox->next = 0;
	if (mbox->room > 4 * CHUNK && left < CHUNK) {
		mbox->room = 2 * CHUNK;
		mbox->bytes = mem_resize(mbox->bytes, mbox->room);
	}
}

/* Reads on. False: the end, for now. Offsets from next on stay what they are. */
static bool
fill(struct mbox *mbox)
{
	if (mbox->next > 0 && mbox->room - mbox->filled < CHUNK)
		shift(mbox);
	if (mbox->room - mbox->filled < CHUNK) {
		size_t most = MESSAGE_BYTES_MAX + 4 * CHUNK;
		mbox->room = 2 * mbox->room < most ? 2 * mbox->room : most;
		mbox->bytes = mem_resize(mbox->bytes, mbox->room);
	}
	size_t n = source_read(mbox->source, mbox->bytes + mbox->filled, mbox->room - mbox->filled);
	mbox->filled += n;
	return n > 0;
}

/* The message from at bytes of it on; borrowed until fill. */
static struct str
rest_from(const struct mbox *mbox, size_t at)
{
	return (struct str){ mbox->bytes + mbox->next + at, mbox->filled - mbox->next - at };
}

/* A message that is too long loses what lies before at, but for the line end there. Returns where at is then. */
static size_t
drop(struct mbox *mbox, size_t at)
{
	struct source_mark passed;
	if (at <= MESSAGE_BYTES_MAX + CHUNK)
		return at;
	char *kept = mbox->bytes + mbox->next + MESSAGE_BYTES_MAX, *from = mbox->bytes + mbox->next + at - BLANK;
	size_t left = (size_t)(mbox->bytes + mbox->filled - from);
	take(mbox, (size_t)(from - mbox->bytes), &passed);
	memmove(kept, from, left);
	mbox->taken = (size_t)(kept - mbox->bytes);
	mbox->filled = mbox->taken + left;
	mbox->dropped += (uint64_t)(from - kept);
	return MESSAGE_BYTES_MAX + BLANK;
}

/* The line at the start of text without its end, and as much of the next one as matters. */
static struct str
line_and_next(struct str text, struct str *next)
{
	struct str line = str_cut(&text, '\n');
	*next = text;
	return line.n > 0 && line.p[line.n - 1] == '\r' ? (struct str){ line.p, line.n - 1 } : line;
}

/* Whether a message begins at bytes behind next. */
static bool
begins_at(struct mbox *mbox, size_t at)
{
	while (rest_from(mbox, at).n < 2 * LINE_SEEN && fill(mbox))
		;
	struct str text = rest_from(mbox, at), next, line;
	const char *before = text.p;
	bool after_blank = at >= BLANK && before[-1] == '\n' && (before[-2] == '\n' || (before[-2] == '\r' && before[-3] == '\n'));
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
told_end(struct mbox *mbox)
{
	size_t body;
	int64_t length;
	while (!has_head(rest_from(mbox, 0)) && fill(mbox))
		;
	struct str head = rest_from(mbox, 0);
	head.n = head.n < HEAD_SEEN ? head.n : HEAD_SEEN;
	return read_length(head, &body, &length) ? body + (size_t)length : 0;
}

/* Whether the Content-Length is true: it leads to the next message, past empty lines, or to the end. */
static bool
find_told_end(struct mbox *mbox, size_t *end)
{
	size_t at = told_end(mbox);
	if (at == 0)
		return false;
	while (rest_from(mbox, 0).n < at + 3 && fill(mbox))
		;
	if (rest_from(mbox, 0).n < at)
		return false;
	struct str rest = rest_from(mbox, at);
	for (unsigned i = 0; i < 3 && (scan_sees(rest, '\n') || scan_sees(rest, '\r')); i++)
		rest = scan_from(rest, 1);
	*end = (size_t)(rest.p - (mbox->bytes + mbox->next));
	return rest.n == 0 || (rest.p[-1] == '\n' && begins_at(mbox, *end));
}

/* Finds the end of the message, in bytes from next. False: it is the end of what there is. */
static bool
find_end(struct mbox *mbox, size_t *end)
{
	static const struct str mark = STR("\nFrom ");
	size_t at = 0;
	if (mbox->box && find_told_end(mbox, end))
		return *end < rest_from(mbox, 0).n;
	for (;;) {
		struct str rest = rest_from(mbox, at);
		const char *found = mbox->box ? memmem(rest.p, rest.n, mark.p, mark.n) : NULL;
		if (found != NULL) {
			at = drop(mbox, at + (size_t)(found - rest.p) + 1);
			if (begins_at(mbox, at)) {
				*end = at;
				return true;
			}
			continue;
		}
		at = drop(mbox, rest.n < mark.n ? at : at + rest.n - mark.n);
		if (!fill(mbox)) {
			*end = rest_from(mbox, 0).n;
			return false;
		}
	}
}

/* Goes past empty lines. False: there is nothing behind them. */
static bool
begin(struct mbox *mbox)
{
	if (mbox->after > mbox->next) {
		mbox->position += mbox->after - mbox->next + mbox->dropped;
		mbox->dropped = 0;
	}
	mbox->next = mbox->after;
	for (;;) {
		struct str rest = rest_from(mbox, 0);
		if (rest.n == 0 && !fill(mbox)) {
			if (mbox->taken < mbox->next)
				take(mbox, mbox->next, &mbox->mark);
			mbox->after = mbox->next;
			return false;
		}
		rest = rest_from(mbox, 0);
		if (!scan_sees(rest, '\n') && !scan_sees(rest, '\r'))
			return true;
		mbox->next++;
		mbox->position++;
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
		mbox->after = mbox->next;
		mbox->left = !find_end(mbox, &end) && !source_is_whole(mbox->source);
		if (mbox->left)
			return false;
		mbox->after = mbox->next + end;
		take(mbox, mbox->after, &mbox->mark);
		mbox->whole = true;
		struct str text = { mbox->bytes + mbox->next, end < MESSAGE_BYTES_MAX ? end : MESSAGE_BYTES_MAX };
		/* where a stream was changed, reading goes on in the middle of a message */
		if (first && (!mbox->box || !str_prefix(text, "From ")))
			continue;
		message->text = mbox->box ? without_last_line(text) : text;
		message->position = mbox->position;
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
