/*
 * pulse.c - whether a resolver lives.
 */
#include "analyze/spf/pulse.h"

#include "analyze/spf/resolver.h"

enum { PROBE_EVERY = 1000 };            /* milliseconds */

void
pulse_begin(struct pulse *pulse, int patience, int64_t now)
{
	*pulse = (struct pulse){ .patience = patience, .heard = now };
}

void
pulse_question(struct pulse *pulse, int64_t asked, bool sound, int64_t now)
{
	if (sound) {
		pulse->heard = now;
		pulse->lost = 0;
		pulse->failed = false;
	} else if (asked > pulse->heard) {
		pulse->lost++;
	}
}

void
pulse_probe(struct pulse *pulse, int64_t asked, bool sound, int64_t now)
{
	pulse_question(pulse, asked, sound, now);
	pulse->failed = !sound;
}

bool
pulse_wants_probe(struct pulse *pulse, int64_t now, int64_t *until)
{
	bool doubt = now - pulse->heard > pulse->patience / 4 || pulse->lost >= RESOLVER_DOWN_AFTER / 2;

	if (!doubt || now - pulse->probed < (pulse->patience < PROBE_EVERY ? pulse->patience : PROBE_EVERY))
		return false;
	pulse->probed = now;
	*until = now + pulse->patience / 2;
	return true;
}

bool
pulse_is_gone(const struct pulse *pulse)
{
	return pulse->lost >= RESOLVER_DOWN_AFTER && pulse->failed;
}
