/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Views on allowed buffers. The slot in the grant was validated when the process filled it, and
 * the process's memory has not shrunk below it since (layout_note_allowed). */
#include "kernel/process_slice.h"

#include "kernel/grant_slots.h"
#include "kernel/hardening.h"
#include "kernel/memory.h"

static struct grant_slot allowed(struct grant_handle grant, struct process_id pid,
                                 enum grant_slots kind, uint32_t number) {
    const struct process *p = process_find(pid);
    const struct grant_slot *slot =
        p == NULL || !process_is_alive(p) ? NULL : grant_slot(p, grant.driver, kind, number);
    if (slot == NULL) {
        return (struct grant_slot){0, 0};
    }
    hardening_check_buffer(p, kind, slot);
    return *slot;
}

struct slice_ro slice_allowed_ro(struct grant_handle grant, struct process_id pid,
                                 uint32_t number) {
    struct grant_slot slot = allowed(grant, pid, SLOTS_ALLOW_RO, number);
    return (struct slice_ro){slot.first, slot.second};
}

struct slice_rw slice_allowed_rw(struct grant_handle grant, struct process_id pid,
                                 uint32_t number) {
    struct grant_slot slot = allowed(grant, pid, SLOTS_ALLOW_RW, number);
    return (struct slice_rw){slot.first, slot.second};
}

uint8_t slice_get(struct slice_ro s, uint32_t index) {
    return index < s.length ? *(const volatile uint8_t *)memory_at_const(s.address + index) : 0;
}

bool slice_set(struct slice_rw s, uint32_t index, uint8_t byte) {
    if (index >= s.length) {
        return false;
    }
    *(volatile uint8_t *)memory_at(s.address + index) = byte;
    return true;
}

bool slice_set_u32(struct slice_rw s, uint32_t index, uint32_t value) {
    if (s.length < 4 || index > s.length - 4) {
        return false;
    }
    for (uint32_t i = 0; i < 4; i++) {
        slice_set(s, index + i, (uint8_t)(value >> (8 * i)));
    }
    return true;
}

uint32_t slice_read(struct slice_ro s, uint32_t offset, uint32_t length, struct buffer *to) {
    if (offset >= s.length) {
        return 0;
    }
    uint32_t rest = s.length - offset;
    uint32_t space = buffer_space(to);
    uint32_t count = length < rest ? length : rest;
    count = count < space ? count : space;
    const volatile uint8_t *from = memory_at_const(s.address + offset);
    uint8_t *behind = &to->bytes[to->first + to->length];
    for (uint32_t i = 0; i < count; i++) {
        behind[i] = from[i];
    }
    to->length += count;
    return count;
}

uint32_t slice_write(struct slice_rw s, uint32_t offset, const struct buffer *from) {
    uint32_t i = 0;
    while (i < from->length && offset <= UINT32_MAX - i &&
           slice_set(s, offset + i, buffer_get(from, i))) {
        i++;
    }
    return i;
}
