/*
 * unit_source.c - tests of the identity of streams: whatever happens to a log, each line of it is read once.
 */
#include "tests/reading.h"

#include <pthread.h>

static void
test_again(void)
{
	fresh("again");
	write_log("mail.log", 1, 0, 1000);
	run("mail.log", NULL);
	is_seen(0, "mail.log", SOURCE_NEW, 1000, "a new file is read");
	is_log(1, 0, 1000, "line by line");
	run("mail.log", NULL);
	is_seen(0, "mail.log", SOURCE_UNCHANGED, 0, "it is not read again");
	is_int(seen[0].id, 1, "but known");

	spoil("mail.log");
	run("mail.log", NULL);
	is_seen(0, "mail.log", SOURCE_UNCHANGED, 0, "nor even opened");
	write_at("mail.log", STR("XXXXXXXXX"), 0, 50);
	run("mail.log", NULL);
	is_seen(0, "mail.log", SOURCE_NEW, 1000, "other content with another time is another stream");
	is_int(seen[0].id, 2, "with an id of its own");
}

static void
test_growth(void)
{
	fresh("growth");
	unsigned at = 0;
	static const unsigned steps[] = { 1, 2, 30, 31, 200, 9000, 9001, 20000, 20000, 60000 };
	bool all = true;
	for (size_t i = 0; i < LENGTH(steps); at = steps[i++]) {
		write_log("mail.log", 1, at, steps[i]);
		run("mail.log", NULL);
		all &= seen_count == 1 && seen[0].id == 1 && seen[0].lines == steps[i] - at;
		all &= seen[0].state == (i == 0 ? SOURCE_NEW : steps[i] == at ? SOURCE_UNCHANGED : SOURCE_GROWN);
	}
	ok(all, "a file that grows from one line to several MiB stays one source, and only what is new of it is read");
	is_log(1, 0, 60000, "each line once");
	is_str(str_of(ask("SELECT head_length FROM source")), "4096", "the head grew with it");
	is_str(str_of(ask("SELECT length(blocks) / 8 = position / 1048576 AND position > 5 * 1048576 FROM source")), "1", "it has a hash for each MiB");
}

/* Killed anywhere, the next run goes on where the last commit was. */
static void
test_killed(void)
{
	fresh("killed");
	write_log("mail.log", 1, 0, 30000);
	commit_every = 997;
	for (die_after = 1; die_after < 8; die_after++)
		run("mail.log", NULL);
	is_str(str_of(ask("SELECT position > 2 * 1048576 AND size IS NULL FROM source")), "1", "a file was read in part");
	die_after = 0;
	run("mail.log", NULL);
	is_int(seen[0].id, 1, "it is the same source");
	is_log(1, 0, 30000, "each line once");
}

static void
test_rotation(void)
{
	fresh("rotation");
	write_log("mail.log", 1, 0, 12000);
	run("mail.log", NULL);
	write_log("mail.log", 1, 12000, 13000);
	rename("mail.log", "mail.log.1");
	write_log("mail.log", 2, 0, 100);
	run("mail.log", "mail.log.1", NULL);
	is_seen(0, "mail.log", SOURCE_NEW, 100, "the new file under the old name is new");
	is_seen(1, "mail.log.1", SOURCE_GROWN, 1000, "the old one under a new name has what came before it was renamed");
	is_str(str_of(ask("SELECT group_concat(near_path(path)) FROM source")), "mail.log.1,mail.log", "the names are kept up");
	rename("mail.log.1", "mail.log.2");
	run("mail.log", "mail.log.2", NULL);
	is_seen(1, "mail.log.2", SOURCE_UNCHANGED, 0, "renamed only, it is unchanged");
	is_str(str_of(ask("SELECT near_path(path) FROM source WHERE source_id = 1")), "mail.log.2", "and its name is kept up");
}

