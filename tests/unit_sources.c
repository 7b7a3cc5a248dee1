/*
 * unit_sources.c - tests of the list of sources: folders, globs, archives, order, what cannot be read, --follow, recall.
 */
#include "ingest/source/recall.h"
#include "tests/reading.h"

#include <pthread.h>
#include <signal.h>

static void
put(const char *path, unsigned seed)
{
	write_log(path, seed, 0, 3);
}

static void
test_folder(void)
{
	fresh("folder");
	mkdir("logs", 0700);
	mkdir("logs/deep", 0700);
	mkdir("logs/deep/deeper", 0700);
	mkdir("logs/.hidden", 0700);
	put("logs/b.log", 1);
	put("logs/a.log", 2);
	put("logs/deep/c.log", 3);
	put("logs/deep/deeper/c.log", 4);
	put("logs/.hidden/no.log", 5);
	put("logs/.no.log", 6);
	put("logs/a.log~", 7);
	put("logs/#a.log#", 8);
	put("logs/a.log.swp", 9);
	mkfifo("logs/fifo", 0600);
	write_file("logs/empty", STR(""));
	(void)(symlink("nowhere", "logs/link") + symlink("b.log", "logs/b.link"));
	run("logs/", NULL);
	is_int(seen_count, 5, "of a folder its files and those below it are read, and no others");
	is_seen(0, "logs/a.log", SOURCE_NEW, 3, "in order of their names");
	is_seen(1, "logs/b.link", SOURCE_NEW, 3, "a link and its file are one");
	is_seen(2, "logs/deep/c.log", SOURCE_NEW, 3, "one level below");
	is_seen(3, "logs/deep/deeper/c.log", SOURCE_NEW, 3, "and two");
	is_seen(4, "logs/empty", SOURCE_UNCHANGED, 0, "nothing in an empty one");
	is_int(seen_failed, 0, "nothing is warned of");
	run("logs/*.log", "logs/deep", "./logs/a.log", NULL);
	is_int(seen_count, 4, "a glob is opened, what is named twice is read once");
	is_seen(1, "logs/b.log", SOURCE_UNCHANGED, 0, "in order of their names, too");
	is_seen(3, "logs/deep/deeper/c.log", SOURCE_UNCHANGED, 0, "one level below what is named");
}

/* Standard error of what a call prints. */
static int caught[2], saved;

static void
catch_errors(void)
{
	if (pipe(caught) != 0)
		die("no pipe");
	saved = dup(STDERR_FILENO);
	dup2(caught[1], STDERR_FILENO);
}

static const char *
errors(void)
{
	static char text[4000];
	fflush(stderr);
	dup2(saved, STDERR_FILENO);
	close(caught[1]);
	close(saved);
	ssize_t n = read(caught[0], text, sizeof text - 1);
	text[n > 0 ? n : 0] = '\0';
	close(caught[0]);
	return text;
}

static void
test_failures(void)
{
	fresh("failures");
	put("a.log", 1);
	catch_errors();
	run("missing", "a.log", "no*such", "/dev/null", NULL);
	const char *text = errors();
	is_int(seen_failed, 3, "what cannot be read is counted");
	is_seen(0, "a.log", SOURCE_NEW, 3, "the others are read");
	ok(strstr(text, "missing: No such file") != NULL, "a file that is not there is named");
	ok(strstr(text, "no*such: no file") != NULL, "so is a glob that fits nothing");
	ok(strstr(text, "/dev/null: is a") != NULL, "so is a device");
	write_file("x.xz", STR("\xfd" "7zXZ\0garbage that is no block of it, and more of it"));
	write_file("y.gz", STR("\x1f\x8bnothing of the kind"));
	catch_errors();
	run("x.xz", "y.gz", NULL);
	text = errors();
	is_int(seen_failed, 2, "a damaged file is counted");
	ok(seen_count == 0 && strstr(text, "x.xz: ") != NULL && strstr(text, "y.gz: damaged gzip data") != NULL, "and named");
	is_int((int64_t)strlen(text), (int64_t)(strchr(strchr(text, '\n') + 1, '\n') + 1 - text), "once");
	int open_input = dup(STDIN_FILENO);
	catch_errors();
	close(STDIN_FILENO);
	run("-", NULL);
	dup2(open_input, STDIN_FILENO);
	close(open_input);
	ok(strstr(errors(), "standard input: ") != NULL && seen_failed == 1, "standard input may be closed");
}

