/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Layout arithmetic of a process's block. See the header for the picture and the invariant. */
#include "kernel/process_memory.h"

#include "arch/mpu.h"

#define GRANT_ALIGNMENT 8u
#define UPCALL_BYTES 4u

bool layout_valid(const struct layout *l) {
    return l->start <= l->app_break && l->app_break <= l->kernel_break &&
           l->kernel_break <= l->end && l->start <= l->high_water &&
           l->high_water <= l->app_break &&
           mpu_accessible_end((struct range){l->start, l->end}, l->app_break) <= l->kernel_break;
}

struct layout layout_initial(struct range block, uint32_t minimum, uint32_t kernel_bytes) {
    return (struct layout){
        .start = block.start,
        .app_break = block.start + minimum,
        .kernel_break = block.end - kernel_bytes,
        .end = block.end,
        .high_water = block.start,
    };
}

enum errorcode layout_set_break(struct layout *l, uint32_t new_break) {
    if (new_break < l->high_water || new_break > l->kernel_break) {
        return ERR_NOMEM;
    }
    if (mpu_accessible_end((struct range){l->start, l->end}, new_break) > l->kernel_break) {
        return ERR_NOMEM;
    }
    l->app_break = new_break;
    return OK;
}

enum errorcode layout_move_break(struct layout *l, uint32_t increment) {
    uint64_t sum = (uint64_t)l->app_break + increment;
    bool carries = sum > UINT32_MAX;
    bool grows = increment < 0x80000000u;
    if (carries == grows) {
        return ERR_NOMEM; /* wraps around the address space: what falls carries, what grows does not */
    }
    return layout_set_break(l, (uint32_t)(sum % 0x100000000u));
}

enum errorcode layout_take_for_kernel(struct layout *l, uint32_t size, uint32_t *address) {
    if (size > l->kernel_break - l->start) {
        return ERR_NOMEM;
    }
    uint32_t lowest = l->kernel_break - size;
    lowest -= lowest % GRANT_ALIGNMENT; /* cannot go below start: blocks start at multiples of 8 */
    if (lowest < mpu_accessible_end((struct range){l->start, l->end}, l->app_break)) {
        return ERR_NOMEM;
    }
    l->kernel_break = lowest;
    *address = lowest;
    return OK;
}

void layout_return_from_kernel(struct layout *l, uint32_t size) {
    uint32_t rest = size % GRANT_ALIGNMENT;
    uint32_t taken = rest == 0 ? size : size - rest + GRANT_ALIGNMENT;
    if (taken <= l->end - l->kernel_break) {
        l->kernel_break += taken;
    }
}

bool layout_allows_read_write(const struct layout *l, uint32_t address, uint32_t length) {
    return length == 0 || range_contains((struct range){l->start, l->app_break}, address, length);
}

bool layout_allows_read_only(const struct layout *l, struct range program, uint32_t address,
                             uint32_t length) {
    return layout_allows_read_write(l, address, length) || range_contains(program, address, length);
}

bool layout_allows_upcall(const struct layout *l, struct range program, uint32_t function) {
    return function == 0 || range_contains(program, function, UPCALL_BYTES) ||
           range_contains((struct range){l->start, l->app_break}, function, UPCALL_BYTES);
}

void layout_note_allowed(struct layout *l, uint32_t address, uint32_t length) {
    if (length == 0 || !layout_allows_read_write(l, address, length)) {
        return;
    }
    uint32_t end = address + length;
    if (end > l->high_water) {
        l->high_water = end;
    }
}
