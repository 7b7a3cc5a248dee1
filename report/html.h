/*
 * html.h - the page that REPORT_HTML makes: one file that needs no other, runs nothing and asks nobody.
 * In: the sentences and titles of output.h, which call these; pictures. Out: HTML on standard output.
 * All text is made safe. Tables are form_html's (table.h).
 */
#ifndef HTML_H
#define HTML_H

#include "report/output.h"
#include "report/plot.h"

/* The page to <body> with its title, and what stands at the right of that; and its end. */
void html_head(struct output *output, struct str title, struct str right);
void html_end(struct output *output);
/* The title of a section; a name and what it is, in a line. */
void html_title(struct output *output, struct str title);
void html_pair(struct output *output, struct str label, struct str value);
/* Figures in large type beside one another: begin, each with its label, end. */
void html_figures_begin(void);
void html_figure(struct output *output, struct str figure, struct str label);
void html_figures_end(void);
/* A paragraph; in_lines false: a command, that can be copied. */
void html_sentence(struct output *output, struct str text, bool in_lines);

/* A picture with a title and a sentence for those who cannot see it. Where gnuplot cannot draw it a line says why. Nothing for a plot without figures. */
void html_picture(struct output *output, struct plot *plot);

#endif
