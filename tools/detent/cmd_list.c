/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent list`: the objects of a flash image, a line each. */
#include "commands.h"
#include "file.h"
#include "options.h"
#include "show.h"
#include "terminal.h"

#include <inttypes.h>

static struct {
    struct maybe_u32 at;
    struct maybe_u32 flash_base;
} given;

static const struct option options[] = {
    {"at", 0, OPTION_NUMBER, &given.at, "OFFSET", "where the app list begins"},
    {"flash-base", 0, OPTION_NUMBER, &given.flash_base, "ADDRESS",
     "of the image's first byte; else 0"},
    {0},
};

static const struct command_line line = {
    .command = "list",
    .usage = "--at OFFSET IMAGE",
    .purpose =
        "Lists the objects of a flash image, walking as the kernel does. Kinds: `app` is started;\n"
        "`skipped` is not, for the reason given; `corrupt` is stepped over; `padding` is room.\n"
        "Code: `thumb` is for Arm, `-` may be for anything. RAM: where the app's has to be.",
    .options = options,
};

static void print_ram(const struct tbf *t) {
    if (t->has_fixed_addresses && t->fixed_ram != TBF_ADDRESS_ANY)
        printf("0x%08" PRIx32 " ", t->fixed_ram);
    else
        printf("%-10s ", "-");
}

static void print_entry(const struct walk_entry *entry) {
    printf("0x%08zx %8" PRIu32 "  %-8s %-16s %-6s ", entry->offset, entry->size,
           show_kind_name(entry->kind), show_flags(entry->tbf.flags), show_code(&entry->tbf));
    print_ram(&entry->tbf);
    terminal_print_bytes(stdout, entry->tbf.name);
    if (entry->why != NULL)
        printf(" (%s)", entry->why);
    fputc('\n', stdout);
}

int command_list(int argc, char **argv) {
    struct strings files = options_read(&line, argc, argv);
    if (files.count != 1 || !given.at.given)
        fail_usage("list", "--at OFFSET and one image are wanted");
    const char *path = files.at[0];
    struct span image = file_read(path);
    if (given.at.value > image.length)
        fail(path, "--at passes the end of the image, 0x%zx", image.length);
    struct walk walk = walk_start(image, given.at.value, given.flash_base.value);
    struct walk_entry entry;
    int status = 0;
    printf("%-10s %8s  %-8s %-16s %-6s %-10s %s\n", "OFFSET", "SIZE", "KIND", "FLAGS", "CODE",
           "RAM", "NAME");
    while (walk_next(&walk, &entry)) {
        print_entry(&entry);
        if (!entry.problem.set)
            continue;
        problem_report(path, &entry.problem);
        status = 1;
    }
    printf("0x%08zx %8s  end of list: %s\n", walk.offset, "", walk.end);
    if (!walk.end_problem.set)
        return status;
    problem_report(path, &walk.end_problem);
    return 1;
}
