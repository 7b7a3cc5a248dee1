/*
 * tag.h - what stands between the stamp of a line and its text: host, program, pid.
 * In: text. Out: the parts, borrowed from it. RFC 3164 section 4.1.3 and what is really written; RFC 5424 section 6.
 */
#ifndef TAG_H
#define TAG_H

#include "ingest/syslog/syslog.h"

/* "host program[pid]: text" or "program[pid]: text", from behind the stamp. header's host stays where none stands there. */
void tag_read(struct str rest, struct header *header);
/* "host program pid kind data text", as RFC 5424 section 6 has it behind the stamp; false where that is not there. */
bool tag_read_5424(struct str rest, struct header *header);
/* A tag alone, "program[pid]:"; pid stays where none stands there. A unit's ".service" is dropped (journalctl -o with-unit). */
void tag_alone(struct str tag, struct header *header);

#endif
