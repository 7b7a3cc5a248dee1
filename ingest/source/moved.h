/*
 * moved.h - where the messages of a Maildir lie now: clients move them from new/ to cur/ and to other folders, and write flags behind their names.
 */
#ifndef MOVED_H
#define MOVED_H

struct moved;
/* The names in it, as they are now. What is no Maildir has none. */
struct moved *moved_open(const char *path);
void moved_close(struct moved *moved);
/* The file that was called so, "new/1700000000.M1P2.mx", by what is in front of the ":" of its name: "cur/1700000000.M1P2.mx:2,S". NULL: it is gone. */
const char *moved_find(const struct moved *moved, const char *name);

#endif
