/*
 * mailrows.h - arrivals are written: a bounce once, however often it came, and each of its arrivals once.
 * In: arrivals. Out: rows of bounce, bounce_recipient, hop, stamp, arrival and message_file.
 */
#ifndef MAILROWS_H
#define MAILROWS_H

#include "ingest/mail/arrival.h"
#include "ingest/rows.h"

struct mailrows;
/* One a store: no others may write bounces as long as it is open. */
struct mailrows *mailrows_open(struct store *store, struct rows *rows);
void mailrows_close(struct mailrows *mailrows);

/* Within a transaction; written at the latest when mailrows_flush comes. False: this arrival was known already, under whatever name. */
bool mailrows_put(struct mailrows *mailrows, int64_t source, const struct arrival *arrival);
/* A file that was looked at, and need not be again as long as it is as it is. */
void mailrows_met(struct mailrows *mailrows, int64_t source, const struct look *look);
/* All that was put is in the database. Before each commit. */
void mailrows_flush(struct mailrows *mailrows);

#endif
