/*
 * ask.c - a question in terms, and its answer: rows, or counts by what the user names.
 */
#include "report/format.h"
#include "report/part.h"
#include "report/safe.h"
#include "report/terms.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { BY_MOST = 6, ROWS_USUAL = 100 };

struct asking {
	struct store *store;
	const struct report_options *options;
	struct noun noun, operators;
	struct condition condition;
	struct arena *arena;
	const struct piece *by[BY_MOST];
	size_t by_count;
	int64_t limit;
};

/* "bounces, checks, ..." */
static struct str
noun_names(struct arena *arena)
{
	struct str names = STR_NONE;
	struct noun noun;
	for (const struct embedded *file = NULL; (file = noun_next(file, &noun)) != NULL;)
		names = names.p == NULL ? arena_copy(arena, noun.name) : arena_print(arena, "%s, %.*s", names.p, (int)noun.name.n, noun.name.p);
	return names;
}

static void
find_noun(struct asking *asking, const char *name)
{
	const char *names[32];
	size_t count = 0;
	struct noun noun;
	if (noun_find(str_of(name), &asking->noun))
		return;
	for (const struct embedded *file = NULL; count < LENGTH(names) && (file = noun_next(file, &noun)) != NULL;)
		names[count++] = arena_copy(asking->arena, noun.name).p;
	const char *nearest = word_nearest(name, names, count, sizeof *names);
	if (nearest != NULL)
		die_usage("there is nothing called \"%s\" to ask for; did you mean \"%s\"?", name, nearest);
	die_usage("there is nothing called \"%s\" to ask for; there are %s", name, noun_names(asking->arena).p);
}

/* What --by names. */
static void
read_by(struct asking *asking, struct str by)
{
	const char *names[PIECES_MOST];
	struct str list = STR("");
	size_t count = 0;
	for (size_t i = 0; i < asking->noun.count; i++)
		if (noun_counts_by(&asking->noun.pieces[i])) {
			names[count] = arena_copy(asking->arena, asking->noun.pieces[i].name).p;
			list = arena_print(asking->arena, "%s%s%s", list.p, count > 0 ? ", " : "", names[count]);
			count++;
		}
	while (by.p != NULL) {
		struct str name = str_trim(str_cut(&by, ','));
		const struct piece *piece = noun_piece(&asking->noun, "term", name);
		if (asking->by_count == BY_MOST)
			die_usage("--by: no more than %d", BY_MOST);
		if (name.n == 0 || piece == NULL || !noun_counts_by(piece)) {
			const char *word = arena_copy(asking->arena, name).p, *nearest = word_nearest(word, names, count, sizeof *names);
			if (nearest != NULL)
				die_usage("--by: %.*s are not counted by \"%s\"; did you mean \"%s\"?", (int)asking->noun.name.n, asking->noun.name.p, word, nearest);
			die_usage("--by: %.*s are not counted by \"%s\"; they are by %s", (int)asking->noun.name.n, asking->noun.name.p, word, list.p);
		}
		asking->by[asking->by_count++] = piece;
	}
}

/* --since and --until are terms, too. */
static void
read_condition(struct asking *asking, char *const *words, int count)
{
	struct condition *condition = &asking->condition;
	const struct report_options *options = asking->options;
	const struct { struct str name, value; } asked[] = { { STR("since"), options->since }, { STR("until"), options->until } };
	condition_operator(condition, "open");
	bool good = terms_read(condition, words, count);
	condition_operator(condition, "close");
	for (size_t i = 0; i < LENGTH(asked) && good; i++)
		if (asked[i].value.p != NULL) {
			condition_operator(condition, "and");
			good = term_add(condition, asked[i].name, asked[i].value, true);
		}
	if (!good)
		die_usage("query: %.*s", (int)condition->error.n, condition->error.p);
	if (condition->range.since >= condition->range.until)
		die_usage("query: nothing lies between the times asked for");
}

/* Without a time, and without a term that an index serves: the last days that were read. Returns how many, or 0: all. */
static int64_t
choose_range(struct asking *asking)
{
	struct condition *condition = &asking->condition;
	const struct piece *piece = noun_piece(&asking->noun, "days", STR_NONE);
	int64_t days;
	if (piece == NULL || condition->served || condition->range.since != 0 || condition->range.until != CONDITION_EVER)
		return 0;
	if (!str_number(piece->text, &days))
		bug("%s: days is no number", asking->noun.path);
	struct held held;
	bool fell_back;
	range_choose(asking->store, asking->options, false, &held, &fell_back);
	if (!held.any)
		return 0;
	int64_t last = held.last < asking->options->now ? held.last : asking->options->now;
	condition->range.since = when_day(last, 1 - (int)days);
	return condition->range.since <= held.first ? 0 : days;
}

