/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent`: makes, shows and places the programs that the system runs. */
#include "../../abi/syscall.h"
#include "commands.h"
#include "memory.h"
#include "problem.h"

#include <stdio.h>
#include <string.h>

#define VERSION "0.1.0"

static void print_help(void) {
    puts("Usage: detent COMMAND [OPTION]... [FILE]...\n\nCommands:");
    for (size_t i = 0; commands[i] != NULL; i++)
        printf("  %-10s %s\n", commands[i]->command, commands[i]->summary);
    puts("\n`detent COMMAND --help` explains a command. The exit status is 0 if all went well,\n"
         "1 if an input is wrong or does not fit, 2 if the command line is wrong.");
}

static int run(int argc, char **argv) {
    if (argc < 2)
        fail_usage(NULL, "no command given");
    if (strcmp(argv[1], "--help") == 0) {
        print_help();
        return 0;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("detent %s (Tock application ABI %d.%d)\n", VERSION, ABI_VERSION_MAJOR,
               ABI_VERSION_MINOR);
        return 0;
    }
    for (size_t i = 0; commands[i] != NULL; i++)
        if (strcmp(argv[1], commands[i]->command) == 0)
            return commands[i]->run(argc - 2, argv + 2);
    fail_usage(NULL, "unknown command %s", argv[1]);
}

int main(int argc, char **argv) {
    int status = run(argc, argv);
    memory_release_all();
    if (fflush(stdout) != 0 || ferror(stdout))
        fail("standard output", "cannot be written");
    return status;
}
