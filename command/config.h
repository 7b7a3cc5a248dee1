/*
 * config.h - what the user told beforehand: the configuration file and the environment.
 * In: unjoe.conf (INI). Out: values; a fault in it ends the program. The only room that includes inih.
 */
#ifndef CONFIG_H
#define CONFIG_H

#include "analyze/analyze.h"

struct list {
	char **items;
	int count;
};

/* What unjoe.conf says (unjoe.conf.5); NULL and empty where it does not. */
struct config {
	char *database;
	char *zone;
	struct {
		struct list files;
		char *zone, *host, *rules;
	} ingest;
	struct {
		bool dns;
		char *resolver;
	} spf;
	struct {
		int64_t bounces, log;   /* days that are kept; 0: not told */
	} prune;
	struct {
		struct pin *items;      /* values in the arena */
		size_t count;
	} own;
	struct {
		struct list mail;       /* addresses */
		char *from, *sendmail;
	} nightly;
	char *path;             /* of the file; NULL: there is none */
	struct arena *arena;
};

/* Reads the file; NULL: $UNJOE_CONFIG, else /etc/unjoe.conf where there is one. A fault in it ends the program with file:line. */
struct config *config_open(const char *path);
void config_close(struct config *config);

/*
 * Where the database is: asked for (may be NULL), else $UNJOE_DB, the configuration's, /var/lib/unjoe/unjoe.db where it exists
 * or could be made, else unjoe/unjoe.db in $XDG_DATA_HOME (~/.local/share). The caller frees it.
 * make: folders of the last one that are missing are made.
 */
char *config_database(const struct config *config, const char *asked, bool make);

#endif
