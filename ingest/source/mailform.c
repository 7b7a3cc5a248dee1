/*
 * mailform.c - is it a mail, a mailbox of them, or something else?
 */
#include "ingest/source/mailform.h"
#include "ingest/source/feed.h"
#include "ingest/scan.h"

#include <string.h>
#include <strings.h>

enum { NAME_MAX_LENGTH = 76, FROM_LENGTH = 5 };

/* Fields of which every mail has some: their names, with a blank behind each. */
static const char names[] =
    "from to cc subject date sender reply-to message-id in-reply-to references mime-version content-type received return-path "
    "delivered-to x-original-to envelope-to authentication-results received-spf dkim-signature domainkey-signature arc-seal "
    "arc-message-signature arc-authentication-results auto-submitted x-failed-recipients x-envelope-from x-envelope-to ";

/* The name of the field with which a line begins, absent where it begins with none. A log has a digit or a blank there. */
static struct str
field_name_of(struct str line)
{
	size_t n = scan_name(line);
	if (n == 0 || n > NAME_MAX_LENGTH || scan_is_digit(line.p[0]) || line.p[0] == '-' || line.p[0] == '.')
		return STR_NONE;
	return scan_sees(scan_blanks(scan_from(line, n)), ':') ? (struct str){ line.p, n } : STR_NONE;
}

static bool
is_known(struct str name)
{
	for (struct str rest = { names, sizeof names - 2 }; rest.p != NULL;) {
		struct str known = str_cut(&rest, ' ');
		if (known.n == name.n && strncasecmp(known.p, name.p, name.n) == 0)
			return true;
	}
	return false;
}

static bool
is_quoted_from(struct str line)
{
	return str_prefix(line, ">From ");
}

static bool
is_fold(struct str line)
{
	return scan_sees(line, ' ') || scan_sees(line, '\t');
}

/* Takes a line with any of the ends that there are. */
static struct str
cut_line(struct str *rest, char end)
{
	struct str line = str_cut(rest, end);
	while (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

static struct str
without_front(struct str head)
{
	if (str_prefix(head, "\xef\xbb\xbf"))
		head = scan_from(head, 3);
	while (scan_sees(head, '\n') || scan_sees(head, '\r'))
		head = scan_from(head, 1);
	return head;
}

enum mail_form
mail_form(struct str head)
{
	unsigned fields = 0, known = 0, strange = 0;
	struct str rest = without_front(head);
	if (rest.n == 0)
		return MAIL_NONE;
	enum mail_form form = str_prefix(rest, "From ") ? MAIL_BOX : MAIL_SINGLE;
	char end = memchr(rest.p, '\n', rest.n) != NULL ? '\n' : '\r';
	if (form == MAIL_BOX)
		cut_line(&rest, end);
	while (rest.n > 0) {
		struct str line = cut_line(&rest, end), name = field_name_of(line);
		if (name.p == NULL && !is_quoted_from(line) && !is_fold(line))
			break;
		fields += name.p != NULL;
		if (name.p != NULL && is_known(name))
			known++;
		else if (name.p != NULL && strncasecmp(name.p, "X-", 2) != 0)
			strange++;
		if (known == 2 || (known == 1 && form == MAIL_BOX))
			return form;
	}
	/* Of long fields there may be no room for two that every mail has. (The last line may be cut, even in a name; but one long line is no mail.) */
	return rest.n == 0 && head.n >= FEED_PEEK && fields > 0 && strange == 0 ? form : MAIL_NONE;
}

/* "From " and a sender, then a date as asctime(3) writes it, or nearly: a time of day and a year. */
static bool
has_date(struct str line)
{
	bool time = false, year = false;
	for (struct str rest = scan_from(line, FROM_LENGTH); rest.p != NULL;) {
		struct str word = str_cut(&rest, ' ');
		size_t digits = scan_digits(word);
		time = time || ((digits == 1 || digits == 2) && word.n >= digits + 3 && word.p[digits] == ':' &&
		    scan_digits(scan_from(word, digits + 1)) == 2);
		year = year || (digits == 4 && word.n == 4);
	}
	return time && year;
}

bool
mail_separates(struct str line, struct str next, bool after_blank)
{
	if (!str_prefix(line, "From "))
		return false;
	struct str name = field_name_of(next);
	if (name.p == NULL && !is_quoted_from(next))
		return false;
	return has_date(line) || (after_blank && name.p != NULL && is_known(name));
}
