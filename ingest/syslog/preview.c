/*
 * preview.c - what a stream's bytes tell of its time before it is read: when it begins, and in what year.
 */
#include "ingest/syslog/syslog.h"
#include "ingest/syslog/journal.h"
#include "ingest/syslog/objects.h"
#include "ingest/syslog/pasted.h"
#include "ingest/scan.h"
#include "ingest/syslog/wrapping.h"

enum {
	DAY = 24 * 60 * 60,
	HALF_YEAR = 183 * DAY
};

int64_t
syslog_first(const struct syslog_options *options, struct str head)
{
	struct syslog *syslog = syslog_open(options);
	struct arena *arena = arena_open();
	struct header header;
	int64_t at = INT64_MIN;
	bool whole = journal_is_export(head) || objects_are(head);
	if (objects_are(head))
		head = objects_first(head);
	while (head.n > 0 && at == INT64_MIN) {
		struct str unit = whole ? head : str_cut(&head, '\n');
		if (syslog_parse(syslog, unit, arena, &header) == SYSLOG_LINE)
			at = header.at;
		if (whole)
			break;
	}
	arena_close(arena);
	syslog_close(syslog);
	return at;
}

/* Where in a year a stamp lies, in seconds: what counts is which of two lies earlier. */
static int64_t
place_in_year(const struct stamp *stamp)
{
	return stamp_midnight(2000, stamp->month, stamp->day) - stamp_midnight(2000, 1, 1) + stamp->second;
}

struct trace {                          /* of the stamps of a stream */
	struct stamp last;
	int rollovers;
	bool begun;
};

/* Within a part lines are near to each other, between parts there may be months. */
static void
follow(struct trace *trace, const struct stamp *stamp, bool near)
{
	int64_t ahead = trace->begun ? place_in_year(stamp) - place_in_year(&trace->last) : 0;
	if (near && ahead > HALF_YEAR)  /* of last December, late */
		return;
	if (ahead < (near ? -HALF_YEAR : -DAY))
		trace->rollovers++;
	trace->last = *stamp;
	trace->begun = true;
}

/* The stamps of a part, as far as they have no year. Its first line is near to what was traced before, or not. */
static void
follow_part(struct trace *trace, struct str text, bool near)
{
	while (text.p != NULL) {
		struct stamp stamp;
		struct str line = str_cut(&text, '\n');
		line = scan_from(line, wrapping_skip(line));
		line = scan_from(line, wrapping_file(line));
		if (stamp_read(line, &stamp) == 0 || stamp.kind != STAMP_YEARLESS)
			continue;
		follow(trace, &stamp, near);
		near = true;
	}
}

int
syslog_year(const struct syslog_options *options, const struct syslog_part *parts, size_t count)
{
	struct trace trace = { .begun = false };
	struct calendar calendar;
	if (options->year != 0)
		return options->year;
	for (size_t i = 0; i < count; i++)
		follow_part(&trace, parts[i].text, parts[i].goes_on);
	if (!trace.begun)
		return 0;
	zone_set(options->zone);
	calendar_begin(&calendar, options->latest, 0, 0);
	return calendar_year(&calendar, &trace.last) - trace.rollovers;
}

bool
syslog_goes_back(struct str before, struct str behind)
{
	struct trace trace = { .begun = false };
	follow_part(&trace, before, false);
	trace.rollovers = 0;
	follow_part(&trace, behind, false);
	return trace.rollovers > 0;
}

bool
syslog_zone_known(const char *zone)
{
	return zone_known(zone);
}
