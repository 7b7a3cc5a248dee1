/*
 * sources.h - who was seen to send in the name of a domain, and what a record says of each: shared by whatif.c and suggest.c.
 */
#ifndef SPF_SOURCES_H
#define SPF_SOURCES_H

#include "analyze/spf/record.h"
#include "analyze/spf/world.h"

/* The record at name; absent: none, or not known. follow: that which its redirects lead to. */
struct str sources_record(struct spf_world *world, struct str name, bool follow, struct arena *arena);
/* Rows of spf_source_row (analyze/spf/rows/whatif.sql) from those of the world's store. */
void sources_find(struct spf_world *world, struct str domain, struct store *rows);
/* Closes an evaluator that asked of other answers than the world's. */
void sources_end(struct spf_world *world, struct evaluator *evaluator);
/* Says of each source by these answers (NULL: the world's) what SPF says, with the statement of that path. */
void sources_judge(struct spf_world *world, struct answers *answers, struct store *rows, const char *path);

#endif
