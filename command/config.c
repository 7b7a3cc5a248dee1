/*
 * config.c - the configuration file, and what follows from it and from the environment.
 */
#include "command/config.h"
#include "ingest/ingest.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char usual_path[] = "/etc/unjoe.conf", usual_database[] = "/var/lib/unjoe/unjoe.db";

/* A key that there is, and where its value goes. */
static const struct key {
	const char *section, *name;
	enum { TEXT, ZONE, LIST, DAYS, PINS, SWITCH } kind;
	size_t offset;          /* PINS: what kind of pin */
} keys[] = {
	{ "", "database", TEXT, offsetof(struct config, database) },
	{ "", "zone", ZONE, offsetof(struct config, zone) },
	{ "ingest", "files", LIST, offsetof(struct config, ingest.files) },
	{ "ingest", "zone", ZONE, offsetof(struct config, ingest.zone) },
	{ "ingest", "host", TEXT, offsetof(struct config, ingest.host) },
	{ "ingest", "rules", TEXT, offsetof(struct config, ingest.rules) },
	{ "spf", "dns", SWITCH, offsetof(struct config, spf.dns) },
	{ "spf", "resolver", TEXT, offsetof(struct config, spf.resolver) },
	{ "nightly", "mail", LIST, offsetof(struct config, nightly.mail) },
	{ "nightly", "from", TEXT, offsetof(struct config, nightly.from) },
	{ "nightly", "sendmail", TEXT, offsetof(struct config, nightly.sendmail) },
	{ "prune", "bounces", DAYS, offsetof(struct config, prune.bounces) },
	{ "prune", "log", DAYS, offsetof(struct config, prune.log) },
	{ "own", "domains", PINS, PIN_DOMAIN },
	{ "own", "networks", PINS, PIN_NETWORK },
	{ "own", "outgoing", PINS, PIN_OUTGOING },
	{ "own", "hosts", PINS, PIN_HOST },
	{ "own", "complete", PINS, PIN_COMPLETE },
};

struct reading {
	struct config *config;
	const char *path;
	FILE *file;
	int line;
};

/* inih cuts longer lines in two without a word. */
static char *
next_line(char *buffer, int size, void *context)
{
	struct reading *reading = context;
	char *line = fgets(buffer, size, reading->file);
	reading->line++;
	if (line != NULL && strchr(line, '\n') == NULL && !feof(reading->file))
		die("%s:%d: the line is longer than %d bytes", reading->path, reading->line, size - 2);
	return line;
}

static _Noreturn void
unknown_key(const struct reading *reading, const char *section, const char *name)
{
	char known[512];
	size_t n = 0;
	for (size_t i = 0; i < LENGTH(keys); i++)
		if (strcmp(keys[i].section, section) == 0)
			n += (size_t)snprintf(known + n, sizeof known - n, "%s%s", n > 0 ? ", " : "", keys[i].name);
	if (n == 0)
		die("%s:%d: there is no section [%s]", reading->path, reading->line, section);
	die("%s:%d: \"%s\" is no key%s%s%s; there are: %s", reading->path, reading->line, name,
	    *section == '\0' ? " outside a section" : " of [", section, *section == '\0' ? "" : "]", known);
}

/* Several may stand in one line. */
static void
take_pins(const struct reading *reading, enum pin_kind kind, const char *value)
{
	struct config *config = reading->config;
	const char *wanted;
	while (*(value += strspn(value, " \t,")) != '\0') {
		struct str word = { value, strcspn(value, " \t,") };
		config->own.items = mem_resize(config->own.items, (config->own.count + 1) * sizeof *config->own.items);
		if (!pin_read(config->arena, kind, word, &config->own.items[config->own.count++], &wanted))
			die("%s:%d: \"%.*s\": %s is wanted", reading->path, reading->line, (int)word.n, word.p, wanted);
		value += word.n;
	}
}

