/*
 * postconf.h - the settings of Postfix: what postconf -n and postconf -M print, or main.cf and master.cf themselves (postconf(5), master(5)).
 * In: text. Out: the value of a parameter for a service, with what it refers to put in; services. Bounded: what is too long is refused.
 */
#ifndef POSTCONF_H
#define POSTCONF_H

#include "base.h"

struct parameter {
	struct str name, value;
};

struct service {
	struct str name, type, command;         /* smtp, inet, smtpd */
	struct str arguments;                   /* behind the command, in one line */
	const struct parameter *options;        /* of -o */
	size_t option_count;
	bool chroot;
	struct service *next;
};

struct postconf {
	struct arena *arena;
	struct parameter *main;
	size_t main_count;
	struct service *services;               /* in order */
};

enum {
	POSTCONF_BYTES = 4 << 20,               /* of each text at most */
	POSTCONF_VALUE = 64 << 10               /* of each value, also of what is put in */
};

struct postconf *postconf_open(void);
void postconf_close(struct postconf *postconf);

/* Text that must outlive it. False: it is none of that kind; *error says why, with the line, in the arena of postconf. */
bool postconf_read_main(struct postconf *postconf, struct str text, struct str *error);
bool postconf_read_master(struct postconf *postconf, struct str text, struct str *error);

/* As the service sees it (NULL: any): by its -o, by main.cf, else the default of Postfix, if it is one of command/postconf.def; absent
   where it is not. In the arena of postconf. What it refers to is put in; what cannot be told stays as it is written, with its $. */
struct str postconf_get(const struct postconf *postconf, const struct service *service, const char *name);
/* Whether somebody has set it. */
bool postconf_is_set(const struct postconf *postconf, const struct service *service, const char *name);

bool postconf_is_name(char c);                  /* may stand in the name of a parameter */
/* The next word of a list: blanks and commas part them, braces hold together and are taken away. Absent at the end. */
struct str postconf_word(struct str *list);

#endif
