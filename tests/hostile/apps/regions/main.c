/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Asks where its header says that it may write flash, and tries to use each region: to have the
 * console print it, and to read it. test_hostile_binaries.py gives it headers that lie. */
#include "tests/hostile/hostile.h"

static bool is_own(const struct memory_layout *o, uint32_t start, uint32_t end) {
    return start >= o->flash_start && start <= end && end <= o->flash_end;
}

int main(void) {
    struct memory_layout o = own();
    tell_own();
    uint32_t count = syscall_raw(SYSCALL_MEMOP, 7, 0, 0, 0).values[0];
    tell("@regions", 1, count);
    for (uint32_t i = 0; i < count && i < 8; i++) {
        struct syscall_return start = syscall_raw(SYSCALL_MEMOP, 8, i, 0, 0);
        struct syscall_return end = syscall_raw(SYSCALL_MEMOP, 9, i, 0, 0);
        if (!syscall_succeeded(start) || !syscall_succeeded(end))
            continue;
        uint32_t first = start.values[0], last = end.values[0];
        tell("@region", 2, first, last);
        if (!is_own(&o, first, last) &&
            syscall_succeeded(allow_ro(DRIVER_CONSOLE, 1, (void *)first, last - first)) &&
            last != first)
            tell("@bad foreign flash is allowed", 2, first, last);
        allow_ro(DRIVER_CONSOLE, 1, NULL, 0);
    }
    finish();
}
