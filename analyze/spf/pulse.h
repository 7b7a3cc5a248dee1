/*
 * pulse.h - whether a resolver lives, or only the servers behind it are silent.
 * In: which questions had a sound answer. Out: when to ask one of our own (a probe), and whether it is down.
 *
 * While some have no sound answer, others have: then it is the fault of their servers. Where nothing sound has come for a while, a name that nobody has
 * asked for, and that is in no cache, is asked for once a second. It has less patience than a question, so that we know before those are lost.
 * All times are milliseconds of resolver_clock.
 */
#ifndef PULSE_H
#define PULSE_H

#include <stdbool.h>
#include <stdint.h>

struct pulse {
	int patience;                   /* with a question */
	unsigned lost;                  /* questions without a sound answer, since whose asking there was no other one either */
	int64_t heard;                  /* when the last sound answer came */
	bool failed;                    /* the last probe had none */
	int64_t probed;                 /* when it was sent */
};

void pulse_begin(struct pulse *pulse, int patience, int64_t now);
/* What came of a question, or of a probe. */
void pulse_question(struct pulse *pulse, int64_t asked, bool sound, int64_t now);
void pulse_probe(struct pulse *pulse, int64_t asked, bool sound, int64_t now);
/* Whether a probe is to be sent now. If so it is taken for sent, and has until then. */
bool pulse_wants_probe(struct pulse *pulse, int64_t now, int64_t *until);
bool pulse_is_gone(const struct pulse *pulse);

#endif
