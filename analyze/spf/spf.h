/*
 * spf.h - the door of this room: SPF, and what is known of DNS. The commands see this and no other header of it.
 *
 * A world is what answers come from, the first that knows one: a record that was given, zone files, files of answers, the database, and
 * DNS, where it may be asked. What DNS says goes into the database, if it may be written to.
 */
#ifndef SPF_H
#define SPF_H

#include "schema/store.h"

struct spf_world;

struct spf_world_options {
	struct store *store;            /* NULL: none */
	bool save;                      /* it can be written to */
	const char **answers, **zones;  /* paths; the last one is NULL. A file of answers without times is all of DNS, unless that may be asked */
	int64_t as_of;                  /* by what DNS said then, UTC seconds; INT64_MAX: the newest */
	int64_t now;                    /* the %{t} of explanations */
	bool dns;                       /* ask for what is not known, or has run out */
	const char *server;             /* as resolver_open takes it; NULL: those of /etc/resolv.conf */
};

/* A file that cannot be read ends the program with its line. The paths and the store must outlive the world. */
struct spf_world *spf_world_open(const struct spf_world_options *options);
/* Saves, and says on standard error if DNS did not answer. NULL is nothing. */
void spf_world_close(struct spf_world *world);
/* What DNS said since the last call goes into the database, in a transaction of its own. */
void spf_world_save(struct spf_world *world);

#endif
