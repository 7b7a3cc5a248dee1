/*
 * feed.c - the bytes of a file, a fifo or a pipe, as they stand on disk.
 */
#include "ingest/source/feed.h"

#include <errno.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATIENCE_MS = 2000, STOP_MS = 250 };

struct feed {
	int descriptor;
	const volatile sig_atomic_t *stop;
	bool pipe, ended, peeked;
	int failure;            /* errno of a read */
	char peek[FEED_PEEK];   /* of a file: good until something is read */
	size_t peek_at, peek_n; /* of a pipe: read, but not yet given */
	_Atomic uint64_t consumed;
};

struct feed *
feed_open(int descriptor, const volatile sig_atomic_t *stop)
{
	struct feed *feed = mem_new(sizeof *feed);
	struct stat status;
	feed->descriptor = descriptor;
	feed->stop = stop;
	feed->pipe = fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || lseek(descriptor, 0, SEEK_CUR) != 0;
	return feed;
}

void
feed_close(struct feed *feed)
{
	if (feed == NULL)
		return;
	close(feed->descriptor);
	free(feed);
}

bool
feed_stopped(const struct feed *feed)
{
	return feed->stop != NULL && *feed->stop;
}

/* Whether the descriptor has something, its end included. */
static bool
readable(const struct feed *feed, int milliseconds)
{
	for (int64_t end = clock_ms() + milliseconds; ; ) {
		int64_t left = end - clock_ms();
		struct pollfd poller = { .fd = feed->descriptor, .events = POLLIN };
		if (poll(&poller, 1, left < 0 ? 0 : left < STOP_MS ? (int)left : STOP_MS) > 0)
			return true;
		if (left <= 0 || feed_stopped(feed))
			return false;
	}
}

/* One read(2), past signals; a pipe is watched for the flag while it has nothing. */
static size_t
take(struct feed *feed, char *buffer, size_t size)
{
	ssize_t n = -1;
	do {
		if (feed->pipe)
			while (!readable(feed, STOP_MS) && !feed_stopped(feed))
				;
		if (feed_stopped(feed) || feed->failure != 0)
			return 0;
		n = read(feed->descriptor, buffer, size);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		feed->failure = errno;
	feed->ended = n == 0;
	return n < 0 ? 0 : (size_t)n;
}

/* A slow writer's first bytes are waited for, since they tell whether the stream is known; a live one's are not for long. */
static void
peek_pipe(struct feed *feed)
{
	int64_t end = 0;
	for (size_t n = 1; n > 0 && feed->peek_n < FEED_PEEK; feed->peek_n += n) {
		int64_t now = clock_ms();
		if (feed->peek_n > 0 && end == 0)
			end = now + PATIENCE_MS;
		bool ready = end == 0 || readable(feed, end > now ? (int)(end - now) : 0);
		n = ready ? take(feed, feed->peek + feed->peek_n, FEED_PEEK - feed->peek_n) : 0;
	}
}

struct str
feed_peek(struct feed *feed)
{
	if (!feed->peeked && feed->pipe) {
		peek_pipe(feed);
	} else if (!feed->peeked) {
		ssize_t n = pread(feed->descriptor, feed->peek, FEED_PEEK, 0);
		feed->peek_n = n < 0 ? 0 : (size_t)n;
	}
	feed->peeked = true;
	return (struct str){ feed->peek, feed->peek_n };
}

bool
feed_ready(struct feed *feed, int milliseconds)
{
	return !feed->pipe || feed->peek_at < feed->peek_n || readable(feed, milliseconds) || feed_stopped(feed);
}

size_t
feed_read(void *context, char *buffer, size_t size)
{
	struct feed *feed = context;
	size_t n = feed->peek_n - feed->peek_at;
	if (feed->pipe && n > 0) {
		n = n < size ? n : size;
		memcpy(buffer, feed->peek + feed->peek_at, n);
		feed->peek_at += n;
	} else {
		n = take(feed, buffer, size);
		feed->peeked = feed->peeked && feed->pipe;
	}
	atomic_fetch_add_explicit(&feed->consumed, n, memory_order_relaxed);
	return n;
}

void
feed_seek(struct feed *feed, uint64_t position)
{
	if (feed->pipe || lseek(feed->descriptor, (off_t)position, SEEK_SET) < 0)
		bug("a pipe is asked to go to byte %llu", (unsigned long long)position);
	feed->ended = feed->peeked = false;
	atomic_store_explicit(&feed->consumed, position, memory_order_relaxed);
}

bool
feed_is_pipe(const struct feed *feed)
{
	return feed->pipe;
}

const char *
feed_error(const struct feed *feed)
{
	return feed->failure == 0 ? NULL : strerror(feed->failure);
}

uint64_t
feed_consumed(const struct feed *feed)
{
	return atomic_load_explicit(&feed->consumed, memory_order_relaxed);
}

static struct look
look_from(const struct stat *status)
{
	return !S_ISREG(status->st_mode) ? (struct look){ 0 } : (struct look){
		.device = (int64_t)status->st_dev, .inode = (int64_t)status->st_ino, .size = status->st_size,
		.modified_ns = (int64_t)status->st_mtim.tv_sec * 1000000000 + status->st_mtim.tv_nsec,
	};
}

static struct look
look_of(int descriptor)
{
	struct stat status;
	return fstat(descriptor, &status) == 0 ? look_from(&status) : (struct look){ 0 };
}

struct look
feed_look(const struct feed *feed)
{
	return feed->pipe ? (struct look){ 0 } : look_of(feed->descriptor);
}

struct look
look_at(const char *path)
{
	struct stat status;
	if (strcmp(path, "-") == 0)
		return look_of(STDIN_FILENO);
	return stat(path, &status) == 0 ? look_from(&status) : (struct look){ 0 };
}

struct look
look_in(int folder, const char *name)
{
	struct stat status;
	errno = 0;
	return fstatat(folder, name, &status, 0) == 0 ? look_from(&status) : (struct look){ 0 };
}
