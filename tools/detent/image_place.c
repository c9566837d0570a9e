/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Makes an object fit the memory protection hardware. Most do as they are; those that do not are
 * changed if nobody vouches for their bytes. */
#include "cover.h"
#include "image.h"
#include "tbf_write.h"

#include <inttypes.h>

#define WHY ", so that a region of the protection unit can cover it"

static bool may_change(const struct tbf *t, struct problem *p) {
    if (!tbf_has_credentials(t))
        return true;
    return problem_with(p, NULL,
                        "its %" PRIu32 " bytes cannot be covered by a region of the protection "
                        "unit there, and its credentials forbid a change",
                        t->total_size);
}

/* ---- RAM ---- */

static bool has_fixed_ram(const struct tbf *t) {
    return t->has_fixed_addresses && t->fixed_ram != TBF_ADDRESS_ANY;
}

static uint64_t ram_end(const struct image *image, const struct tbf *t) {
    return (uint64_t)t->fixed_ram + t->program.minimum_ram + image->process_bytes;
}

static bool ram_exists(const struct image *image, const struct tbf *t, struct problem *p) {
    if (!has_fixed_ram(t) || !image->ram_is_known ||
        (t->fixed_ram >= image->ram_start && ram_end(image, t) <= image->ram_end))
        return true;
    return problem_with(
        p, NULL,
        "needs %" PRIu64 " bytes of RAM at 0x%" PRIx32 "; there are 0x%" PRIx64 " to 0x%" PRIx64,
        ram_end(image, t) - t->fixed_ram, t->fixed_ram, image->ram_start, image->ram_end);
}

const struct app *image_find_ram_sharer(const struct image *image, const struct variant *v) {
    if (v->broken || !has_fixed_ram(&v->tbf))
        return NULL;
    for (size_t i = 0; i < image->app_count; i++) {
        const struct variant *other = image->apps[i].chosen;
        if (other != NULL && !other->broken && has_fixed_ram(&other->tbf) &&
            other->tbf.fixed_ram < ram_end(image, &v->tbf) &&
            v->tbf.fixed_ram < ram_end(image, &other->tbf))
            return &image->apps[i];
    }
    return NULL;
}

/* ---- Flash: a program that can lie anywhere ---- */

static bool find_movable(const struct image *image, const struct tbf *t, struct place *place,
                         struct problem *p) {
    enum protection_unit unit = image->layout.unit;
    *place = (struct place){.anywhere = true, .size = t->total_size};
    if (cover_next_start(unit, 0, t->total_size) != UINT64_MAX)
        return true;
    place->size = cover_size_above(unit, t->total_size);
    return may_change(t, p);
}

/* A broken object is only ever placed to see what a kernel makes of it. It takes the room that the
 * kernel will step over, if that can be, else a power of two. */
static void find_broken(const struct image *image, struct span content, struct place *place) {
    *place = (struct place){
        .anywhere = true,
        .size = power_of_two_above(content.length < 512 ? 512 : content.length),
    };
    if (content.length < TBF_HEAD_SIZE)
        return;
    struct tbf_head head = tbf_read_head(content.at);
    uint64_t room = image->layout.end - image->layout.start;
    if (head.format_version == TBF_VERSION && head.total_size >= content.length &&
        head.total_size <= room)
        place->size = head.total_size;
}

/* ---- Flash: a program that is tied to an address ---- */

static bool has_fixed_flash(const struct tbf *t) {
    return t->has_fixed_addresses && t->fixed_flash != TBF_ADDRESS_ANY;
}

/* Where the object begins if nothing is changed. */
static uint64_t natural_start(const struct tbf *t) {
    return t->fixed_flash - tbf_protected_size(t);
}

/* Where the bytes that must stay end, if the object starts at `start`. */
static uint64_t content_size(const struct tbf *t, uint64_t start) {
    return t->program.binary_end + (natural_start(t) - start);
}

static bool is_good_place(const struct image *image, const struct place *place) {
    return cover_exact(image->layout.unit, place->start, place->size) &&
           layout_is_free(&image->layout, place->start, place->size);
}

/* Regions larger than this are larger than any flash. */
#define GRAIN_MAX UINT64_C(0x10000000)

