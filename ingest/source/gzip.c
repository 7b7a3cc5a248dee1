/*
 * gzip.c - the content of a .gz, to the last byte that can be had.
 */
#include "ingest/source/gzip.h"

#include <stdlib.h>
#include <zlib.h>

enum { GZIP_INPUT = 64 * 1024, GZIP_WRAPPED = 16, GZIP_FIRST_BYTE = 0x1f };

struct gzip {
	size_t (*read)(void *context, char *buffer, size_t size);
	void *context;
	z_stream stream;
	bool within, done;      /* a member has begun and not ended; nothing more comes */
	const char *error;
	unsigned char input[GZIP_INPUT];
};

struct gzip *
gzip_open(size_t (*read)(void *context, char *buffer, size_t size), void *context)
{
	struct gzip *gzip = mem_new(sizeof *gzip);
	gzip->read = read;
	gzip->context = context;
	if (inflateInit2(&gzip->stream, MAX_WBITS + GZIP_WRAPPED) != Z_OK)
		die("out of memory (the state of a decoder)");
	return gzip;
}

void
gzip_close(struct gzip *gzip)
{
	if (gzip == NULL)
		return;
	inflateEnd(&gzip->stream);
	free(gzip);
}

static void
give_up(struct gzip *gzip, const char *error)
{
	gzip->done = true;
	gzip->error = error;
}

/* Makes sure that there is input of a member; says so if there is none. */
static bool
has_input(struct gzip *gzip)
{
	z_stream *stream = &gzip->stream;
	if (stream->avail_in == 0) {
		stream->next_in = gzip->input;
		stream->avail_in = (unsigned)gzip->read(gzip->context, (char *)gzip->input, sizeof gzip->input);
	}
	if (stream->avail_in == 0)
		give_up(gzip, gzip->within ? "truncated gzip data" : NULL);
	else if (!gzip->within && *stream->next_in != GZIP_FIRST_BYTE)
		give_up(gzip, NULL);
	return !gzip->done;
}

static void
inflate_some(struct gzip *gzip)
{
	gzip->within = true;
	switch (inflate(&gzip->stream, Z_NO_FLUSH)) {
	case Z_OK:
	case Z_BUF_ERROR:
		break;
	case Z_STREAM_END:
		gzip->within = false;
		inflateReset(&gzip->stream);
		break;
	case Z_MEM_ERROR:
		die("out of memory (the window of a decoder)");
	default:
		give_up(gzip, "damaged gzip data");
	}
}

size_t
gzip_read(void *context, char *buffer, size_t size)
{
	struct gzip *gzip = context;
	z_stream *stream = &gzip->stream;
	stream->next_out = (unsigned char *)buffer;
	stream->avail_out = (unsigned)size;
	while (!gzip->done && stream->avail_out > 0) {
		/* what is there is given before a pipe is waited for */
		if (stream->avail_in == 0 && stream->avail_out < size)
			break;
		if (has_input(gzip))
			inflate_some(gzip);
	}
	return size - stream->avail_out;
}

const char *
gzip_error(const struct gzip *gzip)
{
	return gzip->error;
}
