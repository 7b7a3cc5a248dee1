/*
 * objects.h - JSON objects that are no lines: an array of entries, and objects of many lines each (journalctl -o json-pretty, jq).
 */
#ifndef OBJECTS_H
#define OBJECTS_H

#include "ingest/syslog/window.h"

/* Whether a content that begins so is of these. */
bool objects_are(struct str head);
/* The first one that is whole in it; absent: none is. */
struct str objects_first(struct str head);
/* As lines_next: an object, or a line that belongs to none. */
enum lines_answer objects_next(struct window *window, struct line *line);

#endif