static void
test_recompressed(void)
{
	static const char *const names[] = { "mail.log.2.gz", "mail.log.3.xz", "mail.log.4.zst", "mail.log.5.bz2" };
	char text[100];
	fresh("recompressed");
	struct str log = make_log(1, 0, 40000), longer = make_log(1, 0, 40500);
	write_file("mail.log", log);
	run("mail.log", NULL);
	for (size_t i = 0; i < LENGTH(names); i++) {
		pack_file(names[i], NULL, &log, 1);
		run(names[i], NULL);
		snprintf(text, sizeof text, "%s is the same content", names[i]);
		is_seen(0, names[i], SOURCE_UNCHANGED, 0, text);
		is_int(seen[0].id, 1, "and the same source");
		is_str(str_of(ask("SELECT near_path(path) FROM source")), names[i], "seen last under that name");
		spoil(names[i]);
		run(names[i], NULL);
		is_seen(0, names[i], SOURCE_UNCHANGED, 0, "next time it is not opened");
		unlink(names[i]);
	}
	pack_file("mail.log.2.gz", NULL, &longer, 1);
	run("mail.log.2.gz", NULL);
	is_seen(0, "mail.log.2.gz", SOURCE_GROWN, 500, "what a compressed file has more is read");
	is_log(1, 0, 40500, "each line once");
	fresh("compressed");
	for (size_t i = 0; i < LENGTH(names); i++) {
		struct str one = make_log((unsigned)i, 0, 20000);
		pack_file(names[i], NULL, &one, 1);
		run(names[i], NULL);
		is_seen(0, names[i], SOURCE_NEW, 20000, "a compressed file that nobody knows is read");
		is_log((unsigned)i, 0, 20000, "line by line");
		free((char *)one.p);
		forget();
	}
	free((char *)log.p);
	free((char *)longer.p);
}

static void
test_copytruncate(void)
{
	fresh("copytruncate");
	struct str log = make_log(1, 0, 5000);
	write_log("mail.log", 1, 0, 4000);
	run("mail.log", NULL);
	write_file("mail.log.1", log);
	write_file("mail.log", STR(""));
	run("mail.log", "mail.log.1", NULL);
	is_seen(0, "mail.log", SOURCE_UNCHANGED, 0, "an emptied file has nothing to read");
	is_int(seen[0].id, 0, "and is no source");
	is_seen(1, "mail.log.1", SOURCE_GROWN, 1000, "its copy goes on");
	is_log(1, 0, 5000, "each line once");
	write_log("mail.log", 2, 0, 10);
	run("mail.log", "mail.log.1", NULL);
	is_seen(0, "mail.log", SOURCE_NEW, 10, "the emptied file, when something is in it, is a new source");
	is_seen(1, "mail.log.1", SOURCE_UNCHANGED, 0, "the copy has nothing new");
	free((char *)log.p);
}

/* A child writes a log into a fifo or into standard input. */
static pid_t
feed(const char *fifo, struct str content)
{
	int ends[2] = { -1, -1 };
	if (fifo == NULL ? pipe(ends) != 0 : mkfifo(fifo, 0600) != 0 && access(fifo, W_OK) != 0)
		die("no pipe");
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		int out = fifo == NULL ? ends[1] : open(fifo, O_WRONLY);
		while (content.n > 0) {
			ssize_t n = write(out, content.p, content.n < 5000 ? content.n : 5000);
			if (n <= 0)
				_exit(1);
			content.p += n;
			content.n -= (size_t)n;
		}
		_exit(0);
	}
	if (fifo == NULL) {
		close(ends[1]);
		dup2(ends[0], STDIN_FILENO);
		close(ends[0]);
	}
	return child;
}

static void
test_pipe(void)
{
	fresh("pipe");
	struct str log = make_log(1, 0, 30000), half = make_log(1, 0, 15000), packed = pack("x.gz", NULL, &log, 1);
	write_file("mail.log", half);
	run("mail.log", NULL);
	pid_t child = feed(NULL, log);
	run("-", NULL);
	waitpid(child, NULL, 0);
	is_seen(0, "-", SOURCE_GROWN, 15000, "of a longer copy through a pipe the rest is read");
	is_str(str_of(ask("SELECT near_path(path) || ' ' || source_id FROM source")), "mail.log 1", "it is the same source, and keeps the name of the file");
	child = feed("fifo", log);
	run("fifo", NULL);
	waitpid(child, NULL, 0);
	is_seen(0, "fifo", SOURCE_UNCHANGED, 0, "through a fifo once more: nothing is new");
	child = feed(NULL, packed);
	run("-", NULL);
	waitpid(child, NULL, 0);
	is_seen(0, "-", SOURCE_UNCHANGED, 0, "nor if it comes compressed");
	child = feed(NULL, half);
	run("-", NULL);
	waitpid(child, NULL, 0);
	is_seen(0, "-", SOURCE_UNCHANGED, 0, "nor in its first half");
	is_log(1, 0, 30000, "each line once");
	write_file("mail.log", log);
	dup2(open("mail.log", O_RDONLY), STDIN_FILENO);
	run("-", NULL);
	is_seen(0, "-", SOURCE_UNCHANGED, 0, "a file may be standard input");
	free((char *)log.p);
	free((char *)half.p);
	free((char *)packed.p);
}

