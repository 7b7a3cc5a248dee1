/*
 * spf.h - the door of this room: SPF, and what is known of DNS. The commands see this and no other header of it.
 *
 * A world is what answers come from, the first that knows one: a record that was given, zone files, files of answers, the database, and
 * DNS, where it may be asked. What DNS says goes into the database, if it may be written to.
 */
#ifndef SPF_H
#define SPF_H

#include "schema/store.h"

#include <stdio.h>

struct spf_world;

enum { SPF_RECORD_BYTES = 65535 };      /* of a record at most: what a DNS answer can hold */

struct spf_world_options {
	struct store *store;            /* NULL: none */
	bool save;                      /* it can be written to */
	const char **answers, **zones;  /* paths; the last one is NULL. A file of answers without times is all of DNS, unless that may be asked */
	struct str domain, record;      /* the text that is to be its record, over all others; absent: none */
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

/* What the commands print is put as rows into a store (analyze/spf/rows/ has the tables), which reports read then. */

/* Who speaks for a mail: the client, what it called itself, the envelope sender. Empty or absent sender: only the HELO name is checked; otherwise
   the sender, and then the HELO name, if there is one. */
struct spf_mail {
	struct str ip, helo, sender;
};

/* The verdict, the way to it, each lookup on that way. False: there is none, since an answer is not known or it cannot be evaluated. */
bool spf_check_rows(struct spf_world *world, const struct spf_mail *mail, struct store *rows);

/* A domain's record with all that it includes and redirects to. False: it has no record, or one that is not known or cannot be read. */
bool spf_tree_rows(struct spf_world *world, struct str domain, struct store *rows);

/*
 * What is wrong, where, why it matters, and the record as it should be: of a record alone; of domains, with what DNS says of them (text: the
 * record that is to be published there; absent: the one that is); of every record and HELO name in the zone files of the world; of the
 * domains and hosts that are ours by the world's database; of the records of a stream, one a line. False: there is an error, or an answer
 * that is needed is not known.
 */
bool spf_lint_text_rows(struct str text, struct store *rows);
bool spf_lint_domain_rows(struct spf_world *world, char **domains, int count, struct str text, struct store *rows);
bool spf_lint_zone_rows(struct spf_world *world, struct store *rows);
bool spf_lint_own_rows(struct spf_world *world, struct store *rows);
bool spf_lint_lines_rows(FILE *in, struct store *rows);

/*
 * Many checks: each line of in is id, client address, HELO name and envelope sender, with tabs between; "%" alone is empty, and an empty
 * sender the null one. Each line of out is id, result and explanation ("-": none), in the order of in; as they are done, hundreds at a
 * time. A line that is none is told on standard error with its number, and left out; an address that is none makes its check unevaluable.
 * name is that of in. False: there were such lines.
 * rows, instead of out: the results go there, with their reasons.
 */
bool spf_batch(struct spf_world *world, int in, const char *name, FILE *out, struct store *rows);

/* Every answer of the database, as answerfile.h says: for a colleague, a test, another database. */
void spf_export(struct store *store, FILE *out);
/* Adds the answers of such a file ("-": standard input) to the database; those without a time are taken to be received at that one. */
void spf_import(struct store *store, const char *path, int64_t at);

/* Whether a resolver answers (server as above): it is asked for one well-known name. False: *error says why, in static memory. */
bool spf_resolver_answers(const char *server, const char **error);
/*
 * What is questionable in the log (softfail, neutral, none, permerror, temperror, a fail that was let in, programs that disagree) and the origin of
 * each bounce in a domain of ours is evaluated again, by what DNS said then and by what it says now: rows of evaluation. The world has a store that
 * can be written to, locked by the caller. What a resolver that is down leaves open is done the next time.
 */
void spf_recheck(struct spf_world *world);
/* The record, and the DMARC policy, of each sender domain of the log: rows of policy, and of adoption_week. The same of the store. */
void spf_policies(struct spf_world *world);
/*
 * What the domain's record would have done to all mail seen in its name, and what the proposed one does: "-all" and its like: the present record with
 * that all. Rows of analyze/spf/rows/whatif.sql. False: no such record can be made, or is known.
 */
bool spf_whatif_rows(struct spf_world *world, struct str domain, struct str record, struct store *rows);
/* A record from the evidence, in the same tables. False: nobody was seen to send for the domain. */
bool spf_suggest_rows(struct spf_world *world, struct str domain, struct store *rows);
/* The terms of the records of our own domains, and how many were seen to send by each: rows of authorised. */
void spf_authorised(struct spf_world *world);

#endif