/* A folder and a file that somebody else may not read. */
static void
test_permission(void)
{
	fresh("permission");
	mkdir("open", 0755);
	mkdir("open/closed", 0700);
	put("open/closed/a.log", 1);
	put("open/b.log", 2);
	put("open/c.log", 3);
	(void)(chmod(".", 0755) + chmod("..", 0755) + chmod("open/c.log", 0644) + chmod("open/b.log", 0600));
	fflush(NULL);
	pid_t child = fork();
	int status;
	if (child == 0) {
		/* names only: the database is not the other user's */
		struct sources *sources = sources_open(store, 0);
		if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(1);
		if (access("open/c.log", R_OK) != 0)
			_exit(77);
		catch_errors();
		bool all = sources_add(sources, "open"), one = sources_add(sources, "open/b.log");
		add_folders(sources);
		const char *text = errors();
		bool named = strstr(text, "open/closed: Permission denied") != NULL && strstr(text, "open/b.log: Permission denied") != NULL;
		struct source *source = sources_next(sources);
		bool read = source != NULL && strcmp(source_name(source), "open/c.log") == 0 && sources_next(sources) == NULL;
		_exit(all || one || !named || !read || sources_failed(sources) != 3);
	}
	waitpid(child, &status, 0);
	if (geteuid() != 0)
		ok(true, "what may not be read is warned of # SKIP only root can become another user");
	else if (WEXITSTATUS(status) == 77)
		ok(true, "what may not be read is warned of # SKIP the folder of the tests is closed to other users");
	else
		is_int(WIFEXITED(status) ? WEXITSTATUS(status) : 1000, 0, "what may not be read is warned of, the others are read");
}

static void
test_archives(void)
{
	static const char *const paths[] = { "logs.tar", "logs.tar.gz", "logs.tar.xz", "logs.zip" };
	static const char *const names[] = { "var/log/mail.log", "var/log/mail.log.1" };
	struct str contents[2] = { make_log(1, 0, 12000), make_log(2, 0, 12000) };
	char first[100], second[100];
	for (size_t i = 0; i < LENGTH(paths); i++) {
		fresh("archives");
		snprintf(first, sizeof first, "%s:%s", paths[i], names[0]);
		snprintf(second, sizeof second, "%s:%s", paths[i], names[1]);
		pack_file(paths[i], names, contents, 2);
		commit_every = 5000;
		die_after = 1;
		run(paths[i], NULL);
		die_after = 0;
		run(paths[i], NULL);
		is_seen(0, first, SOURCE_GROWN, 7000, "the first file of an archive is a stream of its own");
		is_seen(1, second, SOURCE_NEW, 12000, "so is the second");
		run(paths[i], NULL);
		is_seen(0, paths[i], SOURCE_UNCHANGED, 0, "next time the archive is not opened");
		rename(paths[i], "moved");
		run("moved", NULL);
		is_seen(0, "moved:var/log/mail.log", SOURCE_UNCHANGED, 0, "under another name it is");
		is_seen(1, "moved:var/log/mail.log.1", SOURCE_UNCHANGED, 0, "to rename all its streams");
		is_str(str_of(ask("SELECT group_concat(near_path(path)) FROM source")), "moved:var/log/mail.log,moved:var/log/mail.log.1", "which is done");
		write_file("mail.log.1", contents[1]);
		run("mail.log.1", NULL);
		is_seen(0, "mail.log.1", SOURCE_UNCHANGED, 0, "one of its files alone is known");
	}
	fresh("half");
	struct str packed = pack("logs.tar.gz", names, contents, 2);
	write_file("logs.tar.gz", (struct str){ packed.p, packed.n * 3 / 4 });
	catch_errors();
	run("logs.tar.gz", NULL);
	is_str(str_of(errors()), "", "a broken archive is told of by its stream");
	ok(seen[1].lines > 1000 && strstr(seen[1].error, "truncated gzip data after") != NULL, "which says where");
	write_file("logs.tar.gz", packed);
	run("logs.tar.gz", NULL);
	ok(seen[0].state == SOURCE_UNCHANGED && seen[1].state == SOURCE_GROWN, "repaired, it is read on");
	struct str inner = pack("x.gz", NULL, contents, 1);
	struct str nested[2] = { inner, make_log(3, 0, 5) };
	pack_file("nested.tar", names, nested, 2);
	catch_errors();
	run("nested.tar", NULL);
	ok(strstr(errors(), "nested.tar:var/log/mail.log: is packed within") != NULL, "what is packed twice is named");
	is_seen(0, "nested.tar:var/log/mail.log.1", SOURCE_NEW, 5, "the others of the archive are read");
	catch_errors();
	run("nested.tar", NULL);
	ok(strstr(errors(), "is packed within") != NULL, "it is said each time");
	is_seen(0, "nested.tar:var/log/mail.log.1", SOURCE_UNCHANGED, 0, "since the archive is not done with");
	free((char *)nested[1].p);
	free((char *)inner.p);
	free((char *)packed.p);
	free((char *)contents[0].p);
	free((char *)contents[1].p);
}

