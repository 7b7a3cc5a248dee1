/*
 * mailrun.h - the mail of one run: mailboxes, folders, and single messages as they come.
 * In: sources and folders. Out: committed rows. The rules for bounces are compiled when the first mail is met.
 */
#ifndef MAILRUN_H
#define MAILRUN_H

#include "ingest/mail/mailreading.h"

struct mailrun;
/* with lacks the bounces and their rows, whose words are those of rows. rules is a folder of a site's own rules, whose dialects lie below it, or NULL; borrowed, as all that is in with. */
struct mailrun *mailrun_open(const struct mailreading_options *with, struct rows *rows, const char *rules);
void mailrun_close(struct mailrun *run);              /* behind mailrun_leave */

/* A stream that holds a mailbox, or one message. Those of one container that come one after another are read as one; mailrun_leave
   ends that, and so does a mailbox. */
void mailrun_take(struct mailrun *run, struct source *source);
void mailrun_leave(struct mailrun *run);
/* As mailreading_folder. */
void mailrun_folder(struct mailrun *run, const char *path, char **names, size_t count);

uint64_t mailrun_count(const struct mailrun *run);        /* messages that were not known yet */
bool mailrun_failed(const struct mailrun *run);           /* something could not be read; it has been said */

#endif
