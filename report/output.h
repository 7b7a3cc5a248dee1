/*
 * output.h - standard output: who looks at it, how wide it is, and the sentences between the tables.
 * In: a format. Out: results. On a terminal text goes through a pager.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "report/report.h"

enum { OUTPUT_LABEL = 11 };     /* where the value of a pair begins */

struct output {
	enum report_format format;
	bool terminal;          /* a person looks at it: what is too wide is cut */
	bool colour;
	bool started;           /* something was written */
	int64_t rows;           /* of its tables, so far */
	bool one_day;           /* all is of one day, which the head names: people need not be told of each time again */
	size_t width;           /* columns */
	struct arena *arena;    /* of the row that is being written */
	struct mail *mail;      /* REPORT_HTML: pictures go there, and the page refers to them; NULL: they stand in the page */
	int pictures;           /* so far */
};

/* automatic: REPORT_AUTO becomes text on a terminal, else this. Starts the pager ($PAGER, else less) for text on a terminal. */
struct output *output_open(enum report_format format, enum report_format automatic);
/* Waits for the pager to end. */
void output_close(struct output *output);

/* People read it: text, or a page. */
bool output_is_read(const struct output *output);

/* These say nothing but to people. Texts are made safe. A page begins with output_head and ends with output_close. */
void output_head(struct output *output, const char *left, struct str right);    /* the first line of a report, and a rule */
/* The same, of what a stranger named, at a time: "TITLE NAME   2026-11-18 02:20:11 CET". */
void output_head_of(struct output *output, const char *title, const char *name, int64_t at);
void output_title(struct output *output, struct str title);             /* "TITLE" in bold, behind an empty line */
void output_gap(struct output *output);         /* an empty line, if something stands before it */
void output_say(struct output *output, const char *format, ...) __attribute__((format(printf, 2, 3)));  /* a line, broken at the width; blanks at its front indent it */
/* "  label    value", broken into lines below its own start. */
void output_pair(struct output *output, struct str label, struct str value);
/* Text of any length, indented; in lines, or as one line that can be copied. */
void output_text(struct output *output, size_t indent, struct str text, bool in_lines);
/* As output_say; but on standard error where the format is for machines: for what the reader has to know. */
void output_tell(struct output *output, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
