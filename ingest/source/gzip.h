/*
 * gzip.h - the content of a .gz, to the last byte that can be had. The only room that includes zlib.
 * RFC 1952: members one behind another are one content; what stands behind the last is passed over, as gzip(1) does.
 * libarchive would do it too, but of a file that breaks off it drops up to 64 KiB that were good.
 */
#ifndef GZIP_H
#define GZIP_H

#include "base.h"

struct gzip;
/* read gives compressed bytes and 0 at their end; context is handed to it. */
struct gzip *gzip_open(size_t (*read)(void *context, char *buffer, size_t size), void *context);
void gzip_close(struct gzip *gzip);
size_t gzip_read(void *gzip, char *buffer, size_t size);        /* 0 at the end; a struct gzip */
const char *gzip_error(const struct gzip *gzip);        /* why it broke off, NULL: it did not */

#endif
