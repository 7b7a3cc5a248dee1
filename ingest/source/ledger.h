/*
 * ledger.h - the source table as one run sees it: which streams are known, by which proof, and under which name.
 * In: rows of source. Out: those that a file or a head may be; rows written. Only the thread that speaks to the store uses it.
 */
#ifndef LEDGER_H
#define LEDGER_H

#include "ingest/source/feed.h"
#include "schema/store.h"

struct ledger;

struct entry {
	int64_t id;
	char *path;
	uint64_t head_length, head_hash, position, tail_hash;
	struct look look;
	bool met;               /* in this run: its name and look are settled */
	bool changed;           /* name or look are not yet in the row */
};

/* now stands in read_at; 0: the clock. */
struct ledger *ledger_open(struct store *store, int64_t now);
void ledger_close(struct ledger *ledger);
int64_t ledger_now(const struct ledger *ledger);

/* NULL where there is none. Entries are the ledger's, and stay. */
struct entry *ledger_by_id(struct ledger *ledger, int64_t id);
struct entry *ledger_by_path(struct ledger *ledger, const char *path);  /* of what has no content of its own: a folder */
struct entry *ledger_by_look(struct ledger *ledger, const struct look *look);
/* Whether content that begins with head can be the entry's. */
bool ledger_fits(const struct entry *entry, struct str head);
/* All that fit; returns how many, the caller frees *entries. */
size_t ledger_by_head(struct ledger *ledger, struct str head, struct entry ***entries);
/* The hashes of its full MiBs, position / TRAIL_BLOCK of them, or NULL where the row does not have as many; the caller frees it. */
uint64_t *ledger_blocks(struct ledger *ledger, const struct entry *entry);

int64_t ledger_reserve(struct ledger *ledger);          /* the id of a row to be made */
/* Writes the row of values.id; values.path and values.look are copied, a look of zeros leaves the row's. */
void ledger_save(struct ledger *ledger, const struct entry *values, struct str blocks);
/* A file of that name and look was found to hold what the entry knows. The first one in a run is noted. */
void ledger_meet(struct entry *entry, const char *path, const struct look *look);
/* What a file is known for where it looks as it did, which is then met. An archive's look is that of its last file's row: under another
   name it is opened, since the names of all its files have changed. NULL: it has to be read. */
struct entry *ledger_known(struct ledger *ledger, const char *path, const struct look *look);
void ledger_forget_met(struct ledger *ledger);          /* a new round over the files begins */
void ledger_settle(struct ledger *ledger);              /* writes what was noted */
bool ledger_is_settled(const struct ledger *ledger);

#endif
