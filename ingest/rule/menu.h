/*
 * menu.h - which rules a line may fit, by its program and its first byte.
 * In: rule files. Out: the first rule that fits a line. What is worked out for a program is remembered, within bounds,
 * since programs are named by the log.
 */
#ifndef MENU_H
#define MENU_H

#include "ingest/rule/rulefile.h"

struct menus;

/* Files and matcher are borrowed. */
struct menus *menus_open(struct rulefile *const *files, unsigned count, struct matcher *matcher);
void menus_close(struct menus *menus);

/* Whether one of the file's program patterns fits. */
bool menu_file_reads(const struct rulefile *file, struct matcher *matcher, struct str program);
/* Whether any rule is tried on this program's lines. */
bool menus_know(struct menus *menus, struct str program);
/* The first rule that fits, NULL for none; the matcher then holds what it captured. */
struct line_rule *menus_search(struct menus *menus, struct str program, struct str text);

#endif
