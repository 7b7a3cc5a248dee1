/*
 * analyze.h - from evidence to conclusions: what is ours, which accounts were stolen, whose mail each bounce answers, which incidents
 * that makes; and what the postmaster says is his (pin.c) and notes (event.c).
 * In: rows of evidence, and what the postmaster pinned. Out: rows of the tables in schema/003_verdict.sql and 007_incident.sql; nothing else is changed.
 * The same evidence gives the same conclusions, whatever the order in which it was read and however often this was run between.
 */
#ifndef ANALYZE_H
#define ANALYZE_H

#include "schema/store.h"

/* Concludes what new evidence changes, in one transaction: killed before its end, the next one does it. The caller holds store_lock. */
void analyze_run(struct store *store);

/* Forgets everything concluded, and concludes it again, in one transaction. */
void analyze_rebuild(struct store *store);

/* What the postmaster says is his, on the command line or in the configuration: rows of pin, which no rebuild forgets. */
enum pin_kind { PIN_DOMAIN, PIN_NETWORK, PIN_OUTGOING, PIN_HOST, PIN_COMPLETE, PIN_KINDS };

struct pin {
	enum pin_kind kind;
	struct str value;
};

/* domain, network, outgoing, host, complete. False: there is no such kind. */
bool pin_kind_find(struct str word, enum pin_kind *kind);
/* Checks a value and writes it as it is kept, in the arena: names in lower case, a network as address/length. False: it is none; *wanted says what would be one. */
bool pin_read(struct arena *arena, enum pin_kind kind, struct str text, struct pin *pin, const char **wanted);

/* A domain that is complete is pinned as a domain, too. Conclusions are not drawn anew: analyze_run does it. */
void pin_set(struct store *store, const struct pin *pin, int64_t now);
enum pin_dropped { PIN_DROPPED, PIN_WAS_NONE, PIN_IS_CONFIGURED };
enum pin_dropped pin_drop(struct store *store, const struct pin *pin);
/* Whether anything in the log says so, too. */
bool pin_is_believed(struct store *store, const struct pin *pin);
/* Those of the configuration, instead of those that it had before. */
void pin_configure(struct store *store, const struct pin *pins, size_t count, int64_t now);

/* What the postmaster notes of what he did ("published -all"), so that an incident tells what changed after it. */
struct event {
	int64_t at;
	struct str domain;      /* lower case; absent: it concerns all */
	struct str text;
};

/* Answers its number. Waits its turn beside an ingest. */
int64_t event_add(struct store *store, const struct event *event, int64_t now);
bool event_delete(struct store *store, int64_t number);         /* false: there is none of that number */

/* Takes away evidence from before the given times (UTC seconds), but for that of incidents on hold. Totals stay, and so does what was concluded;
   coverage goes with the log. each tells how much of what there was. dry: only that, and nothing is changed. The number of rows. In many transactions,
   from the oldest on, each of which is whole: killed between, the next one goes on. */
int64_t analyze_prune(struct store *store, int64_t bounces_before, int64_t log_before, bool dry, void (*each)(const char *what, int64_t n));

/* Puts another name, the same everywhere, in the place of an address: in all tables, in the file and its log; what it was is written over.
   In any form that mail systems give it (VERP, BATV, SRS, with a subaddress). The number of rows that had it. */
int64_t analyze_erase(struct store *store, struct str address, bool dry, void (*each)(const char *what, int64_t n));

/* Keeps an incident's evidence from being pruned, or no longer. False: there is no such incident. */
bool analyze_hold(struct store *store, const char *incident, bool hold, int64_t now);

#endif