/* Rows of time come in its order, other counts with the greatest first. */
static void
add_counts(struct asking *asking, struct str condition)
{
	struct condition *sql = &asking->condition;
	condition_operator(sql, "select");
	for (size_t i = 0; i < asking->by_count; i++) {
		condition_add(sql, asking->by[i]->sql);
		condition_operator(sql, "comma");
	}
	condition_add(sql, noun_sql(&asking->noun, "count"));
	condition_add(sql, condition);
	condition_operator(sql, "group");
	for (size_t i = 0; i < asking->by_count; i++) {
		condition_operator(sql, i > 0 ? "comma" : "none");
		condition_add(sql, asking->by[i]->sql);
	}
	condition_operator(sql, "sort");
	for (size_t i = 0; i < asking->by_count; i++)
		if (str_is(asking->by[i]->more, "time") || str_is(asking->by[i]->more, "day")) {
			condition_add(sql, asking->by[i]->sql);
			condition_operator(sql, "comma");
		}
	condition_operator(sql, "most-first");
	for (size_t i = 0; i < asking->by_count; i++) {
		condition_operator(sql, "comma");
		condition_add(sql, asking->by[i]->sql);
	}
}

static void
add_rows(struct asking *asking, struct str condition)
{
	struct condition *sql = &asking->condition;
	condition_add(sql, noun_sql(&asking->noun, "rows"));
	condition_add(sql, condition);
	condition_add(sql, noun_sql(&asking->noun, "order"));
	/* One more than is shown: whether there are more. */
	if (asking->limit > 0)
		condition_number(sql, "limit", STR_NONE, asking->limit + 1);
}

static struct stmt *
compile(struct asking *asking)
{
	struct condition *sql = &asking->condition;
	struct str conditions = arena_copy(asking->arena, (struct str){ sql->sql, sql->n }), error;
	sql->n = 0;
	struct str from = arena_print(asking->arena, "\n%.*s", (int)noun_sql(&asking->noun, "from").n, noun_sql(&asking->noun, "from").p);
	struct str and = noun_piece(&asking->operators, "operator", STR("and"))->sql;
	from = arena_print(asking->arena, "%s%.*s%s\n", from.p, (int)and.n, and.p, conditions.p);
	if (asking->by_count > 0)
		add_counts(asking, from);
	else
		add_rows(asking, from);
	struct stmt *stmt = store_compile(asking->store, (struct str){ sql->sql, sql->n }, asking->noun.path, &error);
	if (stmt == NULL)
		bug("%s: %.*s", asking->noun.path, (int)error.n, error.p);
	condition_bind(sql, stmt);
	return stmt;
}

/* With a number before each, where rows can be opened by it. */
static struct column *
columns_of(struct asking *asking, struct stmt *stmt, size_t *count)
{
	struct str heads = STR("");
	for (size_t i = 0; i < asking->by_count; i++) {
		const struct piece *by = asking->by[i];
		const char *kind = str_is(by->more, "time") ? "minute" : str_is(by->more, "number") ? "number" : str_is(by->more, "bytes") ? "bytes" : "text";
		heads = arena_print(asking->arena, "%s%.*s:%s,", heads.p, (int)by->name.n, by->name.p, kind);
	}
	struct str listed = noun_piece(&asking->noun, asking->by_count > 0 ? "count" : "rows", STR_NONE)->text;
	heads = arena_print(asking->arena, "%s%.*s", heads.p, (int)listed.n, listed.p);
	struct column *all = part_columns(asking->arena, stmt, heads, asking->noun.path);
	*count = (size_t)stmt_columns(stmt);
	for (size_t i = 0; i < *count; i++) {
		if (i < asking->by_count)
			all[i].name = asking->by[i]->name;
		if (all[i].label.p != NULL && all[i].label.n == 0)
			all[i].label = STR_NONE;
	}
	return all;
}

