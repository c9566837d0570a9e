/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What is wrong with an input, and how it is said: one line on standard error,
 *   detent: FILE: OFFSET: FIELD: what is wrong
 * Readers describe a problem and return; only commands end the program. */
#ifndef DETENT_PROBLEM_H
#define DETENT_PROBLEM_H

#include <stdbool.h>
#include <stdint.h>

/* Names of files are cut where they would leave no room for the rest. */
#define PROBLEM_TEXT_MAX 240

/* Starts as {0}. The first problem found is kept; later ones tend to follow from it. */
struct problem {
    bool set;
    bool has_offset;
    uint64_t offset;
    const char *field; /* or NULL */
    char text[PROBLEM_TEXT_MAX];
};

/* Both return false, so that a reader can `return problem_at(...)`. */
bool problem_at(struct problem *p, uint64_t offset, const char *field, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bool problem_with(struct problem *p, const char *field, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Says the problem; the program goes on. */
void problem_report(const char *file, const struct problem *p);

/* The same, where it is not what the program ends with. */
void problem_note(const char *file, const struct problem *p);

/* Ends the program with status 1: the input or the result is wrong. */
_Noreturn void fail_problem(const char *file, const struct problem *p);
_Noreturn void fail(const char *file, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Ends the program with status 2: the command line is wrong. */
_Noreturn void fail_usage(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Something that the user may want to know. */
void note(const char *file, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
