/*
 * answerrows.c - DNS answers in the database. Names and values are written in the notation of zone files, so that they are text.
 */
#include "analyze/spf/answerrows.h"

#include "analyze/spf/answertext.h"

#include <string.h>

/* Appends text in that notation. */
static char *
encode(char *p, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (c >= ' ' && c <= '~' && c != '\\') {
			*p++ = (char)c;
			continue;
		}
		*p++ = '\\';
		*p++ = (char)('0' + c / 100);
		*p++ = (char)('0' + c / 10 % 10);
		*p++ = (char)('0' + c % 10);
	}
	return p;
}

static struct str
encoded(struct str text, struct arena *arena)
{
	char *p = arena_take(arena, 4 * text.n + 1);
	return (struct str){ p, (size_t)(encode(p, text) - p) };
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct str
decoded(struct str text, struct arena *arena)
{
	char *p = arena_take(arena, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\\' && i + 3 < text.n && is_digit(text.p[i + 1]) && is_digit(text.p[i + 2]) && is_digit(text.p[i + 3])) {
			p[n++] = (char)((text.p[i + 1] - '0') * 100 + (text.p[i + 2] - '0') * 10 + text.p[i + 3] - '0');
			i += 3;
		} else {
			p[n++] = text.p[i];
		}
	}
	return (struct str){ p, n };
}

/* The values, one a line. */
static struct str
data_of(const struct answer *answer, struct arena *arena)
{
	size_t most = 0;
	for (unsigned i = 0; i < answer->count; i++)
		most += 4 * (answer->values[i].n + 64) + 1;
	char *text = arena_take(arena, most + 1), *p = text;
	for (unsigned i = 0; i < answer->count; i++) {
		if (i > 0)
			*p++ = '\n';
		p = encode(p, answertext_write(answer->type, answer->values[i], arena));
	}
	return answer->status == ANSWER_OK ? (struct str){ text, (size_t)(p - text) } : STR_NONE;
}

/* What cannot be read is passed over: another program may have written it. */
static void
read_data(struct answer *answer, struct str data, struct arena *arena)
{
	size_t lines = 1;
	for (size_t i = 0; i < data.n; i++)
		lines += data.p[i] == '\n';
	struct str *values = arena_take(arena, lines * sizeof *values);
	while (data.p != NULL) {
		struct str text = decoded(str_cut(&data, '\n'), arena);
		answer->count += answertext_read(answer->type, text, arena, &values[answer->count]);
	}
	answer->values = values;
}

static enum answer_status
status_of(struct str name)
{
	enum answer_status status = ANSWER_OK;
	while (status < ANSWER_TIMEOUT && !str_is(name, answer_status_name(status)))
		status++;
	return status;
}

static void
add_row(struct stmt *stmt, struct answers *answers, struct arena *arena)
{
	struct answer answer = {
		.name = decoded(stmt_str(stmt, 0), arena), .type = answer_type_of(stmt_str(stmt, 1)),
		.at = stmt_int(stmt, 2), .seen = stmt_int(stmt, 3), .ttl = (uint32_t)stmt_int(stmt, 4), .status = status_of(stmt_str(stmt, 5)),
	};
	if (answer.type == 0)
		return;
	read_data(&answer, stmt_str(stmt, 6), arena);
	answers_add(answers, &answer);
}

static void
load(void *context, struct answers *answers, struct str name)
{
	struct store *store = context;
	struct arena *arena = arena_open();
	struct stmt *stmt = store_stmt(store, "analyze/spf/load_answers.sql");

	stmt_bind_str(stmt, stmt_param(stmt, "name"), encoded(name, arena));
	while (stmt_step(stmt))
		add_row(stmt, answers, arena);
	stmt_reset(stmt);
	arena_close(arena);
}

void
answerrows_attach(struct answers *answers, struct store *store)
{
	answers_set_load(answers, load, store);
}

static void
save(const struct answer *answer, struct store *store, struct arena *arena)
{
	struct stmt *stmt = store_stmt(store, "analyze/spf/save_answer.sql"), *trim = store_stmt(store, "analyze/spf/trim_answers.sql");
	struct str name = encoded(answer->name, arena), type = str_of(answer_type_name(answer->type));

	stmt_bind_str(stmt, stmt_param(stmt, "name"), name);
	stmt_bind_str(stmt, stmt_param(stmt, "type"), type);
	stmt_bind_int(stmt, stmt_param(stmt, "at"), answer->at);
	stmt_bind_int(stmt, stmt_param(stmt, "seen_at"), answer->seen);
	stmt_bind_int(stmt, stmt_param(stmt, "ttl"), answer->ttl);
	stmt_bind_str(stmt, stmt_param(stmt, "status"), str_of(answer_status_name(answer->status)));
	stmt_bind_str(stmt, stmt_param(stmt, "data"), data_of(answer, arena));
	stmt_do(stmt);
	stmt_bind_str(trim, stmt_param(trim, "name"), name);
	stmt_bind_str(trim, stmt_param(trim, "type"), type);
	stmt_do(trim);
}

size_t
answerrows_save(struct answers *answers, struct store *store, int64_t since, bool failures)
{
	struct arena *arena = arena_open();
	size_t saved = 0;

	for (const struct answer *answer = NULL; (answer = answers_next(answers, answer)) != NULL; arena_reset(arena)) {
		if (answer->seen < since || answer->status == ANSWER_TIMEOUT || (answer->status == ANSWER_FAILED && !failures))
			continue;
		save(answer, store, arena);
		saved++;
	}
	arena_close(arena);
	return saved;
}

bool
answerrows_next(struct store *store, struct answers *answers, size_t most)
{
	struct stmt *stmt = store_stmt(store, "analyze/spf/all_answers.sql");
	struct arena *arena = arena_open();
	bool row = true;

	for (size_t n = 0; n < most && (row = stmt_step(stmt)); n++, arena_reset(arena))
		add_row(stmt, answers, arena);
	if (!row)
		stmt_reset(stmt);
	arena_close(arena);
	return row;
}
