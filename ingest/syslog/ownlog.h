/*
 * ownlog.h - lines of the logs that mail programs write themselves, past syslog: Exim's main log, rspamd's and Dovecot's.
 * In: what stands behind the stamp. Out: program, pid and text as the program's lines in syslog have them.
 */
#ifndef OWNLOG_H
#define OWNLOG_H

#include "ingest/syslog/syslog.h"

/*
 * header is what tag_read made of rest: where rest is no line of syslog but such a program's own, program, pid and text are its,
 * and host is the one given, since such a line names none. Exim's spec.txt, "Log files"; rspamd's src/libserver/logger; Dovecot's
 * src/lib/failures.c (log_path; "dovecot: " before the stamp, and the severity behind it, until 1.1).
 */
void ownlog_read(struct str rest, struct str host, struct header *header);

#endif
