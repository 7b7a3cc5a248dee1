/*
 * batch.c - many checks from a stream of lines, and their results in the order of the lines.
 *
 * Results come in any order and wait in a ring until those before them are out; while one waits for DNS, so many others go on. Where
 * no line is there yet, what was read is finished, so that whoever writes a line and waits gets its result.
 */
#include "analyze/spf/matcher.h"
#include "analyze/spf/put.h"
#include "analyze/spf/world.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	RING = 4096,                    /* checks between the last that was read and the last whose result is out */
	LINE_MAX = 8192,                /* bytes of a line */
	BUFFER = 64 * 1024,
	LOOK_EVERY = 1024               /* checks, after which we look whether the world is full */
};

enum reading { READ_LINE, READ_NOT_YET, READ_END };

struct batch {
	struct spf_world *world;
	struct evaluator *evaluator;
	const char *name;
	int in;
	FILE *out;                      /* NULL: rows */
	struct store *rows;
	char buffer[BUFFER];
	size_t from, to;                /* what of it is not read yet */
	bool ended, skipping;           /* the rest of a line that is too long */
	uint64_t line;
	uint64_t read, written;         /* checks */
	char *results[RING];            /* NULL: not there yet */
	bool good;
};

/* A check on its way. */
struct job {
	uint64_t number;
	size_t n;
	char id[];
};

static void
complain(struct batch *batch, const char *what)
{
	warn("%s:%" PRIu64 ": %s", batch->name, batch->line, what);
	batch->good = false;
}

/* More bytes; false: none are there yet, or none will come. */
static bool
fill(struct batch *batch, bool wait)
{
	struct pollfd fd = { .fd = batch->in, .events = POLLIN };
	memmove(batch->buffer, batch->buffer + batch->from, batch->to - batch->from);
	batch->to -= batch->from;
	batch->from = 0;
	if (poll(&fd, 1, 0) == 0) {
		if (!wait)
			return false;
		if (batch->out != NULL)
			fflush(batch->out);
	}
	ssize_t n = read(batch->in, batch->buffer + batch->to, BUFFER - batch->to);
	if (n < 0 && errno == EINTR)
		return true;
	if (n < 0)
		die("%s: %s", batch->name, strerror(errno));
	batch->ended = n == 0;
	batch->to += (size_t)n;
	return n > 0;
}

/* The next line without its end, valid until the next call. */
static enum reading
next_line(struct batch *batch, bool wait, struct str *line)
{
	for (;;) {
		char *start = batch->buffer + batch->from, *end = memchr(start, '\n', batch->to - batch->from);
		size_t n = end != NULL ? (size_t)(end - start) : batch->to - batch->from;
		if (end == NULL && n <= LINE_MAX && !batch->ended) {
			if (!fill(batch, wait) && !batch->ended)
				return READ_NOT_YET;
			continue;
		}
		if (end == NULL && n == 0)
			return READ_END;
		batch->from += n + (end != NULL);
		batch->line += !batch->skipping;
		if (n > LINE_MAX && !batch->skipping)
			complain(batch, "longer than 8192 bytes");
		bool rest = batch->skipping || n > LINE_MAX;
		batch->skipping = rest && end == NULL;
		if (rest)
			continue;
		*line = (struct str){ start, n > 0 && start[n - 1] == '\r' ? n - 1 : n };
		return READ_LINE;
	}
}

static void
take_line(struct batch *batch, struct str line)
{
	struct str rest = line, fields[4] = { STR_NONE };
	struct spf_client client;
	size_t count = 0;

	if (line.n == 0)
		return;
	for (; rest.p != NULL && count < LENGTH(fields); count++)
		fields[count] = str_cut(&rest, '\t');
	/* A null sender may have been lost with the tab before it. */
	if (count < LENGTH(fields) - 1 || rest.p != NULL) {
		complain(batch, "not four fields with tabs between: id, client address, HELO name, sender");
		return;
	}
	for (size_t i = 1; i < LENGTH(fields); i++)
		if (str_is(fields[i], "%"))
			fields[i].n = 0;
	if (!spf_client_read(fields[1], &client))
		complain(batch, "the second field is no IP address");
	struct job *job = mem_new(sizeof *job + fields[0].n);
	job->number = batch->read++;
	job->n = fields[0].n;
	memcpy(job->id, fields[0].p, job->n);
	struct spf_request request = { .ip = fields[1], .helo = fields[2], .sender = fields[3], .at = batch->world->at };
	evaluator_add(batch->evaluator, &request, job);
	if (batch->read % LOOK_EVERY == 0 && spf_world_is_full(batch->world))
		spf_world_trim(batch->world);
}

