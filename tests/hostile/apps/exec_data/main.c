/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Runs code that it has written: on the stack, in .data, in .bss, on the heap, in the gap. */
#include "tests/hostile/hostile.h"

static uint16_t in_data[4] = {RETURN_CODE, RETURN_CODE, RETURN_CODE, RETURN_CODE};
static uint16_t in_bss[4];

int main(void) {
    uint16_t on_stack[4] = {RETURN_CODE, RETURN_CODE, RETURN_CODE, RETURN_CODE};
    uint32_t n = lives("exec_data");
    struct memory_layout o = own();
    in_bss[0] = in_bss[1] = RETURN_CODE;
    uintptr_t heap = 0;
    memory_grow(16, &heap);
    *(volatile uint16_t *)heap = RETURN_CODE;
    __asm__ volatile("" : : "r"(on_stack) : "memory");
    uintptr_t code[] = {(uintptr_t)on_stack, (uintptr_t)in_data, (uintptr_t)in_bss, heap,
                        o.ram_start,         o.ram_break,        o.grant_start,     o.ram_end - 64};
    if (n >= COUNT(code))
        finish();
    tell("@try exec", 2, n, code[n]);
    jump(code[n]);
    tell("@lived exec", 2, n, code[n]);
    next_life();
}
