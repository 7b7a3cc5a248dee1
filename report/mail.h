/*
 * mail.h - one mail: text, a page, and the pictures that it refers to (RFC 5322, 2045 to 2047, 2387).
 * In: its parts. Out: the mail, lines ended by LF, as sendmail(1) takes it.
 */
#ifndef MAIL_H
#define MAIL_H

#include "base.h"

struct mail;
struct mail *mail_open(int64_t now);
void mail_close(struct mail *mail);

/* The id by which the page refers to it (cid:ID), owned by the mail. Content is copied. */
const char *mail_attach(struct mail *mail, const char *type, struct str content);

/* All of it, in the arena. Whatever stands in the subject and the texts: no line is longer than 998 characters (RFC 5322), of the header than 78,
   and no header field is added. */
struct str mail_write(const struct mail *mail, struct str from, const char *const *to, size_t to_count, struct str subject, struct str text,
    struct str page, struct arena *arena);

/* Whether it may stand in To, and on a command line: one address, printable ASCII, nothing that a header or an option is made of. */
bool mail_address_fits(const char *address);

#endif
