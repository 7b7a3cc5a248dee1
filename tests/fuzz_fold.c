/*
 * fuzz_fold.c - any lines as a log: the fold makes rows of them that the database takes, wherever it commits in between.
 * In: a byte that says behind how many lines it commits, then lines.
 */
#include "ingest/fold/thread.h"
#include "ingest/rule/grammar.h"
#include "ingest/syslog/syslog.h"
#include "tests/fuzz.h"

static struct store *store;
static struct rows *rows;
static struct grammar *grammar;

static void
open_all(void)
{
	store = store_open(":memory:", STORE_WRITE);
	rows = rows_open(store);
	grammar = grammar_open("ingest/log/", NULL);
}

static void
fuzz(struct str input, struct arena *arena)
{
	static const struct syslog_options options = { .latest = 1795404825, .host = "mx" };
	struct header header;
	if (store == NULL)
		open_all();
	if (input.n == 0)
		return;
	unsigned every = (unsigned char)input.p[0], lines = 0;
	struct str rest = { input.p + 1, input.n - 1 };
	struct syslog *syslog = syslog_open(&options);
	store_begin(store);
	struct thread *thread = thread_open(rows, 1);
	while (rest.p != NULL) {
		const char *at = rest.p;
		if (syslog_parse(syslog, str_cut(&rest, '\n'), arena, &header) != SYSLOG_LINE || header.text.p == NULL)
			continue;
		struct record record = {
			.at = header.at, .position = (uint64_t)(at - input.p), .pid = header.pid, .host = header.host, .program = header.program, .text = header.text
		};
		grammar_match(grammar, &record, arena);
		if (record.rule != NULL)
			thread_add(thread, &record);
		if (every > 0 && ++lines % every == 0)
			thread_store(thread);
	}
	thread_end(thread);
	thread_close(thread);
	store_rollback(store);
	rows_forget(rows);
	syslog_close(syslog);
}
