/*
 * notices.h - what Postfix says to strangers of its own accord, while their mail waits or before it takes it.
 */
#ifndef NOTICES_H
#define NOTICES_H

#include "command/postconf.h"

struct store;

/* Rows of report_check_add() for what all services have; and for what one that strangers reach has, where the lists name callouts. */
void notices_check(const struct postconf *postconf, struct store *rows);
void notices_check_callouts(const struct postconf *postconf, const struct service *service, bool callouts, struct store *rows);

#endif
