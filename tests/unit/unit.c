/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The runner: forks for each test, shows the output of those that fail, and leaves a line with the
 * counts for tests/unit/summary. */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define TEST_SECONDS 20u

/* Nothing is ever allocated by what is tested; looking for leaks at each exit costs most time. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
    return "detect_leaks=0:color=never:exitcode=66";
}
const char *__ubsan_default_options(void);
const char *__ubsan_default_options(void) {
    return "print_stacktrace=1:color=never";
}

static char context[160];

void unit_context(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(context, sizeof context, format, arguments);
    va_end(arguments);
}

void unit_assert_contains(const char *text, const char *part) {
    if (strstr(text, part) == NULL) {
        fail_msg("no \"%s\" in:\n%s", part, text);
    }
}

void unit_assert_lacks(const char *text, const char *part) {
    if (strstr(text, part) != NULL) {
        fail_msg("\"%s\" in:\n%s", part, text);
    }
}

/* A part that fails goes to the end of the test, in its own process. */
bool unit_passes_apart(void (*part)(const void *), const void *argument) {
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        part(argument);
        fflush(NULL);
        _exit(EXIT_SUCCESS);
    }
    int status = 0;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
           WEXITSTATUS(status) == EXIT_SUCCESS;
}

/* Runs in a process of its own; does not come back. */
static _Noreturn void run_here(const struct unit_test *test, int output) {
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    alarm(TEST_SECONDS);
    const struct CMUnitTest one[] = {{.name = test->name, .test_func = test->function}};
    int failed = cmocka_run_group_tests_name(test->name, one, NULL, NULL);
    if (failed != 0 && context[0] != '\0') {
        printf("at: %s\n", context);
    }
    exit(failed != 0 ? EXIT_FAILURE : EXIT_SUCCESS);
}

/* cmocka's own lines say nothing that the name of the test does not. */
static void show_output(int output) {
    lseek(output, 0, SEEK_SET);
    FILE *lines = fdopen(dup(output), "r");
    char line[4096];
    while (lines != NULL && fgets(line, sizeof line, lines) != NULL) {
        bool frame = strncmp(line, "[==", 3) == 0 || strncmp(line, "[  P", 4) == 0 ||
                     strncmp(line, "[ R", 3) == 0 || strncmp(line, "[  F", 4) == 0 ||
                     strncmp(line, "\n", 1) == 0 || strstr(line, "FAILED TEST") != NULL;
        if (!frame) {
            printf("    %s", line);
        }
    }
    if (lines != NULL) {
        fclose(lines);
    }
}

static bool run_one(const struct unit_test *test) {
    int output = memfd_create("output", 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        run_here(test, output);
    }
    int status = 0;
    waitpid(child, &status, 0);
    bool passed = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (!passed) {
        bool endless = WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
        printf("FAILED %s:%d: %s%s\n", test->file, test->line, test->name,
               endless               ? " (does not end)"
               : WIFSIGNALED(status) ? " (crashed)"
                                     : "");
        show_output(output);
    }
    close(output);
    return passed;
}

/* The section that TEST fills; the linker names its ends. */
extern struct unit_test __start_unit_tests[], __stop_unit_tests[];

static int by_line(const void *a, const void *b) {
    return ((const struct unit_test *)a)->line - ((const struct unit_test *)b)->line;
}

/* Runs all tests, or those whose name contains the first argument. */
int main(int argc, char **argv) {
    size_t count = (size_t)(__stop_unit_tests - __start_unit_tests);
    size_t run = 0;
    size_t failed = 0;
    struct unit_test *tests = malloc(count * sizeof *tests);
    if (tests == NULL) {
        return EXIT_FAILURE;
    }
    memcpy(tests, __start_unit_tests, count * sizeof *tests);
    qsort(tests, count, sizeof *tests, by_line);
    for (size_t i = 0; i < count; i++) {
        if (argc < 2 || strstr(tests[i].name, argv[1]) != NULL) {
            run++;
            failed += run_one(&tests[i]) ? 0 : 1;
        }
    }
    printf("%-40s %4zu tests", program_invocation_short_name, run);
    if (failed != 0) {
        printf(", %zu FAILED", failed);
    }
    printf("\n");
    free(tests);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
