/*
 * looks.h - what a word may be, by its looks: an address, a network, a name.
 * In: what a user typed. Out: that in the form in which it is stored.
 */
#ifndef LOOKS_H
#define LOOKS_H

#include "base.h"

enum looks { LOOKS_IP = 1, LOOKS_AT = 2, LOOKS_NAME = 4, LOOKS_WORD = 8, LOOKS_NETWORK = 16 };

struct looked {
	enum looks looks;
	struct str text;        /* as it was typed, without the <> around it */
	struct str folded;      /* an IP address or network in its one form, all else in lower case */
};

struct looked looks_of(struct arena *arena, const char *typed);

#endif
