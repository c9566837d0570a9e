/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent manual`: the page for man(1), made of what the commands say of themselves, so that it leaves
 * none out. Source: groff_man(7). */
#include "commands.h"
#include "problem.h"

#include <stdio.h>

static int run(int argc, char **argv);

static const struct option options[] = {
    {0},
};

const struct command_line manual_command = {
    .command = "manual",
    .summary = "write the manual page, for man(1)",
    .usage = "",
    .purpose = "Writes the manual page to standard output: detent manual | man -l -",
    .options = options,
    .run = run,
};

/* Nothing in a text is a request of troff; a dash is the one that people type. */
static void print_text(const char *text) {
    bool starts_line = true;
    for (; *text != '\0'; text++) {
        if (starts_line && (*text == '.' || *text == '\''))
            fputs("\\&", stdout);
        if (*text == '-' || *text == '\\')
            fputs(*text == '-' ? "\\" : "\\e", stdout);
        if (*text == '`' || *text == '\'')
            fputs(*text == '`' ? "\\(ga" : "\\(aq", stdout);
        else if (*text != '\\')
            fputc(*text, stdout);
        starts_line = *text == '\n';
    }
}

/* An empty line is a new paragraph. */
static void print_paragraphs(const char *text) {
    for (; *text != '\0'; text++) {
        char line[256];
        size_t length = 0;
        while (text[length] != '\0' && text[length] != '\n' && length + 1 < sizeof line) {
            line[length] = text[length];
            length++;
        }
        line[length] = '\0';
        if (length == 0)
            fputs(".PP", stdout);
        print_text(line);
        fputc('\n', stdout);
        text += length;
        if (*text == '\0')
            break;
    }
}

static void print_option(const struct option *o) {
    puts(".TP");
    if (o->letter != 0)
        printf("\\fB\\-%c\\fR, ", o->letter);
    fputs("\\fB\\-\\-", stdout);
    print_text(o->name);
    fputs("\\fR", stdout);
    if (o->value != NULL) {
        fputs(" \\fI", stdout);
        print_text(o->value);
        fputs("\\fR", stdout);
    }
    fputc('\n', stdout);
    print_text(o->help);
    fputc('\n', stdout);
}

static void print_command(const struct command_line *line) {
    printf(".SS detent %s\n", line->command);
    fputs(".nf\n\\fBdetent ", stdout);
    print_text(line->command);
    fputs("\\fR ", stdout);
    print_text(line->usage);
    puts("\n.fi\n.PP");
    print_paragraphs(line->purpose);
    for (const struct option *o = line->options; o->name != NULL; o++)
        print_option(o);
}

static int run(int argc, char **argv) {
    struct strings rest = options_read(&manual_command, argc, argv);
    if (rest.count != 0)
        fail_usage("manual", "no argument is wanted");
    puts(
        ".\\\" SPDX-License-Identifier: Apache-2.0 OR MIT\n"
        ".TH DETENT 1\n.SH NAME\n"
        "detent \\- makes, signs, shows and places the programs of a Detent computer\n"
        ".SH SYNOPSIS\n.B detent\n.I COMMAND\n[\\fIOPTION\\fR]... [\\fIFILE\\fR]...\n"
        ".SH DESCRIPTION\n"
        "One command for all that a host does with programs: TBF objects, TAB archives of them, and\n"
        "flash images. Numbers are decimal or 0x\\-hexadecimal.\n"
        ".SH COMMANDS");
    for (size_t i = 0; commands[i] != NULL; i++)
        print_command(commands[i]);
    puts(
        ".SH EXIT STATUS\n"
        "0 if all went well, 1 if an input is wrong or does not fit, 2 if the command line is wrong.\n"
        "What is wrong is one line on standard error: the file, where in it, the field, and why.\n"
        ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nNothing is coloured if this is set.");
    return 0;
}
