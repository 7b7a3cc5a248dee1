/*
 * html.c - the page: its head and style, sentences, pictures.
 */
#include "report/html.h"
#include "report/mail.h"
#include "report/safe.h"

#include <stdio.h>
#include <string.h>

static void
put(struct output *output, struct str text)
{
	struct str safe = safe_html(output->arena, text);
	fwrite(safe.p, 1, safe.n, stdout);
	output->started = true;
}

/* report/page.css; mail programs read it, too. */
static void
put_style(void)
{
	const struct embedded *style = embedded_find("report/page.css");
	if (style == NULL)
		bug("report/page.css is not built in");
	printf("<style>\n%.*s</style>\n", (int)style->text.n, style->text.p);
}

void
html_head(struct output *output, struct str title, struct str right)
{
	fputs("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n", stdout);
	printf("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'%s\">\n",
	    output->mail != NULL ? "; img-src cid:" : "");
	fputs("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n<title>", stdout);
	put(output, title);
	fputs("</title>\n", stdout);
	put_style();
	fputs("</head>\n<body>\n<header>\n<h1>", stdout);
	put(output, title);
	fputs("</h1>\n<p class=\"mute\">", stdout);
	put(output, right);
	fputs("</p>\n</header>\n<main>\n", stdout);
	arena_reset(output->arena);
}

void
html_end(struct output *output)
{
	if (output->started)
		fputs("</main>\n</body>\n</html>\n", stdout);
}

void
html_title(struct output *output, struct str title)
{
	fputs("<h2>", stdout);
	put(output, title);
	fputs("</h2>\n", stdout);
}

void
html_pair(struct output *output, struct str label, struct str value)
{
	fputs("<p><b>", stdout);
	put(output, label);
	fputs("</b> ", stdout);
	put(output, value);
	fputs("</p>\n", stdout);
}

void
html_figures_begin(void)
{
	fputs("<dl class=\"figures\">\n", stdout);
}

void
html_figure(struct output *output, struct str figure, struct str label)
{
	fputs("<div><dt>", stdout);
	put(output, label);
	fputs("</dt><dd>", stdout);
	put(output, figure);
	fputs("</dd></div>\n", stdout);
}

void
html_figures_end(void)
{
	fputs("</dl>\n", stdout);
}

void
html_sentence(struct output *output, struct str text, bool in_lines)
{
	fputs(in_lines ? "<p>" : "<pre><code>", stdout);
	put(output, text);
	fputs(in_lines ? "</p>\n" : "</code></pre>\n", stdout);
}

/* What an SVG of gnuplot has, and what the page has in its place; of "P" stands the picture's own prefix, since ids are the page's. */
static const struct { const char *from, *to; } changes[] = {
	{ "id='gp", "id='Pgp" }, { "id=\"gnuplot", "id=\"Pgnuplot" }, { "href='#gp", "href='#Pgp" }, { "id='textbox'", "id='Ptextbox'" }, { "id='greybox'", "id='Pgreybox'" },
	{ "rgb(34,34,34)", "var(--ink)" }, { "rgb( 34,  34,  34)", "var(--ink)" }, { "rgb(102,102,102)", "var(--mute)" }, { "rgb(102, 102, 102)", "var(--mute)" },
	{ "rgb(153, 153, 153)", "var(--axis)" }, { "rgb(230, 230, 230)", "var(--grid)" }, { "rgb(253, 241, 234)", "var(--band)" },
	{ "rgb(255,255,255)", "var(--page)" }, { "'black'", "'currentColor'" }, { "\"black\"", "\"currentColor\"" },
};

/* Copies up to the next change. */
static void
put_changed(struct str svg, int picture)
{
	while (svg.n > 0) {
		size_t i = 0;
		if (str_prefix(svg, "<title>")) {
			const char *end = memmem(svg.p, svg.n, "</title>", 8);
			size_t length = end == NULL ? svg.n : (size_t)(end - svg.p) + 8;
			svg = (struct str){ svg.p + length, svg.n - length };
			continue;
		}
		while (i < LENGTH(changes) && !str_prefix(svg, changes[i].from))
			i++;
		size_t length = i < LENGTH(changes) ? strlen(changes[i].from) : 1;
		if (i == LENGTH(changes))
			putchar(*svg.p);
		for (const char *c = i < LENGTH(changes) ? changes[i].to : ""; *c != '\0'; c++)
			if (*c == 'P')
				printf("p%d-", picture);
			else
				putchar(*c);
		svg = (struct str){ svg.p + length, svg.n - length };
	}
}

/* What stands inside of gnuplot's <svg>, in one of ours. */
static bool
put_svg(struct output *output, struct plot *plot, struct str svg, struct str title)
{
	const char *box = memmem(svg.p, svg.n, "viewBox=\"", 9), *inside = memmem(svg.p, svg.n, "<g id=\"gnuplot_canvas\">", 23);
	int width, height;
	if (box == NULL || inside == NULL || sscanf(box, "viewBox=\"0 0 %d %d\"", &width, &height) != 2)
		return false;
	int n = output->pictures;
	printf("<figure tabindex=\"0\">\n<svg role=\"img\" aria-labelledby=\"p%d-title p%d-desc\" viewBox=\"0 0 %d %d\" xmlns=\"http://www.w3.org/2000/svg\" "
	    "xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n<title id=\"p%d-title\">", n, n, width, height, n);
	put(output, title);
	printf("</title>\n<desc id=\"p%d-desc\">", n);
	put(output, plot_tells(plot));
	fputs("</desc>\n", stdout);
	put_changed((struct str){ inside, (size_t)(svg.p + svg.n - inside) }, n);
	fputs("</figure>\n", stdout);
	return true;
}

static void
put_attached(struct output *output, struct plot *plot, struct str png, struct str title)
{
	printf("<p><img src=\"cid:%s\" width=\"1120\" alt=\"", mail_attach(output->mail, "image/png", png));
	put(output, title);
	fputs(". ", stdout);
	put(output, plot_tells(plot));
	fputs("\"></p>\n", stdout);
}

void
html_picture(struct output *output, struct plot *plot)
{
	struct arena *arena = arena_open();
	struct str picture, title = plot_title(plot);
	if (!plot_empty(plot)) {
		output->pictures++;
		bool drawn = plot_draw(plot, output->mail != NULL ? PLOT_PNG : PLOT_INLINE, arena, &picture);
		if (drawn && output->mail != NULL)
			put_attached(output, plot, picture, title);
		else if (!drawn || !put_svg(output, plot, picture, title)) {
			fputs("<p class=\"mute\">No picture: ", stdout);
			put(output, drawn ? STR("gnuplot drew another thing than an SVG") : picture);
			fputs("</p>\n", stdout);
		}
		arena_reset(output->arena);
	}
	arena_close(arena);
}
