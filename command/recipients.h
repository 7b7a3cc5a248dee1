/*
 * recipients.h - whether Postfix refuses recipients that do not exist at once, or accepts and then bounces: to whoever was forged.
 */
#ifndef COMMAND_RECIPIENTS_H
#define COMMAND_RECIPIENTS_H

#include "command/postconf.h"
#include "schema/store.h"

/* Of a service that strangers bring mail to; findings go to report_check_add(). */
void recipients_check(const struct postconf *postconf, const struct service *service, struct store *rows);

/* A text file of a few MiB at most, in the arena. False: it is not there, or is none. */
bool recipients_read_file(struct arena *arena, const char *path, struct str *text);

#endif
