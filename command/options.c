/*
 * options.c - the command line, by tables of the options and commands that there are.
 */
#include "command/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_MOST = 32, NAME_COLUMN = 18 };

/* What getopt_long did not take: nothing begins so, or more than one does. */
static _Noreturn void
wrong_option(const char *argument, const struct option_rule *rules, size_t count)
{
	char name[WORD_MOST + 1], fits[512];
	size_t n = 0, length;
	const char *word = argument + strspn(argument, "-");
	length = strcspn(word, "=");
	snprintf(name, sizeof name, "%.*s", (int)length, word);
	for (size_t i = 0; i < count; i++)
		if (argument[1] == '-' && length > 0 && strncmp(rules[i].name, word, length) == 0)
			n += (size_t)snprintf(fits + n, sizeof fits - n, "%s--%s", n > 0 ? ", " : "", rules[i].name);
	if (n > 0 && strchr(fits, ',') != NULL)
		die_usage("--%s can mean %s", name, fits);
	if (n > 0)
		die_usage("%s takes no value", fits);
	const char *nearest = word_nearest(name, &rules[0].name, count, sizeof *rules);
	if (nearest != NULL)
		die_usage("there is no option %s; did you mean --%s?", argument, nearest);
	die_usage("there is no option %s", argument);
}

void
options_read(struct options *options, const struct option_rule *rules, size_t rule_count, int argc, char **argv)
{
	struct option table[OPTIONS_MOST + 1] = { { 0 } };
	enum { FIRST = 256 };
	int code;
	if (rule_count > OPTIONS_MOST)
		bug("more than %d options", OPTIONS_MOST);
	*options = (struct options){ 0 };
	for (size_t i = 0; i < rule_count; i++)
		table[i] = (struct option){ rules[i].name, rules[i].argument == NULL ? no_argument : required_argument, NULL, FIRST + (int)i };
	opterr = 0;
	options->arguments = mem_new(((size_t)argc + 1) * sizeof *options->arguments);
	optind = 1;
	for (;;) {
		/* There are no short options: "-class:forged" is an argument, and who takes none says so. */
		const char *word = optind < argc ? argv[optind] : "";
		if (word[0] == '-' && word[1] != '-' && word[1] != '\0') {
			options->dashed = word;
			options->arguments[options->count++] = argv[optind++];
			continue;
		}
		if ((code = getopt_long(argc, argv, "-:", table, NULL)) == -1)
			break;
		if (code == 1) {
			options->arguments[options->count++] = optarg;
			continue;
		}
		if (code == ':')
			die_usage("%s needs a value: %s", argv[optind - 1], rules[optopt - FIRST].argument);
		if (code < FIRST)
			wrong_option(argv[optind - 1 > 0 ? optind - 1 : 1], rules, rule_count);
		struct option_given given = { (size_t)(code - FIRST), optarg == NULL ? "" : optarg };
		options->value[given.option] = given.value;
		options->given = mem_resize(options->given, (options->given_count + 1) * sizeof given);
		options->given[options->given_count++] = given;
	}
	while (optind < argc)
		options->arguments[options->count++] = argv[optind++];
}

const char *
options_next(const struct options *options, size_t option, size_t *place)
{
	while (*place < options->given_count)
		if (options->given[(*place)++].option == option)
			return options->given[*place - 1].value;
	return NULL;
}

void
options_close(struct options *options)
{
	free(options->given);
	free(options->arguments);
}

void
options_check(const struct options *options, const struct option_rule *rules, size_t rule_count, uint64_t general,
    const struct command *command)
{
	for (size_t i = 0; i < rule_count; i++)
		if (options->value[i] != NULL && ((general | command->options) >> i & 1) == 0)
			die_usage("%s takes no --%s; see 'unjoe help %s'", command->name, rules[i].name, command->name);
}

static void
print_options(const struct option_rule *rules, size_t count, uint64_t which, const char *heading)
{
	char left[64];
	for (size_t i = 0; i < count; i++) {
		if ((which >> i & 1) == 0)
			continue;
		if (heading != NULL)
			printf("\n%s\n", heading);
		heading = NULL;
		snprintf(left, sizeof left, "--%s%s%s", rules[i].name, rules[i].argument == NULL ? "" : " ",
		    rules[i].argument == NULL ? "" : rules[i].argument);
		printf("  %-*s  %s\n", NAME_COLUMN, left, rules[i].help);
	}
}

void
options_help(const struct command *command, const struct option_rule *rules, size_t rule_count, uint64_t general)
{
	if (command != NULL) {
		printf("usage: unjoe %s%s%s\n\n%s\n", command->name, *command->arguments == '\0' ? "" : " ", command->arguments,
		    command->summary);
		if (command->more != NULL)
			printf("\n%s", command->more);
		print_options(rules, rule_count, command->options, "Options");
	}
	print_options(rules, rule_count, general, command == NULL ? NULL : "Options of all commands");
}

static int
command_width(const struct command *command)
{
	return (int)(strlen(command->name) + strlen(command->arguments)) + (*command->arguments != '\0');
}

void
options_commands(const struct command *commands, size_t count)
{
	const char *group = "";
	int width = 0;
	for (size_t i = 0; i < count; i++)
		width = command_width(&commands[i]) > width ? command_width(&commands[i]) : width;
	for (size_t i = 0; i < count; i++) {
		const struct command *command = &commands[i];
		if (strcmp(group, command->group) != 0)
			printf("\n %s\n", command->group);
		group = command->group;
		printf("  %s%s%s%*s  %s\n", command->name, *command->arguments == '\0' ? "" : " ", command->arguments,
		    width - command_width(command), "", command->summary);
	}
}
