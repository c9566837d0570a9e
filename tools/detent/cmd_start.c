/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent start` and `detent stop`: processes of a board that runs, by its process console. */
#include "commands.h"
#include "console.h"

static struct board_options given;

static int run_start(int argc, char **argv);
static int run_stop(int argc, char **argv);

static const struct option options[] = {
    BOARD_OPTIONS(given),
    {0},
};

const struct command_line start_command = {
    .command = "start",
    .summary = "let processes go on that were stopped",
    .usage = "--port PORT [OPTION]... NAME...",
    .purpose = "Types `start NAME` at the process console of a board that runs.",
    .options = options,
    .run = run_start,
};

const struct command_line stop_command = {
    .command = "stop",
    .summary = "stop processes of a board that runs",
    .usage = "--port PORT [OPTION]... NAME...",
    .purpose =
        "Types `stop NAME` at the process console of a board that runs. The process stays where it\n"
        "is until it is started.",
    .options = options,
    .run = run_stop,
};

static int for_each(const struct command_line *line, int argc, char **argv, const char *after) {
    struct strings names = options_read(line, argc, argv);
    if (given.port == NULL || names.count == 0)
        fail_usage(line->command, "--port and at least one name are wanted");
    for (size_t i = 0; i < names.count; i++)
        console_do(&given, line->command, names.at[i], "Process ", after);
    return 0;
}

static int run_start(int argc, char **argv) {
    return for_each(&start_command, argc, argv, " resumed.\n");
}

static int run_stop(int argc, char **argv) {
    return for_each(&stop_command, argc, argv, " stopped\n");
}
