/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent enable`, `disable` and `sticky`: the flags of apps in a flash image, or on a board that runs.
 * Source: ABI 4.2. */
#include "board.h"
#include "commands.h"
#include "edit.h"
#include "problem.h"

static struct {
    struct flash_options flash;
    struct board_options board;
    bool force;
    bool off;
} given;

static int run_enable(int argc, char **argv);
static int run_disable(int argc, char **argv);
static int run_sticky(int argc, char **argv);

#define FORCE_OPTION \
    { "force", 0, OPTION_FLAG, &given.force, NULL, "in an image, also if credentials break by it" }

static const struct option options[] = {
    FORCE_OPTION,
    FLASH_OPTIONS(given.flash),
    BOARD_OPTIONS(given.board),
    {0},
};

static const struct option sticky_options[] = {
    {"off", 0, OPTION_FLAG, &given.off, NULL, "let them be erased again"},
    FORCE_OPTION,
    FLASH_OPTIONS(given.flash),
    BOARD_OPTIONS(given.board),
    {0},
};

const struct command_line enable_command = {
    .command = "enable",
    .summary = "let a kernel start apps of a flash image",
    .usage = "[OPTION]... IMAGE NAME|0xADDRESS...\n       --port PORT NAME|0xADDRESS...",
    .purpose =
        "Has the kernel start apps at boot; a board that runs starts them at once. Credentials cover\n"
        "this flag, so it is refused for an app that has some: sign it with the flag it is to have.",
    .options = options,
    .run = run_enable,
};

const struct command_line disable_command = {
    .command = "disable",
    .summary = "keep a kernel from starting apps of a flash image",
    .usage = "[OPTION]... IMAGE NAME|0xADDRESS...\n       --port PORT NAME|0xADDRESS...",
    .purpose =
        "Leaves apps in flash, but the kernel does not start them; on a board that runs their processes\n"
        "end. Credentials cover this flag, so it is refused for an app that has some.",
    .options = options,
    .run = run_disable,
};

const struct command_line sticky_command = {
    .command = "sticky",
    .summary = "keep apps of a flash image from being erased",
    .usage = "[--off] [OPTION]... IMAGE NAME|0xADDRESS...\n"
             "       --port PORT [--off] NAME|0xADDRESS...",
    .purpose =
        "Keeps `erase` and `uninstall` from apps unless they are forced. A kernel does not look\n"
        "at this flag. Credentials cover it, so it is refused for an app that has some.",
    .options = sticky_options,
    .run = run_sticky,
};

/* A board believes no credential that is broken, so there is nothing to force. */
static int change_on_board(const struct command_line *line, const struct strings *names,
                           uint8_t clear, uint8_t set) {
    if (names->count == 0)
        fail_usage(line->command, "at least one app is wanted");
    if (given.force)
        fail_usage(line->command, "--force is for images: a board changes no app that is signed");
    struct board board = board_open(&given.board);
    for (size_t i = 0; i < names->count; i++)
        board_set_flags(&board, names->at[i], set, clear);
    return 0;
}

static int change_flags(const struct command_line *line, int argc, char **argv, uint32_t clear,
                        uint32_t set) {
    struct strings arguments = options_read(line, argc, argv);
    if (given.off) {
        clear = set;
        set = 0;
    }
    if (given.board.port != NULL)
        return change_on_board(line, &arguments, (uint8_t)clear, (uint8_t)set);
    if (arguments.count < 2)
        fail_usage(line->command, "an image and at least one app are wanted");
    struct edit edit = edit_open(line->command, arguments.at[0], &given.flash);
    for (size_t i = 1; i < arguments.count; i++) {
        struct app *app = edit_get(&edit, arguments.at[i]);
        edit_set_flags(&edit, app, (edit_variant(app)->tbf.flags & ~clear) | set, given.force);
    }
    edit_write(&edit);
    return 0;
}

static int run_enable(int argc, char **argv) {
    return change_flags(&enable_command, argc, argv, 0, TBF_FLAG_ENABLED);
}

static int run_disable(int argc, char **argv) {
    return change_flags(&disable_command, argc, argv, TBF_FLAG_ENABLED, 0);
}

static int run_sticky(int argc, char **argv) {
    return change_flags(&sticky_command, argc, argv, 0, TBF_FLAG_STICKY);
}
