/*
 * check.c - the command that looks whether all is well: the database, the configuration, what unjoe needs beside it, and Postfix's settings.
 */
#include "command/command.h"
#include "command/postfix.h"
#include "command/recipients.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { ASK_SECONDS = 10, STALE_SECONDS = 26 * 3600 };

struct checking {
	struct call *call;
	struct store *rows;
	struct arena *arena;
};

static void
add(const struct checking *checking, const char *area, enum check_state state, struct str what, const char *todo)
{
	report_check_add(checking->rows, area, state, what, str_of(todo));
}

/* What the database says of itself (report/check/state.sql). */
struct state {
	int64_t schema, bytes, unused, read_at, last_at, verdicts, mail;
};

static struct state
read_state(const struct checking *checking, struct store *store)
{
	struct stmt *stmt = store_stmt(store, "report/check/state.sql");
	stmt_bind_int(stmt, stmt_param(stmt, "now"), checking->call->now);
	stmt_step(stmt);
	struct state state = { stmt_int(stmt, 0), stmt_int(stmt, 1), stmt_int(stmt, 2), stmt_int(stmt, 3), stmt_int(stmt, 4), stmt_int(stmt, 5), stmt_int(stmt, 6) };
	stmt_reset(stmt);
	return state;
}

/* Each page is read, at half a gigabyte a second: a large database only when asked. */
static void
check_integrity(const struct checking *checking, struct store *store, int64_t bytes)
{
	enum { LARGE = 800 * 1000 * 1000 };
	if (bytes > LARGE && checking->call->options.value[OPT_FULL] == NULL) {
		add(checking, "database", CHECK_OK, STR("its pages are not looked at one by one, since it is large"), "unjoe check --full, now and then");
		return;
	}
	struct stmt *stmt = store_stmt(store, "report/check/quick.sql");
	while (stmt_step(stmt)) {
		bool good = str_is(stmt_str(stmt, 0), "ok");
		add(checking, "database", good ? CHECK_OK : CHECK_ERROR, good ? STR("its pages and indexes are sound") : stmt_str(stmt, 0),
		    good ? NULL : "restore a copy, or move it away and ingest again");
	}
	stmt_reset(stmt);
}

static void
check_freshness(const struct checking *checking, const struct state *state)
{
	int64_t now = checking->call->now, newest = state->last_at, age = now - newest;
	if (state->read_at == 0)
		add(checking, "database", CHECK_WARNING, STR("nothing was read yet"), "unjoe ingest /var/log/mail.log*");
	else if (age > STALE_SECONDS)
		add(checking, "database", CHECK_WARNING, arena_print(checking->arena, "the newest that was read is %lld hours old", (long long)(age / 3600)),
		    "unjoe ingest /var/log/mail.log*, daily by cron or a timer");
	else if (age < -86400)
		add(checking, "database", CHECK_WARNING, STR("what was read lies in the future: a clock is wrong"), "unjoe status tells of which host");
	else
		add(checking, "database", CHECK_OK, arena_print(checking->arena, "the newest that was read is %lld minutes old", (long long)(age < 0 ? 0 : age / 60)), NULL);
}

/* Logs name people. */
static void
check_permissions(const struct checking *checking, const char *path)
{
	struct stat file, folder;
	struct str parent = str_of(path);
	while (parent.n > 0 && parent.p[parent.n - 1] != '/')
		parent.n--;
	const char *above = parent.n == 0 ? "." : arena_copy(checking->arena, parent).p;
	if (stat(path, &file) != 0)
		return;
	if ((file.st_mode & 0007) != 0)
		add(checking, "database", CHECK_WARNING, arena_print(checking->arena, "everybody on this host may read it (mode %03o)", (unsigned)file.st_mode & 0777),
		    arena_print(checking->arena, "chmod o= %s", path).p);
	if (stat(above, &folder) == 0 && (folder.st_mode & 0002) != 0 && (folder.st_mode & S_ISVTX) == 0)
		add(checking, "database", CHECK_ERROR, arena_print(checking->arena, "everybody may replace it: the folder %s is writable by all", above),
		    arena_print(checking->arena, "chmod o-w %s", above).p);
	if (access(path, W_OK) != 0)
		add(checking, "database", CHECK_WARNING, STR("you may only read it"), "run unjoe ingest as its owner");
}

/* As much again is needed to erase and to move it; less than a gigabyte is little for a day of storm. */
static void
check_room(const struct checking *checking, const char *path, const struct state *state)
{
	enum { MEGABYTE = 1000000, LITTLE = 1000 };
	struct statvfs disk;
	if (statvfs(path, &disk) != 0)
		return;
	int64_t room = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize, megabytes = room / MEGABYTE;
	struct str what = arena_print(checking->arena, "%lld MB are free on its disk, the database has %lld", (long long)megabytes, (long long)(state->bytes / MEGABYTE));
	if (room < state->bytes / 10 || megabytes < LITTLE / 10)
		add(checking, "database", CHECK_ERROR, what, "make room, or unjoe prune");
	else if (room < state->bytes || megabytes < LITTLE)
		add(checking, "database", CHECK_WARNING, what, "make room, or unjoe prune; erase and prune need as much again");
	else
		add(checking, "database", CHECK_OK, what, NULL);
}

