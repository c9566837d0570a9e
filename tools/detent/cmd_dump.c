/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent dump`: an app out of a flash image, or off a board that runs, into a file. */
#include "board.h"
#include "commands.h"
#include "edit.h"
#include "file.h"
#include "problem.h"

static struct {
    const char *output;
    struct flash_options flash;
    struct board_options board;
} given;

static int run(int argc, char **argv);

static const struct option options[] = {
    {"output", 'o', OPTION_TEXT, &given.output, "FILE", "the object to write"},
    FLASH_OPTIONS(given.flash),
    BOARD_OPTIONS(given.board),
    {0},
};

const struct command_line dump_command = {
    .command = "dump",
    .summary = "copy an app out of a flash image",
    .usage = "-o APP.tbf [OPTION]... IMAGE NAME|0xADDRESS\n"
             "       --port PORT -o APP.tbf NAME|0xADDRESS",
    .purpose =
        "Writes the object of an app in a flash image, or on a board that runs, to a file, byte by byte\n"
        "as it lies there.",
    .options = options,
    .run = run,
};

static int dump_of_board(const struct strings *arguments) {
    if (arguments->count != 1 || given.output == NULL)
        fail_usage("dump", "-o FILE and an app are wanted");
    struct board board = board_open(&given.board);
    file_write(given.output, board_read(&board, arguments->at[0]));
    return 0;
}

static int run(int argc, char **argv) {
    struct strings arguments = options_read(&dump_command, argc, argv);
    if (given.board.port != NULL)
        return dump_of_board(&arguments);
    if (arguments.count != 2 || given.output == NULL)
        fail_usage("dump", "-o FILE, an image and an app are wanted");
    struct edit edit = edit_open("dump", arguments.at[0], &given.flash);
    file_write(given.output, edit_variant(edit_get(&edit, arguments.at[1]))->content);
    return 0;
}
