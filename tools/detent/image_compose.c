/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The bytes of an app list, and whether a kernel finds all of them. */
#include "image.h"
#include "tbf_write.h"
#include "walk.h"

/* So many erased bytes after the last object end the list (ABI 4.9). */
#define LIST_END_SIZE 8

void image_append(struct bytes *out, const struct layout *layout) {
    uint64_t end = layout->start;
    for (size_t i = 0; i < layout->count; i++) {
        const struct slot *slot = &layout->slots[i];
        if (slot->start > end)
            tbf_write_padding(out, (uint32_t)(slot->start - end));
        bytes_append_span(out, slot->content);
        bytes_append_fill(out, 0xFF, (size_t)slot->size - slot->content.length);
        end = slot->start + slot->size;
    }
    uint64_t rest = layout->end - end;
    bytes_append_fill(out, 0xFF, rest < LIST_END_SIZE ? (size_t)rest : LIST_END_SIZE);
}

const struct slot *image_find_lost(const struct layout *layout, struct span bytes, size_t offset,
                                   uint32_t base) {
    struct walk walk = walk_start(bytes, offset, base);
    struct walk_entry entry;
    size_t i = 0;
    while (i < layout->count && walk_next(&walk, &entry)) {
        uint64_t address = (uint64_t)base + entry.offset;
        if (address == layout->slots[i].start)
            i++;
        else if (address > layout->slots[i].start)
            break;
    }
    return i < layout->count ? &layout->slots[i] : NULL;
}
