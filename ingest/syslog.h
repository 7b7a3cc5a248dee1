/*
 * syslog.h - the header of a log line, in every form that a logger writes; and what year it was.
 * In: one unit of text (a line, or a whole entry of journalctl -o export). Out: time, host, program, pid, text.
 * RFC 3164, RFC 5424, RFC 3339, systemd.journal-fields(7), journalctl(1) -o.
 */
#ifndef SYSLOG_H
#define SYSLOG_H

#include "base.h"

struct syslog;

struct syslog_options {
	const char *zone;       /* of stamps without one: a TZ value; NULL: the program's */
	int year;               /* of the first stamp without one; 0: inferred from latest */
	int64_t latest;         /* no stamp of this stream is later than this (plus a day): the file's mtime, or now */
	const char *host;       /* of lines that name none */
};

struct header {
	int64_t at;             /* UTC seconds */
	struct str host, program, text;
	uint32_t pid;
	struct str cursor_id;   /* the journal's s=, absent for other forms */
	uint64_t cursor;        /* and its i= */
	unsigned repeat;        /* 1; n for "message repeated n times: [ text]"; n for "last message repeated n times", text then being absent */
};

enum syslog_answer {
	SYSLOG_LINE,            /* *header is filled */
	SYSLOG_UNKNOWN,         /* no header that we know: to be reported and counted */
	SYSLOG_TIMELESS         /* looks like journalctl -o cat: text without any time */
};

/* State of one stream: the year and the half of a repeated hour that it has reached. */
struct syslog *syslog_open(const struct syslog_options *options);
void syslog_close(struct syslog *syslog);

/* Texts are borrowed from unit, or from the arena where they had to be unescaped (JSON, #011). */
enum syslog_answer syslog_parse(struct syslog *syslog, struct str unit, struct arena *arena, struct header *header);

#endif
