/*
 * inner.h - a mail that a gateway on its way has packed into another: Trend Micro InterScan does so to hang a text or a sign below it.
 * In: a mail taken apart. Out: the mail inside, taken apart.
 */
#ifndef INNER_H
#define INNER_H

#include "ingest/mail/message.h"

/* False where the mail holds none of its own Message-ID and From: what is forwarded has another id, and what is returned, by gateways that
   give their bounces the same one, another author. */
bool inner_message(const struct message *message, struct arena *arena, struct message *inner);

#endif
