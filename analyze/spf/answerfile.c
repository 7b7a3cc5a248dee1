/*
 * answerfile.c - DNS answers as text.
 */
#include "analyze/spf/answerfile.h"

#include "analyze/spf/answertext.h"

#include <string.h>
#include <time.h>

enum { FIELDS_MAX = 9 };

struct line {
	struct str field[FIELDS_MAX];   /* absent where the line ends before */
};

static int
hex_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool
decode(struct str text, struct arena *arena, struct str *value)
{
	char *p = arena_take(arena, text.n + 1);
	size_t n = 0;

	*value = (struct str){ p, 0 };
	if (text.p == NULL)
		return false;
	if (str_is(text, "%"))
		return true;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] != '%') {
			p[n++] = text.p[i];
			continue;
		}
		int high = i + 2 < text.n ? hex_of(text.p[i + 1]) : -1;
		int low = i + 2 < text.n ? hex_of(text.p[i + 2]) : -1;
		if (high < 0 || low < 0)
			return false;
		p[n++] = (char)(high << 4 | low);
		i += 2;
	}
	value->n = n;
	return true;
}

static bool
read_time(struct str text, int64_t *at)
{
	struct tm tm = { .tm_isdst = 0 };
	char z[32];
	int end = 0;

	*at = 0;
	if (text.p == NULL || str_number(text, at))
		return *at >= 0;
	if (text.n >= sizeof z)
		return false;
	memcpy(z, text.p, text.n);
	z[text.n] = '\0';
	if (sscanf(z, "%4d-%2d-%2dT%2d:%2d:%2dZ%n", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &tm.tm_hour, &tm.tm_min, &tm.tm_sec,
	    &end) != 6 || (size_t)end != text.n)
		return false;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	*at = timegm(&tm);
	return *at >= 0;
}

static bool
read_status(struct str kind, struct str word, enum answer_status *status)
{
	bool failed = str_is(kind, "X");

	*status = failed ? ANSWER_FAILED : ANSWER_NODATA;
	if (word.p == NULL)
		return true;
	for (*status = failed ? ANSWER_FAILED : ANSWER_NODATA; *status <= (failed ? ANSWER_TIMEOUT : ANSWER_NXDOMAIN); ++*status)
		if (str_is(word, answer_status_name(*status)))
			return true;
	return false;
}

/* NULL, or what is wrong. */
static const char *
read_line(struct line *line, int64_t at, struct arena *arena, struct answers *answers, bool *timed)
{
	struct str kind = line->field[0], value;
	bool record = str_is(kind, "R");
	struct str *times = line->field + (record ? 4 : 3);
	struct answer answer = { .type = line->field[2].p == NULL ? 0 : answer_type_of(line->field[2]) };
	int64_t ttl = 0;

	if (!record && !str_is(kind, "X") && !str_is(kind, "N"))
		return "a line begins with R, X or N and a tab";
	if (!decode(line->field[1], arena, &answer.name))
		return "no name, or a % without two hex digits";
	if (answer.type == 0 || (record && answer.type == ANSWER_ANY))
		return "not one of the types A AAAA CNAME MX PTR SPF TXT";
	if (!read_time(times[0], &answer.at) || !read_time(times[2], &answer.seen) || (times[1].p != NULL && !str_number(times[1], &ttl)))
		return "neither 2026-11-28T01:02:03Z nor a number of seconds";
	answer.ttl = ttl < 0 || ttl > UINT32_MAX ? 0 : (uint32_t)ttl;
	if (answer.at > 0)
		*timed = true;
	else
		answer.at = at;
	if (answer.seen < answer.at)
		answer.seen = answer.at;
	if (!record) {
		if (!read_status(kind, times[3], &answer.status))
			return "X ends in failed or timeout, N in nodata or nxdomain";
		return answers_add(answers, &answer) == NULL ? "a name that DNS cannot carry" : NULL;
	}
	if (!decode(line->field[3], arena, &value) || !answertext_read(answer.type, value, arena, &value))
		return "not a value of this type";
	return answers_add_value(answers, &answer, value) ? NULL : "a name or value that DNS cannot carry";
}

void
answerfile_read_at(struct str text, int64_t at, struct answers *answers, struct answerfile *result)
{
	struct arena *arena = arena_open();

	*result = (struct answerfile){ .line = 0 };
	while (text.n > 0 && result->error == NULL) {
		struct str rest = str_cut(&text, '\n');
		struct line line = { 0 };
		result->line++;
		if (rest.n > 0 && rest.p[rest.n - 1] == '\r')
			rest.n--;
		if (rest.n == 0 || rest.p[0] == '#' || str_prefix(rest, "S\t") || str_prefix(rest, "T\t"))
			continue;
		for (size_t i = 0; i < FIELDS_MAX && rest.p != NULL; i++)
			line.field[i] = str_cut(&rest, '\t');
		result->error = read_line(&line, at, arena, answers, &result->timed);
		arena_reset(arena);
	}
	arena_close(arena);
}

void
answerfile_read(struct str text, struct answers *answers, struct answerfile *result)
{
	answerfile_read_at(text, 0, answers, result);
}

static void
write_encoded(struct str text, FILE *out)
{
	if (text.n == 0)
		putc('%', out);
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (c <= ' ' || c >= 0x7f || c == '%')
			fprintf(out, "%%%02X", c);
		else
			putc(c, out);
	}
}

static void
write_time(int64_t at, FILE *out)
{
	time_t seconds = (time_t)at;
	struct tm tm;
	char text[40];

	if (at == 0 || gmtime_r(&seconds, &tm) == NULL || strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm) != 20)
		fprintf(out, "\t%lld", (long long)at);
	else
		fprintf(out, "\t%s", text);
}

static void
write_times(const struct answer *answer, FILE *out)
{
	write_time(answer->at, out);
	fprintf(out, "\t%u", answer->ttl);
	write_time(answer->seen, out);
}

void
answerfile_write(struct answers *answers, FILE *out)
{
	struct arena *arena = arena_open();

	for (const struct answer *answer = NULL; (answer = answers_next(answers, answer)) != NULL; arena_reset(arena)) {
		bool timed = answer->at != 0;
		bool failed = answer->status == ANSWER_FAILED || answer->status == ANSWER_TIMEOUT;
		unsigned lines = answer->status == ANSWER_OK ? answer->count : 1;
		for (unsigned i = 0; i < lines; i++) {
			fputs(answer->status == ANSWER_OK ? "R\t" : failed ? "X\t" : "N\t", out);
			write_encoded(answer->name, out);
			fprintf(out, "\t%s", answer_type_name(answer->type));
			if (answer->status == ANSWER_OK) {
				putc('\t', out);
				write_encoded(answertext_write(answer->type, answer->values[i], arena), out);
			}
			if (timed || answer->status != ANSWER_OK)
				write_times(answer, out);
			if (answer->status != ANSWER_OK)
				fprintf(out, "\t%s", answer_status_name(answer->status));
			putc('\n', out);
		}
	}
	arena_close(arena);
}
