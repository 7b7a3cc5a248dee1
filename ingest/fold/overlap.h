/*
 * overlap.h - notices that a stream tells what another one has told: mail.log and syslog of one host.
 * In: batches, before they are folded. Out: the name of the other source. Two streams of a host may lie side by side in time
 * (Postfix in one, rspamd in another); only the same events in both are refused. "mail" and "mail.example.org" may be one host.
 */
#ifndef OVERLAP_H
#define OVERLAP_H

#include "ingest/fold/reader.h"
#include "ingest/rows.h"

struct overlap;
struct overlap *overlap_open(struct store *store, struct rows *rows, int64_t source);
void overlap_close(struct overlap *overlap);

/* True: this batch is already there by way of another source, whose path is *other (borrowed until overlap_close). */
bool overlap_finds(struct overlap *overlap, const struct batch *batch, const char **other);

#endif