/* Of a live pipe what comes first is enough to begin; later it is known as others are. */
static void
test_slow_pipe(void)
{
	int ends[2];
	fresh("slow");
	struct str log = make_log(1, 0, 1000);
	if (pipe(ends) != 0)
		die("no pipe");
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		bool written = write(ends[1], log.p, 500) == 500;
		nanosleep(&(struct timespec){ .tv_sec = 2, .tv_nsec = 300000000 }, NULL);
		_exit(!(written && write(ends[1], log.p + 500, log.n - 500) == (ssize_t)log.n - 500));
	}
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	struct sources *sources = sources_open(store, 0);
	sources_add(sources, "-");
	struct source *source = sources_next(sources);
	is_int((int64_t)source_head(source).n, 500, "a pipe that waits is begun with what there is");
	read_source(source);
	sources_close(sources);
	waitpid(child, NULL, 0);
	is_log(1, 0, 1000, "and read to its end");
	is_str(str_of(ask("SELECT head_length FROM source")), "4096", "its head is as long as others then");
	free((char *)log.p);
}

/* A copy that goes on differently: its own stream from the block on in which it differs, beginning with a whole line. */
static void
test_diverging(void)
{
	static const char *const names[] = { "other.log", "other.log.gz" };
	struct str log = make_log(1, 0, 40000), other = { NULL, 0 }, rest = { NULL, 0 };
	char *copy = mem_string(log);
	size_t block = 2 << 20, begin = block;
	memcpy(strstr(copy + block + 1000, "line") , "LINE", 4);
	while (copy[begin - 1] != '\n')
		begin--;
	other = (struct str){ copy, log.n };
	rest = (struct str){ copy + begin, log.n - begin };
	for (size_t i = 0; i < LENGTH(names); i++) {
		fresh("diverging");
		write_file("mail.log", log);
		run("mail.log", NULL);
		forget();
		if (i == 0)
			write_file(names[i], other);
		else
			pack_file(names[i], NULL, &other, 1);
		commit_every = 5000;
		die_after = 1;
		run(names[i], NULL);
		is_int((int64_t)seen[0].position, (int64_t)begin, "an edited copy is read from the line on that reaches into the block that differs");
		ok(seen[0].id == 2 && seen[0].state == SOURCE_NEW, "as a source of its own");
		die_after = 0;
		run(names[i], NULL);
		ok(seen[0].id == 2 && seen[0].state == SOURCE_GROWN, "it goes on after a kill, though both begin alike");
		fflush(seen_file);
		ok((size_t)ftello(seen_file) == rest.n && memcmp(seen_text, rest.p, rest.n) == 0, "each line of the rest once");
		run("mail.log", names[i], NULL);
		is_seen(0, "mail.log", SOURCE_UNCHANGED, 0, "then the one is unchanged");
		is_seen(1, names[i], SOURCE_UNCHANGED, 0, "and the other");
		is_int(seen[1].id, 2, "each as what it is");
		write_at("mail.log", STR(""), 0, 10);
		run("mail.log", NULL);
		ok(seen[0].id == 1 && seen[0].state == SOURCE_UNCHANGED, "also when only the content can tell");
	}
	free(copy);
	free((char *)log.p);
}