/* As many lines as may be on their way. */
static enum reading
take_lines(struct batch *batch)
{
	enum reading reading = READ_LINE;
	struct str line;

	while (reading == READ_LINE && evaluator_has_room(batch->evaluator) && batch->read - batch->written < RING) {
		reading = next_line(batch, batch->read == batch->written, &line);
		if (reading == READ_LINE)
			take_line(batch, line);
	}
	return reading;
}

static void
keep_result(struct batch *batch, const struct job *job, const struct spf_verdict *verdict)
{
	/* RFC 7208 has explanations of a fail; of what it does not know we say why. */
	bool ours = verdict->result == SPF_UNEVALUABLE || verdict->result == SPF_NO_EVIDENCE;
	struct str why = ours ? verdict->reason : verdict->explanation;
	const char *result = spf_result_name(verdict->result);
	size_t size = job->n + strlen(result) + why.n + 8;
	char *text = mem_new(size);

	snprintf(text, size, "%.*s\t%s\t%.*s\n", (int)job->n, job->id, result, why.n == 0 ? 1 : (int)why.n, why.n == 0 ? "-" : why.p);
	for (char *p = text + job->n + strlen(result) + 2; *p != '\0' && p[1] != '\0'; p++)
		if (*p < ' ' || *p > '~')
			*p = '?';
	batch->results[job->number % RING] = text;
}

static void
write_results(struct batch *batch)
{
	char **place;
	for (; batch->written < batch->read && *(place = &batch->results[batch->written % RING]) != NULL; batch->written++) {
		fputs(*place, batch->out);
		free(*place);
		*place = NULL;
	}
}

static void
add_row(struct batch *batch, const struct job *job, const struct spf_verdict *verdict)
{
	struct stmt *stmt = store_stmt(batch->rows, "analyze/spf/rows/add_result.sql");

	stmt_unbind(stmt);
	put_int(stmt, "n", (int64_t)job->number);
	put_str(stmt, "id", (struct str){ job->id, job->n });
	put_str(stmt, "result", str_of(spf_result_name(verdict->result)));
	put_str(stmt, "domain", verdict->domain);
	put_str(stmt, "term", spf_verdict_term(verdict));
	put_str(stmt, "explanation", verdict->explanation);
	put_str(stmt, "reason", verdict->reason);
	put_int(stmt, "lookups", verdict->count);
	put_int(stmt, "voids", verdict->voids);
	stmt_do(stmt);
	batch->written++;
}

/* One check comes to its end. False: none was on its way. */
static bool
finish_one(struct batch *batch)
{
	const struct spf_request *request;
	const struct spf_verdict *verdict;
	void *job;

	if (!evaluator_next(batch->evaluator, &request, &verdict, &job))
		return false;
	if (batch->rows != NULL) {
		add_row(batch, job, verdict);
	} else {
		keep_result(batch, job, verdict);
		write_results(batch);
	}
	free(job);
	return true;
}

bool
spf_batch(struct spf_world *world, int in, const char *name, FILE *out, struct store *rows)
{
	struct batch *batch = mem_new(sizeof *batch);

	batch->world = world;
	batch->evaluator = spf_world_evaluator(world, NULL);
	batch->in = in;
	batch->name = name;
	batch->out = out;
	batch->rows = rows;
	batch->good = true;
	if (rows != NULL) {
		store_run(rows, "analyze/spf/rows/batch.sql");
		store_begin(rows);
	}
	while (out == NULL || !ferror(out)) {
		enum reading reading = take_lines(batch);
		if (!finish_one(batch) && reading == READ_END)
			break;
	}
	if (rows != NULL)
		store_commit(rows);
	evaluator_close(batch->evaluator);
	for (size_t i = 0; i < RING; i++)
		free(batch->results[i]);
	bool good = batch->good;
	free(batch);
	return good;
}
