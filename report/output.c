/*
 * output.c - standard output, and the pager behind it.
 */
#include "report/output.h"
#include "report/format.h"
#include "report/html.h"
#include "report/safe.h"
#include "report/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WIDTH_USUAL = 80, WIDTH_LEAST = 40, WIDTH_MOST = 1000 };

static pid_t pager;

static void
pager_wait(void)
{
	if (pager <= 0)
		return;
	fflush(stdout);
	/* Only when the last descriptor of the pipe is closed does the pager see the end. */
	close(STDOUT_FILENO);
	while (waitpid(pager, NULL, 0) < 0 && errno == EINTR)
		continue;
	pager = 0;
}

/* Standard output becomes a pipe into the pager; where that cannot be, it stays what it was. */
static void
pager_start(void)
{
	const char *command = getenv("PAGER");
	int ends[2];
	if (command == NULL || *command == '\0')
		command = "less";
	if (strcmp(command, "cat") == 0 || pipe(ends) != 0)
		return;
	fflush(stdout);
	pager = fork();
	if (pager == 0) {
		dup2(ends[0], STDIN_FILENO);
		close(ends[0]);
		close(ends[1]);
		/* Stays quiet for less than a screen, shows bold text, leaves the text on the screen; as git does. */
		setenv("LESS", "FRX", 0);
		execl("/bin/sh", "sh", "-c", strcmp(command, "less") == 0 ? "less 2>/dev/null || cat" : command, (char *)NULL);
		_exit(127);
	}
	if (pager > 0) {
		dup2(ends[1], STDOUT_FILENO);
		atexit(pager_wait);
	}
	close(ends[0]);
	close(ends[1]);
}

static size_t
width_of(bool terminal)
{
	struct winsize size;
	const char *columns = getenv("COLUMNS");
	int64_t width = WIDTH_USUAL;
	if (columns == NULL || !str_number(str_of(columns), &width)) {
		width = WIDTH_USUAL;
		if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
			width = size.ws_col;
	}
	return (size_t)(width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width);
}

struct output *
output_open(enum report_format format, enum report_format automatic)
{
	struct output *output = mem_new(sizeof *output);
	const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");
	output->terminal = isatty(STDOUT_FILENO);
	output->format = format != REPORT_AUTO ? format : output->terminal ? REPORT_TEXT : automatic;
	output->colour = output->terminal && (no_color == NULL || *no_color == '\0') && term != NULL && strcmp(term, "dumb") != 0;
	output->width = width_of(output->terminal);
	output->arena = arena_open();
	if (output->terminal && output->format == REPORT_TEXT && term != NULL && strcmp(term, "dumb") != 0)
		pager_start();
	return output;
}

bool
output_is_read(const struct output *output)
{
	return output->format == REPORT_TEXT || output->format == REPORT_HTML;
}

void
output_close(struct output *output)
{
	if (output == NULL)
		return;
	if (output->format == REPORT_HTML)
		html_end(output);
	arena_close(output->arena);
	free(output);
	pager_wait();
}

/* Broken into lines that begin at a column; the first one begins there already. */
static void
put_lines(struct output *output, struct str text, size_t column)
{
	struct str rest = safe_terminal(output->arena, text);
	for (bool first = true; first || rest.n > 0; first = false) {
		struct str line = utf8_line(&rest, output->width - column, false);
		printf("%*s%.*s\n", first ? 0 : (int)column, "", (int)line.n, line.p);
	}
	output->started = true;
	arena_reset(output->arena);
}

void
output_pair(struct output *output, struct str label, struct str value)
{
	if (output->format == REPORT_HTML)
		html_pair(output, label, value);
	if (output->format != REPORT_TEXT)
		return;
	printf("  %-*.*s ", OUTPUT_LABEL - 3, (int)label.n, label.p);
	put_lines(output, value, OUTPUT_LABEL);
}

void
output_text(struct output *output, size_t indent, struct str text, bool in_lines)
{
	if (output->format == REPORT_HTML)
		html_sentence(output, text, in_lines);
	if (output->format != REPORT_TEXT)
		return;
	printf("%*s", (int)indent, "");
	if (in_lines) {
		put_lines(output, text, indent);
		return;
	}
	struct str line = safe_terminal(output->arena, text);
	printf("%.*s\n", (int)line.n, line.p);
	output->started = true;
	arena_reset(output->arena);
}

static void write_lines(struct output *output, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

static void
write_lines(struct output *output, const char *format, va_list arguments)
{
	char text[2048];
	int n = vsnprintf(text, sizeof text, format, arguments);
	if (n < 0)
		bug("output_say: bad format \"%s\"", format);
	size_t length = (size_t)n < sizeof text ? (size_t)n : sizeof text - 1, indent = strspn(text, " ");
	struct str said = { text + indent, length - indent };
	if (output->format == REPORT_HTML) {
		html_sentence(output, said, true);
		return;
	}
	printf("%*s", (int)indent, "");
	put_lines(output, said, indent);
}

void
output_say(struct output *output, const char *format, ...)
{
	va_list arguments;
	if (!output_is_read(output))
		return;
	va_start(arguments, format);
	write_lines(output, format, arguments);
	va_end(arguments);
}

void
output_tell(struct output *output, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	if (output_is_read(output))
		write_lines(output, format, arguments);
	else {
		char text[2048];
		vsnprintf(text, sizeof text, format, arguments);
		warn("%s", text);
	}
	va_end(arguments);
}

void
output_gap(struct output *output)
{
	if (output->format == REPORT_TEXT && output->started)
		putchar('\n');
}

void
output_title(struct output *output, struct str title)
{
	if (output->format == REPORT_HTML)
		html_title(output, title);
	if (output->format != REPORT_TEXT)
		return;
	output_gap(output);
	struct str safe = safe_terminal(output->arena, title);
	printf("%s%.*s%s", output->colour ? "\033[1m" : "", (int)safe.n, safe.p, output->colour ? "\033[0m" : "");
	output->started = true;
}

void
output_head_of(struct output *output, const char *title, const char *name, int64_t at)
{
	struct arena *arena = arena_open();
	struct str left = arena_print(arena, "%s %.200s", title, name);
	output_head(output, safe_terminal(arena, left).p, arena_print(arena, "%s %s", format_time(arena, at).p, format_zone(arena, at).p));
	arena_close(arena);
}

void
output_head(struct output *output, const char *left, struct str right)
{
	if (output->format == REPORT_HTML)
		html_head(output, str_of(left), right);
	if (output->format != REPORT_TEXT)
		return;
	size_t page = output->width < WIDTH_USUAL ? output->width : WIDTH_USUAL;
	struct str rest = str_of(left);
	/* Where both do not fit side by side, one stands below the other; a name that is too long even so, in lines. */
	while (utf8_width(rest) > page) {
		output_title(output, utf8_line(&rest, page, false));
		putchar('\n');
		output->started = false;
	}
	size_t used = utf8_width(rest) + utf8_width(right);
	output_title(output, rest);
	if (right.n > 0 && used + 2 > page)
		printf("\n%.*s\n", (int)right.n, right.p);
	else
		printf("%*s%.*s\n", right.n == 0 ? 0 : (int)(page - used), "", (int)right.n, right.p);
	for (size_t i = 0; i < page; i++)
		putchar('=');
	putchar('\n');
}
