/*
 * export.h - whole entries of journalctl -o export.
 */
#ifndef EXPORT_H
#define EXPORT_H

#include "ingest/window.h"

enum lines_answer export_next(struct window *window, struct line *line);

#endif
