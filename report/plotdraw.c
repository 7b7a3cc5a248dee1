/*
 * plotdraw.c - pictures: gnuplot is run, and what it drew goes to who wants it.
 */
#include "report/figures.h"
#include "report/capture.h"
#include "report/utf8.h"

#include <stdio.h>
#include <string.h>

enum { DRAW_SECONDS = 10, COLUMNS = 80 };

/* The title is the text of that size. gnuplot can write bold letters in an SVG only by markup, which texts of strangers must not be taken for. */
static struct str
embolden(struct str svg, struct arena *arena)
{
	static const char size[] = "font-size=\"17.00\"";
	const char *title = memmem(svg.p, svg.n, size, sizeof size - 1);
	if (title == NULL)
		return svg;
	size_t before = (size_t)(title - svg.p);
	return arena_print(arena, "%.*sfont-weight=\"bold\" %.*s", (int)before, svg.p, (int)(svg.n - before), title);
}

bool
plot_draw(const struct plot *plot, enum plot_medium medium, struct arena *arena, struct str *out)
{
	static const char *const gnuplot[] = { "gnuplot", "-d", NULL };
	/* Who has waited for it once does not wait for each picture of a page. */
	static bool late;
	if (late) {
		*out = STR("gnuplot had to be stopped");
		return false;
	}
	struct process process = process_run(arena, gnuplot, plot_script(plot, medium, arena), DRAW_SECONDS);
	*out = process.out;
	late = process.late;
	if (medium == PLOT_SVG || medium == PLOT_INLINE)
		*out = embolden(process.out, arena);
	if (process.done && process.out.n > 0)
		return true;
	*out = process.done ? STR("gnuplot drew nothing") : process.fault;
	return false;
}

bool
plot_path_known(const char *path)
{
	struct str name = str_of(path);
	return str_is(name, "-") || str_suffix(name, ".png") || str_suffix(name, ".svg") || str_suffix(name, ".gp");
}

/* In the columns of a terminal; what goes on stands behind the number. */
static void
print_event(struct str text)
{
	const char *before = "  ";
	while (text.n > 0) {
		struct str line = utf8_line(&text, COLUMNS - sizeof "  1  ", true);
		printf("%s%.*s\n", before, (int)line.n, line.p);
		before = "     ";
	}
}

/* Without the form feed and the empty lines that go before a page; and what the numbers in it mean. */
static void
print_terminal(const struct plot *plot, struct str out)
{
	bool begun = false;
	while (out.n > 0) {
		struct str line = str_cut(&out, '\n');
		if (line.n > 0 && *line.p == '\f')
			line = (struct str){ line.p + 1, line.n - 1 };
		while (line.n > 0 && line.p[line.n - 1] == ' ')
			line.n--;
		begun |= line.n > 0;
		if (begun)
			printf("%.*s\n", (int)line.n, line.p);
	}
	for (size_t i = 0; i < plot->events; i++)
		print_event(plot->event[i].text);
	if (plot->events_more > 0)
		printf("  and %zu more\n", plot->events_more);
}

struct str
plot_write(const struct plot *plot, const char *path, struct arena *arena)
{
	struct str out, name = str_of(path);
	enum plot_medium medium = str_is(name, "-") ? PLOT_TERMINAL : str_suffix(name, ".png") ? PLOT_PNG : PLOT_SVG;
	if (str_suffix(name, ".gp"))
		out = plot_script(plot, medium, arena);
	else if (!plot_draw(plot, medium, arena, &out))
		return out;
	if (medium == PLOT_TERMINAL)
		print_terminal(plot, out);
	else
		capture_file(path, out);
	return STR_NONE;
}
