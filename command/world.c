/*
 * world.c - the options that tell what is known of DNS, and whether it may be asked.
 */
#include "command/command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The values of an option, the last one NULL; the caller frees them. */
static const char **
values_of(const struct call *call, enum option_number option)
{
	size_t place = 0, count = 0;
	const char **values = mem_new((call->options.given_count + 1) * sizeof *values);
	while ((values[count] = options_next(&call->options, option, &place)) != NULL)
		count++;
	return values;
}

void
call_needs_domain(const char *name)
{
	if (*name == '\0' || strcmp(name, ".") == 0 || strpbrk(name, " \t@/") != NULL)
		die_usage("\"%s\" is no domain", name);
}

int64_t
call_as_of(const struct call *call)
{
	const char *value = call->options.value[OPT_AS_OF];
	int64_t at = INT64_MAX;
	if (value != NULL && !when_parse(str_of(value), call->now, &at))
		die_usage("--as-of %s is no time: 2026-11-18 [03:00], yesterday, -7d", value);
	return at;
}

bool
call_asks(const struct call *call)
{
	const char *const *value = call->options.value;
	bool told = value[OPT_DNS] != NULL || value[OPT_RESOLVER] != NULL;
	const char *against = value[OPT_OFFLINE] != NULL ? "offline" : value[OPT_AS_OF] != NULL ? "as-of" : NULL;
	if (told && against != NULL)
		die_usage("--%s and --%s: DNS can only be asked now", value[OPT_DNS] != NULL ? "dns" : "resolver", against);
	/* Who brings answers wants to need no network. */
	return told || (call->config->spf.dns && against == NULL && value[OPT_ANSWERS] == NULL);
}

struct spf_world *
call_world_of(struct call *call, struct str domain)
{
	const char *server = call->options.value[OPT_RESOLVER];
	struct spf_world_options options = {
		.store = call->store, .answers = values_of(call, OPT_ANSWERS), .zones = values_of(call, OPT_ZONE),
		.domain = domain, .record = domain.p == NULL ? STR_NONE : str_of(call->options.value[OPT_RECORD]),
		.as_of = call_as_of(call), .now = call->now, .dns = call_asks(call), .server = server != NULL ? server : call->config->spf.resolver,
		.save = store_can_write(call->store),
	};
	if (options.record.n > SPF_RECORD_BYTES)
		die_usage("--record: DNS cannot carry more than %d bytes", SPF_RECORD_BYTES);
	struct spf_world *world = spf_world_open(&options);
	free(options.answers);
	free(options.zones);
	return world;
}

struct spf_world *
call_world(struct call *call)
{
	return call_world_of(call, str_of(call->count > 0 ? call->names[0] : NULL));
}

void
call_looks_again(struct call *call)
{
	struct spf_world *world = call_world(call);
	spf_recheck(world);
	spf_policies(world);
	spf_authorised(world);
	spf_world_close(world);
}

void
call_may_read(struct call *call)
{
	bool write = call_asks(call);
	char *path = config_database(call->config, call->options.value[OPT_DB], false);
	if (call->options.value[OPT_DB] != NULL || access(path, F_OK) == 0)
		call->store = store_open(path, write && access(path, W_OK) == 0 ? STORE_WRITE : STORE_READ);
	free(path);
}
