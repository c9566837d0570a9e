/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Takes the break away from under buffers that the kernel knows, and from under grants that it
 * makes (ABI 2.6, 2.8, 2.11). */
#include "tests/hostile/hostile.h"

static bool moves(uint32_t to) {
    return syscall_succeeded(memop(MEMOP_BRK, to));
}

static void expect(bool found, bool expected, uint32_t line) {
    if (found != expected)
        tell("@bad", 1, line);
}

static void shrink_below_buffers(uint32_t low) {
    uint32_t high = low + 256;
    expect(moves(high), true, __LINE__);
    allow_ro(DRIVER_CONSOLE, 1, (void *)(high + 4000), 0); /* raises no mark */
    expect(moves(high - 4), true, __LINE__);
    expect(moves(high), true, __LINE__);
    allow_rw(DRIVER_CONSOLE, 1, (void *)(high - 8), 8);
    command(DRIVER_CONSOLE, 2, 8, 0);
    expect(moves(high - 1), false, __LINE__);
    allow_rw(DRIVER_CONSOLE, 1, NULL, 0);
    expect(moves(high - 1), false, __LINE__); /* the mark stays until restart */
    expect(moves(low), false, __LINE__);
    expect(moves(high), true, __LINE__);
    command(DRIVER_CONSOLE, 3, 0, 0);
}

static uint32_t largest_break(uint32_t from, uint32_t to) {
    while (to - from > 1) {
        uint32_t middle = from + (to - from) / 2;
        if (moves(middle))
            from = middle;
        else
            to = middle;
    }
    moves(from);
    return from;
}

static void grow_into_grants(void) {
    struct memory_layout before = own();
    uint32_t top = largest_break(before.ram_break, before.ram_end);
    struct memory_layout full = own();
    if (top > full.grant_start)
        tell("@bad break above the grants", 2, top, full.grant_start);
    /* Drivers that we have not used: GPIO, button. What they get must not be ours. */
    subscribe(DRIVER_GPIO, 0, NULL, NULL);
    subscribe(DRIVER_BUTTON, 0, NULL, NULL);
    subscribe(DRIVER_IPC, 0, NULL, NULL);
    struct memory_layout after = own();
    if (after.ram_break > after.grant_start)
        tell("@bad grants below the break", 2, after.ram_break, after.grant_start);
    for (uint32_t at = before.ram_break; at < after.ram_break; at++)
        if (load8(at) != 0) {
            tell("@bad memory that is not zero", 2, at, load8(at));
            break;
        }
    moves(before.ram_break);
    subscribe(DRIVER_IPC, 0, NULL, NULL);
    after = own();
    if (moves(after.grant_start + 1) || moves(after.ram_end) || moves(top + 8192))
        tell("@bad break in the grants", 1, after.grant_start);
}

int main(void) {
    uint32_t n = lives("brk_under");
    tell_own();
    shrink_below_buffers(own().ram_break);
    grow_into_grants();
    if (n < 5)
        next_life();
    finish();
}
