/*
 * fuzz_mbox.c - messages out of any content: the same in whatever pieces it comes and wherever it is resumed, none lost.
 */
#include "ingest/source/mailform.h"
#include "ingest/mail/mbox.h"
#include "tests/played.h"

/* All messages from start on, a byte that no text has behind each; the mark behind message number "behind" goes to *resume. */
static char *
read_all(struct str content, uint64_t start, size_t piece, unsigned behind, uint64_t *resume, size_t *skip, size_t *size)
{
	struct source source = played(content, start, piece);
	struct mbox *mbox = mbox_open(&source);
	struct mbox_message message;
	struct source_mark mark;
	char *all = mem_new(2 * content.n + 2);
	uint64_t before = start;
	size_t n = 0;
	*resume = start;
	*skip = 0;
	for (unsigned count = 1; mbox_next(mbox, &message); count++) {
		if (message.position < before || message.position + message.text.n > source.at ||
		    memcmp(message.text.p, content.p + message.position, message.text.n) != 0)
			bug("a message does not stand where it says");
		memcpy(all + n, message.text.p, message.text.n);
		n += message.text.n;
		all[n++] = '\1';
		before = message.position + message.text.n;
		if (message.quoted && message.text.n > 0)
			mbox_unquote((char *)message.text.p, message.text.n);
		if (count != behind)
			continue;
		mbox_mark(mbox, &mark);
		*resume = mark.position;
		*skip = n;
	}
	mbox_mark(mbox, &mark);
	if (mark.position != content.n)
		bug("something is left");
	mbox_close(mbox);
	*size = n;
	return all;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint64_t resume, none;
	size_t skip, nothing, all, some;
	if (size < 3)
		return 0;
	struct str content = { (const char *)data + 2, size - 2 };
	char *messages = read_all(content, 0, content.n, data[1] % 8, &resume, &skip, &all);
	char *pieces = read_all(content, 0, 1 + data[0], 0, &none, &nothing, &some);
	if (some != all || memcmp(pieces, messages, all) != 0)
		bug("other pieces, other messages");
	if (mail_form(content) == MAIL_BOX) {
		char *rest = read_all(content, resume, content.n, 0, &none, &nothing, &some);
		if (some != all - skip || memcmp(rest, messages + skip, some) != 0)
			bug("resumed, it gives other messages");
		free(rest);
	}
	free(pieces);
	free(messages);
	return 0;
}
