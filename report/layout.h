/*
 * layout.h - cells of text in columns: how wide each is, and the lines that come of it.
 * In: labels, alignments, cells made safe. Out: lines on standard output.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "report/output.h"

struct layout {
	struct output *output;
	struct arena *arena;
	struct str title;       /* stands in the place of the first label where there is room; absent: none, and labels in capitals */
	size_t count;           /* columns */
	struct str *labels;
	bool *right;            /* numbers stand at the right side of their column */
	bool *firm;             /* numbers and times are not cut */
	bool *tail;             /* what is cut keeps its end */
	bool sentence;          /* the last column is broken into lines */
	bool whole;             /* the last column is never cut: it is copied by who reads it, or nobody looks */
	bool lines;             /* a row is a line: on a terminal the last columns are left out where they do not fit */

	size_t *width;          /* as many as columns; these are made by layout_measure */
	bool alone;             /* the title has a line of its own */
	size_t shown;           /* columns that are not left out */
	bool below;             /* the last column has lines of its own, below the others */
	bool records;           /* the columns do not fit side by side: each has a line */
};

/*
 * Gives each column the width of its widest cell. What is too wide for the page is taken from the widest columns of text. On a terminal their
 * cells are cut then, and a table that is still too wide leaves its last columns out, or, if it has no title, becomes records; elsewhere a wide cell pushes the next ones to the side, as far as
 * these have no blanks to spare, and nothing is lost.
 */
void layout_measure(struct layout *layout, const struct str *cells, size_t rows);
void layout_heading(struct layout *layout);
void layout_row(const struct layout *layout, const struct str *cells);

#endif
