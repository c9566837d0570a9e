/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent info`: what a flash image is, in a few lines. */
#include "board.h"
#include "commands.h"
#include "emitter.h"
#include "flash.h"
#include "memory.h"
#include "problem.h"

#include <inttypes.h>

static struct {
    bool json;
    struct flash_options flash;
    struct board_options board;
} given;

static int run(int argc, char **argv);

static const struct option options[] = {
    {"json", 0, OPTION_FLAG, &given.json, NULL, "for a program to read"},
    FLASH_OPTIONS(given.flash),
    BOARD_OPTIONS(given.board),
    {0},
};

const struct command_line info_command = {
    .command = "info",
    .summary = "say which kernel a flash image holds, and how full it is",
    .usage = "[OPTION]... IMAGE\n       --port PORT [OPTION]...",
    .purpose =
        "Says of a flash image what its kernel says of itself, and what the apps take; or of a board\n"
        "that runs, which programs it takes.",
    .options = options,
    .run = run,
};

static void show_kernel(struct emitter *e, const struct flash *flash) {
    const struct attributes *a = &flash->attributes;
    if (!flash->has_attributes)
        return;
    emit_group(e, "kernel");
    if (a->has_version)
        emit_text(e, "version",
                  memory_format("%u.%u.%u%s", (unsigned)a->version[0], (unsigned)a->version[1],
                                (unsigned)a->version[2], a->version[3] != 0 ? "-dev" : ""));
    if (a->kernel.given) {
        emit_hex(e, "start", a->kernel.start);
        emit_number(e, "bytes", a->kernel.length);
    }
    emit_group_end(e);
}

struct sums {
    uint32_t count[4]; /* by kind */
    uint64_t bytes;    /* of what is not padding */
};

static struct sums add_up(const struct flash *flash) {
    struct walk walk = flash_walk(flash);
    struct walk_entry entry;
    struct sums sums = {0};
    while (walk_next(&walk, &entry)) {
        sums.count[entry.kind]++;
        if (entry.kind != WALK_PADDING)
            sums.bytes += entry.size;
    }
    return sums;
}

static int info_of_board(void) {
    struct board board = board_open(&given.board);
    struct emitter e = emitter_start(stdout, given.json);
    emit_list(&e, "architectures");
    for (size_t i = 0; i < board.architectures.count; i++)
        emit_text(&e, NULL, board.architectures.at[i]);
    emit_list_end(&e);
    emit_group(&e, "apps");
    emit_hex(&e, "start", board.flash_start);
    emit_hex(&e, "end", board.flash_start + board.flash_length);
    emit_group_end(&e);
    emitter_end(&e);
    return 0;
}

static int run(int argc, char **argv) {
    struct strings files = options_read(&info_command, argc, argv);
    if (files.count != (given.board.port == NULL ? 1 : 0))
        fail_usage("info", "one image is wanted, or --port");
    if (given.board.port != NULL)
        return info_of_board();
    struct flash flash = flash_open("info", files.at[0], &given.flash);
    struct sums sums = add_up(&flash);
    uint64_t start = (uint64_t)flash.base + flash.at;
    struct emitter e = emitter_start(stdout, given.json);
    emit_hex(&e, "flash_base", flash.base);
    show_kernel(&e, &flash);
    emit_group(&e, "apps");
    emit_hex(&e, "start", (uint32_t)start);
    if (flash.end > start)
        emit_hex(&e, "end", (uint32_t)flash.end);
    emit_number(&e, "started", sums.count[WALK_APP]);
    emit_number(&e, "skipped", sums.count[WALK_SKIPPED]);
    emit_number(&e, "corrupt", sums.count[WALK_CORRUPT]);
    emit_number(&e, "bytes_used", (uint32_t)sums.bytes);
    if (flash.end > start)
        emit_number(&e, "bytes_free", (uint32_t)(flash.end - start - sums.bytes));
    emit_group_end(&e);
    emitter_end(&e);
    return 0;
}