/* A text that has the mark of a tar where a tar has it is no tar: text has no NUL. */
static void
test_no_archive(void)
{
	char text[600];
	fresh("marks");
	memset(text, 'x', sizeof text);
	memcpy(text + 257, "ustar  ", 7);
	text[sizeof text - 1] = '\n';
	write_file("mail.log", (struct str){ text, sizeof text });
	run("mail.log", NULL);
	is_seen(0, "mail.log", SOURCE_NEW, 1, "an attacker cannot make a log an archive");
}

static unsigned asked;

static int64_t
first_at(void *context, struct str head, const char *name, int64_t modified)
{
	(void)name;
	asked++;
	ok(modified > 0 && context == &asked, "the time of the file is told");
	return head.n > 3 && head.p[2] == ' ' ? (head.p[0] - '0') * 10 + head.p[1] - '0' : INT64_MIN;
}

static void
test_order(void)
{
	static const char *const wanted[] = { "c.gz", "b", "e", "z", "d", "y" };
	char text[100];
	fresh("order");
	struct str early = STR("05 early\n");
	write_file("z", STR("20 late\n"));
	write_file("b", STR("10 middle\n"));
	pack_file("c.gz", NULL, &early, 1);
	write_file("y", STR("nothing to be told\n"));
	write_file("d", STR("neither\n"));
	write_file("e", STR("10 as early as b, named later\n"));
	struct sources *sources = sources_open(store, 0);
	for (const char *name = "zbcyde"; *name != '\0'; name++) {
		snprintf(text, sizeof text, "%c%s", *name, *name == 'c' ? ".gz" : "");
		sources_add(sources, text);
	}
	asked = 0;
	sources_sort(sources, first_at, &asked);
	is_int(asked, 6, "each is asked for");
	for (size_t i = 0; i < LENGTH(wanted); i++) {
		struct source *source = sources_next(sources);
		is_str(str_of(source == NULL ? NULL : source_name(source)), wanted[i], "in order of the first time stamp");
		if (source != NULL)
			read_source(source);
	}
	sources_close(sources);
	sources = sources_open(store, 0);
	sources_add(sources, "z");
	asked = 0;
	sources_sort(sources, first_at, &asked);
	is_int(asked, 0, "what is unchanged is not");
	sources_close(sources);
}

