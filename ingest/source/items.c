/*
 * items.c - the files to be read, each once, and their order.
 */
#include "ingest/source/items.h"

#include "ingest/source/mailform.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int
by_order(const void *left, const void *right)
{
	const struct item *a = left, *b = right;
	return (a->order > b->order) - (a->order < b->order);
}

static int
by_file(const void *left, const void *right)
{
	const struct item *a = left, *b = right;
	if (a->look.inode != b->look.inode)
		return a->look.inode < b->look.inode ? -1 : 1;
	if (a->look.device != b->look.device)
		return a->look.device < b->look.device ? -1 : 1;
	return by_order(a, b);
}

static int
by_time(const void *left, const void *right)
{
	const struct item *a = left, *b = right;
	if (a->first_at != b->first_at)
		return b->first_at == INT64_MIN || (a->first_at != INT64_MIN && a->first_at < b->first_at) ? -1 : 1;
	int names = a->first_at == INT64_MIN ? strcmp(a->path, b->path) : 0;
	return names != 0 ? names : by_order(a, b);
}

struct item *
items_list(char **paths, size_t count)
{
	struct item *items = mem_new(count * sizeof *items);
	for (size_t i = 0; i < count; i++)
		items[i] = (struct item){ .path = paths[i], .order = i, .look = look_at(paths[i]), .first_at = INT64_MIN };
	qsort(items, count, sizeof *items, by_file);
	for (size_t i = 1; i < count; i++) {
		const struct look *a = &items[i - 1].look, *b = &items[i].look;
		items[i].done = b->inode != 0 && a->inode == b->inode && a->device == b->device;
	}
	qsort(items, count, sizeof *items, by_order);
	return items;
}

void
items_sort(struct item *items, size_t count)
{
	qsort(items, count, sizeof *items, by_time);
}

struct content *
item_open(const struct item *item, const volatile sig_atomic_t *stop)
{
	/* opening a fifo that nobody writes to would block past the stop flag; reading it does not */
	int descriptor = strcmp(item->path, "-") == 0 ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) :
	    open(item->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (descriptor < 0)
		return NULL;
	if (strcmp(item->path, "-") != 0)
		fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK);
	return content_open(descriptor, stop);
}

void
item_look_into(struct item *item, struct ledger *ledger, const volatile sig_atomic_t *stop,
    int64_t (*first_at)(void *, struct str, const char *, int64_t), void *context)
{
	if (item->done || ledger_by_look(ledger, &item->look) != NULL)
		return;
	struct content *content = item_open(item, stop);
	if (content == NULL)
		return;
	item->begun = content_next(content);
	if (item->begun) {
		int64_t modified = content_modified(content);
		struct str head = content_head(content);
		item->message = strcmp(item->path, "-") != 0 && content_is_plain(content) && mail_form(head) == MAIL_SINGLE;
		if (head.n > 0 && !item->message)
			item->first_at = first_at(context, head, item->path, modified != 0 ? modified : ledger_now(ledger));
	}
	if (content_is_pipe(content))
		item->content = content;
	else
		content_close(content);
}
