/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a process that reads strangers' bytes may still do: read what is open,
 * write to its pipe, ask for memory up to a limit, and end.  It can open no
 * file and no connection, and start nothing.
 */
#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef STAAF_SECCOMP
#include <seccomp.h>
#endif

#include "child.h"

enum {
	MAX_MEMORY_MB = 512,
	/* A gigabyte of feeds takes some ten seconds; what takes far longer
	 * was made to. */
	CPU_SECONDS = 60,
	CPU_SECONDS_PER_MB = 2
};

/* The address sanitizer maps terabytes and asks for calls of its own. */
#if defined(__SANITIZE_ADDRESS__)
static const bool is_checked_build = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
static const bool is_checked_build = true;
#else
static const bool is_checked_build = false;
#endif
#else
static const bool is_checked_build = false;
#endif

static bool
set_limit(int which, rlim_t value)
{
	struct rlimit limit;

	if (getrlimit((__rlimit_resource_t)which, &limit) != 0)
		return false;
	if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > value)
		limit.rlim_max = value;
	limit.rlim_cur = limit.rlim_max;
	return setrlimit((__rlimit_resource_t)which, &limit) == 0;
}

#ifdef STAAF_SECCOMP
static bool
set_calls(void)
{
	static const int allowed[] = { SCMP_SYS(read), SCMP_SYS(write),
		SCMP_SYS(lseek), SCMP_SYS(mmap), SCMP_SYS(munmap),
		SCMP_SYS(mremap), SCMP_SYS(mprotect), SCMP_SYS(madvise),
		SCMP_SYS(brk), SCMP_SYS(futex), SCMP_SYS(rt_sigreturn),
		SCMP_SYS(restart_syscall), SCMP_SYS(clock_gettime),
		SCMP_SYS(getrandom), SCMP_SYS(exit), SCMP_SYS(exit_group) };
	/* Any other call fails, so that the C library can go on without. */
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	bool is_done = filter != NULL;

	/* Reading is no secret from itself: no slower branch prediction. */
	if (is_done)
		(void)seccomp_attr_set(filter, SCMP_FLTATR_CTL_SSB, 1);
	for (size_t i = 0; is_done && i < sizeof(allowed) / sizeof(*allowed);
	    i++)
		is_done = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i],
		    0) == 0;
	is_done = is_done && seccomp_load(filter) == 0;
	if (filter != NULL)
		seccomp_release(filter);
	return is_done;
}
#else
static bool
set_calls(void)
{
	return true;
}
#endif

bool
ingest_lock_up(uintmax_t file_size)
{
	rlim_t seconds = CPU_SECONDS +
	    (rlim_t)(file_size >> 20) * CPU_SECONDS_PER_MB;

	if (!set_limit(RLIMIT_CPU, seconds) || !set_limit(RLIMIT_CORE, 0))
		return false;
	if (is_checked_build)
		return true;
	return set_limit(RLIMIT_AS, (rlim_t)MAX_MEMORY_MB << 20) &&
	    set_limit(RLIMIT_FSIZE, 0) && set_limit(RLIMIT_NPROC, 0) &&
	    set_limit(RLIMIT_NOFILE, 0) && set_calls();
}
