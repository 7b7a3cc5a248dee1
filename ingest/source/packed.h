/*
 * packed.h - what is in a compressed file or an archive, stream after stream. The only room that includes libarchive.
 * Reads xz, zstd, bzip2, zip, and tar as it is or within one of them. Memory does not grow with what is in it.
 */
#ifndef PACKED_H
#define PACKED_H

#include "base.h"

enum packing { PACKING_NONE, PACKING_GZIP, PACKING_XZ, PACKING_ZSTD, PACKING_BZIP2, PACKING_TAR, PACKING_ZIP };
/* What content that begins so is packed with. No text begins so: the marks of tar and zip have NULs. */
enum packing packing_of(struct str head);

struct packed;
/* All but PACKING_NONE and PACKING_GZIP. read gives the bytes and 0 at their end; context is handed to it. */
struct packed *packed_open(enum packing packing, size_t (*read)(void *context, char *buffer, size_t size), void *context);
void packed_close(struct packed *packed);
/* Goes to the next regular file, or to the content of what is only compressed; false: no more, or packed_error. */
bool packed_next(struct packed *packed);
bool packed_last(struct packed *packed);                /* whether no other comes; asked at the end of one, whose name is gone then */
const char *packed_member(const struct packed *packed); /* NULL for what is only compressed */
int64_t packed_modified(const struct packed *packed);   /* UTC seconds, 0: not told */
size_t packed_read(struct packed *packed, char *buffer, size_t size);
const char *packed_error(const struct packed *packed);

/* ingest_pack() in ingest/ingest.h says what it does. */
void packed_write(const char *folder, const char *name, const char *path, int64_t now);

#endif