/* What "show N" of the prompt opens. */
static void
keep_key(const struct asking *asking, const struct value *key)
{
	struct arena *arena = asking->arena;
	const struct piece *show = noun_piece(&asking->noun, "show", STR_NONE);
	struct str plain = table_plain(arena, key, COLUMN_RAW), line = safe_tsv(arena, plain);
	if (show != NULL && asking->by_count == 0)
		fprintf(asking->options->keys, "%.*s\t%.*s\n", (int)show->text.n, show->text.p, (int)line.n, line.p);
}

static void
fill(struct asking *asking, struct table *table, struct stmt *stmt, bool numbered)
{
	struct value *values = arena_take(asking->arena, (table->count + 1) * sizeof *values);
	table_begin(table);
	/* Where people read, counts behind the limit are summed up (table.h), as in reports. */
	int64_t most = asking->by_count > 0 && output_is_read(table->output) ? 0 : asking->limit;
	while (!ferror(stdout) && !(most > 0 && table->rows == most) && stmt_step(stmt)) {
		for (size_t i = numbered, from = 0; i < table->count; i++, from++)
			values[i] = table_value(stmt, (int)from);
		if (numbered) {
			values[0] = (struct value){ .type = STMT_INT, .integer = table->rows + 1 };
			keep_key(asking, &values[1]);
		}
		table_row(table, values);
	}
	table_end(table);
}

/* What there is, where nothing fits. */
static void
tell_none(struct asking *asking, struct output *output)
{
	struct held held = range_held(asking->store, asking->options, asking->condition.range);
	struct arena *arena = asking->arena;
	if (held.any)
		output_say(output, "No %.*s fit. What was read goes from %s to %s.", (int)asking->noun.name.n, asking->noun.name.p,
		    format_time(arena, held.first).p, format_time(arena, held.last).p);
	else
		range_tell_none(held, output);
}

static void
tell(struct asking *asking, struct output *output, const struct table *table, bool more, int64_t days)
{
	struct str name = asking->noun.name;
	if (table->rows == 0)
		tell_none(asking, output);
	else if (asking->by_count == 0)
		output_say(output, more ? "The first %" PRId64 " %.*s; --limit 0 shows all." : table->rows == 1 ? "1 row." : "%" PRId64 " %.*s.",
		    table->rows, (int)name.n, name.p);
	if (days > 0)
		output_tell(output, days == 1 ? "Of the last day that was read; since: asks for more." : "Of the last %" PRId64 " days that were read; since: asks for more.", days);
}

static void
answer(struct asking *asking, int64_t days)
{
	struct output *output = output_open(asking->options->format, REPORT_TSV);
	/* People get a page or two, programs all. */
	asking->limit = asking->options->limit >= 0 ? asking->options->limit : output->format == REPORT_TEXT ? ROWS_USUAL : 0;
	struct stmt *stmt = compile(asking);
	struct table table = { .output = output, .none = STR(""), .lines = true };
	struct column *columns = columns_of(asking, stmt, &table.count);
	bool numbered = asking->options->keys != NULL && asking->by_count == 0 && output->format == REPORT_TEXT;
	if (numbered) {
		struct column *all = arena_take(asking->arena, ++table.count * sizeof *all);
		all[0] = (struct column){ STR("number"), STR("#"), COLUMN_RAW };
		memcpy(all + 1, columns, (table.count - 1) * sizeof *columns);
		columns = all;
	}
	table.columns = columns;
	if (asking->options->keys != NULL)
		fprintf(asking->options->keys, "%.*s\n", (int)asking->noun.name.n, asking->noun.name.p);
	if (asking->by_count > 0)
		table.limit = asking->limit;
	fill(asking, &table, stmt, numbered);
	bool more = asking->by_count == 0 && asking->limit > 0 && table.rows == asking->limit && stmt_step(stmt);
	tell(asking, output, &table, more, days);
	output_close(output);
	stmt_close(stmt);
}

void
report_ask(struct store *store, const struct report_options *options, const char *noun, char *const *terms, int count)
{
	struct asking asking = { .store = store, .options = options, .arena = arena_open() };
	find_noun(&asking, noun);
	noun_operators(&asking.operators);
	asking.condition = (struct condition){
		.store = store, .noun = &asking.noun, .operators = &asking.operators, .arena = asking.arena, .now = options->now,
	};
	condition_open(&asking.condition);
	if (options->by.p != NULL)
		read_by(&asking, options->by);
	read_condition(&asking, terms, count);
	int64_t days = choose_range(&asking);
	answer(&asking, days);
	condition_close(&asking.condition);
	arena_close(asking.arena);
}