/* In the rest behind the last full MiB, too. */
static void
test_diverging_tail(void)
{
	fresh("tail");
	struct str log = make_log(1, 0, 100);
	char *copy = mem_string(log);
	memcpy(strstr(copy + 6000, "line"), "LINE", 4);
	write_file("mail.log", log);
	run("mail.log", NULL);
	write_file("other.log", (struct str){ copy, log.n });
	run("other.log", NULL);
	is_seen(0, "other.log", SOURCE_NEW, 100, "a small log that begins alike and differs is another");
	write_at("mail.log", (struct str){ log.p, 5000 }, O_TRUNC, 60);
	run("mail.log", NULL);
	is_seen(0, "mail.log", SOURCE_UNCHANGED, 0, "a file that was shortened is no news");
	free(copy);
	free((char *)log.p);
}

static void
test_short(void)
{
	fresh("short");
	write_file("a", STR("Jan  1 00:00:00 mx a: one\n"));
	write_file("b", STR("Jan  1 00:00:00 mx a: two\n"));
	run("a", "b", "a", NULL);
	is_int(seen_count, 2, "a file that is named twice is read once");
	is_seen(0, "a", SOURCE_NEW, 1, "a file of one line");
	is_seen(1, "b", SOURCE_NEW, 1, "and another as long");
	write_file("c", STR("Jan  1 00:00:00 mx a: one\nJan  1 00:00:01 mx a: more\n"));
	append_file("b", STR("Jan  1 00:00:02 mx a: more\n"));
	run("c", "b", NULL);
	is_seen(0, "c", SOURCE_GROWN, 1, "a longer copy of the one goes on with it");
	is_seen(1, "b", SOURCE_GROWN, 1, "the other grows");
	is_str(str_of(ask("SELECT count(*) FROM source")), "2", "these are two streams");
	write_file("d", STR("Jan  1 00:00:00 mx a: one\nJan  1 00:00:01 mx a: more\n"));
	write_file("e", STR("Jan  1 00:00:05 mx a: new\n"));
	write_file("f", STR("Jan  1 00:00:05 mx a: new\n"));
	run("d", "e", "f", NULL);
	is_seen(0, "d", SOURCE_UNCHANGED, 0, "a copy is known");
	is_seen(1, "e", SOURCE_NEW, 1, "of two new copies the first is read");
	is_seen(2, "f", SOURCE_UNCHANGED, 0, "in the same run, the second is not");
}

static void
test_broken(void)
{
	static const char *const names[] = { "mail.log.2.gz", "mail.log.2.xz", "mail.log.2.zst", "mail.log.2.bz2" };
	struct str log = make_log(1, 0, 60000);
	for (size_t i = 0; i < LENGTH(names); i++) {
		struct str packed = pack(names[i], NULL, &log, 1);
		fresh("broken");
		write_file(names[i], (struct str){ packed.p, packed.n * 2 / 3 });
		run(names[i], NULL);
		ok(seen[0].state == SOURCE_NEW && seen[0].lines > 25000 && seen[0].lines < 59000, "of a compressed file that breaks off, what is there is read");
		ok(strncmp(seen[0].error, names[i], strlen(names[i])) == 0 && strstr(seen[0].error, ": truncated ") != NULL &&
		    strstr(seen[0].error, "bytes of content") != NULL, "and it is said, with the place");
		run(names[i], NULL);
		ok(seen[0].id == 1 && seen[0].lines == 0, "again, nothing new");
		ok(seen[0].error[0] != '\0', "but it is said again");
		write_file(names[i], packed);
		run(names[i], NULL);
		ok(seen[0].state == SOURCE_GROWN && seen[0].id == 1 && seen[0].error[0] == '\0', "repaired, the rest is read");
		is_log(1, 0, 60000, "each line once");
		free((char *)packed.p);
	}
	fresh("gzip");
	struct str two = make_log(1, 0, 1000), packed = pack("x.gz", NULL, &two, 1);
	write_file("x.gz", (struct str){ packed.p, packed.n / 2 });
	run("x.gz", NULL);
	ok(seen[0].lines > 350, "even of a small .gz all that can be had is read");
	write_file("y.gz", packed);
	char *damaged = mem_string(packed);
	damaged[packed.n - 6] ^= 1;
	write_file("x.gz", (struct str){ damaged, packed.n });
	run("x.gz", NULL);
	ok(strstr(seen[0].error, "damaged gzip data") != NULL, "a wrong checksum is an error");
	is_log(1, 0, 1000, "though all is read");
	free(damaged);
	free((char *)packed.p);
	free((char *)two.p);
	free((char *)log.p);
}

