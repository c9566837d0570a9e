/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent`: makes, shows and places the programs that the system runs. */
#include "../../abi/syscall.h"
#include "commands.h"
#include "memory.h"
#include "problem.h"

#include <stdio.h>
#include <string.h>

#define VERSION "0.1.0"

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
} commands[] = {
    {"tbf", command_tbf, "turn a linked program (ELF) into a TBF object"},
    {"tab", command_tab, "bundle the TBF objects of one app in a TAB archive"},
    {"image", command_image, "compose a flash image of a kernel and apps"},
    {"keygen", command_keygen, "make a pair of keys"},
    {"sign", command_sign, "put credentials into a TBF, or into all of a TAB"},
    {"verify", command_verify, "say which credentials of a TBF or a TAB hold"},
    {"inspect", command_inspect, "show all that a TBF, a TAB or a flash image says"},
    {"list", command_list, "list the apps of a flash image, a line each"},
};
#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

static void print_help(void) {
    puts("Usage: detent COMMAND [OPTION]... [FILE]...\n\nCommands:");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        printf("  %-10s %s\n", commands[i].name, commands[i].help);
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
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 2, argv + 2);
    fail_usage(NULL, "unknown command %s", argv[1]);
}

int main(int argc, char **argv) {
    int status = run(argc, argv);
    memory_release_all();
    if (fflush(stdout) != 0 || ferror(stdout))
        fail("standard output", "cannot be written");
    return status;
}
