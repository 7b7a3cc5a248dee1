/*
 * syslog.c - the header of a log line, in every form that a logger writes.
 */
#include "ingest/syslog/syslog.h"
#include "ingest/syslog/calendar.h"
#include "ingest/syslog/container.h"
#include "ingest/syslog/json.h"
#include "ingest/scan.h"
#include "ingest/syslog/ownlog.h"
#include "ingest/syslog/pasted.h"
#include "ingest/syslog/tag.h"
#include "ingest/syslog/wrapping.h"

#include <stdlib.h>
#include <string.h>

enum {
	STAMP_BYTES = 40,
	HOST_MOST = 255,                /* RFC 5424, section 6 */
	LOOKED_MOST = 200               /* units that may show how a stream was pasted */
};

struct syslog {
	struct calendar calendar;
	struct json *json;              /* opened when JSON comes */
	char *host;                     /* of lines that name none */
	char stamp[STAMP_BYTES];        /* the stamp of the line before and the blank behind it: most lines have the same */
	size_t stamp_length;            /* without the blank; 0: none */
	int64_t stamp_at;
	unsigned looked, signs;         /* how many units were looked at; what they showed: pasted_signs() */
};

struct syslog *
syslog_open(const struct syslog_options *options)
{
	struct syslog *syslog = mem_new(sizeof *syslog);
	zone_set(options->zone);
	calendar_begin(&syslog->calendar, options->latest, options->year, options->after);
	syslog->host = options->host == NULL ? NULL : mem_string(str_of(options->host));
	return syslog;
}

void
syslog_close(struct syslog *syslog)
{
	if (syslog == NULL)
		return;
	json_close(syslog->json);
	free(syslog->host);
	free(syslog);
}

unsigned
syslog_overruns(const struct syslog *syslog)
{
	return syslog->calendar.overruns;
}

/* The length of the stamp with which text begins, if it is that of the line before; else 0. */
static size_t
same_stamp(const struct syslog *syslog, struct str text)
{
	size_t n = syslog->stamp_length;
	bool same = n > 0 && text.n > n && syslog->stamp_at == syslog->calendar.reached && memcmp(text.p, syslog->stamp, n + 1) == 0;
	return same ? n : 0;
}

/* The length of the stamp with which text begins, 0 where there is none or nothing behind it. Its time is then reached. */
static size_t
take_stamp(struct syslog *syslog, struct str text)
{
	struct stamp stamp;
	size_t n = same_stamp(syslog, text);
	if (n > 0)
		return n;
	n = stamp_read(text, &stamp);
	if (n == 0 || n == text.n)
		return 0;
	syslog->stamp_at = calendar_place(&syslog->calendar, &stamp);
	syslog->stamp_length = n < STAMP_BYTES ? n : 0;
	if (n < STAMP_BYTES)
		memcpy(syslog->stamp, text.p, n + 1);
	return n;
}

/* Behind the stamp of a container's log stands the line that was logged, perhaps with a stamp of its own, which is worth less. Kubernetes tells the
   stream before it, and whether this is a full line or a part; Loki's logcli its labels: {job="mail"}. */
static struct str
skip_second_stamp(struct str rest)
{
	struct stamp second;
	struct str line = scan_blanks(rest);
	if (line.n > 9 && line.p[0] == 's' && line.p[6] == ' ' && line.p[8] == ' ' && (str_prefix(line, "stdout ") || str_prefix(line, "stderr ")))
		line = rest = scan_blanks(scan_from(line, 9));
	const char *labels = line.n > 2 && line.p[0] == '{' && line.p[1] != '"' ? memmem(line.p, line.n, "} ", 2) : NULL;
	if (labels != NULL)
		line = rest = scan_blanks(scan_from(line, (size_t)(labels + 1 - line.p)));
	bool likely = line.n > 15 && ((line.p[9] == ':' && line.p[12] == ':') || (line.p[4] == '-' && line.p[7] == '-'));
	return likely ? scan_from(line, stamp_read(line, &second)) : rest;
}

