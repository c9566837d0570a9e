/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The kernel's walk, step by step in the order of ABI 4.4, with reasons. */
#include "walk.h"

#include "../../abi/syscall.h"

#include <inttypes.h>

struct walk walk_start(struct span image, size_t offset, uint32_t base) {
    return (struct walk){.image = image, .base = base, .offset = offset};
}

static bool end_list(struct walk *walk, const char *why) {
    walk->ended = true;
    walk->end = why;
    return false;
}

/* Steps 1 to 3, and the guard against a list that does not advance (D20). */
static bool has_object(struct walk *walk) {
    struct span rest = span_part(walk->image, walk->offset, walk->image.length);
    if (rest.length < TBF_HEAD_SIZE)
        return end_list(walk, "end of flash");
    struct tbf_head head = tbf_read_head(rest.at);
    if (head.format_version != TBF_VERSION)
        return end_list(walk, head.format_version == 0xFFFF ? "erased flash" : "no TBF version 2");
    size_t field = walk->offset + TBF_BASE_TOTAL_SIZE;
    if (head.total_size > rest.length) {
        problem_at(&walk->end_problem, field, "total_size",
                   "%" PRIu32 " passes the end of the image, 0x%zx", head.total_size,
                   walk->image.length);
        return end_list(walk, "an object passes the end");
    }
    if (head.total_size == 0) {
        problem_at(&walk->end_problem, field, "total_size", "is 0");
        return end_list(walk, "an object of size 0");
    }
    return true;
}

static bool kernel_version_suits(const struct tbf *t) {
    return t->has_kernel_version && t->kernel_major == ABI_VERSION_MAJOR &&
           t->kernel_minor <= ABI_VERSION_MINOR;
}

static bool flash_address_suits(const struct walk *walk, const struct walk_entry *entry) {
    const struct tbf *t = &entry->tbf;
    if (!t->has_fixed_addresses || t->fixed_flash == TBF_ADDRESS_ANY)
        return true;
    uint64_t address = (uint64_t)walk->base + entry->offset + tbf_protected_size(t);
    return address == t->fixed_flash;
}

static bool entry_suits(const struct tbf *t) {
    return (uint64_t)t->header_size + t->program.init_offset < t->total_size;
}

/* Steps 5 to 7. */
static void classify(struct walk *walk, struct walk_entry *entry) {
    const struct tbf *t = &entry->tbf;
    bool ends_beyond = !t->ends_valid && t->program.binary_end > t->total_size;
    entry->kind = WALK_SKIPPED;
    if (!t->header_valid || (!t->ends_valid && !ends_beyond))
        entry->kind = WALK_CORRUPT;
    else if (t->is_padding)
        entry->kind = WALK_PADDING;
    else if (!t->has_main && !t->has_program)
        entry->why = "has neither Main nor Program";
    else if (!entry_suits(t))
        entry->why = "init_fn_offset beyond total_size";
    else if ((t->flags & TBF_FLAG_ENABLED) == 0)
        entry->why = "disabled";
    else if (!t->has_kernel_version)
        entry->why = "names no kernel version";
    else if (!kernel_version_suits(t))
        entry->why = "wants another kernel version";
    else if (ends_beyond) {
        entry->kind = WALK_CORRUPT;
        end_list(walk, "an object's binary_end passes its end");
    } else if (!flash_address_suits(walk, entry))
        entry->why = "wants another flash address";
    else
        entry->kind = WALK_APP;
}

/* The reader counts from the start of the object. */
static void move_problem(struct problem *p, size_t offset) {
    if (!p->set)
        return;
    p->offset = (p->has_offset ? p->offset : 0) + offset;
    p->has_offset = true;
}

bool walk_next(struct walk *walk, struct walk_entry *entry) {
    if (walk->ended || !has_object(walk))
        return false;
    struct tbf_head head = tbf_read_head(walk->image.at + walk->offset);
    *entry = (struct walk_entry){.offset = walk->offset, .size = head.total_size};
    tbf_read(&entry->tbf, span_part(walk->image, entry->offset, entry->size), &entry->problem);
    move_problem(&entry->problem, entry->offset);
    classify(walk, entry);
    if (!walk->ended)
        walk->offset += entry->size;
    return true;
}