static void
check_database(const struct checking *checking, struct state *state)
{
	struct call *call = checking->call;
	char *path = config_database(call->config, call->options.value[OPT_DB], false);
	if (access(path, F_OK) != 0 && errno == ENOENT) {
		add(checking, "database", CHECK_WARNING, arena_print(checking->arena, "there is no %s yet", path), "unjoe ingest /var/log/mail.log*");
	} else {
		struct store *store = call_reads(call);
		*state = read_state(checking, store);
		add(checking, "database", CHECK_OK, arena_print(checking->arena, "%s, schema %lld", path, (long long)state->schema), NULL);
		check_integrity(checking, store, state->bytes);
		check_freshness(checking, state);
		check_permissions(checking, path);
		check_room(checking, path, state);
	}
	free(path);
}

/* That it can be read was seen when the program began. */
static void
check_configuration(const struct checking *checking)
{
	const struct config *config = checking->call->config;
	if (config->path == NULL)
		add(checking, "configuration", CHECK_OK, STR("none: defaults are used"), NULL);
	else
		add(checking, "configuration", CHECK_OK, arena_print(checking->arena, "%s is sound", config->path), NULL);
	for (int i = 0; i < config->ingest.files.count; i++) {
		glob_t found;
		const char *name = config->ingest.files.items[i];
		size_t readable = 0;
		if (strcmp(name, "journal") == 0 || strcmp(name, "-") == 0)
			continue;
		bool any = glob(name, GLOB_BRACE, NULL, &found) == 0;
		for (size_t n = 0; any && n < found.gl_pathc; n++)
			readable += access(found.gl_pathv[n], R_OK) == 0;
		if (!any)
			add(checking, "configuration", CHECK_WARNING, arena_print(checking->arena, "files = %s: there is no such file", name), "correct [ingest] files");
		else if (readable < found.gl_pathc)
			add(checking, "configuration", CHECK_WARNING, arena_print(checking->arena, "files = %s: %zu of %zu may not be read", name, found.gl_pathc - readable, found.gl_pathc),
			    "run unjoe as a user of the group adm");
		if (any)
			globfree(&found);
	}
}

static void
check_resolver(const struct checking *checking)
{
	const struct call *call = checking->call;
	const char *asked = call->options.value[OPT_RESOLVER], *server = asked != NULL ? asked : call->config->spf.resolver, *error;
	const char *name = server != NULL ? server : "that of /etc/resolv.conf";
	if (call->options.value[OPT_OFFLINE] != NULL || (call->options.value[OPT_DNS] == NULL && asked == NULL && !call->config->spf.dns))
		add(checking, "resolver", CHECK_OK, STR("DNS is not to be asked ([spf] dns, or --dns)"), NULL);
	else if (spf_resolver_answers(server, &error))
		add(checking, "resolver", CHECK_OK, arena_print(checking->arena, "%s answers", name), NULL);
	else
		add(checking, "resolver", CHECK_ERROR, arena_print(checking->arena, "%s: %s", name, error), "see [spf] resolver, /etc/resolv.conf, and the firewall");
}

/* What a program says when it is asked, most bytes of it. Absent: there is none (argv[0] is NULL), or it failed. */
static struct str
answer_of(struct arena *arena, const char *const *argv, size_t most)
{
	if (argv[0] == NULL)
		return STR_NONE;
	struct process process = process_run(arena, argv, STR(""), ASK_SECONDS);
	return process.done && process.out.n <= most ? process.out : STR_NONE;
}

/* What pictures need. */
static void
check_programs(const struct checking *checking)
{
	struct arena *arena = checking->arena;
	struct str gnuplot = process_find(arena, "gnuplot"), match = process_find(arena, "fc-match");
	const char *const version[] = { gnuplot.p, "--version", NULL }, *const font[] = { match.p, "DejaVu Sans", NULL };
	struct str said = answer_of(arena, version, 4096);
	if (gnuplot.p == NULL)
		add(checking, "gnuplot", CHECK_WARNING, STR("is not installed: there are no pictures"), "apt install gnuplot-nox");
	else if (!str_prefix(said, "gnuplot "))
		add(checking, "gnuplot", CHECK_ERROR, arena_print(arena, "%s does not say its version", gnuplot.p), "apt install --reinstall gnuplot-nox");
	else
		add(checking, "gnuplot", CHECK_OK, str_trim(said), NULL);
	said = answer_of(arena, font, 4096);
	bool there = said.p != NULL && memmem(said.p, said.n, "DejaVu", 6) != NULL;
	add(checking, "fonts", there ? CHECK_OK : CHECK_WARNING, there ? STR("DejaVu Sans is there") : STR("DejaVu Sans is not found: pictures take another font"),
	    there ? NULL : "apt install fonts-dejavu-core fontconfig");
}

