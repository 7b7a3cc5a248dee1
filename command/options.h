/*
 * options.h - what the user tells on the command line.
 * In: argv, tables of the options and commands that there are. Out: values and arguments; wrong usage ends the program.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "base.h"

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

struct option_given {
	size_t option;          /* its place in the table */
	const char *value;
};

struct options {
	const char *value[OPTIONS_MOST];        /* the last one given. NULL: not given; "" for one without argument */
	struct option_given *given;             /* all of them, in order */
	size_t given_count;
	char **arguments;                       /* what is no option, the command first */
	int count;
	const char *dashed;                     /* one of them that looks like a short option, which there are not; NULL: none */
};

/* The values of one that may be given several times, in order: the first for *place 0; NULL behind the last. */
const char *options_next(const struct options *options, size_t option, size_t *place);

/* GNU conventions: anywhere on the line, shortened where that is not ambiguous, "--" ends them. */
void options_read(struct options *options, const struct option_rule *rules, size_t rule_count, int argc, char **argv);
void options_close(struct options *options);
/* Ends the program where an option was given that is neither in general nor the command's. */
void options_check(const struct options *options, const struct option_rule *rules, size_t rule_count, uint64_t general,
    const struct command *command);

/* Help on standard output: of one command, or the list of all. */
void options_help(const struct command *command, const struct option_rule *rules, size_t rule_count, uint64_t general);
void options_commands(const struct command *commands, size_t count);

#endif
