/*
 * layout.c - cells of text in columns.
 */
#include "report/layout.h"
#include "report/utf8.h"

#include <stdio.h>

/* PADDED: texts stand in a column up to this width. COMFORT: the first columns of the tables of a report are as wide where they can be, so that their figures stand below one another. */
enum { INDENT = 2, GAP = 2, LEAST = 8, WIDEST = 1000, PADDED = 40, COMFORT = 24, READABLE = 16, SENTENCE_LEAST = 32, SENTENCE_LINES = 6, BELOW_INDENT = 6 };

static size_t
indent_of(const struct layout *layout)
{
	return layout->title.p != NULL ? INDENT : 0;
}

/* Of the columns up to, and not with, end. */
static size_t
total_width(const struct layout *layout, size_t end)
{
	size_t sum = indent_of(layout);
	for (size_t i = 0; i < end; i++)
		sum += layout->width[i] + (i > 0 ? GAP : 0);
	return sum;
}

static size_t
start_of(const struct layout *layout, size_t column)
{
	return total_width(layout, column) + (column > 0 ? GAP : 0);
}

/* Takes from the widest columns of text before end what they have too much. */
static void
shrink(struct layout *layout, size_t end, size_t page)
{
	for (size_t total = total_width(layout, end); total > page; total--) {
		size_t widest = end;
		for (size_t i = 0; i < end; i++)
			if (!layout->firm[i] && layout->width[i] > LEAST && (widest == end || layout->width[i] >= layout->width[widest]))
				widest = i;
		if (widest == end)
			return;
		layout->width[widest]--;
	}
}

/* Whether shrinking is not enough. */
static bool
too_wide(const struct layout *layout, size_t end)
{
	size_t sum = indent_of(layout);
	for (size_t i = 0; i < end; i++)
		sum += (layout->firm[i] || layout->width[i] < LEAST ? layout->width[i] : LEAST) + (i > 0 ? GAP : 0);
	return layout->output->terminal && sum > layout->output->width;
}

/* Leaves the last columns out that even with the others cut to what can still be read would not fit. */
static void
leave_out(struct layout *layout)
{
	size_t total = 0;
	for (layout->shown = 0; layout->shown < layout->count; layout->shown++) {
		size_t i = layout->shown, width = layout->width[i];
		total += (i > 0 ? GAP : indent_of(layout)) + (layout->firm[i] || width < READABLE ? width : READABLE);
		if (i > 0 && total > layout->output->width)
			return;
	}
}

/* Where nobody looks, a line may be as long as it is; but a long text makes its own line long, not each. */
static void
fit_lines(struct layout *layout)
{
	if (!layout->output->terminal) {
		for (size_t i = 0; i < layout->count; i++)
			if (!layout->firm[i] && layout->width[i] > PADDED)
				layout->width[i] = PADDED;
		return;
	}
	leave_out(layout);
	shrink(layout, layout->shown, layout->output->width);
}

static void
fit(struct layout *layout)
{
	size_t page = layout->output->width, last = layout->count - 1, end = layout->whole ? last : layout->count;
	bool wide = too_wide(layout, end);
	/* What people copy goes on in the next line. */
	if (layout->lines || (wide && layout->title.p != NULL && !layout->sentence && !layout->whole)) {
		fit_lines(layout);
		return;
	}
	if (layout->sentence) {
		size_t others = start_of(layout, last);
		layout->below = others + SENTENCE_LEAST > page && others + layout->width[last] > page;
		if (layout->below)
			shrink(layout, last, page);
		layout->width[last] = layout->below ? page - BELOW_INDENT : page - others;
		return;
	}
	shrink(layout, end, page);
	layout->records = wide && layout->title.p == NULL;
}

/* Makes the first column as wide as asked, if the page is wide enough. */
static bool
widen(struct layout *layout, size_t width)
{
	bool open = layout->sentence || layout->whole;
	size_t end = open ? layout->count - 1 : layout->count, page = layout->output->width;
	size_t kept = open && !layout->below ? SENTENCE_LEAST + GAP : 0;
	if (width <= layout->width[0])
		return true;
	if (total_width(layout, end) + width - layout->width[0] + kept > page)
		return false;
	layout->width[0] = width;
	if (layout->sentence && !layout->below)
		layout->width[end] = page - start_of(layout, end);
	return true;
}

void
layout_measure(struct layout *layout, const struct str *cells, size_t rows)
{
	size_t title = utf8_width(layout->title);
	layout->shown = layout->count;
	layout->alone = layout->count == 1 || layout->right[0];
	for (size_t i = 0; i < layout->count; i++) {
		size_t width = i > 0 || layout->title.p == NULL || layout->alone ? utf8_width(layout->labels[i]) : 0;
		for (size_t row = 0; row < rows; row++) {
			size_t cell = utf8_width(cells[row * layout->count + i]);
			width = cell > width ? cell : width;
		}
		layout->width[i] = width < WIDEST ? width : WIDEST;
	}
	fit(layout);
	if (layout->title.p == NULL || layout->alone)
		return;
	layout->alone = !widen(layout, title > INDENT ? title - INDENT : 0);
	if (layout->alone) {
		if (layout->width[0] < utf8_width(layout->labels[0]))
			layout->width[0] = utf8_width(layout->labels[0]);
		fit(layout);
	} else if (!layout->sentence && !layout->whole)
		widen(layout, COMFORT);
}

