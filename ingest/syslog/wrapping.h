/*
 * wrapping.h - what relays, containers and loggers put around a line and do to its text.
 * In: lines and texts. Out: how much to skip; the text as its program said it.
 */
#ifndef WRAPPING_H
#define WRAPPING_H

#include "ingest/syslog/syslog.h"

/* How many bytes stand before a line's own header: a byte order mark, "name-1  | " and its colours, "[pod/name/container] ", <pri>,
   which the count of octets may precede (RFC 6587), "dovecot: ". */
size_t wrapping_skip(struct str line);
/* How many bytes of a line that begins with no stamp are the name of a file or the number of a line, as grep(1) puts them before it. */
size_t wrapping_file(struct str line);
/* Takes off header->text: leading blanks, and those, CRs and LFs at the end, Solaris' [ID 197553 mail.info], "message repeated 3 times: [ text]"
   and, where octal says so, rsyslog's escapes of control characters (#000 to #037, #177). */
void wrapping_undo(struct header *header, bool octal, struct arena *arena);

#endif
