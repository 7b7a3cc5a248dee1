/*
 * prompt.c - questions at a terminal, one after the other: each is a command, run by a process of its own, so that none can end the prompt.
 * The only file that includes libedit, by its readline interface.
 */
#include "command/complete.h"

#include <editline/readline.h>
#include <errno.h>
#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS_MOST = 256, HISTORY_MOST = 1000, ROWS_MOST = 1000 };

static struct prompt {
	struct store *store;            /* for completion; NULL: the database cannot be read now */
	struct arena *arena;            /* of the completion */
	struct str found[COMPLETE_MOST];
	size_t count, next;
	char *history;                  /* its file, NULL: none */
	FILE *keys;                     /* of the last result: how each of its rows is opened */
	sigjmp_buf begin;
} prompt;

bool
prompt_possible(struct call *call)
{
	char *path = config_database(call->config, call->options.value[OPT_DB], false);
	bool there = access(path, F_OK) == 0;
	free(path);
	return there && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

/* Words as a shell takes them, quotes and all; they are written over the line. Returns how many. */
static int
split(char *line, char **words)
{
	int count = 0;
	char *out = line, quote = '\0';
	while (count < WORDS_MOST) {
		line += strspn(line, " \t");
		if (*line == '\0')
			break;
		words[count++] = out;
		for (; *line != '\0' && (quote != '\0' || strchr(" \t", *line) == NULL); line++)
			if (quote != '\0' ? *line == quote : *line == '"' || *line == '\'')
				quote = quote != '\0' ? '\0' : *line;
			else
				*out++ = *line;
		if (*line != '\0')
			line++;
		*out++ = '\0';
	}
	words[count] = NULL;
	return count;
}

static char *
next_found(const char *text, int state)
{
	(void)text;
	if (state == 0)
		prompt.next = 0;
	return prompt.next < prompt.count ? mem_string(prompt.found[prompt.next++]) : NULL;
}

static char **
complete(const char *text, int start, int end)
{
	char *words[WORDS_MOST + 1], *before = mem_string((struct str){ rl_line_buffer, (size_t)start });
	int count = split(before, words);
	(void)end;
	arena_reset(prompt.arena);
	prompt.count = complete_words(prompt.store, words, count, text, true, prompt.arena, prompt.found);
	bool files = count > 0 && strcmp(words[0], "ingest") == 0 && prompt.count == 0;
	bool list = count > 0 && strcmp(words[count - 1], "--by") == 0;
	free(before);
	/* Otherwise libedit offers the files of the folder. */
	rl_attempted_completion_over = !files;
	/* A term goes on with its value, a list with a comma. */
	struct str first = prompt.count == 1 ? prompt.found[0] : STR("");
	rl_completion_append_character = first.n == 0 || first.p[first.n - 1] == ':' || list ? '\0' : ' ';
	return files ? NULL : rl_completion_matches(text, next_found);
}

/* $XDG_STATE_HOME/unjoe/history, for its owner's eyes alone. */
static char *
history_path(void)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	struct str folder;
	if (state != NULL && state[0] == '/')
		folder = arena_print(prompt.arena, "%s", state);
	else if (home != NULL && home[0] == '/')
		folder = arena_print(prompt.arena, "%s/.local/state", home);
	else
		return NULL;
	struct str path = arena_print(prompt.arena, "%s/unjoe/history", folder.p);
	char *copy = mem_string(path);
	for (char *c = copy + 1; (c = strchr(c, '/')) != NULL; *c++ = '/') {
		*c = '\0';
		mkdir(copy, 0700);
	}
	return copy;
}

static void
remember(const char *line)
{
	HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
	if (last != NULL && strcmp(last->line, line) == 0)
		return;
	add_history(line);
	mode_t mask = umask(077);
	if (prompt.history != NULL)
		write_history(prompt.history);
	umask(mask);
}

static void
on_interrupt(int number)
{
	siglongjmp(prompt.begin, number);
}

/* In the place of "show 3": how the third row of the last result is opened. The words lie in the buffer. False: it has none. (A larger number may be a
   queue id.) */
