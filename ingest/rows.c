/*
 * rows.c - feeds records to the INSERT files of the evidence tables.
 */
#include "ingest/rows.h"
#include "ingest/table.h"
#include "schema/intake.h"

#include <stdlib.h>
#include <string.h>

static const char *const place_names[PLACE_COUNT] = {
	"at", "host", "program", "instance", "source_id", "position", "part_id", "rejection_id", "check_id",
	"first_at", "last_at", "birth_word", "ended", "hop", "mail_size", "mail_nrcpt",
	"sent", "bounced", "deferred", "remote", "expired", "rejected",
};

static const char *const table_files[TABLE_COUNT] = {
	"ingest/rows/mail.sql", "ingest/rows/mail_again.sql", "ingest/rows/delivery.sql", "ingest/rows/rejection.sql",
	"ingest/rows/check.sql", "ingest/rows/check_again.sql", "ingest/rows/login.sql", "ingest/rows/link.sql", "ingest/rows/loss.sql",
};

enum source { FROM_PLACE, FROM_TEXT, FROM_WORD };

/* A column of intake. A number field is given as its text: the affinity of the table's column makes it a number. */
struct column {
	enum source from;
	int what;               /* enum place or enum field */
};

struct word {
	UT_hash_handle hh;
	int64_t id;
	size_t n;
	char text[];
};

struct rows {
	struct store *store;
	struct intake *intake;
	struct column columns[PLACE_COUNT + 2 * FIELD_COUNT];
	const char *names[PLACE_COUNT + 2 * FIELD_COUNT];
	size_t count;
	struct arena *texts;            /* of names */
	struct bulk *bulks[TABLE_COUNT];        /* NULL: nothing was put there yet, and nothing need be compiled for it */
	struct word *words;
	struct stmt *word_find, *word_add;
	int64_t next_part, next_rejection, next_check;
};

static void
column_add(struct rows *rows, const char *name, enum source from, int what)
{
	rows->columns[rows->count] = (struct column){ from, what };
	rows->names[rows->count++] = name;
}

static void
columns_name(struct rows *rows)
{
	for (int place = 0; place < PLACE_COUNT; place++)
		column_add(rows, place_names[place], FROM_PLACE, place);
	for (int field = FIELD_NONE + 1; field < FIELD_COUNT; field++) {
		column_add(rows, field_name(field), FROM_TEXT, field);
		column_add(rows, arena_print(rows->texts, "word_%s", field_name(field)).p, FROM_WORD, field);
	}
}

static int64_t
newest(struct store *store, const char *file)
{
	struct stmt *stmt = store_stmt(store, file);
	int64_t id = stmt_step(stmt) ? stmt_int(stmt, 0) : 0;
	stmt_reset(stmt);
	return id;
}

struct rows *
rows_open(struct store *store)
{
	struct rows *rows = mem_new(sizeof *rows);
	rows->store = store;
	rows->texts = arena_open();
	columns_name(rows);
	rows->intake = intake_of(store, "intake", rows->names, rows->count);
	rows->word_find = store_stmt(store, "ingest/rows/word_find.sql");
	rows->word_add = store_stmt(store, "ingest/rows/word_add.sql");
	rows->next_part = newest(store, "ingest/rows/mail_newest.sql");
	rows->next_rejection = newest(store, "ingest/rows/rejection_newest.sql");
	rows->next_check = newest(store, "ingest/rows/check_newest.sql");
	return rows;
}

void
rows_flush(struct rows *rows)
{
	for (size_t i = 0; i < TABLE_COUNT; i++)
		if (rows->bulks[i] != NULL)
			bulk_run(rows->bulks[i]);
}

void
rows_forget(struct rows *rows)
{
	struct word *word, *next;
	for (size_t i = 0; i < TABLE_COUNT; i++)
		if (rows->bulks[i] != NULL)
			bulk_drop(rows->bulks[i]);
	HASH_ITER(hh, rows->words, word, next) {
		HASH_DEL(rows->words, word);
		free(word);
	}
}

void
rows_close(struct rows *rows)
{
	if (rows == NULL)
		return;
	rows_forget(rows);
	arena_close(rows->texts);
	free(rows);
}

int64_t
rows_next_part(struct rows *rows)
{
	return ++rows->next_part;
}

int64_t
rows_next_rejection(struct rows *rows)
{
	return ++rows->next_rejection;
}

int64_t
rows_next_check(struct rows *rows)
{
	return ++rows->next_check;
}

static int64_t
word_make(struct rows *rows, struct str text)
{
	stmt_bind_str(rows->word_find, 1, text);
	int64_t id = stmt_step(rows->word_find) ? stmt_int(rows->word_find, 0) : 0;
	stmt_reset(rows->word_find);
	if (id != 0)
		return id;
	stmt_bind_str(rows->word_add, 1, text);
	stmt_do(rows->word_add);
	return store_last_id(rows->store);
}

int64_t
rows_word(struct rows *rows, struct str text)
{
	struct word *word;
	if (text.p == NULL)
		return NO_NUMBER;
	HASH_FIND(hh, rows->words, text.p, text.n, word);
	if (word != NULL)
		return word->id;
	word = mem_new(sizeof *word + text.n + 1);
	memcpy(word->text, text.p, text.n);
	word->n = text.n;
	word->id = word_make(rows, text);
	HASH_ADD_KEYPTR(hh, rows->words, word->text, word->n, word);
	return word->id;
}

static void
set_number(struct bulk *bulk, size_t i, int64_t number)
{
	if (number == NO_NUMBER)
		bulk_set_null(bulk, i);
	else
		bulk_set_int(bulk, i, number);
}

static struct bulk *
bulk_of(struct rows *rows, enum table table)
{
	if (rows->bulks[table] == NULL)
		rows->bulks[table] = bulk_open(rows->intake, table_files[table]);
	return rows->bulks[table];
}

/* Rows of tables lie in no order to each other, but for those that tell more of one which was put before. */
static bool
is_again(enum table table)
{
	return table == TABLE_MAIL_AGAIN || table == TABLE_CHECK_AGAIN;
}

void
rows_put(struct rows *rows, enum table table, const struct record *record, const int64_t places[PLACE_COUNT])
{
	struct bulk *bulk = bulk_of(rows, table);
	if (is_again(table))
		rows_flush(rows);
	for (size_t i = 0; i < bulk_width(bulk); i++) {
		const struct column *column = &rows->columns[bulk_column(bulk, i)];
		switch (column->from) {
		case FROM_PLACE: set_number(bulk, i, places[column->what]); break;
		case FROM_TEXT: bulk_set_str(bulk, i, record_field(record, column->what)); break;
		case FROM_WORD: set_number(bulk, i, rows_word(rows, record_field(record, column->what))); break;
		}
	}
	bulk_next(bulk);
}
