/*
 * complete.c - how a command line can go on, by the table of commands and by what is in the database.
 */
#include "command/complete.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct completing {
	struct arena *arena;
	struct str *found;
	size_t count;
};

static void
offer(struct completing *completing, const char *word, const char *begun)
{
	if (strncmp(word, begun, strlen(begun)) != 0 || completing->count == COMPLETE_MOST)
		return;
	for (size_t i = 0; i < completing->count; i++)
		if (str_is(completing->found[i], word))
			return;
	completing->found[completing->count++] = arena_copy(completing->arena, str_of(word));
}

/* The first words of commands; behind the first word of a family, the second ones. */
static void
offer_commands(struct completing *completing, const char *family, const char *begun)
{
	const struct entry *entry;
	for (size_t i = 0; (entry = entry_at(i)) != NULL; i++) {
		struct str second = str_of(entry->command.name), first = str_cut(&second, ' ');
		if (entry->command.summary == NULL)
			continue;
		if (family == NULL)
			offer(completing, arena_copy(completing->arena, first).p, begun);
		else if (second.p != NULL && str_is(first, family))
			offer(completing, second.p, begun);
	}
}

/* What may stand behind the command itself, of its own words: "[add TEXT|delete N]" has two. */
static void
offer_own_words(struct completing *completing, const struct entry *entry, const char *begun)
{
	const char *end;
	for (const char *at = entry->command.arguments; (at = strpbrk(at, "[|")) != NULL; at = end) {
		end = ++at;
		while (*end >= 'a' && *end <= 'z')
			end++;
		if (end > at && strchr(" |]", *end) != NULL)
			offer(completing, arena_copy(completing->arena, (struct str){ at, (size_t)(end - at) }).p, begun);
	}
}

/* The command that the words begin with; an entry of two words needs both. */
static const struct entry *
entry_of(char *const *words, int count)
{
	const struct entry *entry;
	for (size_t i = 0; (entry = entry_at(i)) != NULL; i++) {
		struct str second = str_of(entry->command.name), first = str_cut(&second, ' ');
		if (str_is(first, words[0]) && (second.p == NULL || (count > 1 && str_is(second, words[1]))))
			return entry;
	}
	return NULL;
}

static void
offer_options(struct completing *completing, const struct entry *entry, const char *begun)
{
	static const uint64_t general = OPTION_BIT(DB) | OPTION_BIT(CONFIG) | OPTION_BIT(HELP);
	for (size_t i = 0; i < OPTIONS; i++)
		if (((general | (entry == NULL ? 0 : entry->command.options)) >> i & 1) != 0)
			offer(completing, arena_print(completing->arena, "--%s", command_options[i].name).p, begun);
}

/* The option that the word is a value of, NULL for none. */
static const char *
option_before(char *const *words, int count)
{
	const char *last = count > 0 ? words[count - 1] : "";
	for (size_t i = 0; i < OPTIONS; i++)
		if (strncmp(last, "--", 2) == 0 && command_options[i].argument != NULL && strcmp(last + 2, command_options[i].name) == 0)
			return last;
	return NULL;
}

static void
offer_format(struct completing *completing, const char *begun)
{
	static const char *const formats[] = { "text", "tsv", "csv", "json" };
	for (size_t i = 0; i < LENGTH(formats); i++)
		offer(completing, formats[i], begun);
}

/* Queries, and arguments that are looked up. */
static void
offer_asked(struct completing *completing, struct store *store, char *const *words, int count, const char *option, const char *begun)
{
	bool query = strcmp(words[0], "query") == 0;
	const char *noun = !query ? strcmp(words[0], "show") == 0 ? "domain" : words[0] : count > 1 ? words[1] : NULL;
	/* Of SQL the quote has no end yet: all of it is one word. */
	if (query && count > 1 && strcmp(words[1], "--sql") == 0)
		option = NULL, noun = "sql";
	if (strcmp(words[0], "hold") == 0)
		noun = count > 1 ? "incident" : "";
	if (option != NULL && strcmp(option, "--domain") == 0)
		option = NULL, noun = "domain";
	if (option != NULL && strcmp(option, "--host") == 0)
		option = NULL, noun = "host";
	completing->count += report_complete(store, noun, option, str_of(begun), completing->arena, completing->found + completing->count,
	    COMPLETE_MOST - completing->count);
}

size_t
complete_words(struct store *store, char *const *words, int count, const char *begun, bool prompt, struct arena *arena, struct str found[COMPLETE_MOST])
{
	struct completing completing = { .arena = arena, .found = found };
	const char *option = option_before(words, count);
	if (count == 0) {
		offer_commands(&completing, NULL, begun);
		if (prompt) {
			offer(&completing, "quit", begun);
			completing.count += report_complete(store, NULL, NULL, str_of(begun), arena, found + completing.count, COMPLETE_MOST - completing.count);
		}
	} else if (option != NULL && strcmp(option, "--format") == 0) {
		offer_format(&completing, begun);
	} else if (option == NULL && strncmp(begun, "-", 1) == 0 && (begun[1] == '-' || begun[1] == '\0')) {
		/* What is no command at the prompt is a noun. */
		const struct entry *entry = entry_of(words, count);
		offer_options(&completing, entry == NULL && prompt ? &entry_query : entry, begun);
	} else {
		if (strcmp(words[0], "help") == 0)
			offer_commands(&completing, count > 1 ? words[1] : NULL, begun);
		else if (count == 1) {
			offer_commands(&completing, words[0], begun);
			if (entry_of(words, count) != NULL)
				offer_own_words(&completing, entry_of(words, count), begun);
		}
		offer_asked(&completing, store, strcmp(words[0], "help") == 0 && count > 1 ? words + 1 : words, strcmp(words[0], "help") == 0 && count > 1 ? count - 1 : count,
		    option, begun);
	}
	return completing.count;
}

/* Options before the command: of these only the database matters. Returns how many words they are. */
static int
skip_general(struct call *call)
{
	int i = 0;
	for (; i < call->count - 1 && strncmp(call->names[i], "--", 2) == 0; i++) {
		const char *name = call->names[i] + 2;
		if (strncmp(name, "db=", 3) == 0)
			call->options.value[OPT_DB] = name + 3;
		else if (strcmp(name, "db") == 0 || strcmp(name, "config") == 0 || strcmp(name, "now") == 0) {
			i++;
			if (*name == 'd')
				call->options.value[OPT_DB] = call->names[i];
		}
	}
	return i;
}

/* For the shell: the words behind "unjoe", the one that was begun last. */
static bool
run_complete(struct call *call)
{
	static struct str found[COMPLETE_MOST];
	struct arena *arena = arena_open();
	int first = skip_general(call), count = call->count - 1 - first;
	char *path = config_database(call->config, call->options.value[OPT_DB], false);
	/* What cannot be read says nothing here. */
	if (freopen("/dev/null", "w", stderr) != NULL && access(path, R_OK) == 0 && count > 0)
		call_reads(call);
	free(path);
	size_t n = count < 0 ? 0 : complete_words(call->store, call->names + first, count, call->names[call->count - 1], false, arena, found);
	for (size_t i = 0; i < n; i++)
		printf("%.*s\n", (int)found[i].n, found[i].p);
	arena_close(arena);
	return true;
}

const struct entry entry_complete = { { "complete", "", "WORD...", NULL, 0, NULL }, 1, 1000, run_complete };
