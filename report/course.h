/*
 * course.h - the course of an incident: bars on the terminal, a picture on a page or in a file.
 * In: its minutes, the events that were noted. Out: lines, a picture.
 */
#ifndef COURSE_H
#define COURSE_H

#include "report/output.h"
#include "schema/store.h"

struct incident_head {
	struct str incident;    /* its id */
	struct str title;       /* "Storm of bounces to example.com" */
	int64_t starts_at, ends_at;
	bool takeover;
};

/* To people alone. */
void course_print(struct store *store, const struct incident_head *head, struct output *output);
/* Into a file, or on the terminal: plot.h, plot_write. Answers what is wrong, in the arena; absent: it is written. */
struct str course_plot(struct store *store, const struct incident_head *head, const char *path, struct arena *arena);

#endif