/* The nearest start below, as far as the footers can give way. */
static bool find_place_of_same_size(const struct image *image, const struct tbf *t,
                                    struct place *place) {
    place->size = t->total_size;
    for (uint64_t grain = cover_grain(image->layout.unit); grain <= GRAIN_MAX; grain *= 2) {
        place->start = round_down(natural_start(t), grain);
        if (content_size(t, place->start) <= place->size && is_good_place(image, place))
            return true;
    }
    return false;
}

static bool find_place_of_larger_size(const struct image *image, const struct tbf *t,
                                      struct place *place) {
    for (uint64_t grain = cover_grain(image->layout.unit); grain <= GRAIN_MAX; grain *= 2) {
        place->start = round_down(natural_start(t), grain);
        uint64_t content = content_size(t, place->start);
        place->size = round_up(content > t->total_size ? content : t->total_size, grain);
        if (is_good_place(image, place))
            return true;
    }
    return false;
}

static bool explain_no_place(const struct image *image, const struct tbf *t, struct problem *p) {
    uint64_t start = natural_start(t);
    const struct slot *overlap = layout_find_overlap(&image->layout, start, t->total_size);
    uint64_t end = start + t->total_size;
    if (overlap != NULL)
        return problem_with(p, NULL,
                            "needs %" PRIu32 " bytes at 0x%" PRIx64 ", which %.100s already has",
                            t->total_size, start, overlap->file);
    if (start < image->layout.start || end > image->layout.end)
        return problem_with(p, NULL,
                            "needs %" PRIu32 " bytes at 0x%" PRIx64 "; there are 0x%" PRIx64
                            " to 0x%" PRIx64 " for apps",
                            t->total_size, start, image->layout.start, image->layout.end);
    return problem_with(p, NULL,
                        "its %" PRIu32 " bytes, with the program at 0x%" PRIx32
                        ", cannot be covered by a region of the protection unit",
                        t->total_size, t->fixed_flash);
}

static bool find_fixed(const struct image *image, const struct tbf *t, struct place *place,
                       struct problem *p) {
    if (t->fixed_flash < tbf_protected_size(t))
        return problem_with(p, NULL,
                            "the fixed address 0x%" PRIx32 " leaves no room for the header",
                            t->fixed_flash);
    *place = (struct place){.start = natural_start(t), .size = t->total_size};
    if (layout_find_overlap(&image->layout, place->start, place->size) != NULL)
        return explain_no_place(image, t, p);
    bool suits = cover_exact(image->layout.unit, place->start, place->size);
    if (!suits && !may_change(t, p))
        return false;
    if (suits ? layout_is_free(&image->layout, place->start, place->size)
              : find_place_of_same_size(image, t, place) ||
                    find_place_of_larger_size(image, t, place))
        return true;
    return explain_no_place(image, t, p);
}

/* ---- Both ---- */

bool image_find_place(const struct image *image, const struct variant *v, struct place *place,
                      struct problem *p) {
    if (v->pinned) {
        *place = (struct place){.start = v->start, .size = v->size};
        return true;
    }
    if (v->broken) {
        find_broken(image, v->content, place);
        return true;
    }
    if (!ram_exists(image, &v->tbf, p))
        return false;
    return has_fixed_flash(&v->tbf) ? find_fixed(image, &v->tbf, place, p)
                                    : find_movable(image, &v->tbf, place, p);
}

struct slot image_make_slot(const struct variant *v, const struct place *place) {
    struct slot slot = {
        .file = v->file, .content = v->content, .start = place->start, .size = place->size};
    if (v->pinned)
        return slot;
    if (v->broken) {
        slot.alignment = power_of_two_above(v->content.length < 512 ? 512 : v->content.length);
        return slot;
    }
    const struct tbf *t = &v->tbf;
    uint64_t shift = place->anywhere ? 0 : natural_start(t) - place->start;
    if (shift != 0)
        note(v->file, "starts at 0x%" PRIx64 " instead of 0x%" PRIx64 WHY, place->start,
             natural_start(t));
    if (place->size != t->total_size)
        note(v->file, "total_size is raised from %" PRIu32 " to %" PRIu64 WHY, t->total_size,
             place->size);
    if (shift != 0 || place->size != t->total_size)
        slot.content = tbf_reshape(t, (uint32_t)shift, (uint32_t)place->size);
    return slot;
}