static void
put(struct str text)
{
	fwrite(text.p, 1, text.n, stdout);
}

static void
put_blanks(size_t n)
{
	printf("%*s", (int)n, "");
}

/* over: by how much the cells so far were too wide, which the blanks of the next ones make up for. */
static void
put_cell(const struct layout *layout, size_t column, struct str cell, bool last, size_t *over)
{
	struct output *output = layout->output;
	if (output->terminal)
		cell = (layout->tail[column] ? utf8_tail : utf8_cut)(output->arena, cell, layout->width[column]);
	size_t width = utf8_width(cell), room = layout->width[column];
	size_t pad = width < room ? room - width : 0, spared = *over < pad ? *over : pad;
	*over += (width > room ? width - room : 0) - spared;
	if (layout->right[column])
		put_blanks(pad - spared);
	put(cell);
	if (!last)
		put_blanks((layout->right[column] ? 0 : pad - spared) + GAP);
}

/* Broken into lines that begin below its first; on a terminal what is too long even so is cut. */
static void
put_sentence(const struct layout *layout, struct str cell, size_t column_start)
{
	size_t width = layout->width[layout->count - 1];
	for (int i = 1; cell.n > 0; i++) {
		bool cut = i == SENTENCE_LINES && layout->output->terminal;
		struct str line = cut ? utf8_cut(layout->output->arena, cell, width) : utf8_line(&cell, width, true);
		put(line);
		if (cut || cell.n == 0)
			return;
		putchar('\n');
		put_blanks(column_start);
	}
}

/* From a column on; no blanks at the end. */
static void
put_cells(const struct layout *layout, const struct str *cells, size_t from)
{
	size_t end = layout->shown, last = layout->count - 1, over = 0;
	bool sentence = layout->sentence && cells[last].n > 0;
	while (end > from && (cells[end - 1].n == 0 || (layout->below && end - 1 == last)))
		end--;
	for (size_t i = from; i < end; i++)
		if (i == last && sentence)
			put_sentence(layout, cells[i], start_of(layout, last));
		else
			put_cell(layout, i, cells[i], i + 1 == end, &over);
	putchar('\n');
	if (layout->below && sentence) {
		put_blanks(BELOW_INDENT);
		put_sentence(layout, cells[last], BELOW_INDENT);
		putchar('\n');
	}
}

static void
put_record(const struct layout *layout, const struct str *cells)
{
	size_t widest = 0;
	for (size_t i = 0; i < layout->count; i++)
		widest = utf8_width(layout->labels[i]) > widest ? utf8_width(layout->labels[i]) : widest;
	for (size_t i = 0; i < layout->count; i++) {
		struct str value = cells[i];
		put(layout->labels[i]);
		put_blanks(widest - utf8_width(layout->labels[i]) + GAP);
		do {
			struct str line = utf8_line(&value, layout->output->width > widest + GAP + LEAST ? layout->output->width - widest - GAP : LEAST, true);
			put(line);
			putchar('\n');
			if (value.n > 0)
				put_blanks(widest + GAP);
		} while (value.n > 0);
	}
	putchar('\n');
}

void
layout_row(const struct layout *layout, const struct str *cells)
{
	if (layout->records) {
		put_record(layout, cells);
		return;
	}
	put_blanks(indent_of(layout));
	put_cells(layout, cells, 0);
}

static bool
has_labels(const struct layout *layout)
{
	size_t end = layout->below ? layout->count - 1 : layout->count;
	for (size_t i = layout->alone ? 0 : 1; i < end; i++)
		if (layout->labels[i].n > 0)
			return layout->count > 1;
	return false;
}

/* A table without title: its labels in capitals. */
static void
put_labels(struct layout *layout)
{
	struct str *labels = arena_take(layout->arena, layout->count * sizeof *labels);
	for (size_t i = 0; i < layout->count; i++)
		labels[i] = utf8_upper(layout->arena, layout->labels[i]);
	if (layout->output->colour)
		fputs("\033[1m", stdout);
	put_cells(layout, labels, 0);
	if (layout->output->colour)
		fputs("\033[0m", stdout);
}

void
layout_heading(struct layout *layout)
{
	if (layout->title.p == NULL) {
		if (!layout->records)
			put_labels(layout);
		return;
	}
	/* Over lines of their own sentences need no label. */
	if (layout->below)
		layout->labels[layout->count - 1] = STR("");
	output_title(layout->output, utf8_upper(layout->arena, layout->title));
	if (layout->alone || !has_labels(layout))
		putchar('\n');
	if (layout->alone && has_labels(layout))
		layout_row(layout, layout->labels);
	else if (has_labels(layout)) {
		put_blanks(layout->width[0] + INDENT + GAP - utf8_width(layout->title));
		put_cells(layout, layout->labels, 1);
	}
}
