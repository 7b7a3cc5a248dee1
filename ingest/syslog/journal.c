/*
 * journal.c - a log entry that comes as named fields: journalctl -o export and -o json, rsyslog's, syslog-ng's and log collectors' JSON lines.
 */
#include "ingest/syslog/journal.h"
#include "ingest/scan.h"
#include "ingest/syslog/tag.h"
#include "ingest/syslog/wrapping.h"

#include <string.h>

enum { LENGTH_BYTES = 8 };

static const struct {
	struct str name;
	enum journal_field field;
} fields[] = {
	{ STR("__REALTIME_TIMESTAMP"), JOURNAL_STORED },
	{ STR("_SOURCE_REALTIME_TIMESTAMP"), JOURNAL_SENT },
	{ STR("__CURSOR"), JOURNAL_CURSOR },
	{ STR("_HOSTNAME"), JOURNAL_HOST },
	{ STR("SYSLOG_IDENTIFIER"), JOURNAL_PROGRAM },
	{ STR("_COMM"), JOURNAL_COMMAND },
	{ STR("SYSLOG_PID"), JOURNAL_PID },
	{ STR("_PID"), JOURNAL_PROCESS },
	{ STR("MESSAGE"), JOURNAL_TEXT },

	{ STR("ts"), JOURNAL_STAMP },
	{ STR("time"), JOURNAL_STAMP },
	{ STR("timestamp"), JOURNAL_STAMP },
	{ STR("@timestamp"), JOURNAL_STAMP },
	{ STR("timereported"), JOURNAL_STAMP },
	{ STR("TimeGenerated"), JOURNAL_STAMP },
	{ STR("_time"), JOURNAL_STAMP },
	{ STR("date"), JOURNAL_STAMP },
	{ STR("ISODATE"), JOURNAL_STAMP },
	{ STR("DATE"), JOURNAL_STAMP },
	{ STR("EventTime"), JOURNAL_STAMP },
	{ STR("generated_at"), JOURNAL_STAMP },
	{ STR("received_at"), JOURNAL_STAMP },
	{ STR("_ts"), JOURNAL_STAMP },
	{ STR("host"), JOURNAL_HOST },
	{ STR("hostname"), JOURNAL_HOST },
	{ STR("logsource"), JOURNAL_HOST },
	{ STR("source"), JOURNAL_ORIGIN },
	{ STR("HOST"), JOURNAL_HOST },
	{ STR("Computer"), JOURNAL_HOST },
	{ STR("Hostname"), JOURNAL_HOST },
	{ STR("_host"), JOURNAL_HOST },
	{ STR("tag"), JOURNAL_TAG },
	{ STR("syslogtag"), JOURNAL_TAG },
	{ STR("syslog-tag"), JOURNAL_TAG },
	{ STR("syslog_tag"), JOURNAL_TAG },
	{ STR("program"), JOURNAL_PROGRAM },
	{ STR("programname"), JOURNAL_PROGRAM },
	{ STR("app-name"), JOURNAL_PROGRAM },
	{ STR("appname"), JOURNAL_PROGRAM },
	{ STR("ident"), JOURNAL_PROGRAM },
	{ STR("PROGRAM"), JOURNAL_PROGRAM },
	{ STR("application_name"), JOURNAL_PROGRAM },
	{ STR("_application_name"), JOURNAL_PROGRAM },
	{ STR("ProcessName"), JOURNAL_PROGRAM },
	{ STR("SourceName"), JOURNAL_PROGRAM },
	{ STR("_app"), JOURNAL_PROGRAM },
	{ STR("pid"), JOURNAL_PID },
	{ STR("procid"), JOURNAL_PID },
	{ STR("PID"), JOURNAL_PID },
	{ STR("process_id"), JOURNAL_PID },
	{ STR("_process_id"), JOURNAL_PID },
	{ STR("ProcessID"), JOURNAL_PID },
	{ STR("msg"), JOURNAL_TEXT },
	{ STR("message"), JOURNAL_TEXT },
	{ STR("log"), JOURNAL_TEXT },
	{ STR("line"), JOURNAL_TEXT },
	{ STR("_raw"), JOURNAL_TEXT },
	{ STR("short_message"), JOURNAL_TEXT },
	{ STR("textPayload"), JOURNAL_TEXT },
	{ STR("SyslogMessage"), JOURNAL_TEXT },
	{ STR("Message"), JOURNAL_TEXT },
	{ STR("@message"), JOURNAL_TEXT },
	{ STR("_line"), JOURNAL_TEXT },

	{ STR("host.name"), JOURNAL_HOST },
	{ STR("host.hostname"), JOURNAL_HOST },
	{ STR("process.name"), JOURNAL_PROGRAM },
	{ STR("process.pid"), JOURNAL_PID }
};

enum journal_field
journal_field(struct str name)
{
	for (size_t i = 0; i < LENGTH(fields); i++)
		if (fields[i].name.n == name.n && memcmp(fields[i].name.p, name.p, name.n) == 0)
			return fields[i].field;
	return JOURNAL_NOTHING;
}

bool
journal_is_export(struct str unit)
{
	return scan_sees(unit, '_') && (str_prefix(unit, "__CURSOR=") || str_prefix(unit, "__REALTIME_TIMESTAMP="));
}

