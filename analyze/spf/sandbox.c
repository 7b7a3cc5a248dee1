/*
 * sandbox.c - what a process that evaluates foreign records may still do: the door to libseccomp.
 */
#include "analyze/spf/sandbox.h"

#include "base.h"

#include <seccomp.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#endif

static void
limit(int what, rlim_t value)
{
	if (setrlimit((__rlimit_resource_t)what, &(struct rlimit){ value, value }) != 0)
		die("no limit %d for the SPF worker", what);
}

static rlim_t
memory_now(void)
{
	unsigned long long pages = 0;
	FILE *file = fopen("/proc/self/statm", "r");

	if (file == NULL || fscanf(file, "%llu", &pages) != 1)
		die("/proc/self/statm: cannot be read");
	fclose(file);
	return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

static void
allow(scmp_filter_ctx filter, int call)
{
	if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0)
		die("no system call filter for the SPF worker");
}

static void
allow_where(scmp_filter_ctx filter, int call, struct scmp_arg_cmp condition)
{
	if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, condition) != 0)
		die("no system call filter for the SPF worker");
}

static void
filter_calls(int fd)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);

	if (filter == NULL)
		die("no system call filter for the SPF worker");
	allow_where(filter, SCMP_SYS(recvfrom), SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)fd, 0));
	allow_where(filter, SCMP_SYS(sendto), SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)fd, 0));
	allow_where(filter, SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	allow_where(filter, SCMP_SYS(mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	allow(filter, SCMP_SYS(munmap));
	allow(filter, SCMP_SYS(mremap));
	allow(filter, SCMP_SYS(madvise));
	allow(filter, SCMP_SYS(brk));
	allow(filter, SCMP_SYS(futex));
	allow(filter, SCMP_SYS(getrandom));
	allow(filter, SCMP_SYS(rt_sigreturn));
	allow(filter, SCMP_SYS(exit_group));
	/* abort() */
	allow(filter, SCMP_SYS(getpid));
	allow(filter, SCMP_SYS(gettid));
	allow(filter, SCMP_SYS(rt_sigprocmask));
	allow_where(filter, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
	/* Not earlier, so that a failure can be told. */
	if ((fd > 0 && close_range(0, (unsigned)fd - 1, 0) != 0) || close_range((unsigned)fd + 1, ~0U, 0) != 0)
		die("descriptors cannot be closed");
	if (seccomp_load(filter) != 0)
		die("no system call filter for the SPF worker");
	seccomp_release(filter);
}

void
sandbox_enter(int fd)
{
	rlim_t memory = memory_now() + SANDBOX_MEMORY;

	prctl(PR_SET_DUMPABLE, 0);
#ifdef WATCHED
	/* AddressSanitizer lives in terabytes of address space. */
	(void)memory;
#else
	limit(RLIMIT_AS, memory);
#endif
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_NOFILE, 0);
	limit(RLIMIT_NPROC, 0);
	filter_calls(fd);
}