static bool
open_row(char **words, char *buffer, size_t size)
{
	int64_t wanted, row = -1;       /* the first line is the noun */
	if (!str_number(str_of(words[1]), &wanted) || wanted < 1)
		return true;
	rewind(prompt.keys);
	while (fgets(buffer, (int)size, prompt.keys) != NULL)
		if (++row == wanted) {
			words[0] = strtok_r(buffer, "\t\n", &buffer);
			char *what = strtok_r(NULL, "\n", &buffer);
			words[1] = what != NULL ? what : words[1];
			return true;
		}
	if (wanted >= ROWS_MOST)
		return true;
	warn("the last result has no row %s to be opened%s", words[1], row < 1 ? "; ask for some first, without --by, as in \"bounces class:forged\"" : "");
	return false;
}

/* The general options of the call, and the words; a noun alone is a query. */
static int
make_arguments(const struct call *call, char **words, int count, char **arguments)
{
	static const int general[] = { OPT_DB, OPT_CONFIG, OPT_NOW };
	struct str noun[8];
	int n = 0;
	arguments[n++] = (char *)"unjoe";
	for (size_t i = 0; i < LENGTH(general); i++)
		if (call->options.value[general[i]] != NULL)
			arguments[n++] = (char *)arena_print(prompt.arena, "--%s=%s", command_options[general[i]].name, call->options.value[general[i]]).p;
	size_t nouns = report_complete(NULL, NULL, NULL, str_of(words[0]), prompt.arena, noun, LENGTH(noun));
	if (nouns > 0 && str_is(noun[0], words[0]))
		arguments[n++] = (char *)"query";
	for (int i = 0; i < count; i++)
		arguments[n++] = words[i];
	arguments[n] = NULL;
	return n;
}

static void
run_line(const struct call *call, char *line, int (*run)(int argc, char **argv, FILE *keys))
{
	char *all[WORDS_MOST + 1], **words = all, *arguments[WORDS_MOST + 8], key[4096];
	int count = split(line, words);
	/* Commands are printed as a shell wants them, and pasted as they are printed. */
	if (count > 1 && strcmp(words[0], "unjoe") == 0) {
		words++;
		count--;
	}
	if (count == 2 && strcmp(words[0], "show") == 0 && !open_row(words, key, sizeof key))
		return;
	int n = make_arguments(call, words, count, arguments);
	fflush(NULL);
	FILE *keys = tmpfile();
	if (keys == NULL)
		die("a temporary file: %s", strerror(errno));
	pid_t child = fork();
	if (child == 0) {
		signal(SIGINT, SIG_DFL);
		exit(run(n, arguments, keys));
	}
	if (child < 0)
		warn("fork: %s", strerror(errno));
	while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
		continue;
	/* What has no rows leaves those of the result before it. */
	fseek(keys, 0, SEEK_END);
	if (ftell(keys) > 0) {
		fclose(prompt.keys);
		prompt.keys = keys;
	} else
		fclose(keys);
}

static void
begin(struct call *call)
{
	prompt.arena = arena_open();
	prompt.store = call_reads(call);
	prompt.keys = tmpfile();
	if (prompt.keys == NULL)
		die("a temporary file: %s", strerror(errno));
	/* Else libedit drops what is not ASCII. Only what a character is: a locale of the user's own would change what letters are the same (Turkish i). */
	setlocale(LC_CTYPE, "C.UTF-8");
	rl_readline_name = (char *)"unjoe";
	rl_completer_word_break_characters = (char *)" \t";
	rl_attempted_completion_function = complete;
	using_history();
	stifle_history(HISTORY_MOST);
	prompt.history = history_path();
	if (prompt.history != NULL)
		read_history(prompt.history);
	printf("unjoe %s on %s\n"
	    "Ask as in \"bounces class:forged since:-7d --by domain\"; \"show 3\" opens the third\n"
	    "row. Tab completes, \"help\" tells more, Ctrl-D ends.\n", call->version, store_path(prompt.store));
}

void
prompt_run(struct call *call, int (*run)(int argc, char **argv, FILE *keys))
{
	begin(call);
	for (;;) {
		/* Ctrl-C drops the line; while a command runs it is that command's alone. */
		if (sigsetjmp(prompt.begin, 1) != 0)
			putchar('\n');
		signal(SIGINT, on_interrupt);
		char *line = readline("unjoe> ");
		signal(SIGINT, SIG_IGN);
		if (line == NULL)
			break;
		struct str said = str_trim(str_of(line));
		bool quit = str_is(said, "quit") || str_is(said, "exit");
		if (said.n > 0 && !quit) {
			remember(line);
			run_line(call, line, run);
		}
		free(line);
		if (quit)
			break;
	}
	fclose(prompt.keys);
	free(prompt.history);
	arena_close(prompt.arena);
}