/* A relay that knows nothing of the line's form puts a stamp and a host of its own before it. */
static bool
skip_relay(struct str *rest, const struct header *header)
{
	struct stamp second;
	struct str line = { header->program.p, (size_t)(rest->p + rest->n - header->program.p) };
	line = scan_from(line, scan_sees(line, '<') ? wrapping_skip(line) : 0);
	bool likely = line.n > 15 && header->pid == 0 && header->program.p > rest->p && (header->program.n == 0 || scan_is_digit(line.p[0]));
	size_t n = likely ? stamp_read(line, &second) : 0;
	if (n > 0)
		*rest = scan_from(line, n);
	return n > 0;
}

static void
read_tag(const struct syslog *syslog, struct str rest, struct header *header)
{
	rest = scan_blanks(rest);
	tag_read(rest, header);
	if (skip_relay(&rest, header))
		tag_read(rest, header);
	else
		ownlog_read(rest, str_of(syslog->host), header);
}

/* Docker, and who ships logs, have a whole line as text, or a line from its tag on. That is sure only where the tag has a pid. */
static void
read_inner(const struct syslog *syslog, struct header *header, bool sure, struct arena *arena)
{
	struct header inner = *header;
	struct str line = scan_blanks(scan_from(header->text, wrapping_skip(header->text)));
	inner.pid = 0;
	read_tag(syslog, skip_second_stamp(line), &inner);
	if (inner.program.n == 0 || (inner.pid == 0 && !sure))
		return;
	*header = inner;
	wrapping_undo(header, true, arena);
}

static bool parse_line(struct syslog *, struct str, struct arena *, struct header *);

static bool
take_entry(struct syslog *syslog, const struct journal_entry *entry, struct arena *arena, struct header *header)
{
	if (!journal_header(entry, &syslog->calendar, arena, header))
		return entry->values[JOURNAL_TEXT].n > 0 && !scan_sees(entry->values[JOURNAL_TEXT], '{') &&
		    parse_line(syslog, entry->values[JOURNAL_TEXT], arena, header);
	if (header->program.n == 0 && header->text.p != NULL) {
		bool whole = entry->values[JOURNAL_HOST].n == 0 || pasted_begins(scan_from(header->text, wrapping_skip(header->text)));
		read_inner(syslog, header, whole, arena);
	}
	return true;
}

static bool
read_json(struct syslog *syslog, struct str object, struct arena *arena, struct journal_entry *entry)
{
	if (syslog->json == NULL)
		syslog->json = json_open();
	return json_read(syslog->json, object, arena, entry);
}

static bool
parse_json(struct syslog *syslog, struct str line, struct arena *arena, struct header *header)
{
	struct journal_entry entry;
	return read_json(syslog, line, arena, &entry) && take_entry(syslog, &entry, arena, header);
}

/* Fluentd writes a stamp, the tag by which it routes, and the entry: "<TAB>mail.info<TAB>{...}", or " mail.info: {...}". */
static bool
parse_tagged_json(struct syslog *syslog, struct str stamp, struct str rest, struct arena *arena, struct header *header)
{
	struct journal_entry entry;
	struct str tag = scan_blanks(rest);
	size_t n = scan_name(tag);
	struct str object = scan_blanks(scan_from(tag, n + (n < tag.n && tag.p[n] == ':')));
	if (n == 0 || !scan_sees(object, '{') || !read_json(syslog, object, arena, &entry))
		return false;
	if (entry.values[JOURNAL_STAMP].p == NULL)
		entry.values[JOURNAL_STAMP] = stamp;
	return take_entry(syslog, &entry, arena, header);
}

static bool
parse_export(struct syslog *syslog, struct str unit, struct arena *arena, struct header *header)
{
	struct journal_entry entry;
	return journal_read(unit, &entry) && journal_header(&entry, &syslog->calendar, arena, header);
}

static bool
parse_line(struct syslog *syslog, struct str line, struct arena *arena, struct header *header)
{
	size_t n = same_stamp(syslog, line);
	bool is_5424 = false;
	if (n == 0) {
		line = scan_blanks(scan_from(line, wrapping_skip(line)));
		if (scan_sees(line, '{'))
			return parse_json(syslog, line, arena, header);
		is_5424 = scan_sees(line, '1') && str_prefix(line, "1 ");
		line = scan_from(line, is_5424 ? 2 : 0);
		if ((n = take_stamp(syslog, line)) == 0) {
			line = scan_from(line, wrapping_file(line));
			n = take_stamp(syslog, line);
		}
		if (n == 0)
			return false;
	}
	bool dated = scan_is_digit(line.p[0]);
	struct str stamp = { line.p, n };
	header->at = syslog->calendar.reached;
	line = scan_from(line, n);
	if (dated && line.p[line.n - 1] == '}' && parse_tagged_json(syslog, stamp, line, arena, header))
		return true;
	if (!is_5424)
		read_tag(syslog, dated ? skip_second_stamp(line) : line, header);
	else if (!tag_read_5424(scan_from(line, 1), header))
		return false;
	wrapping_undo(header, true, arena);
	return true;
}

