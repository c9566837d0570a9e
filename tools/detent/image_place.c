/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Makes an object fit the memory protection hardware. Most do as they are; those that do not are
 * changed if nobody vouches for their bytes. */
#include "cover.h"
#include "image.h"
#include "memory.h"
#include "tbf_write.h"

#include <inttypes.h>

#define WHY ", so that an MPU region can cover it"

static bool may_change(const struct tbf *t, struct problem *p) {
    if (!tbf_has_credentials(t))
        return true;
    return problem_with(p, NULL,
                        "its %" PRIu32 " bytes cannot be covered by an MPU region there, and its "
                        "credentials forbid a change",
                        t->total_size);
}

bool image_take_movable(struct image *image, const char *file, const struct tbf *t,
                        struct problem *p) {
    struct slot slot = {.file = file, .content = t->file, .size = t->total_size};
    uint64_t size = cover_size_above(t->total_size);
    if (cover_next_start(0, t->total_size) == UINT64_MAX) {
        if (!may_change(t, p))
            return false;
        note(file, "total_size is raised from %" PRIu32 " to %" PRIu64 WHY, t->total_size, size);
        slot.content = tbf_reshape(t, 0, (uint32_t)size);
        slot.size = size;
    }
    size_t count = image->movable_count++;
    image->movable = memory_grow(image->movable, image->movable_count * sizeof slot);
    image->movable[count] = slot;
    return true;
}

/* A place for the object. */
struct place {
    uint64_t start;
    uint64_t size;
};

/* Where the bytes that must stay end, if the object starts at `start`. */
static uint64_t content_size(const struct tbf *t, uint64_t start) {
    return t->program.binary_end + (t->fixed_flash - tbf_protected_size(t) - start);
}

static bool is_good_place(const struct image *image, const struct place *place) {
    return cover_exact(place->start, place->size) &&
           layout_is_free(&image->layout, place->start, place->size);
}

/* The parts of a region that are worth trying. */
#define GRAIN_MIN UINT64_C(32)
#define GRAIN_MAX UINT64_C(0x10000000)

/* The nearest start below, as far as the footers can give way. */
static bool find_place_of_same_size(const struct image *image, const struct tbf *t,
                                    struct place *place) {
    uint64_t natural_start = t->fixed_flash - tbf_protected_size(t);
    place->size = t->total_size;
    for (uint64_t grain = GRAIN_MIN; grain <= GRAIN_MAX; grain *= 2) {
        place->start = round_down(natural_start, grain);
        if (content_size(t, place->start) <= place->size && is_good_place(image, place))
            return true;
    }
    return false;
}

static bool find_place_of_larger_size(const struct image *image, const struct tbf *t,
                                      struct place *place) {
    uint64_t natural_start = t->fixed_flash - tbf_protected_size(t);
    for (uint64_t grain = GRAIN_MIN; grain <= GRAIN_MAX; grain *= 2) {
        place->start = round_down(natural_start, grain);
        uint64_t content = content_size(t, place->start);
        place->size = round_up(content > t->total_size ? content : t->total_size, grain);
        if (is_good_place(image, place))
            return true;
    }
    return false;
}

static bool find_place(const struct image *image, const struct tbf *t, struct place *place) {
    return find_place_of_same_size(image, t, place) || find_place_of_larger_size(image, t, place);
}

static bool explain_no_place(const struct image *image, const struct tbf *t, uint64_t start,
                             struct problem *p) {
    const struct slot *overlap = layout_find_overlap(&image->layout, start, t->total_size);
    uint64_t end = start + t->total_size;
    if (overlap != NULL)
        return problem_with(p, NULL,
                            "needs %" PRIu32 " bytes at 0x%" PRIx64 ", which %.64s already has",
                            t->total_size, start, overlap->file);
    if (start < image->layout.start || end > image->layout.end)
        return problem_with(p, NULL,
                            "needs %" PRIu32 " bytes at 0x%" PRIx64 "; there are 0x%" PRIx64
                            " to 0x%" PRIx64 " for apps",
                            t->total_size, start, image->layout.start, image->layout.end);
    return problem_with(p, NULL,
                        "its %" PRIu32 " bytes, with the program at 0x%" PRIx32
                        ", cannot be covered by an MPU region",
                        t->total_size, t->fixed_flash);
}

static void add_fixed(struct image *image, const char *file, const struct tbf *t,
                      const struct place *place) {
    uint64_t natural_start = t->fixed_flash - tbf_protected_size(t);
    struct slot slot = {
        .file = file, .content = t->file, .size = place->size, .start = place->start};
    if (place->start != natural_start)
        note(file, "starts at 0x%" PRIx64 " instead of 0x%" PRIx64 WHY, place->start,
             natural_start);
    if (place->size != t->total_size)
        note(file, "total_size is raised from %" PRIu32 " to %" PRIu64 WHY, t->total_size,
             place->size);
    if (place->start != natural_start || place->size != t->total_size)
        slot.content =
            tbf_reshape(t, (uint32_t)(natural_start - place->start), (uint32_t)place->size);
    layout_add(&image->layout, &slot);
}

bool image_place_fixed(struct image *image, const char *file, const struct tbf *t,
                       struct problem *p) {
    if (t->fixed_flash < tbf_protected_size(t))
        return problem_with(p, NULL,
                            "the fixed address 0x%" PRIx32 " leaves no room for the header",
                            t->fixed_flash);
    struct place natural = {t->fixed_flash - tbf_protected_size(t), t->total_size};
    struct place place = natural;
    if (layout_find_overlap(&image->layout, natural.start, natural.size) != NULL)
        return explain_no_place(image, t, natural.start, p);
    bool suits = cover_exact(natural.start, natural.size);
    if (!suits && !may_change(t, p))
        return false;
    if (suits ? !layout_is_free(&image->layout, natural.start, natural.size)
              : !find_place(image, t, &place))
        return explain_no_place(image, t, natural.start, p);
    add_fixed(image, file, t, &place);
    return true;
}