/* Members of a .gz one behind another are one content; what is behind them is nothing. */
static void
test_members(void)
{
	fresh("members");
	struct str one = make_log(1, 0, 500), two = make_log(1, 500, 900);
	struct str first = pack("x.gz", NULL, &one, 1), second = pack("x.gz", NULL, &two, 1);
	write_file("x.gz", first);
	append_file("x.gz", second);
	append_file("x.gz", STR("\0\0\0\0garbage"));
	run("x.gz", NULL);
	is_seen(0, "x.gz", SOURCE_NEW, 900, "a .gz of two members is read to its end");
	is_str(str_of(seen[0].error), "", "what stands behind is no error");
	is_log(1, 0, 900, "line by line");
	free((char *)one.p);
	free((char *)two.p);
	free((char *)first.p);
	free((char *)second.p);
}

static struct {
	pthread_mutex_t lock;
	struct source *source;
	struct source_mark mark;
	bool ended;
} shared = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void *
read_ahead(void *context)
{
	struct lines *lines = context;
	struct line line;
	struct source_mark mark;
	bool more = true;
	for (unsigned n = 1; more; n++) {
		more = lines_next(lines, &line) == LINES_UNIT;
		if (more && n % 100 != 0)
			continue;
		lines_mark(lines, &mark);
		pthread_mutex_lock(&shared.lock);
		shared.mark = mark;
		shared.ended = !more;
		pthread_mutex_unlock(&shared.lock);
	}
	return NULL;
}

/* One thread reads on while the other commits what was read. */
static void
test_threads(void)
{
	pthread_t thread;
	unsigned commits = 0;
	fresh("threads");
	write_log("mail.log", 1, 0, 150000);
	struct sources *sources = sources_open(store, 0);
	sources_add(sources, "mail.log");
	struct source *source = sources_next(sources);
	struct lines *lines = lines_open(source);
	pthread_create(&thread, NULL, read_ahead, lines);
	for (bool ended = false; !ended; commits++) {
		pthread_mutex_lock(&shared.lock);
		struct source_mark mark = shared.mark;
		ended = shared.ended;
		pthread_mutex_unlock(&shared.lock);
		store_begin(store);
		source_commit(source, &mark, ended);
		store_commit(store);
	}
	pthread_join(thread, NULL);
	lines_close(lines);
	sources_close(sources);
	run("mail.log", NULL);
	is_seen(0, "mail.log", SOURCE_UNCHANGED, 0, "what one thread read while another committed is known");
	write_at("mail.log", STR(""), 0, 20);
	run("mail.log", NULL);
	is_seen(0, "mail.log", SOURCE_UNCHANGED, 0, "by its content too");
	printf("# %u commits\n", commits);
}

static void
test_unfinished(void)
{
	fresh("unfinished");
	write_at("mail.log", STR("one\ntwo\nthr"), O_TRUNC, 0);
	run("mail.log", NULL);
	is_seen(0, "mail.log", SOURCE_NEW, 2, "a line that is being written is left");
	is_str(str_of(ask("SELECT position || coalesce(size, '-') FROM source")), "8-", "and the file is not done with");
	write_at("mail.log", STR("ee\nfour\n"), O_APPEND, 0);
	run("mail.log", NULL);
	is_seen(0, "mail.log", SOURCE_GROWN, 2, "it is read when it is there");
	is_str(str_of(seen_text), "one\ntwo\nthree\nfour\n", "each line once");
	write_at("mail.log", STR("fi"), O_APPEND, 60);
	run("mail.log", NULL);
	is_seen(0, "mail.log", SOURCE_GROWN, 1, "a minute later it is all there will be");
	run("mail.log", NULL);
	is_seen(0, "mail.log", SOURCE_UNCHANGED, 0, "then nothing is left");
}

int
main(void)
{
	test_again();
	test_growth();
	test_killed();
	test_rotation();
	test_recompressed();
	test_copytruncate();
	test_pipe();
	test_slow_pipe();
	test_diverging();
	test_diverging_tail();
	test_short();
	test_broken();
	test_members();
	test_threads();
	test_unfinished();
	store_close(store);
	forget();
	fclose(seen_file);
	free(seen_text);
	return done_testing();
}
