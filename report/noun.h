/*
 * noun.h - what can be asked for: a file report/query/NOUN.sql, cut into the pieces that statements are put together from.
 * In: embedded files. Out: pieces of SQL, each with its name and what it says of itself.
 *
 * A piece begins at a line "-- WORD NAME, MORE: TEXT" and goes to the next such line; its SQL stands between:
 *   query: TEXT          what the noun is about; in its first line. A file without one is no noun
 *   show: COMMAND        what opens a row: "show" or "explain"; the first column of rows says what to open, and is shown to programs only if it has no label
 *   days: N              without a time or a term that an index serves, the last N days that were read
 *   rows: COLUMNS        SELECT of a row each; COLUMNS as in report/part.h, the most telling first: a narrow terminal has no room for the last
 *   count: COLUMNS       what --by counts
 *   from                 FROM ... WHERE ..., to which conditions are added; has :since and :until, and may have :now, and :network, that of a term ip:
 *                        that all rows must fulfil, or NULL
 *   time                 the time of a row, where since: and until: may stand in an "or"
 *   order                ORDER BY of the rows
 *   free                 the text in which a word without a name is looked for
 *   term NAME, KIND: HELP   an expression. Kinds: text (none said), network, number, bytes, pattern (a condition
 *                        with :value, which may have wildcards), time and day (only for --by). All but patterns can be counted by
 *   exact NAME           a condition for the same term that an index serves, where :value is given whole
 *   values NAME: FILE    SELECT of the values that the term may have, behind that file of SQL; where the help of a term is a list, it has no others
 * report/query/operator.sql has the pieces that are the same for all: :term stands for an expression there, :value for a value.
 */
#ifndef NOUN_H
#define NOUN_H

#include "base.h"

enum { PIECES_MOST = 48 };

struct piece {
	struct str word, name, more, text;
	struct str sql;
};

struct noun {
	struct str name;        /* of the file, without its folder and .sql */
	const char *path;
	size_t count;
	struct piece pieces[PIECES_MOST];
};

/* Absent name: any. NULL: there is none such. */
const struct piece *noun_piece(const struct noun *noun, const char *word, struct str name);
/* The SQL of a piece that must be there. */
struct str noun_sql(const struct noun *noun, const char *word);
/* Whether rows can be counted by it: a term that is an expression. */
bool noun_counts_by(const struct piece *piece);
/* Iterates over the nouns, in order of their names; begin with previous == NULL. */
const struct embedded *noun_next(const struct embedded *previous, struct noun *noun);
bool noun_find(struct str name, struct noun *noun);
/* The file of the pieces that all share. */
void noun_operators(struct noun *operators);

#endif
