/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Puts exception return values into the program counter, in every way. */
#include "tests/hostile/hostile.h"

static const uint32_t values[] = {0xFFFFFFF1, 0xFFFFFFF9, 0xFFFFFFFD, 0xFFFFFFE1,
                                  0xFFFFFFE9, 0xFFFFFFED, 0xFFFFFFFF, 0xFFFFFFF8,
                                  0xFFFFFFFC, 0xF0000001, 0xFFFFFFBC, 0xFFFFFFB0};

int main(void) {
    uint32_t n = lives("exc_return"), value = values[n / 4 % COUNT(values)];
    if (n >= 4 * COUNT(values))
        finish();
    tell("@try return", 2, n, value);
    if (n % 4 == 0)
        __asm__ volatile("bx %0" : : "r"(value) : "memory");
    else if (n % 4 == 1)
        __asm__ volatile("push {%0}\n pop {pc}" : : "r"(value) : "memory");
    else if (n % 4 == 2)
        __asm__ volatile("mov lr, %0\n bx lr" : : "r"(value) : "lr", "memory");
    else
        __asm__ volatile("ldr pc, [%0]" : : "r"(&values[n / 4]) : "memory");
    tell("@lived return", 2, n, value);
    next_life();
}
