/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Which object lies where in the part of flash that is for apps. Gaps become padding objects, so
 * each is none or has room for one (ABI 4.6). */
#ifndef DETENT_LAYOUT_H
#define DETENT_LAYOUT_H

#include "bytes.h"
#include "cover.h"

/* An object and its place. */
struct slot {
    const char *file;    /* where it comes from, for messages */
    struct span content; /* may be shorter than `size`: the rest stays erased */
    uint64_t size;
    uint64_t alignment; /* of an object that is placed as it is; 0: as the protection unit likes */
    uint64_t start;
};

struct layout {
    enum protection_unit unit;
    uint64_t start;
    uint64_t end;
    struct slot *slots; /* those that are placed, by address */
    size_t count;
};

/* Whether [start, start + size) is free, with gaps that can be filled. */
bool layout_is_free(const struct layout *layout, uint64_t start, uint64_t size);

/* pre: layout_is_free(layout, slot->start, slot->size) */
void layout_add(struct layout *layout, const struct slot *slot);

/* Takes away what layout_add added for this start. */
void layout_remove(struct layout *layout, uint64_t start);

/* The least suitable start >= `from` for an object; UINT64_MAX if there is none. */
uint64_t layout_find(const struct layout *layout, uint64_t from, const struct slot *slot);

/* A placed object that overlaps [start, start + size), or NULL. */
const struct slot *layout_find_overlap(const struct layout *layout, uint64_t start, uint64_t size);

uint64_t layout_free_bytes(const struct layout *layout);

/* Places the objects that may lie anywhere, in this order as far as they fit so; else the largest
 * first. Returns NULL, or the first that does not fit, with *layout as it was when it did not. */
const struct slot *layout_place_all(struct layout *layout, const struct slot *slots, size_t count);

#endif
