/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two commands in turn, so that both meet the same machine: what slows one
 * slows the other.  Prints least, middle and most of each in milliseconds,
 * and how many times the second takes the first.  Their output is thrown
 * away; one that cannot be run, or ends with 2 or more, stops the whole.
 *
 *	paired TIMES command [word...] -- command [word...]
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

enum { MAX_TIMES = 100000 };

extern char **environ;

static double
now_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Milliseconds from start to end; negative when it failed. */
static double
run(char **words, const posix_spawn_file_actions_t *quiet)
{
	double began = now_ms();
	int status = 0, problem;
	pid_t pid;

	if ((problem = posix_spawnp(&pid, words[0], quiet, NULL, words,
	    environ)) != 0) {
		fprintf(stderr, "paired: cannot run '%s': %s\n", words[0],
		    strerror(problem));
		return -1;
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
		fprintf(stderr, "paired: '%s' failed\n", words[0]);
		return -1;
	}
	return now_ms() - began;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Sorts; returns the middle one. */
static double
print_times(const char *name, double *ms, size_t n)
{
	double middle;

	qsort(ms, n, sizeof(*ms), by_size);
	middle = (ms[(n - 1) / 2] + ms[n / 2]) / 2;
	printf("%-28s least %7.2f  middle %7.2f  most %7.2f ms\n", name, ms[0],
	    middle, ms[n - 1]);
	return middle;
}

/* Index of the "--" between the commands, 0 when there is none. */
static int
find_parting(int argc, char **argv)
{
	for (int i = 3; i < argc - 1; i++)
		if (strcmp(argv[i], "--") == 0)
			return i;
	return 0;
}

int
main(int argc, char **argv)
{
	posix_spawn_file_actions_t quiet;
	long n = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
	int parting = find_parting(argc, argv), status = 1;
	double *ms = NULL, first, second;

	if (n < 1 || n > MAX_TIMES || parting == 0) {
		fputs("usage: paired TIMES command... -- command...\n", stderr);
		return 2;
	}
	argv[parting] = NULL;
	if ((ms = calloc((size_t)n * 2, sizeof(*ms))) == NULL)
		return 1;
	(void)posix_spawn_file_actions_init(&quiet);
	(void)posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY,
	    0);
	for (long i = 0; i < n; i++) {
		ms[i] = run(argv + 2, &quiet);
		ms[n + i] = run(argv + parting + 1, &quiet);
		if (ms[i] < 0 || ms[n + i] < 0)
			goto done;
	}
	first = print_times(argv[2], ms, (size_t)n);
	second = print_times(argv[parting + 1], ms + n, (size_t)n);
	printf("%-28s %.2f times, %.2f ms more\n", "second to first",
	    second / first, second - first);
	status = 0;
done:
	(void)posix_spawn_file_actions_destroy(&quiet);
	free(ms);
	return status;
}
