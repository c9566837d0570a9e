/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* First fit, in two attempts: in the order given, then by size. */
#include "layout.h"

#include "../../abi/tbf.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

static uint64_t slot_end(const struct slot *slot) {
    return slot->start + slot->size;
}

const struct slot *layout_find_overlap(const struct layout *layout, uint64_t start, uint64_t size) {
    for (size_t i = 0; i < layout->count; i++)
        if (layout->slots[i].start < start + size && start < slot_end(&layout->slots[i]))
            return &layout->slots[i];
    return NULL;
}

/* Ends of what lies around [start, start + size), which must itself be free. */
static uint64_t end_before(const struct layout *layout, uint64_t start) {
    uint64_t end = layout->start;
    for (size_t i = 0; i < layout->count; i++)
        if (layout->slots[i].start < start)
            end = slot_end(&layout->slots[i]);
    return end;
}

static const struct slot *slot_from(const struct layout *layout, uint64_t start) {
    for (size_t i = 0; i < layout->count; i++)
        if (layout->slots[i].start >= start)
            return &layout->slots[i];
    return NULL;
}

static bool is_fillable(uint64_t gap) {
    return gap == 0 || gap >= TBF_BASE_SIZE;
}

/* What comes after the last object needs no padding. */
static bool gaps_are_fillable(const struct layout *layout, uint64_t start, uint64_t size) {
    const struct slot *next = slot_from(layout, start + size);
    return is_fillable(start - end_before(layout, start)) &&
           (next == NULL || is_fillable(next->start - (start + size)));
}

bool layout_is_free(const struct layout *layout, uint64_t start, uint64_t size) {
    return start >= layout->start && start + size <= layout->end &&
           layout_find_overlap(layout, start, size) == NULL &&
           gaps_are_fillable(layout, start, size);
}

void layout_add(struct layout *layout, const struct slot *slot) {
    layout->slots = memory_grow(layout->slots, (layout->count + 1) * sizeof *slot);
    size_t i = layout->count++;
    for (; i > 0 && layout->slots[i - 1].start > slot->start; i--)
        layout->slots[i] = layout->slots[i - 1];
    layout->slots[i] = *slot;
}

void layout_remove(struct layout *layout, uint64_t start) {
    size_t kept = 0;
    for (size_t i = 0; i < layout->count; i++)
        if (layout->slots[i].start != start)
            layout->slots[kept++] = layout->slots[i];
    layout->count = kept;
}

static uint64_t next_suitable(const struct layout *layout, uint64_t from, const struct slot *slot) {
    if (slot->alignment != 0)
        return round_up(from, slot->alignment);
    return cover_next_start(layout->unit, from, slot->size);
}

uint64_t layout_find(const struct layout *layout, uint64_t from, const struct slot *slot) {
    uint64_t start = next_suitable(layout, from, slot);
    while (start < layout->end && slot->size <= layout->end - start) {
        const struct slot *overlap = layout_find_overlap(layout, start, slot->size);
        if (overlap == NULL && gaps_are_fillable(layout, start, slot->size))
            return start;
        start = next_suitable(layout, overlap != NULL ? slot_end(overlap) : start + 1, slot);
    }
    return UINT64_MAX;
}

uint64_t layout_free_bytes(const struct layout *layout) {
    uint64_t bytes = layout->end - layout->start;
    for (size_t i = 0; i < layout->count; i++)
        bytes -= layout->slots[i].size;
    return bytes;
}

static struct layout copy_layout(const struct layout *layout) {
    struct layout copy = {.unit = layout->unit, .start = layout->start, .end = layout->end};
    for (size_t i = 0; i < layout->count; i++)
        layout_add(&copy, &layout->slots[i]);
    return copy;
}

/* Each after the one before it if it can, else wherever there is room. */
static const struct slot *place_in_order(struct layout *layout, const struct slot *const *slots,
                                         size_t count) {
    uint64_t after = layout->start;
    for (size_t i = 0; i < count; i++) {
        struct slot slot = *slots[i];
        slot.start = layout_find(layout, after, &slot);
        if (slot.start == UINT64_MAX)
            slot.start = layout_find(layout, layout->start, &slot);
        if (slot.start == UINT64_MAX)
            return slots[i];
        layout_add(layout, &slot);
        after = slot_end(&slot);
    }
    return NULL;
}

/* The larger first; those of one size stay in order, because they lie in one array. */
static int compare_sizes(const void *left, const void *right) {
    const struct slot *a = *(const struct slot *const *)left;
    const struct slot *b = *(const struct slot *const *)right;
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    return a < b ? -1 : a > b;
}

const struct slot *layout_place_all(struct layout *layout, const struct slot *slots, size_t count) {
    const struct slot **order = memory_new((count + 1) * sizeof *order);
    for (size_t i = 0; i < count; i++)
        order[i] = &slots[i];
    struct layout first = copy_layout(layout);
    const struct slot *failed = place_in_order(&first, order, count);
    if (failed != NULL) {
        struct layout second = copy_layout(layout);
        qsort(order, count, sizeof *order, compare_sizes);
        if (place_in_order(&second, order, count) == NULL) {
            *layout = second;
            return NULL;
        }
    }
    *layout = first;
    return failed;
}
