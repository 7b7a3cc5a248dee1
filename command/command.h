/*
 * command.h - what a command is, and what one has at hand when it is called.
 * In: the command line, by main.c. Out: the rooms' doors are called. One file a family of commands, each with its entries.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include "command/config.h"
#include "command/options.h"
#include "analyze/spf/spf.h"
#include "report/report.h"
#include "schema/store.h"

enum option_number {
#define OPTION(number, ...) OPT_##number,
#include "command/option.def"
#undef OPTION
	OPTIONS
};

#define OPTION_BIT(number) ((uint64_t)1 << OPT_##number)

extern const struct option_rule command_options[OPTIONS];

/* What the user called for. */
struct call {
	struct options options;
	struct config *config;
	char **names;           /* the arguments behind the command */
	int count;
	int64_t now;
	const char *version;    /* of the program */
	struct arena *arena;    /* main.c's, until the command is done */
	struct str unjoe;       /* how to call the program again for this database: report.h */
	FILE *keys;             /* the prompt's: what each row of a result is opened by; else NULL */
	struct store *store;    /* call_reads() and call_writes() open it, main.c closes it */
};

struct entry {
	struct command command; /* a name of two words is one of a family: "spf check" */
	int least, most;        /* arguments */
	bool (*run)(struct call *call); /* false: exit status 1 */
};

extern const struct entry entry_ingest, entry_analyze, entry_rebuild;
extern const struct entry entry_report, entry_nightly, entry_status, entry_show, entry_explain, entry_query, entry_plot, entry_complete;
extern const struct entry entry_spf_adoption, entry_spf_whatif, entry_spf_suggest;
extern const struct entry entry_spf_check, entry_spf_tree, entry_spf_lint, entry_spf_export, entry_spf_import;
extern const struct entry entry_incident, entry_event;
extern const struct entry entry_own;
extern const struct entry entry_check, entry_export, entry_complain, entry_prune, entry_erase, entry_hold;

/* "unjoe", with --db where that was given, else with a --config that tells the database, as a shell takes it; in the arena. */
struct str call_again(const struct call *call, struct arena *arena);

/* Runs it; where a page is wanted (--html), what it prints becomes that. */
bool call_run(const struct entry *entry, struct call *call);

/* The entry number i in the order of the help, NULL behind the last (main.c). */
const struct entry *entry_at(size_t i);

/* Reads commands from a terminal until its end, and has each run by a process of its own, with the general options of the call. */
void prompt_run(struct call *call, int (*run)(int argc, char **argv, FILE *keys));
/* Whether there is a terminal to ask at, and a database to ask about. */
bool prompt_possible(struct call *call);

/* The database, to read: ends the program where there is none yet. To write: made where there is none, and the pins of the configuration set. */
struct store *call_reads(struct call *call);
struct store *call_writes(struct call *call);
/* The same, for us alone: ends the program where another process is at work on it. */
struct store *call_locks(struct call *call);
/* Both where there is one: who notes, pins or prunes in a database that he misspelt is told. Only what brings evidence makes one. */
struct store *call_notes(struct call *call);
struct store *call_changes(struct call *call);
/* The same where it can be done without: call->store is NULL then. Written to, if DNS is asked and it may be. */
void call_may_read(struct call *call);
/* Ends the program where a name of the command line can be no domain's: empty, an address, a path. */
void call_needs_domain(const char *name);
/* What is known of DNS, by --answers, --zone, --as-of, --dns, --resolver, --offline, the configuration, and
   call->store; --record is that of the command's first argument. The caller closes it. */
struct spf_world *call_world(struct call *call);
struct spf_world *call_world_of(struct call *call, struct str domain);  /* the same, where --record is that of this domain */
/* Whether DNS may be asked. */
bool call_asks(const struct call *call);
/* Evaluates again what is questionable, and looks at the records of sender domains and of our own, by what is known of DNS. The database is locked. */
void call_looks_again(struct call *call);
int64_t call_as_of(const struct call *call);    /* INT64_MAX where --as-of is not given */
/* Says on standard error which database was written. */
void call_tell_database(const struct call *call);

/* All about an incident in one file, a tar compressed with zstd. False: there is no such incident. */
bool call_bundle(struct call *call, const char *incident, const char *path);

/* The number an option was given, otherwise where it was not; one below least or above most is wrong usage. */
int64_t call_number(const struct call *call, enum option_number option, int64_t least, int64_t most, int64_t otherwise);
struct report_options call_report_options(const struct call *call);

#endif
