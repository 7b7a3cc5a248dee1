/*
 * export.h - whole entries of journalctl -o export.
 */
#ifndef EXPORT_H
#define EXPORT_H

#include "ingest/syslog/window.h"

/* As lines_next: an entry with all its fields, as it stands, and none that is empty. */
enum lines_answer export_next(struct window *window, struct line *line);

#endif
