/*
 * mailform.h - is it a mail, a mailbox of them, or something else? Told by the first bytes, never by a name.
 * In: the head of a content. Out: its form. RFC 5322, RFC 4155 (mbox).
 */
#ifndef MAILFORM_H
#define MAILFORM_H

#include "base.h"

enum mail_form {
	MAIL_NONE,
	MAIL_SINGLE,            /* one message, from its first header field on */
	MAIL_BOX                /* it begins with a "From " line: an mbox of any number of messages */
};

/* head: the first bytes of the content, as source_head has them. */
enum mail_form mail_form(struct str head);

/* Whether a line of an mbox begins a message. next is the line behind it; after_blank, whether an empty line, or nothing, stands before.
   A "From " line that has a date needs a header field behind it; one that has none, an empty line before it and a field that every
   mail may have behind it, too. */
bool mail_separates(struct str line, struct str next, bool after_blank);

#endif