/* The length of binary data, the lowest byte first. */
static uint64_t
length_of(const char *p)
{
	uint64_t n = 0;
	for (int i = LENGTH_BYTES - 1; i >= 0; i--)
		n = n << 8 | (unsigned char)p[i];
	return n;
}

/* Takes NAME=value, or NAME, a length and binary data; false at an empty line, at the end, and where data breaks off. */
static bool
take_field(struct str *rest, struct str *name, struct str *value)
{
	struct str content = *rest;
	*value = str_cut(&content, '\n');
	if (value->n == 0)
		return false;
	*name = str_cut(value, '=');
	if (value->p == NULL) {
		if (content.n < LENGTH_BYTES)
			return false;
		uint64_t n = length_of(content.p);
		content = scan_from(content, LENGTH_BYTES);
		if (n > content.n || (n < content.n && content.p[n] != '\n'))
			return false;
		*value = (struct str){ content.p, (size_t)n };
		content = scan_from(content, (size_t)n + (n < content.n ? 1 : 0));
	}
	*rest = content;
	return true;
}

static bool
is_field_name(struct str name)
{
	size_t n = 0;
	while (n < name.n && (name.p[n] == '_' || scan_is_digit(name.p[n]) || (name.p[n] >= 'A' && name.p[n] <= 'Z')))
		n++;
	return n > 0 && n == name.n;
}

bool
journal_read(struct str unit, struct journal_entry *entry)
{
	struct str name, value;
	*entry = (struct journal_entry){ .values = { STR_NONE } };
	while (take_field(&unit, &name, &value)) {
		if (!is_field_name(name))
			return false;
		enum journal_field field = journal_field(name);
		if (field != JOURNAL_NOTHING && entry->values[field].p == NULL)
			entry->values[field] = value;
	}
	return true;
}

static int64_t
microseconds(struct str text)
{
	int64_t value;
	return text.p != NULL && str_number(text, &value) && value > 0 ? value : 0;
}

static bool
place(const struct journal_entry *entry, struct calendar *calendar, int64_t *at)
{
	struct str text = entry->values[JOURNAL_STAMP];
	int64_t us = microseconds(entry->values[JOURNAL_SENT]);
	struct stamp stamp;
	if (us == 0)
		us = microseconds(entry->values[JOURNAL_STORED]);
	if (us > 0)
		stamp = (struct stamp){ .kind = STAMP_EXACT, .at = us / 1000000 };
	else if (text.n == 0 || stamp_read(text, &stamp) != text.n)
		return false;
	*at = calendar_place(calendar, &stamp);
	return true;
}

static uint32_t
pid_of(struct str text)
{
	int64_t pid;
	return str_number(text, &pid) && pid > 0 && pid <= UINT32_MAX ? (uint32_t)pid : 0;
}

/* A part of "s=..;i=..;b=..". */
static struct str
cursor_part(struct str cursor, char part)
{
	while (cursor.p != NULL) {
		struct str piece = str_cut(&cursor, ';');
		if (piece.n >= 2 && piece.p[0] == part && piece.p[1] == '=')
			return scan_from(piece, 2);
	}
	return STR_NONE;
}

static void
read_cursor(struct str cursor, struct header *header)
{
	static const char hexadecimal[] = "0123456789abcdef";
	struct str number = cursor_part(cursor, 'i');
	uint64_t sum = 0;
	if (number.n == 0 || number.n > 16)
		return;
	for (size_t i = 0; i < number.n; i++) {
		const char *digit = memchr(hexadecimal, number.p[i], sizeof hexadecimal - 1);
		if (digit == NULL)
			return;
		sum = sum << 4 | (uint64_t)(digit - hexadecimal);
	}
	header->cursor_id = cursor_part(cursor, 's');
	header->cursor = sum;
}

/* Graylog's "source" is one, others have a file or stream there. */
static bool
is_host(struct str origin)
{
	return origin.n > 0 && memchr(origin.p, '/', origin.n) == NULL && !str_is(origin, "stdout") && !str_is(origin, "stderr");
}

bool
journal_header(const struct journal_entry *entry, struct calendar *calendar, struct arena *arena, struct header *header)
{
	const struct str *values = entry->values;
	if (!place(entry, calendar, &header->at))
		return false;
	if (values[JOURNAL_HOST].n > 0 || is_host(values[JOURNAL_ORIGIN]))
		header->host = values[values[JOURNAL_HOST].n > 0 ? JOURNAL_HOST : JOURNAL_ORIGIN];
	header->pid = pid_of(values[values[JOURNAL_PID].n > 0 ? JOURNAL_PID : JOURNAL_PROCESS]);
	header->program = values[values[JOURNAL_PROGRAM].n > 0 ? JOURNAL_PROGRAM : JOURNAL_COMMAND];
	if (values[JOURNAL_TAG].n > 0)
		tag_alone(str_trim(values[JOURNAL_TAG]), header);
	if (header->program.p == NULL)
		header->program = STR("");
	/* Null: longer than journalctl shows. There was a message all the same. */
	header->text = values[JOURNAL_TEXT].p != NULL ? values[JOURNAL_TEXT] : STR("");
	read_cursor(values[JOURNAL_CURSOR], header);
	/* The journal has control characters as they are; rsyslog escaped them before it wrote JSON. */
	wrapping_undo(header, values[JOURNAL_STORED].p == NULL, arena);
	return true;
}
