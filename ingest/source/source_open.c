/*
 * source_open.c - one stream of content is recognised, so that reading begins where what is new does.
 */
#include "ingest/source/source_open.h"

#include <stdlib.h>
#include <string.h>

static struct source *
make(struct ledger *ledger, struct content *content, const char *name)
{
	struct source *source = mem_new(sizeof *source);
	source->ledger = ledger;
	source->content = content;
	source->name = mem_string(str_of(name));
	source->trail = trail_open();
	pthread_mutex_init(&source->lock, NULL);
	if (content == NULL)
		return source;
	struct str head = content_head(content);
	source->head_n = head.n;
	if (head.n > 0)
		memcpy(source->head, head.p, head.n);
	source->look = content_look(content);
	source->modified = content_modified(content);
	return source;
}

struct source *
source_open(struct ledger *ledger, struct content *content, const char *name)
{
	struct source *source = make(ledger, content, name);
	struct match *match = &source->match;
	*match = match_content(content, source_head(source), ledger, source->trail);
	source->start = source->offset = match->position;
	if (match->kind >= MATCH_PART)
		source->id = match->entry->id;
	else if (match->more)
		source->id = ledger_reserve(ledger);
	if (!match->more)
		source->state = SOURCE_UNCHANGED;
	else if (match->kind == MATCH_WHOLE)
		source->state = SOURCE_GROWN;
	source_keep_error(source);
	source->complete = !match->more && source->error == NULL;
	if (match->kind == MATCH_WHOLE && !match->more) {
		struct look look = source->complete && content_last(content) ? source->look : (struct look){ 0 };
		ledger_meet(match->entry, name, &look);
	}
	if (match->held_n == 0) {
		free(match->buffer);
		match->buffer = NULL;
	}
	return source;
}

struct source *
source_open_message(struct ledger *ledger, struct content *content, const char *name, const char *path, const char *member)
{
	struct source *source = make(ledger, content, name);
	struct entry *entry = ledger_by_path(ledger, path);
	source->id = entry != NULL ? entry->id : ledger_reserve(ledger);
	source->container = mem_string(str_of(path));
	source->member = member == NULL ? NULL : mem_string(str_of(member));
	return source;
}

struct source *
source_open_unchanged(struct ledger *ledger, struct entry *entry, const char *name, const struct look *look)
{
	struct source *source = make(ledger, NULL, name);
	source->state = SOURCE_UNCHANGED;
	source->id = entry->id;
	source->start = source->offset = entry->position;
	source->look = *look;
	source->modified = look->modified_ns / 1000000000;
	return source;
}

struct source *
source_open_whole(struct ledger *ledger, struct entry *entry, struct content *content, const char *name)
{
	struct source *source = make(ledger, content, name);
	source->id = entry->id;
	return source;
}

void
source_close(struct source *source)
{
	if (source == NULL)
		return;
	if (source->content != NULL && !source->complete)
		content_spoil(source->content);
	trail_close(source->trail);
	pthread_mutex_destroy(&source->lock);
	free(source->match.buffer);
	free(source->name);
	free(source->container);
	free(source->member);
	free(source->error);
	free(source);
}
