/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent list`: the objects of a flash image, a line each. */
#include "board.h"
#include "commands.h"
#include "flash.h"
#include "options.h"
#include "show.h"
#include "terminal.h"

#include <inttypes.h>

static struct {
    bool json;
    struct flash_options flash;
    struct board_options board;
} given;

static int run(int argc, char **argv);

static const struct option options[] = {
    {"json", 0, OPTION_FLAG, &given.json, NULL, "for a program to read"},
    {"at", 0, OPTION_NUMBER, &given.flash.at, "OFFSET", FLASH_AT_HELP},
    {"flash-base", 0, OPTION_NUMBER, &given.flash.base, "ADDRESS", FLASH_BASE_HELP},
    BOARD_OPTIONS(given.board),
    {0},
};

const struct command_line list_command = {
    .command = "list",
    .summary = "list the apps of a flash image, a line each",
    .usage = "[OPTION]... IMAGE\n       --port PORT [OPTION]...",
    .purpose =
        "Lists the objects of a flash image, walking as the kernel does. Kinds: `app` is started;\n"
        "`skipped` is not, for the reason given; `corrupt` is stepped over; `padding` is room.\n"
        "Code: `thumb` is for Arm, `-` may be for anything. RAM: where the app's has to be.",
    .options = options,
    .run = run,
};

static void print_ram(const struct tbf *t) {
    if (t->has_fixed_addresses && t->fixed_ram != TBF_ADDRESS_ANY)
        printf("0x%08" PRIx32 " ", t->fixed_ram);
    else
        printf("%-10s ", "-");
}

static void print_title(void) {
    printf("%-10s %8s  %-8s %-16s %-6s %-10s %s\n", "OFFSET", "SIZE", "KIND", "FLAGS", "CODE",
           "RAM", "NAME");
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

static void emit_entry(struct emitter *e, const struct flash *flash,
                       const struct walk_entry *entry) {
    const struct tbf *t = &entry->tbf;
    emit_item(e, show_kind_name(entry->kind));
    emit_number(e, "offset", (uint32_t)entry->offset);
    emit_number(e, "address", flash->base + (uint32_t)entry->offset);
    emit_number(e, "size", entry->size);
    emit_text(e, "flags", show_flags(t->flags));
    emit_bytes(e, "name", t->name);
    emit_number(e, "version", t->program.version);
    if (entry->why != NULL)
        emit_text(e, "why", entry->why);
    if (t->has_fixed_addresses && t->fixed_ram != TBF_ADDRESS_ANY)
        emit_number(e, "ram", t->fixed_ram);
    emit_group_end(e);
}

/* A problem ends up in the exit status: 1 then. */
static int tell_problem(const char *path, const struct problem *problem) {
    if (!problem->set)
        return 0;
    problem_report(path, problem);
    return 1;
}

static int list_for_programs(const struct flash *flash) {
    struct walk walk = flash_walk(flash);
    struct walk_entry entry;
    struct emitter e = emitter_start(stdout, true);
    int status = 0;
    emit_list(&e, "objects");
    while (walk_next(&walk, &entry)) {
        emit_entry(&e, flash, &entry);
        status |= tell_problem(flash->path, &entry.problem);
    }
    emit_list_end(&e);
    emit_group(&e, "end");
    emit_number(&e, "offset", (uint32_t)walk.offset);
    emit_text(&e, "why", walk.end);
    emit_group_end(&e);
    emitter_end(&e);
    return status | tell_problem(flash->path, &walk.end_problem);
}

static int list_for_people(const struct flash *flash) {
    struct walk walk = flash_walk(flash);
    struct walk_entry entry;
    int status = 0;
    print_title();
    while (walk_next(&walk, &entry)) {
        print_entry(&entry);
        status |= tell_problem(flash->path, &entry.problem);
    }
    printf("0x%08zx %8s  end of list: %s\n", walk.offset, "", walk.end);
    return status | tell_problem(flash->path, &walk.end_problem);
}

static const char *state_name(uint8_t state) {
    static const char *const names[] = {"not started", "runs",  "stopped",
                                        "faulted",     "ended", "refused"};
    return state < sizeof names / sizeof names[0] ? names[state] : "unknown";
}

static void print_app(const struct board_app *app) {
    printf("0x%08" PRIx32 " %8" PRIu32 "  %-11s %-16s %10" PRIu32 " ", app->address, app->size,
           state_name(app->state), show_flags(app->flags), app->version);
    terminal_print_bytes(stdout, app->name);
    fputc('\n', stdout);
}

static void emit_app(struct emitter *e, const struct board_app *app) {
    emit_item(e, "app");
    emit_number(e, "address", app->address);
    emit_number(e, "size", app->size);
    emit_text(e, "state", state_name(app->state));
    emit_text(e, "flags", show_flags(app->flags));
    emit_bytes(e, "name", app->name);
    emit_number(e, "version", app->version);
    emit_group_end(e);
}

static int list_board(void) {
    struct board board = board_open(&given.board);
    struct board_app app;
    struct emitter e = {0};
    if (given.json) {
        e = emitter_start(stdout, true);
        emit_list(&e, "objects");
    } else
        printf("%-10s %8s  %-11s %-16s %10s %s\n", "ADDRESS", "SIZE", "STATE", "FLAGS", "VERSION",
               "NAME");
    for (uint16_t i = 0; i < BOARD_APPS_MAX && board_list(&board, i, &app); i++)
        if (given.json)
            emit_app(&e, &app);
        else
            print_app(&app);
    if (given.json) {
        emit_list_end(&e);
        emitter_end(&e);
    }
    return 0;
}

static int run(int argc, char **argv) {
    struct strings files = options_read(&list_command, argc, argv);
    if (files.count != (given.board.port == NULL ? 1 : 0))
        fail_usage("list", "one image is wanted, or --port");
    if (given.board.port != NULL)
        return list_board();
    struct flash flash = flash_open("list", files.at[0], &given.flash);
    return given.json ? list_for_programs(&flash) : list_for_people(&flash);
}
