/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Yields of numbers that do not exist fault; exits of numbers that do not exist fail. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("yield_numbers");
    for (uint32_t number = 2; number != 0; number <<= 1)
        if (syscall_raw(SYSCALL_EXIT, number, 0, 0, 0).variant != RETURN_FAILURE)
            tell("@bad exit", 1, number);
    if (n >= 31)
        finish();
    tell("@try yield", 2, n, 3u << n);
    syscall_raw(SYSCALL_YIELD, n == 30 ? 0xFFFFFFFF : 3u << n, 0, 0, 0);
    tell("@lived yield", 1, 3u << n);
    next_life();
}