static void
check_sendmail(const struct checking *checking)
{
	struct arena *arena = checking->arena;
	const char *given = checking->call->config->nightly.sendmail, *name = given != NULL ? given : "sendmail";
	struct str path = strchr(name, '/') == NULL ? process_find(arena, name) : access(name, X_OK) == 0 ? str_of(name) : STR_NONE;
	if (path.p != NULL)
		add(checking, "sendmail", CHECK_OK, path, NULL);
	else if (given != NULL)
		add(checking, "sendmail", CHECK_ERROR, arena_print(arena, "%s cannot be run: the nightly report cannot be mailed", given), "see [nightly] sendmail of the configuration");
	else
		add(checking, "sendmail", CHECK_WARNING, STR("there is no sendmail(1): the nightly report cannot be mailed"), "install Postfix, or apt install msmtp-mta");
}

/* What postconf prints, from a file or from itself. Absent: it cannot be had, as was said. */
static struct str
settings(const struct checking *checking, enum option_number option, struct str program, const char *argument)
{
	const char *path = checking->call->options.value[option];
	const char *const argv[] = { program.p, argument, NULL };
	struct str text = STR_NONE;
	if (path != NULL && !recipients_read_file(checking->arena, path, &text))
		die("%s: it cannot be read, or has more than %d bytes", path, POSTCONF_BYTES);
	if (path == NULL)
		text = answer_of(checking->arena, argv, POSTCONF_BYTES);
	if (text.p == NULL && program.p != NULL)
		add(checking, "postfix", CHECK_ERROR, arena_print(checking->arena, "'postconf %s' fails", argument), "run it by hand, to see why");
	return text;
}

static void
check_postfix(const struct checking *checking, const struct state *state)
{
	const char *const *value = checking->call->options.value;
	bool files = value[OPT_POSTCONF] != NULL || value[OPT_MASTER] != NULL;
	struct str error, program = files ? STR_NONE : process_find(checking->arena, "postconf");
	struct postconf *postconf = postconf_open();
	if (files && (value[OPT_POSTCONF] == NULL || value[OPT_MASTER] == NULL))
		die_usage("--postconf and --master go together");
	struct str main = settings(checking, OPT_POSTCONF, program, "-n"), master = settings(checking, OPT_MASTER, program, "-M");
	if (!files && program.p == NULL)
		add(checking, "postfix", CHECK_OK, STR("is not on this host; its settings may be given with --postconf and --master"), NULL);
	else if (main.p == NULL || master.p == NULL)
		;
	else if (!postconf_read_main(postconf, main, &error))
		add(checking, "postfix", CHECK_ERROR, arena_print(checking->arena, "its settings cannot be read: %.*s", (int)error.n, error.p), "give what 'postconf -n' prints");
	else if (!postconf_read_master(postconf, master, &error))
		add(checking, "postfix", CHECK_ERROR, arena_print(checking->arena, "its services cannot be read: %.*s", (int)error.n, error.p), "give what 'postconf -M' prints");
	else
		postfix_check(postconf, value[OPT_POLICYD], checking->rows);
	if (state->mail >= 100 && state->verdicts == 0)
		add(checking, "postfix", CHECK_WARNING, STR("the log of the last seven days has mail, and no verdict of SPF: what checks it is not asked, or too quiet"),
		    "let the policy service log what it decides (policyd-spf: debugLevel = 1)");
	postconf_close(postconf);
}

static bool
run_check(struct call *call)
{
	struct report_options options = call_report_options(call);
	struct checking checking = { call, store_open_rows(), arena_open() };
	struct state state = { 0 };
	report_check_begin(checking.rows);
	check_database(&checking, &state);
	check_configuration(&checking);
	check_resolver(&checking);
	check_programs(&checking);
	check_sendmail(&checking);
	check_postfix(&checking, &state);
	bool good = report_check(checking.rows, &options);
	store_close(checking.rows);
	arena_close(checking.arena);
	return good;
}

const struct entry entry_check = {
	{ "check", "keep", "", "whether all is well: database, resolver, Postfix",
	    OPTION_BIT(FORMAT) | OPTION_BIT(FULL) | OPTION_BIT(POSTCONF) | OPTION_BIT(MASTER) | OPTION_BIT(POLICYD) | OPTION_BIT(DNS) | OPTION_BIT(RESOLVER) | OPTION_BIT(OFFLINE),
	    "Postfix is asked for its settings where it is installed; those of another host\n"
	    "can be given as files. The exit status is 1 where there is an error.\n\n"
	    "  unjoe check\n"
	    "  ssh mx postconf -n >main; ssh mx postconf -M >master\n"
	    "  unjoe check --postconf main --master master\n" },
	0, 0, run_check
};