/* A pipe's head is asked for too, and still read. */
static void
test_order_pipe(void)
{
	int ends[2];
	fresh("pipe");
	write_file("b", STR("10 middle\n"));
	if (pipe(ends) != 0 || write(ends[1], "05 early\n", 9) != 9)
		die("no pipe");
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	struct sources *sources = sources_open(store, 0);
	sources_add(sources, "b");
	sources_add(sources, "-");
	sources_add(sources, "-");
	sources_sort(sources, first_at, &asked);
	struct source *source = sources_next(sources);
	is_str(str_of(source_name(source)), "-", "a pipe finds its place");
	read_source(source);
	is_str(str_of((fflush(seen_file), seen_text)), "05 early\n", "and is read from its beginning");
	read_source(sources_next(sources));
	ok(sources_next(sources) == NULL, "standard input is read once");
	sources_close(sources);
}

static volatile sig_atomic_t stop;

static void
pause_ms(int ms)
{
	nanosleep(&(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 }, NULL);
}

/* A logger at work: it appends, is rotated and goes on in the old file for a while, then writes the new one, which is truncated. */
static void *
work(void *context)
{
	(void)context;
	pause_ms(400);
	write_log("mail.log", 1, 100, 200);
	pause_ms(400);
	rename("mail.log", "mail.log.1");
	write_file("mail.log", STR(""));
	write_log("mail.log.1", 1, 200, 250);
	pause_ms(400);
	write_log("mail.log", 2, 0, 70);
	pause_ms(150);
	write_log("mail.log.1", 1, 250, 260);
	pause_ms(1500);
	write_log("mail.log", 2, 70, 80);
	pause_ms(600);
	write_file("mail.log", STR(""));
	pause_ms(600);
	write_log("mail.log", 3, 0, 60);
	pause_ms(600);
	stop = 1;
	return NULL;
}

static void
test_follow(void)
{
	pthread_t thread;
	struct source *source;
	const char *maildir;
	fresh("follow");
	write_log("mail.log", 1, 0, 100);
	put("other.log", 5);
	struct str log = make_log(9, 0, 10);
	pack_file("mail.log.2.gz", NULL, &log, 1);
	struct sources *sources = sources_open(store, 0);
	stop = 0;
	sources_stop(sources, &stop);
	sources_add(sources, "mail.log");
	sources_add(sources, "mail.log.2.gz");
	sources_add(sources, "other.log");
	while ((source = sources_next(sources)) != NULL)
		read_source(source);
	unsigned lines[8] = { 0 }, parts = 0;
	pthread_create(&thread, NULL, work, NULL);
	while ((source = sources_follow(sources, &maildir)) != NULL) {
		read_source(source);
		int64_t id = source_id(source);
		lines[id < 8 ? id : 0] += seen[(seen_count - 1) % SEEN_MAX].lines;
		parts++;
	}
	pthread_join(thread, NULL);
	ok(stop == 1, "following ends when it is told to");
	is_int(lines[1], 160, "a file is followed as it grows, and when it was renamed to its end");
	is_int(lines[4], 80, "then the one that has its name");
	is_int(lines[5], 60, "which, when it was emptied, begins anew");
	ok(lines[2] == 0 && lines[3] == 0 && lines[0] == 0, "nothing is read twice");
	ok(parts < 12, "it waits in between");
	sources_close(sources);
	run("mail.log", "mail.log.1", NULL);
	is_seen(0, "mail.log", SOURCE_UNCHANGED, 0, "afterwards nothing is left of the file");
	is_seen(1, "mail.log.1", SOURCE_UNCHANGED, 0, "nor of the one before");
	free((char *)log.p);
}

static void *
stop_soon(void *context)
{
	pause_ms(300);
	*(volatile sig_atomic_t *)context = 1;
	return NULL;
}

