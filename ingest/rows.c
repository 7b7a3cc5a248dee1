/*
 * rows.c - binds records to the INSERT files of the evidence tables.
 */
#include "ingest/rows.h"
#include "ingest/table.h"

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

/* A number field is bound as its text: the column's affinity makes it a number. */
enum source { FROM_PLACE, FROM_TEXT, FROM_WORD };

struct binding {
	int param;
	enum source from;
	int what;               /* enum place or enum field */
};

struct insert {
	struct stmt *stmt;
	struct binding bindings[PLACE_COUNT + 2 * FIELD_COUNT];
	size_t count;
};

struct word {
	UT_hash_handle hh;
	int64_t id;
	size_t n;
	char text[];
};

struct rows {
	struct store *store;
	struct insert inserts[TABLE_COUNT];
	struct word *words;
	struct stmt *word_find, *word_add;
	int64_t next_part, next_rejection, next_check;
};

static void
bind_to(struct insert *insert, const char *name, enum source from, int what)
{
	int param = stmt_param(insert->stmt, name);
	if (param != 0)
		insert->bindings[insert->count++] = (struct binding){ param, from, what };
}

static void
insert_open(struct insert *insert, struct store *store, const char *file)
{
	insert->stmt = store_stmt(store, file);
	for (int place = 0; place < PLACE_COUNT; place++)
		bind_to(insert, place_names[place], FROM_PLACE, place);
	for (int field = FIELD_NONE + 1; field < FIELD_COUNT; field++) {
		char word[64] = "word_";
		strncat(word, field_name(field), sizeof word - sizeof "word_");
		bind_to(insert, field_name(field), FROM_TEXT, field);
		bind_to(insert, word, FROM_WORD, field);
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
	for (size_t i = 0; i < TABLE_COUNT; i++)
		insert_open(&rows->inserts[i], store, table_files[i]);
	rows->word_find = store_stmt(store, "ingest/rows/word_find.sql");
	rows->word_add = store_stmt(store, "ingest/rows/word_add.sql");
	rows->next_part = newest(store, "ingest/rows/mail_newest.sql");
	rows->next_rejection = newest(store, "ingest/rows/rejection_newest.sql");
	rows->next_check = newest(store, "ingest/rows/check_newest.sql");
	return rows;
}

void
rows_forget(struct rows *rows)
{
	struct word *word, *next;
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
bind_number(struct stmt *stmt, int param, int64_t number)
{
	if (number == NO_NUMBER)
		stmt_bind_null(stmt, param);
	else
		stmt_bind_int(stmt, param, number);
}

int64_t
rows_put(struct rows *rows, enum table table, const struct record *record, const int64_t places[PLACE_COUNT])
{
	struct insert *insert = &rows->inserts[table];
	for (size_t i = 0; i < insert->count; i++) {
		const struct binding *b = &insert->bindings[i];
		switch (b->from) {
		case FROM_PLACE: bind_number(insert->stmt, b->param, places[b->what]); break;
		case FROM_TEXT: stmt_bind_str(insert->stmt, b->param, record_field(record, b->what)); break;
		case FROM_WORD: bind_number(insert->stmt, b->param, rows_word(rows, record_field(record, b->what))); break;
		}
	}
	stmt_do(insert->stmt);
	return store_last_id(rows->store);
}
