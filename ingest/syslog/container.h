/*
 * container.h - whole lines that a container printed, behind the tag of the container or of who runs it.
 * In: a header. Out: the header of the line that stands in its text.
 */
#ifndef CONTAINER_H
#define CONTAINER_H

#include "ingest/syslog/syslog.h"

/* Where the tag is that of a container and its text a line with a stamp, a tag and a pid: takes host, program, pid and text from there. When it was
   printed, the outer stamp tells. The text is unescaped (wrapping_undo). */
void container_undo(struct header *header, struct arena *arena);

#endif