static int
take_value(void *context, const char *section, const char *name, const char *value)
{
	struct reading *reading = context;
	size_t i = 0;
	while (i < LENGTH(keys) && (strcmp(keys[i].section, section) != 0 || strcmp(keys[i].name, name) != 0))
		i++;
	if (i == LENGTH(keys))
		unknown_key(reading, section, name);
	if (*value == '\0')
		die("%s:%d: %s has no value", reading->path, reading->line, name);
	if (keys[i].kind == ZONE && !ingest_zone_known(value))
		die("%s:%d: there is no time zone \"%s\"; write it as in Europe/Berlin", reading->path, reading->line, value);
	void *field = (char *)reading->config + keys[i].offset;
	if (keys[i].kind == DAYS) {
		int64_t *days = field;
		if (!str_number(str_of(value), days) || *days < 1 || *days > 36500)
			die("%s:%d: %s = %s: a number of days is wanted", reading->path, reading->line, name, value);
	} else if (keys[i].kind == PINS) {
		take_pins(reading, (enum pin_kind)keys[i].offset, value);
	} else if (keys[i].kind == SWITCH) {
		if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
			die("%s:%d: %s is yes or no, not \"%s\"", reading->path, reading->line, name, value);
		*(bool *)field = strcmp(value, "yes") == 0;
	} else if (keys[i].kind == LIST) {
		struct list *list = field;
		list->items = mem_resize(list->items, ((size_t)list->count + 1) * sizeof *list->items);
		list->items[list->count++] = mem_string(str_of(value));
	} else {
		char **text = field;
		if (*text != NULL)
			die("%s:%d: %s is set a second time", reading->path, reading->line, name);
		*text = mem_string(str_of(value));
	}
	return 1;
}

struct config *
config_open(const char *path)
{
	struct reading reading = { .config = mem_new(sizeof(struct config)), .path = path };
	if (reading.path == NULL)
		reading.path = getenv("UNJOE_CONFIG");
	bool asked = reading.path != NULL;
	if (!asked)
		reading.path = usual_path;
	reading.config->arena = arena_open();
	reading.file = fopen(reading.path, "re");
	if (reading.file == NULL && !asked && errno == ENOENT)
		return reading.config;
	if (reading.file == NULL)
		die("%s: %s", reading.path, strerror(errno));
	reading.config->path = mem_string(str_of(reading.path));
	int fault = ini_parse_stream(next_line, &reading, take_value, &reading);
	if (ferror(reading.file))
		die("%s: %s", reading.path, strerror(errno));
	if (fault != 0)
		die("%s:%d: neither [section] nor key = value", reading.path, fault > 0 ? fault : reading.line);
	fclose(reading.file);
	return reading.config;
}

void
config_close(struct config *config)
{
	free(config->own.items);
	arena_close(config->arena);
	for (size_t i = 0; i < LENGTH(keys); i++) {
		if (keys[i].kind == PINS || keys[i].kind == SWITCH || keys[i].kind == DAYS)
			continue;
		void *field = (char *)config + keys[i].offset;
		if (keys[i].kind == LIST) {
			struct list *list = field;
			for (int n = 0; n < list->count; n++)
				free(list->items[n]);
			free(list->items);
		} else
			free(*(char **)field);
	}
	free(config->path);
	free(config);
}

/* Folders down to the last slash, for us alone as the XDG rules want it; one that cannot be made is seen when the file is. */
static void
make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
}

static bool
usual_database_is_ours(void)
{
	/* One that we may not see is there all the same: better a plain refusal than a second database elsewhere. */
	if (access(usual_database, F_OK) == 0 || errno == EACCES)
		return true;
	return access("/var/lib/unjoe", W_OK | X_OK) == 0;
}

char *
config_database(const struct config *config, const char *asked, bool make)
{
	char path[4096];
	const char *environment = getenv("UNJOE_DB"), *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	if (asked != NULL)
		return mem_string(str_of(asked));
	if (environment != NULL && *environment != '\0')
		return mem_string(str_of(environment));
	if (config->database != NULL)
		return mem_string(str_of(config->database));
	if (usual_database_is_ours())
		return mem_string(str_of(usual_database));
	if (data != NULL && *data == '/')
		snprintf(path, sizeof path, "%s/unjoe/unjoe.db", data);
	else if (home != NULL && *home == '/')
		snprintf(path, sizeof path, "%s/.local/share/unjoe/unjoe.db", home);
	else
		die("there is no $HOME for the database: name a file with --db");
	if (make)
		make_folders(path);
	return mem_string(str_of(path));
}
