/*
 * journal.h - a log entry that comes as named fields: journalctl -o export and -o json, rsyslog's JSON lines.
 * In: names and values. Out: the few of them that make a header. systemd.journal-fields(7), systemd.io/JOURNAL_EXPORT_FORMATS.
 */
#ifndef JOURNAL_H
#define JOURNAL_H

#include "ingest/syslog/calendar.h"
#include "ingest/syslog/syslog.h"

enum journal_field {
	JOURNAL_STAMP,          /* a time as text */
	JOURNAL_SENT,           /* microseconds: when the program sent it; what rsyslog and journalctl -o short show */
	JOURNAL_STORED,         /* microseconds: when the journal had it */
	JOURNAL_HOST,
	JOURNAL_ORIGIN,         /* a host perhaps, where none is named */
	JOURNAL_TAG,            /* program[pid]: */
	JOURNAL_PROGRAM,
	JOURNAL_COMMAND,        /* where there is no program */
	JOURNAL_PID,
	JOURNAL_PROCESS,        /* where there is no pid */
	JOURNAL_TEXT,
	JOURNAL_CURSOR,
	JOURNAL_NOTHING         /* a field that we do not want; also how many others there are */
};

struct journal_entry {
	struct str values[JOURNAL_NOTHING];
};

enum journal_field journal_field(struct str name);      /* of a name as the journal and rsyslog write it, "_PID"; else JOURNAL_NOTHING */

/* Whether a unit, or the content that begins so, is of journalctl -o export. */
bool journal_is_export(struct str unit);
/* Reads such an entry, up to an empty line or the end; a field that breaks off there is left out. False where a line is no field.
   Values are borrowed. */
bool journal_read(struct str unit, struct journal_entry *entry);
/* Fills a header, which has the host of entries that name none. False where the entry has no time. Values stay borrowed, or are in the arena. */
bool journal_header(const struct journal_entry *entry, struct calendar *calendar, struct arena *arena, struct header *header);

#endif
