/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent uninstall` and `detent erase`: apps out of a flash image, or off a board that runs. */
#include "board.h"
#include "commands.h"
#include "edit.h"
#include "memory.h"
#include "problem.h"

#include <inttypes.h>

static struct {
    struct flash_options flash;
    struct board_options board;
    bool force;
} given;

static int run_uninstall(int argc, char **argv);
static int run_erase(int argc, char **argv);

#define FORCE_HELP "also what is sticky"

static const struct option uninstall_options[] = {
    {"force", 0, OPTION_FLAG, &given.force, NULL, FORCE_HELP},
    FLASH_OPTIONS(given.flash),
    BOARD_OPTIONS(given.board),
    {0},
};

static const struct option erase_options[] = {
    {"force", 0, OPTION_FLAG, &given.force, NULL, FORCE_HELP},
    FLASH_OPTIONS(given.flash),
    BOARD_OPTIONS(given.board),
    {0},
};

const struct command_line uninstall_command = {
    .command = "uninstall",
    .summary = "take apps out of a flash image",
    .usage =
        "[OPTION]... IMAGE NAME|0xADDRESS...\n       --port PORT [OPTION]... NAME|0xADDRESS...",
    .purpose =
        "Takes apps out of a flash image, or off a board that runs. The others stay where they are. If an\n"
        "image has several of one name, the address says which; a board takes the one that it has accepted,\n"
        "of several the most trusted and newest.",
    .options = uninstall_options,
    .run = run_uninstall,
};

const struct command_line erase_command = {
    .command = "erase",
    .summary = "take all apps out of a flash image",
    .usage = "[OPTION]... IMAGE\n       --port PORT [OPTION]...",
    .purpose =
        "Takes all apps out of a flash image, or off a board that runs, but those that are sticky.",
    .options = erase_options,
    .run = run_erase,
};

/* Nobody knows what the flags of a corrupt object were. */
static bool is_kept(const struct variant *v) {
    return !given.force && !v->broken && (v->tbf.flags & TBF_FLAG_STICKY) != 0;
}

static int uninstall_on_board(const struct strings *arguments) {
    if (arguments->count == 0)
        fail_usage("uninstall", "at least one app is wanted");
    struct board board = board_open(&given.board);
    for (size_t i = 0; i < arguments->count; i++)
        board_remove(&board, arguments->at[i], given.force);
    return 0;
}

static int run_uninstall(int argc, char **argv) {
    struct strings arguments = options_read(&uninstall_command, argc, argv);
    if (given.board.port != NULL)
        return uninstall_on_board(&arguments);
    if (arguments.count < 2)
        fail_usage("uninstall", "an image and at least one app are wanted");
    struct edit edit = edit_open("uninstall", arguments.at[0], &given.flash);
    for (size_t i = 1; i < arguments.count; i++) {
        const struct app *app = edit_get(&edit, arguments.at[i]);
        if (is_kept(edit_variant(app)))
            fail(arguments.at[0], "%s is sticky; --force removes it all the same",
                 edit_variant(app)->file);
        edit_remove(&edit, app);
    }
    edit_write(&edit);
    return 0;
}

/* One less comes after each that goes: so all addresses first. */
static struct strings apps_to_erase(struct board *board) {
    struct strings apps = {0};
    struct board_app app;
    for (uint16_t i = 0; i < BOARD_APPS_MAX && board_list(board, i, &app); i++) {
        if ((app.flags & TBF_FLAG_STICKY) != 0 && !given.force)
            note(given.board.port, "%s is sticky and stays", span_string(app.name));
        else
            strings_add(&apps, memory_format("0x%" PRIx32, app.address));
    }
    return apps;
}

static int erase_board(const struct strings *arguments) {
    if (arguments->count != 0)
        fail_usage("erase", "one image is wanted, or --port");
    struct board board = board_open(&given.board);
    struct strings apps = apps_to_erase(&board);
    for (size_t i = 0; i < apps.count; i++)
        board_remove(&board, apps.at[i], given.force);
    return 0;
}

static int run_erase(int argc, char **argv) {
    struct strings arguments = options_read(&erase_command, argc, argv);
    if (given.board.port != NULL)
        return erase_board(&arguments);
    if (arguments.count != 1)
        fail_usage("erase", "one image is wanted, or --port");
    struct edit edit = edit_open("erase", arguments.at[0], &given.flash);
    for (size_t i = edit.image.app_count; i > 0; i--) {
        const struct app *app = &edit.image.apps[i - 1];
        if (is_kept(edit_variant(app)))
            note(arguments.at[0], "%s is sticky and stays", edit_variant(app)->file);
        else
            edit_remove(&edit, app);
    }
    edit_write(&edit);
    return 0;
}
