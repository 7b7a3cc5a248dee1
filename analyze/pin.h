/*
 * pin.h - what the postmaster says is his.
 * In: a kind and a value, from the command line or the configuration. Out: rows of pin, which no rebuild forgets.
 */
#ifndef PIN_H
#define PIN_H

#include "schema/store.h"

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

#endif
