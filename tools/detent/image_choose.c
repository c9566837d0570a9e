/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Which variant of which app, and then where everything lies. Programs that are tied to addresses come
 * first, for the others fit around them. They are to lie in the order of the command line, which is
 * that of their process numbers; if they cannot, an app with few variants chooses before one with
 * many. Choices that lead nowhere are taken back. */
#include "image.h"
#include "memory.h"

#include <inttypes.h>
#include <stdlib.h>

/* Sixteen apps with sixteen variants each can be tried for longer than anybody waits. What was not
 * found after so many choices is given up. */
#define CHOICES_MAX 100000

/* ---- Trying ---- */

/* Members of an archive stand in for each other, so none is taken whose RAM is another's. An object
 * that was named itself is, with a note. */
static bool choose(struct image *image, struct app *app, const struct variant *v,
                   struct problem *p) {
    if (v->problem.set) {
        *p = v->problem;
        return false;
    }
    const struct app *sharer = app->is_archive ? image_find_ram_sharer(image, v) : NULL;
    if (sharer != NULL)
        return problem_with(p, NULL, "its fixed RAM at 0x%" PRIx32 " is also that of %.100s",
                            v->tbf.fixed_ram, sharer->chosen->file);
    struct place place;
    if (!image_find_place(image, v, &place, p))
        return false;
    app->chosen = v;
    app->place = place;
    struct slot slot = {.file = v->file, .start = place.start, .size = place.size};
    if (!place.anywhere)
        layout_add(&image->layout, &slot);
    return true;
}

static void take_back(struct image *image, struct app *app) {
    if (!app->place.anywhere)
        layout_remove(&image->layout, app->place.start);
    app->chosen = NULL;
}

/* A search for all apps: in this order, and how many choices are still to be made. */
struct search {
    struct image *image;
    struct app **order;
    bool ascending; /* each lies behind those that chose before it */
    unsigned choices;
};

static bool choose_from(struct search *search, size_t at, uint64_t end) {
    if (at == search->image->app_count)
        return true;
    struct app *app = search->order[at];
    for (size_t i = 0; i < app->variant_count; i++) {
        struct problem ignored = {0};
        if (!choose(search->image, app, &app->variants[i], &ignored))
            continue;
        const struct place *place = &app->place;
        bool behind = place->anywhere || place->start >= end;
        if ((behind || !search->ascending) &&
            choose_from(search, at + 1, place->anywhere ? end : place->start + place->size))
            return true;
        take_back(search->image, app);
        if (search->choices == 0)
            return false;
        search->choices--;
    }
    return false;
}

static bool find_choice(struct image *image, struct app **order, bool ascending) {
    struct search search = {image, order, ascending, CHOICES_MAX};
    return choose_from(&search, 0, 0);
}

/* ---- Saying why not ---- */

/* The reason for each variant; the last line is about the app. */
_Noreturn static void fail_app(struct image *image, struct app *app) {
    for (size_t i = 0; i < app->variant_count; i++) {
        const struct variant *v = &app->variants[i];
        struct problem problem = {0};
        choose(image, app, v, &problem);
        if (app->variant_count == 1)
            fail_problem(v->file, &problem);
        problem_note(v->file, &problem);
    }
    fail(app->path, "none of its %zu variants for this machine has a free place",
         app->variant_count);
}

/* The first app that finds no place if nothing is taken back. */
_Noreturn static void fail_in_order(struct image *image, struct app **order) {
    for (size_t at = 0; at < image->app_count; at++) {
        struct app *app = order[at];
        for (size_t i = 0; app->chosen == NULL && i < app->variant_count; i++) {
            struct problem ignored = {0};
            choose(image, app, &app->variants[i], &ignored);
        }
        if (app->chosen == NULL)
            fail_app(image, app);
    }
    abort(); /* find_choice takes this way first */
}

/* ---- All ---- */

/* Few variants first; else as on the command line, which is also the order of the array. */
static int compare_variants(const void *left, const void *right) {
    const struct app *a = *(struct app *const *)left;
    const struct app *b = *(struct app *const *)right;
    if (a->variant_count != b->variant_count)
        return a->variant_count < b->variant_count ? -1 : 1;
    return a < b ? -1 : a > b;
}

static void note_shared_ram(const struct image *image) {
    struct image before = *image;
    for (size_t i = 0; i < image->app_count; i++) {
        const struct variant *v = image->apps[i].chosen;
        before.app_count = i;
        const struct app *sharer = image_find_ram_sharer(&before, v);
        /* What is in the image already was told when it came there. */
        if (sharer != NULL && !v->pinned)
            note(v->file,
                 "its fixed RAM at 0x%" PRIx32 " is also that of %s; a kernel starts only one",
                 v->tbf.fixed_ram, sharer->chosen->file);
    }
}

static void place_movable(struct layout *layout, const struct slot *movable, size_t count) {
    const struct slot *failed = layout_place_all(layout, movable, count);
    if (failed == NULL)
        return;
    uint64_t free_bytes = layout_free_bytes(layout);
    fail(failed->file, "needs %" PRIu64 " bytes; %" PRIu64 " bytes are free%s", failed->size,
         free_bytes, free_bytes >= failed->size ? ", but in no suitable place" : "");
}

/* Now that all places are known, the objects take them. */
static void place_all(struct image *image) {
    struct slot *movable = memory_new(image->app_count * sizeof *movable);
    size_t count = 0;
    image->layout.count = 0;
    for (size_t i = 0; i < image->app_count; i++) {
        const struct app *app = &image->apps[i];
        struct slot slot = image_make_slot(app->chosen, &app->place);
        if (app->place.anywhere)
            movable[count++] = slot;
        else
            layout_add(&image->layout, &slot);
        image->any_broken = image->any_broken || app->chosen->broken;
    }
    place_movable(&image->layout, movable, count);
}

void image_choose_all(struct image *image) {
    struct app **order = memory_new(image->app_count * sizeof *order);
    for (size_t i = 0; i < image->app_count; i++)
        order[i] = &image->apps[i];
    if (!find_choice(image, order, true)) {
        qsort(order, image->app_count, sizeof *order, compare_variants);
        if (!find_choice(image, order, false))
            fail_in_order(image, order);
    }
    note_shared_ram(image);
    place_all(image);
}
