/*
 * table.h - rows on standard output: text for people, tsv, csv and json for programs.
 * In: columns, then row after row. Out: the table, written as it comes (text: when its widths are known).
 */
#ifndef TABLE_H
#define TABLE_H

#include "report/output.h"
#include "schema/store.h"

enum column_kind {
	COLUMN_RAW,             /* as the database gives it, for all */
	COLUMN_TEXT,
	COLUMN_PATH,            /* the same of a file: cut, it keeps its end, where its name is */
	COLUMN_LONG,            /* a text of any length; the last that people see, broken into lines on a terminal */
	COLUMN_PROSE,           /* the same of a sentence of ours: broken into lines in a file, too */
	COLUMN_SENDER,          /* an envelope sender: people read <> where it is empty */
	COLUMN_ID,              /* what people copy to ask for it: never cut, and best the last */
	COLUMN_COUNT,           /* a number that may be summed up */
	COLUMN_NUMBER,          /* one that may not: of different addresses, say */
	COLUMN_BYTES,
	COLUMN_SHARE,           /* 1 is all */
	COLUMN_SPAN,            /* seconds */
	COLUMN_TIME,            /* UTC seconds; people read local time, programs ISO 8601 in UTC */
	COLUMN_MINUTE,          /* the same where seconds tell people nothing */
	COLUMN_CLOCK,           /* the same where people know the day */
	COLUMN_DAY,             /* the same where the day is enough */
	COLUMN_KINDS
};

struct column {
	struct str name;        /* for programs */
	struct str label;       /* for people; absent: they do not get this column */
	enum column_kind kind;
};

struct value {
	enum stmt_type type;
	int64_t integer;
	double real;
	struct str text;
};

struct table {
	struct output *output;
	struct str name;        /* one of several tables; absent: the only one */
	struct str title;       /* heads the first column in text; absent: labels only */
	struct str none;        /* what text says where there are no rows; absent: "none"; empty: nothing, and no title */
	const struct column *columns;
	size_t count;
	bool more;              /* behind the columns the statement has how many rows one sums up, that the database has not one by one; NULL: it is a row */
	bool lines;             /* text on a terminal: a row is one line, without the last columns where they do not fit */
	int64_t limit;          /* rows that text shows, the rest being summed up, or that programs get; 0: all */

	int64_t rows;           /* so far */
	struct value *rest;     /* sums of those behind the limit, that people do not see */
	int64_t rest_rows;
	void *state;            /* of the form */
};

/* How one format writes a table. */
struct form {
	void (*begin)(struct table *table);
	void (*row)(struct table *table, const struct value *values);
	void (*end)(struct table *table);
};
extern const struct form form_text, form_tsv, form_csv, form_json, form_html;

/* The caller fills the fields above rows, and keeps what they borrow until table_end. */
void table_begin(struct table *table);
void table_row(struct table *table, const struct value *values);
/* Rows that are summed up already. */
void table_rest(struct table *table, const struct value *sums, int64_t rows);
void table_end(struct table *table);
/* All rows of a statement, which is reset then. */
void table_fill(struct table *table, struct stmt *stmt);

/* Before and after several tables in one output. */
void tables_begin(struct output *output);
void tables_end(struct output *output);

bool column_is_time(enum column_kind kind);
bool column_is_text(enum column_kind kind);     /* of any width: it may be cut */
struct value table_value(struct stmt *stmt, int column);
/* What a program gets: integers and reals in decimal, blobs in hexadecimal, times as ISO 8601; absent for NULL. */
struct str table_plain(struct arena *arena, const struct value *value, enum column_kind kind);

/* What people read, safe for a terminal: 1,204 for 1204, local time; "-" for NULL. */
struct str table_read(struct arena *arena, const struct value *value, enum column_kind kind);
/* Adds value to sum, which begins as NULL and stays so where nobody would sum that kind up. */
void table_add(struct value *sum, const struct value *value, enum column_kind kind);

#endif
