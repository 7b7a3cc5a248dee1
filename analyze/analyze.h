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
const char *pin_kind_name(enum pin_kind kind);
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

#endif
