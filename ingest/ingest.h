/*
 * ingest.h - from files to rows: reads what is new of logs and writes evidence.
 * In: names of files, folders, globs, "-". Out: rows, and a summary line a source on standard error.
 */
#ifndef INGEST_H
#define INGEST_H

#include "schema/store.h"

struct ingest_options {
	char **names;           /* what to read */
	int count;
	const char *zone;       /* TZ value of stamps that have no zone; NULL: the program's */
	int year;               /* of the first stamp without a year; 0: inferred */
	const char *host;       /* of lines that name no host; NULL: this machine */
	const char *rules;      /* a folder of a site's own .gram files, or NULL */
	bool follow;            /* go on reading as the files grow, until a signal */
	bool progress;          /* a line that counts up on standard error */
	int64_t now;            /* UTC seconds */
	void (*then)(struct store *store);      /* called when all there is was read and committed: once, in following after each round; or NULL */
};

struct ingest;

/* Begins to load the rules if a log may be read, which goes on while the caller opens the database. The options are borrowed. */
struct ingest *ingest_open(const struct ingest_options *options);
/* Reads. Everything read is committed, killed or not. False where something could not be read or nothing of a file was
   understood; what was wrong has been said then. */
bool ingest_run(struct ingest *ingest, struct store *store);
/* Before the store is. What was committed is moved from the log into the database beside what the caller has to do until then. */
void ingest_close(struct ingest *ingest);

/* Whether it is a TZ value that means something: the C library would take another one for UTC, without a word. */
bool ingest_zone_known(const char *zone);

/* Where a row's line stands now: the file that holds its stream (found again by content, after rotation too), its line number and text.
   False: the file is gone. */
bool ingest_locate(struct store *store, int64_t source, uint64_t position, struct arena *arena, struct str *path, uint64_t *line_number, struct str *text);

/* The same for a message: its file, in an archive "mail.tar:1.eml", and the line on which it begins where the file has more than one message,
   else 0. member is its name in the folder or archive that the source is, absent where it has none. */
bool ingest_locate_message(struct store *store, int64_t source, uint64_t position, struct str member, struct arena *arena, struct str *path, uint64_t *line_number);

/* The copy of a bounce that an arrival tells of, as it lies in its mailbox (file absent), folder or archive now; in the arena. False: it is gone, or is
   another mail by now (whole: its hash). Asked in the order of source, position and arrival it goes through a mailbox or an archive once. */
bool ingest_fetch(struct store *store, int64_t source, uint64_t position, struct str folder, struct str file, int64_t whole, struct arena *arena,
    struct str *text);

/* Packs the files of a folder (and no folders in it), by name, into a tar compressed with zstd, in which they lie in a folder of that name. */
void ingest_pack(const char *folder, const char *name, const char *path, int64_t now);

#endif
