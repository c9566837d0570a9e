/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The command line of one command, described by a table from which it is both read and explained.
 * `--name value`, `--name=value` and `-o value` are understood; `--` ends the options. */
#ifndef DETENT_OPTIONS_H
#define DETENT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strings {
    const char **at;
    size_t count;
};

/* A number that may have been left out. */
struct maybe_u32 {
    bool given;
    uint32_t value;
};

enum option_kind {
    OPTION_FLAG,   /* bool */
    OPTION_TEXT,   /* const char * */
    OPTION_NUMBER, /* struct maybe_u32 */
    OPTION_LIST,   /* struct strings; repeatable, and each value split at its commas */
};

struct option {
    const char *name; /* "stack" for --stack; NULL ends the table */
    char letter;      /* 'o' for -o, or 0 */
    enum option_kind kind;
    void *result;
    const char *value; /* what the help calls the value */
    const char *help;
};

struct command_line {
    const char *command;
    const char *summary; /* a few words, for the list of all commands */
    const char *usage;   /* what follows "detent COMMAND" */
    const char *purpose; /* a line or more */
    const struct option *options;
    /* Gets the arguments after the command's name; returns the exit status. */
    int (*run)(int argc, char **argv);
};

/* Reads `argv`, which starts after the command's name, into the results of the table; what is not
 * an option comes back in order. Ends the program on --help or a mistake. */
struct strings options_read(const struct command_line *line, int argc, char **argv);

/* Adds a copy of the pointer. */
void strings_add(struct strings *list, const char *text);

/* Decimal or 0x-hexadecimal, up to 2^32 - 1, and nothing after it. */
bool parse_u32(const char *text, uint32_t *value);
/* "2.2" and the like, each part at most 65535. */
bool parse_version(const char *text, uint16_t *major, uint16_t *minor);

#endif
