/*
 * program.h - what a syslog tag says of its program: its word, and whose queue it works on.
 * The instance is the tag's first part ("postfix-out/smtpd"), unless that is the name of a service, which runs for the
 * default instance ("submission/smtpd"); "postfix@postfix-out" is how systemd calls the unit of one. Exim's queue is its own.
 */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "ingest/rows.h"

struct program {
	int64_t word, instance;
	bool local;             /* hands to a mailbox here even where it names an address: lmtp */
};

struct programs;
struct programs *programs_open(struct rows *rows);
void programs_close(struct programs *programs);

/* Borrowed until programs_close. */
const struct program *programs_find(struct programs *programs, struct str tag);
/* The same for the part of a program that speaks, "exim" and "smtp" as "exim/smtp"; absent: the program itself. */
const struct program *programs_part(struct programs *programs, struct str tag, struct str part);

/* The instances seen so far, the default one first. */
size_t programs_instances(const struct programs *programs);
int64_t programs_instance(const struct programs *programs, size_t index);

#endif
