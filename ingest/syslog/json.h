/*
 * json.h - a line of JSON as a log entry: journalctl -o json, rsyslog's templates. The only room that includes json-c.
 * In: one line. Out: the fields of an entry.
 */
#ifndef JSON_H
#define JSON_H

#include "ingest/syslog/journal.h"

struct json;
struct json *json_open(void);
void json_close(struct json *json);

/* Values are in the arena: strings, numbers as text, arrays of bytes (as the journal writes what is no UTF-8), the first of several values;
   absent where null. What Elasticsearch, Splunk and collectors put into an object of its own ("_source", "result", "host") is looked for there.
   False where the line is no JSON object, or one of more than 256 KiB or 16 levels. */
bool json_read(struct json *json, struct str line, struct arena *arena, struct journal_entry *entry);

#endif
