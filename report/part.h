/*
 * part.h - one table of a report: an .sql file of one statement, and what its head says.
 * In: an embedded file. Out: its title, its columns, and the statement with its parameters bound.
 *
 * The head is the comment lines at the top of the file, "-- word: value":
 *   report    what the whole report tells, for the list; in its first file. Without it 'unjoe report' does not print it
 *   title     heads the table; a file without one is no report
 *   columns   what people read, in order, separated by commas: label:kind; kinds: text long prose sender id count number bytes
 *             share span time minute day (table.h), text where none is said. Columns behind these are for programs only;
 *             those of a name in _at are times
 *             A last one called more is nobody's: a row that has it is the sum of so many (table.h).
 *   limit     rows that people see, the rest being summed up
 *   none      what to say where there is no row; empty: the table is not shown then
 *   note      a sentence below the table
 *   range     all: it covers all that was read, where no time is asked for; else a day
 *   plot      stack, shares or bars: a page shows it as a picture, too (picture.h); none: nothing in it can be drawn
 *   page      a number: its place on the page of all (unjoe report --html)
 * Parameters that a statement has are bound: :since :until (UTC seconds) :domain :host (NULL: all) :now :bounce :incident, and
 * :limit, the rows that will be shown (NULL: all), for what is too dear to be found out of every row.
 */
#ifndef PART_H
#define PART_H

#include "report/table.h"

struct range {
	int64_t since, until;   /* UTC seconds; until is the first second behind it */
};

struct part {
	const char *path;
	struct str set;         /* report/SET/3_NAME.sql, or report/NAME.sql: then set is the same as name */
	struct str name;
	struct str report, title, columns, none, note, plot;
	int64_t limit, page;
	bool all;               /* range: all */
};

/* Iterates over the parts of a set, or over one where a name is given (else absent). */
const struct embedded *part_next(const struct embedded *previous, struct str set, struct str name, struct part *part);

/* Whether its statement has such a parameter (without the colon): what it can be narrowed to. */
bool part_takes(struct store *store, const struct part *part, const char *parameter);
/* Binds the parameters above, but for :limit, to a statement of a part or to one that belongs to it. */
void part_bind(struct stmt *stmt, const struct report_options *options, struct range range);
/* Prints one; named: as one of several tables. */
void part_table(struct store *store, const struct part *part, const struct report_options *options, struct range range,
    struct output *output, bool named);
/* Prints a set, or its part of that name (absent: all); several: as one of several tables. Parts that cannot be narrowed to the domain or
   host asked for are left out, with a word about it. */
void part_print(struct store *store, const struct report_options *options, struct str set, struct str name, bool several,
    struct range range, struct output *output);

/* The columns of a statement: names from it, labels and kinds as a head's "columns" says. In the arena. */
struct column *part_columns(struct arena *arena, struct stmt *stmt, struct str columns, const char *path);

#endif
