/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent compact`: the free room of a flash image, or of a board that runs, in one piece. */
#include "board.h"
#include "commands.h"
#include "edit.h"
#include "memory.h"
#include "problem.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static struct {
    struct strings architectures;
    struct flash_options flash;
    struct board_options board;
} given;

static int run(int argc, char **argv);

static const struct option options[] = {
    {"arch", 0, OPTION_LIST, &given.architectures, "NAME", "of the machine"},
    FLASH_OPTIONS(given.flash),
    BOARD_OPTIONS(given.board),
    {0},
};

const struct command_line compact_command = {
    .command = "compact",
    .summary = "move the apps of a flash image together",
    .usage = "--arch NAME [OPTION]... IMAGE\n       --port PORT",
    .purpose =
        "Moves the apps of a flash image that may lie anywhere, so that the largest piece of free room\n"
        "grows: in their order, or the largest first if that gains more. No byte of an app is changed.\n"
        "What is tied to an address, or is corrupt, stays. A board that runs moves each app into free room\n"
        "further in front as if it were updated, so its process begins anew; what finds none there stays.",
    .options = options,
    .run = run,
};

static bool is_movable(const struct edit *edit, const struct variant *v) {
    bool tied = v->tbf.has_fixed_addresses && v->tbf.fixed_flash != TBF_ADDRESS_ANY;
    return !v->broken && !tied &&
           cover_next_start(edit->image.layout.unit, 0, v->size) != UINT64_MAX;
}

static int compare_sizes(const void *left, const void *right) {
    const struct variant *a = edit_variant(left);
    const struct variant *b = edit_variant(right);
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    return a->start < b->start ? -1 : a->start > b->start;
}

/* The same apps, the largest first. */
static struct edit sorted(const struct edit *edit) {
    struct edit copy = *edit;
    size_t size = edit->image.app_count * sizeof *edit->image.apps;
    copy.image.apps = memory_new(size);
    for (size_t i = 0; i < edit->image.app_count; i++)
        copy.image.apps[i] = edit->image.apps[i];
    qsort(copy.image.apps, copy.image.app_count, sizeof *copy.image.apps, compare_sizes);
    return copy;
}

static uint64_t largest_gap(const struct layout *layout) {
    uint64_t largest = 0;
    uint64_t end = layout->start;
    for (size_t i = 0; i < layout->count; i++) {
        const struct slot *slot = &layout->slots[i];
        largest = slot->start - end > largest ? slot->start - end : largest;
        end = slot->start + slot->size;
    }
    return layout->end - end > largest ? layout->end - end : largest;
}

/* The largest free piece if the apps are placed in the order in which they are; 0 if they do not fit. */
static uint64_t find_room(const struct edit *edit) {
    const struct image *image = &edit->image;
    struct layout layout = {
        .unit = image->layout.unit, .start = image->layout.start, .end = image->layout.end};
    struct slot *movable = memory_new((image->app_count + 1) * sizeof *movable);
    size_t count = 0;
    for (size_t i = 0; i < image->app_count; i++) {
        const struct variant *v = edit_variant(&image->apps[i]);
        struct slot slot = {.file = v->file, .start = v->start, .size = v->size};
        if (v->pinned)
            layout_add(&layout, &slot);
        else
            movable[count++] = slot;
    }
    return layout_place_all(&layout, movable, count) == NULL ? largest_gap(&layout) : 0;
}

static int compact_board(void) {
    struct board board = board_open(&given.board);
    unsigned moved = board_compact(&board);
    printf(moved == 0 ? "nothing to gain\n" : "apps moved %u times\n", moved);
    return 0;
}

static int run(int argc, char **argv) {
    struct strings arguments = options_read(&compact_command, argc, argv);
    if (arguments.count != (given.board.port == NULL ? 1 : 0))
        fail_usage("compact", "one image is wanted, or --port");
    if (given.board.port != NULL)
        return compact_board();
    struct edit edit = edit_open("compact", arguments.at[0], &given.flash);
    edit_set_machine(&edit, "compact", given.architectures);
    uint64_t before = find_room(&edit);
    for (size_t i = 0; i < edit.image.app_count; i++)
        edit.image.apps[i].variants[0].pinned =
            !is_movable(&edit, edit_variant(&edit.image.apps[i]));
    struct edit by_size = sorted(&edit);
    struct edit *best = find_room(&by_size) > find_room(&edit) ? &by_size : &edit;
    uint64_t after = find_room(best);
    if (after <= before) {
        printf("nothing to gain: %" PRIu64 " bytes are free in one piece\n", before);
        return 0;
    }
    edit_write(best);
    printf("%" PRIu64 " bytes are free in one piece; before, %" PRIu64 "\n", after, before);
    return 0;
}
