/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One table per command gives both the reader of the command line and its help. */
#include "options.h"

#include "memory.h"
#include "problem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void strings_add(struct strings *list, const char *text) {
    list->at = memory_grow(list->at, (list->count + 1) * sizeof *list->at);
    list->at[list->count++] = text;
}

static int digit_value(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return 16;
}

static bool parse_digits(const char *text, unsigned base, uint32_t max, uint32_t *value) {
    uint64_t sum = 0;
    if (*text == '\0')
        return false;
    for (; *text != '\0'; text++) {
        unsigned digit = (unsigned)digit_value(*text);
        if (digit >= base)
            return false;
        sum = sum * base + digit;
        if (sum > max)
            return false;
    }
    *value = (uint32_t)sum;
    return true;
}

bool parse_u32(const char *text, uint32_t *value) {
    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
        return parse_digits(text + 2, 16, UINT32_MAX, value);
    return parse_digits(text, 10, UINT32_MAX, value);
}

bool parse_version(const char *text, uint16_t *major, uint16_t *minor) {
    const char *dot = strchr(text, '.');
    if (dot == NULL)
        return false;
    char *first = memory_copy_string(text);
    first[dot - text] = '\0';
    uint32_t a = 0;
    uint32_t b = 0;
    if (!parse_digits(first, 10, UINT16_MAX, &a) || !parse_digits(dot + 1, 10, UINT16_MAX, &b))
        return false;
    *major = (uint16_t)a;
    *minor = (uint16_t)b;
    return true;
}

static void print_help(const struct command_line *line) {
    printf("Usage: detent %s %s\n\n%s\n\nOptions:\n", line->command, line->usage, line->purpose);
    for (const struct option *o = line->options; o->name != NULL; o++) {
        char left[64];
        const char *dashes = o->letter != 0 ? ", --" : "--";
        char letter[3] = {'-', o->letter, '\0'};
        snprintf(left, sizeof left, "%s%s%s%s%s", o->letter != 0 ? letter : "", dashes, o->name,
                 o->value != NULL ? " " : "", o->value != NULL ? o->value : "");
        printf("  %-30s %s\n", left, o->help);
    }
    printf("  %-30s %s\n", "--help", "this text");
    printf("\nNumbers are decimal or 0x-hexadecimal.\n");
    memory_release_all();
    exit(0);
}

static void split_at_commas(struct strings *list, const char *value) {
    char *rest = memory_copy_string(value);
    for (char *comma; (comma = strchr(rest, ',')) != NULL; rest = comma + 1) {
        *comma = '\0';
        strings_add(list, rest);
    }
    strings_add(list, rest);
}

static void take_value(const struct command_line *line, const struct option *o, const char *value) {
    struct maybe_u32 *number = o->result;
    switch (o->kind) {
    case OPTION_FLAG:
        *(bool *)o->result = true;
        break;
    case OPTION_TEXT:
        *(const char **)o->result = value;
        break;
    case OPTION_LIST:
        split_at_commas(o->result, value);
        break;
    case OPTION_NUMBER:
        if (!parse_u32(value, &number->value))
            fail_usage(line->command, "--%s: `%s` is not a number of 32 bits", o->name, value);
        number->given = true;
        break;
    }
}

/* Finds `--name`, `--name=value` or `-x`; `*value` is what follows the `=`, or NULL. */
static const struct option *find_option(const struct command_line *line, const char *argument,
                                        const char **value) {
    const char *equals = strchr(argument, '=');
    bool is_long = argument[1] == '-';
    *value = is_long && equals != NULL ? equals + 1 : NULL;
    size_t length = *value != NULL ? (size_t)(equals - argument) : strlen(argument);
    for (const struct option *o = line->options; o->name != NULL; o++) {
        bool same_name = is_long && strlen(o->name) == length - 2 &&
                         strncmp(o->name, argument + 2, length - 2) == 0;
        bool same_letter = !is_long && length == 2 && argument[1] == o->letter;
        if (same_name || same_letter)
            return o;
    }
    fail_usage(line->command, "unknown option %s", argument);
}

/* Reads the option at argv[0]; how many arguments it took. */
static int read_option(const struct command_line *line, int argc, char **argv) {
    const char *value = NULL;
    const struct option *o = find_option(line, argv[0], &value);
    bool wants_value = o->kind != OPTION_FLAG;
    if (!wants_value && value != NULL)
        fail_usage(line->command, "--%s takes no value", o->name);
    if (!wants_value || value != NULL) {
        take_value(line, o, value);
        return 1;
    }
    if (argc < 2)
        fail_usage(line->command, "--%s wants a value: %s", o->name, o->value);
    take_value(line, o, argv[1]);
    return 2;
}

struct strings options_read(const struct command_line *line, int argc, char **argv) {
    struct strings rest = {0};
    bool options_ended = false;
    while (argc > 0) {
        int taken = 1;
        bool is_option = !options_ended && argv[0][0] == '-' && argv[0][1] != '\0';
        if (is_option && strcmp(argv[0], "--help") == 0)
            print_help(line);
        if (is_option && strcmp(argv[0], "--") == 0)
            options_ended = true;
        else if (is_option)
            taken = read_option(line, argc, argv);
        else
            strings_add(&rest, argv[0]);
        argc -= taken;
        argv += taken;
    }
    return rest;
}
