/*
 * postfix.h - what the settings of Postfix mean for forged mail: is this an open relay, is SPF asked and logged, is mail accepted that must be
 * bounced later. In: settings. Out: findings, a line each.
 */
#ifndef POSTFIX_H
#define POSTFIX_H

#include "command/postconf.h"
#include "schema/store.h"

/* Each finding goes to report_check_add(). policyd: the configuration of python's policyd-spf; NULL: the one that its service names, or its usual one. */
void postfix_check(const struct postconf *postconf, const char *policyd, struct store *rows);

#endif
