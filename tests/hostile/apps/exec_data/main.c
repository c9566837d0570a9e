/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Runs code that it has written: on the stack, in .data, in .bss, on the heap, in the gap. */
#include "../../hostile.h"

static uint16_t in_data[4] = {0x4770, 0x4770, 0x4770, 0x4770}; /* bx lr */
static uint16_t in_bss[4];

int main(void) {
    uint16_t on_stack[4] = {0x4770, 0x4770, 0x4770, 0x4770};
    uint32_t n = lives("exec_data");
    struct memory_layout o = own();
    in_bss[0] = in_bss[1] = 0x4770;
    uintptr_t heap = 0;
    memory_grow(16, &heap);
    *(volatile uint16_t *)heap = 0x4770;
    __asm__ volatile("" : : "r"(on_stack) : "memory");
    uintptr_t places[] = {
        (uintptr_t)on_stack, (uintptr_t)in_data, (uintptr_t)in_bss, heap,
        o.ram_start,         o.ram_break,        o.grant_start,     o.ram_end - 64};
    if (n >= COUNT(places))
        finish();
    tell("@try exec", 2, n, places[n]);
    jump(places[n] | 1);
    tell("@lived exec", 2, n, places[n]);
    next_life();
}
