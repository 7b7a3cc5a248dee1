/*
 * config.h - what the user told: the configuration file, the environment and the command line.
 * In: unjoe.conf (INI), argv, tables of the options and commands that there are. Out: values; wrong usage ends the program.
 * The only room that includes inih.
 */
#ifndef CONFIG_H
#define CONFIG_H

#include "base.h"

struct list {
	char **items;
	int count;
};

/* What unjoe.conf says (unjoe.conf.5); NULL and empty where it does not. */
struct config {
	char *database;
	char *zone;
	struct {
		struct list files;
		char *zone, *host, *rules;
	} ingest;
};

/* Reads the file; NULL: $UNJOE_CONFIG, else /etc/unjoe.conf where there is one. A fault in it ends the program with file:line. */
struct config *config_open(const char *path);
void config_close(struct config *config);

/*
 * Where the database is: asked for (may be NULL), else $UNJOE_DB, the configuration's, /var/lib/unjoe/unjoe.db where it exists
 * or could be made, else unjoe/unjoe.db in $XDG_DATA_HOME (~/.local/share). The caller frees it.
 * make: folders of the last one that are missing are made.
 */
char *config_database(const struct config *config, const char *asked, bool make);

/* Whether zone is a TZ value that means something: the C library would take another one for UTC, without a word. */
bool config_zone_exists(const char *zone);

/* An option, in the table of all that there are; its place there is its number. Commands share them. */
struct option_rule {
	const char *name;
	const char *argument;   /* what to call it in help; NULL: it takes none */
	const char *help;
};

enum { OPTIONS_MOST = 64 };

struct command {
	const char *name;
	const char *group;      /* heading in the help */
	const char *arguments;
	const char *summary;
	uint64_t options;       /* bit n: it takes option n */
	const char *more;       /* the rest of its help; NULL: none */
};

struct options {
	const char *value[OPTIONS_MOST];        /* NULL: not given; "" for one without argument */
	char **arguments;                       /* what is no option, the command first */
	int count;
};

/* GNU conventions: anywhere on the line, shortened where that is not ambiguous, "--" ends them. */
void options_read(struct options *options, const struct option_rule *rules, size_t rule_count, int argc, char **argv);
/* Ends the program where an option was given that is neither in general nor the command's. */
void options_check(const struct options *options, const struct option_rule *rules, size_t rule_count, uint64_t general,
    const struct command *command);

/* The name that was most likely meant, NULL if none is near. Names are stride bytes apart. */
const char *options_nearest(const char *word, const char *const *first, size_t count, size_t stride);

/* Help on standard output: of one command, or the list of all. */
void options_help(const struct command *command, const struct option_rule *rules, size_t rule_count, uint64_t general);
void options_commands(const struct command *commands, size_t count, size_t stride);

#endif
