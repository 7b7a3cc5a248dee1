/*
 * sandbox.h - what a process that evaluates foreign records may still do: compute, and speak through one socket.
 */
#ifndef SANDBOX_H
#define SANDBOX_H

enum { SANDBOX_MEMORY = 256 * 1024 * 1024 };    /* bytes that the process may get beyond what it has */

/* From here on: no files, no network, no other processes, only send and recv on fd; anything else kills the process.
   Memory is limited, there is no core. All other descriptors are closed. Dies where the kernel cannot do this. */
void sandbox_enter(int fd);

#endif
