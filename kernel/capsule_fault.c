/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Whose code it is. */
#include "kernel/capsule_fault.h"

#include "kernel/process.h"

#include <stddef.h>

uint32_t capsule_of(uintptr_t address) {
    uintptr_t offset = address - (uintptr_t)layout_capsules_start;
    uint32_t count = layout_capsules[0];
    for (uint32_t i = 0; i < count; i++) {
        if (offset < layout_capsules[1 + i]) {
            return i;
        }
    }
    return CAPSULE_NONE;
}

uintptr_t capsule_place(const struct capsule_fault *fault, uint32_t capsule) {
    uintptr_t at = fault->pc;
    const uintptr_t *next = fault->stack;
    for (;;) {
        uint32_t found = capsule_of(at);
        if (found != CAPSULE_NONE && (capsule == CAPSULE_NONE || found == capsule)) {
            return at;
        }
        if (next == fault->stack_end) {
            return 0;
        }
        at = *next - 2; /* inside the call */
        next++;
    }
}

bool capsule_watch_sees_progress(const struct capsule_fault *fault, uint32_t *syscall) {
    if (fault == NULL) {
        return true;
    }
    uint32_t now = fault->in_syscall ? kernel.current->debug.syscalls : *syscall;
    bool another = now != *syscall;
    *syscall = now;
    return another;
}