/* What journalctl -o cat and short-monotonic begin lines of mail daemons with. */
static bool
is_timeless(struct str line)
{
	static const char *const beginnings[] = { "connect from ", "disconnect from ", "NOQUEUE: ", "warning: ", "lost connection after ", "prepend ",
		": prepend ", "statistics: ", "Policy action=" };
	static const char *const facts[] = { "client=", "from=<", "to=<", "message-id=", "removed", "uid=", "reject: " };
	for (size_t i = 0; i < LENGTH(beginnings); i++)
		if (str_prefix(line, beginnings[i]))
			return true;
	struct str rest = line, word = str_cut(&rest, ' ');
	size_t name = scan_name(word);
	for (size_t i = 0; i < LENGTH(facts); i++)
		if (name >= 5 && name + 1 == word.n && word.p[name] == ':' && str_prefix(rest, facts[i]))
			return true;
	rest = scan_sees(line, '[') ? scan_blanks(scan_from(line, 1)) : STR_NONE;
	size_t seconds = scan_digits(rest);
	return seconds > 0 && seconds + 7 < rest.n && rest.p[seconds] == '.' && rest.p[seconds + 7] == ']';
}

/* -- Boot 5f3c.. --, -- No entries --, -- cursor: s=.., and the catalogue's explanations (journalctl -x); ==> mail.log <==, as tail(1) puts it. */
static bool
is_readers_own(struct str line)
{
	return line.n == 0 || (line.p[0] == '=' && str_prefix(line, "==> ") && str_suffix(line, " <==")) || (line.p[0] == '-' && (str_prefix(line, "-- ") || str_is(line, "--"))) ||
	    (line.p[0] == '\xe2' && str_prefix(line, "\u2591\u2591"));
}

static enum syslog_answer
parse(struct syslog *syslog, struct str unit, struct arena *arena, struct header *header)
{
	if (journal_is_export(unit))
		return parse_export(syslog, unit, arena, header) ? SYSLOG_LINE : SYSLOG_UNKNOWN;
	while (unit.n > 0 && (unit.p[unit.n - 1] == '\n' || unit.p[unit.n - 1] == '\r'))
		unit.n--;
	struct str line = scan_blanks(unit);
	if (is_readers_own(line))
		return SYSLOG_NOTHING;
	if (parse_line(syslog, line, arena, header))
		return SYSLOG_LINE;
	if (is_timeless(line))
		return SYSLOG_TIMELESS;
	struct str pasted = scan_sees(line, '{') ? STR_NONE : pasted_line(line, arena);
	return pasted.p != NULL && parse_line(syslog, pasted, arena, header) && header->program.n > 0 ? SYSLOG_LINE : SYSLOG_UNKNOWN;
}

/* A stream that was pasted shows it soon. */
static struct str
clean(struct syslog *syslog, struct str unit, struct arena *arena)
{
	if (syslog->looked < LOOKED_MOST && unit.n > 0) {
		syslog->looked++;
		syslog->signs |= pasted_signs(unit, syslog->signs);
	}
	return syslog->signs & (PASTED_COLOURS | PASTED_MARKUP) ? pasted_clean(unit, syslog->signs, arena) : unit;
}

enum syslog_answer
syslog_parse(struct syslog *syslog, struct str unit, struct arena *arena, struct header *header)
{
	*header = (struct header){ .host = str_of(syslog->host), .repeat = 1 };
	enum syslog_answer answer = parse(syslog, journal_is_export(unit) ? unit : clean(syslog, unit, arena), arena, header);
	if (answer == SYSLOG_LINE)
		container_undo(header, arena);
	if (header->host.n > HOST_MOST)
		header->host.n = HOST_MOST;
	return answer;
}