/* The flag ends the reading of a pipe that nobody writes to, whatever stands in it. */
static void
test_stop(void)
{
	pthread_t thread;
	int ends[2];
	fresh("stop");
	stop = 0;
	if (pipe(ends) != 0)
		die("no pipe");
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	mkfifo("fifo", 0600);
	char lines[5000];
	for (size_t i = 0; i < sizeof lines; i++)
		lines[i] = i % 10 == 9 ? '\n' : 'x';
	ok(write(ends[1], lines, sizeof lines - 5) > 0, "a pipe has lines, and a half one");
	struct sources *sources = sources_open(store, 0);
	sources_stop(sources, &stop);
	sources_add(sources, "-");
	sources_add(sources, "fifo");
	struct source *source = sources_next(sources);
	pthread_create(&thread, NULL, stop_soon, (void *)&stop);
	read_source(source);
	pthread_join(thread, NULL);
	is_int(seen[0].lines, 499, "its whole lines are read");
	is_str(str_of(ask("SELECT position FROM source")), "4990", "the half one is left, since it is not the end");
	ok(sources_next(sources) == NULL, "nothing else is begun");
	sources_close(sources);
	stop = 0;
	sources = sources_open(store, 0);
	sources_stop(sources, &stop);
	sources_add(sources, "fifo");
	pthread_create(&thread, NULL, stop_soon, (void *)&stop);
	source = sources_next(sources);
	pthread_join(thread, NULL);
	ok(source == NULL || source_state(source) == SOURCE_UNCHANGED, "a fifo without a writer does not hold it up");
	sources_close(sources);
	close(ends[1]);
}

static void
test_recall(void)
{
	char text[20] = "";
	fresh("recall");
	write_log("mail.log", 1, 0, 5000);
	write_log("other.log", 2, 0, 5000);
	run("mail.log", "other.log", NULL);
	struct str log = make_log(1, 0, 5000);
	unlink("mail.log");
	write_log("mail.log", 3, 0, 10);
	pack_file("mail.log.7.gz", NULL, &log, 1);
	struct recall *recall = recall_open(store);
	struct source *source = recall_source(recall, 1);
	is_str(path_near(str_of(source == NULL ? NULL : source_name(source))), "mail.log.7.gz", "a stream is found again under another name");
	size_t n = source == NULL ? 0 : source_read(source, text, 10);
	ok(n == 10 && memcmp(text, log.p, 10) == 0, "and read from its first byte");
	source = recall_source(recall, 2);
	is_str(path_near(str_of(source == NULL ? NULL : source_name(source))), "other.log", "under its own, if it is there");
	ok(recall_source(recall, 77) == NULL, "a row that is not there is not found");
	unlink("mail.log.7.gz");
	ok(recall_source(recall, 1) == NULL, "nor a file that is gone");
	recall_close(recall);
	free((char *)log.p);
}

/* Ten files of a rotation that nobody touched cost next to nothing. */
static void
test_quick(void)
{
	struct timespec before, after;
	char path[40];
	fresh("quick");
	mkdir("logs", 0700);
	for (unsigned i = 0; i < 10; i++) {
		struct str log = make_log(i, 0, 100);
		snprintf(path, sizeof path, "logs/mail.log.%u.gz", i);
		pack_file(path, NULL, &log, 1);
		free((char *)log.p);
	}
	run("logs", NULL);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
	run("logs", NULL);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
	int64_t spent = (after.tv_sec - before.tv_sec) * 1000000 + (after.tv_nsec - before.tv_nsec) / 1000;
	ok(seen_count == 10 && seen[9].state == SOURCE_UNCHANGED, "ten files are unchanged");
	printf("# in %d us\n", (int)spent);
}

int
main(void)
{
	signal(SIGPIPE, SIG_IGN);
	test_folder();
	test_failures();
	test_permission();
	test_archives();
	test_no_archive();
	test_order();
	test_order_pipe();
	test_follow();
	test_stop();
	test_recall();
	test_quick();
	store_close(store);
	forget();
	fclose(seen_file);
	free(seen_text);
	return done_testing();
}
