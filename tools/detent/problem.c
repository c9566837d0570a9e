/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One line per problem; red only where a person sees it. */
#include "problem.h"

#include "memory.h"
#include "terminal.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

__attribute__((format(printf, 3, 0))) static void set_problem(struct problem *p, const char *field,
                                                              const char *format,
                                                              va_list arguments) {
    p->set = true;
    p->field = field;
    vsnprintf(p->text, sizeof p->text, format, arguments);
}

bool problem_at(struct problem *p, uint64_t offset, const char *field, const char *format, ...) {
    if (p->set)
        return false;
    va_list arguments;
    va_start(arguments, format);
    set_problem(p, field, format, arguments);
    va_end(arguments);
    p->has_offset = true;
    p->offset = offset;
    return false;
}

bool problem_with(struct problem *p, const char *field, const char *format, ...) {
    if (p->set)
        return false;
    va_list arguments;
    va_start(arguments, format);
    set_problem(p, field, format, arguments);
    va_end(arguments);
    return false;
}

static void print_prefix(const char *what, const char *colour) {
    fflush(stdout);
    bool coloured = terminal_has_colour(stderr);
    fprintf(stderr, "%s%s%s: ", coloured ? colour : "", what, coloured ? COLOUR_NONE : "");
}

static void print_problem(const char *file, const struct problem *p) {
    terminal_print_text(stderr, file);
    if (p->has_offset)
        fprintf(stderr, ": 0x%" PRIx64, p->offset);
    if (p->field != NULL)
        fprintf(stderr, ": %s", p->field);
    fputs(": ", stderr);
    terminal_print_text(stderr, p->text);
    fputc('\n', stderr);
}

void problem_report(const char *file, const struct problem *p) {
    print_prefix("detent", COLOUR_RED);
    print_problem(file, p);
}

void problem_note(const char *file, const struct problem *p) {
    print_prefix("detent: note", COLOUR_YELLOW);
    print_problem(file, p);
}

/* Memory is given back even here, so that the leak checker stays useful. */
static _Noreturn void end_with(int status) {
    memory_release_all();
    exit(status);
}

void fail_problem(const char *file, const struct problem *p) {
    problem_report(file, p);
    end_with(1);
}

void fail(const char *file, const char *format, ...) {
    struct problem p = {0};
    va_list arguments;
    va_start(arguments, format);
    set_problem(&p, NULL, format, arguments);
    va_end(arguments);
    fail_problem(file, &p);
}

/* Foreign text may be among the arguments, so nothing goes out unescaped. */
__attribute__((format(printf, 1, 0))) static void print_formatted(const char *format,
                                                                  va_list arguments) {
    char text[320];
    vsnprintf(text, sizeof text, format, arguments);
    terminal_print_text(stderr, text);
}

void fail_usage(const char *command, const char *format, ...) {
    print_prefix("detent", COLOUR_RED);
    if (command != NULL)
        fprintf(stderr, "%s: ", command);
    va_list arguments;
    va_start(arguments, format);
    print_formatted(format, arguments);
    va_end(arguments);
    if (command != NULL)
        fprintf(stderr, " (see `detent %s --help`)\n", command);
    else
        fputs(" (see `detent --help`)\n", stderr);
    end_with(2);
}

void note(const char *file, const char *format, ...) {
    print_prefix("detent: note", COLOUR_YELLOW);
    terminal_print_text(stderr, file);
    fputs(": ", stderr);
    va_list arguments;
    va_start(arguments, format);
    print_formatted(format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}
