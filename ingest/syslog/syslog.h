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
	const char *zone;       /* of stamps without one: a TZ value, the same for all streams of a process; NULL: the program's */
	int year;               /* of the first stamp without one; 0: inferred from latest */
	int64_t latest;         /* no stamp of this stream is later than this (plus a day): the file's mtime, or now */
	const char *host;       /* of lines that name none */
	int64_t after;          /* goes on behind this time, the last of the stream when it was read before; 0: from its beginning */
};

struct header {
	int64_t at;             /* UTC seconds */
	struct str host, program, text;         /* host: 255 bytes at most, absent where neither the line nor the options name one; program: empty where none */
	uint32_t pid;           /* 0: none */
	struct str cursor_id;   /* the journal's s=, absent for other forms */
	uint64_t cursor;        /* and its i= */
	unsigned repeat;        /* 1; n for "message repeated n times: [ text]"; n for "last message repeated n times", text then being absent */
};

enum syslog_answer {
	SYSLOG_LINE,            /* *header is filled */
	SYSLOG_NOTHING,         /* an empty line, or one of journalctl's or tail's own ("-- Boot ... --"): to be passed over */
	SYSLOG_UNKNOWN,         /* no header that we know: to be reported and counted */
	SYSLOG_TIMELESS         /* looks like journalctl -o cat or short-monotonic: text without a date */
};

/*
 * State of one stream: the year and the half of a repeated hour that it has reached. Stamps that tell them change it too.
 * Year: the latest that brings the first stamp before latest; then the one that brings a stamp near to the one before, so that a
 * jump back by more than half a year is New Year, one forward is a line of last December that came late. Hour: a clock that
 * goes back in an hour that is repeated is in the second pass; reading that begins there takes the first.
 * The first syslog_open with a zone sets TZ for the whole process: no other thread may use local time just then.
 */
struct syslog *syslog_open(const struct syslog_options *options);
void syslog_close(struct syslog *syslog);

/* Texts are borrowed from unit, or from the arena where they had to be unescaped (JSON, #011). Blanks before the text are dropped. */
enum syslog_answer syslog_parse(struct syslog *syslog, struct str unit, struct arena *arena, struct header *header);

/* How many New Years were not believed since they would lie behind latest: the stream began so many years earlier than thought. */
unsigned syslog_overruns(const struct syslog *syslog);

/* The time of the first line of a content that is understood, from its first bytes; INT64_MIN: none. */
int64_t syslog_first(const struct syslog_options *options, struct str head);
/* Some whole lines of a content. */
struct syslog_part {
	struct str text;
	bool goes_on;           /* where the part before ended */
};

/* The year in which a content without years began, for options.year, from parts of it in their order: the first from its start, the last
   to its end, the others not more than half a year apart. 0: its stamps have years, or none is understood. */
int syslog_year(const struct syslog_options *options, const struct syslog_part *parts, size_t count);
/* Whether a part begins more than a day earlier in the year than another before it ends: behind New Year, or where logs were put together. */
bool syslog_goes_back(struct str before, struct str behind);
/* Whether it is a TZ value; the C library takes what it does not know for UTC. */
bool syslog_zone_known(const char *zone);

#endif
