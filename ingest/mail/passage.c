/*
 * passage.c - which lines of a text speak of which of several recipients.
 */
#include "ingest/mail/passage.h"

#include <string.h>

#include "ingest/mail/mailbox.h"
#include "ingest/scan.h"

/* Whom a line names: nobody, one, or several, who are not told apart. */
struct naming {
	struct bounce_recipient *recipient;
	bool several;
};

void
passages_begin(struct passages *passages, struct str text, const struct recipients *recipients)
{
	*passages = (struct passages){ .recipients = recipients, .rest = text, .begins = true };
}

static bool
is_of_address(char c)
{
	return scan_is_name(c) || (c != '\0' && strchr("!#$%&'*+/=?^`{|}~", c) != NULL);
}

/* The address about an "@". */
static struct str
address_at(struct str line, size_t at)
{
	size_t begin = at, end = at + 1;
	while (begin > 0 && is_of_address(line.p[begin - 1]))
		begin--;
	while (end < line.n && scan_is_name(line.p[end]))
		end++;
	return mailbox_clean((struct str){ line.p + begin, end - begin });
}

static struct naming
named_in(struct str line, const struct recipients *recipients)
{
	struct naming naming = { NULL, false };
	const char *at = line.n == 0 ? NULL : memchr(line.p, '@', line.n);
	for (; at != NULL; at = memchr(at + 1, '@', (size_t)(line.p + line.n - at) - 1)) {
		struct bounce_recipient *found = recipients_find(recipients, address_at(line, (size_t)(at - line.p)));
		if (found != NULL && naming.recipient != NULL && found != naming.recipient)
			naming.several = true;
		if (found != NULL)
			naming.recipient = found;
	}
	return naming;
}

static struct str
line_of(struct str text)
{
	const char *end = memchr(text.p, '\n', text.n);
	return (struct str){ text.p, end == NULL ? text.n : (size_t)(end - text.p) };
}

static bool
is_heading(const struct passages *passages, struct str line)
{
	return passages->begins && line.n > 0 && line.p[line.n - 1] == ':';
}

bool
passages_next(struct passages *passages, struct passage *passage)
{
	passage->recipient = NULL;
	while (passages->rest.n > 0) {
		struct str whole = line_of(passages->rest), line = str_trim(whole);
		struct naming naming = named_in(line, passages->recipients);
		bool heading = naming.recipient == NULL && is_heading(passages, line);
		bool ends = heading || naming.several || (naming.recipient != NULL && naming.recipient != passage->recipient);
		if (passage->recipient != NULL && ends)
			return true;
		if (heading)
			passages->heading = line;
		passages->begins = line.n == 0;
		passages->rest = scan_from(passages->rest, whole.n < passages->rest.n ? whole.n + 1 : whole.n);
		if (naming.recipient != NULL && !naming.several && passage->recipient == NULL)
			*passage = (struct passage){ naming.recipient, { whole.p, 0 }, passages->heading };
		if (passage->recipient != NULL)
			passage->text.n = (size_t)(passages->rest.p - passage->text.p);
	}
	return passage->recipient != NULL;
}
