/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the compiler calls for arithmetic on 64 bits. Its own library has the same, but in registers that
 * are the process's (arch.mk). Names and meanings: GCC internals, "Integer library routines". */
#include <stdbool.h>
#include <stdint.h>

uint64_t __udivdi3(uint64_t a, uint64_t b);
uint64_t __umoddi3(uint64_t a, uint64_t b);
int64_t __divdi3(int64_t a, int64_t b);
int64_t __moddi3(int64_t a, int64_t b);
uint64_t __ashldi3(uint64_t a, int count);
uint64_t __lshrdi3(uint64_t a, int count);
int64_t __ashrdi3(int64_t a, int count);
int __clzsi2(uint32_t a);

/* Long division, bit by bit. By zero: all ones, and the dividend as the remainder, as the CPU has it
 * for 32 bits (Unprivileged ISA, table 7.1). */
static uint64_t divide(uint64_t a, uint64_t b, uint64_t *remainder) {
    uint64_t rest = 0;
    for (uint32_t i = 0; i < 64; i++) {
        uint64_t carry = rest >> 63;
        rest = rest << 1 | a >> 63;
        a <<= 1;
        if (carry != 0 || rest >= b) {
            rest -= b;
            a |= 1;
        }
    }
    *remainder = rest;
    return a;
}

static uint64_t magnitude(int64_t a) {
    return a < 0 ? 0 - (uint64_t)a : (uint64_t)a;
}

static int64_t with_sign(uint64_t magnitude_, bool negative) {
    return (int64_t)(negative ? 0 - magnitude_ : magnitude_);
}

uint64_t __udivdi3(uint64_t a, uint64_t b) {
    uint64_t remainder;
    return divide(a, b, &remainder);
}

uint64_t __umoddi3(uint64_t a, uint64_t b) {
    uint64_t remainder;
    (void)divide(a, b, &remainder);
    return remainder;
}

int64_t __divdi3(int64_t a, int64_t b) {
    uint64_t remainder;
    return with_sign(divide(magnitude(a), magnitude(b), &remainder), (a < 0) != (b < 0));
}

int64_t __moddi3(int64_t a, int64_t b) {
    uint64_t remainder;
    (void)divide(magnitude(a), magnitude(b), &remainder);
    return with_sign(remainder, a < 0);
}

/* ---- Shifts: what leaves one word enters the other ---- */

static uint64_t join(uint32_t high, uint32_t low) {
    return (uint64_t)high << 32 | low;
}

uint64_t __ashldi3(uint64_t a, int count) {
    uint32_t low = (uint32_t)a;
    uint32_t n = (uint32_t)count;
    if (n >= 32) {
        return join(low << (n - 32), 0);
    }
    return n == 0 ? a : join((uint32_t)(a >> 32) << n | low >> (32 - n), low << n);
}

uint64_t __lshrdi3(uint64_t a, int count) {
    uint32_t high = (uint32_t)(a >> 32);
    uint32_t n = (uint32_t)count;
    if (n >= 32) {
        return join(0, high >> (n - 32));
    }
    return n == 0 ? a : join(high >> n, (uint32_t)a >> n | high << (32 - n));
}

int64_t __ashrdi3(int64_t a, int count) {
    uint32_t high = (uint32_t)((uint64_t)a >> 32);
    uint32_t n = (uint32_t)count;
    uint32_t signs = high >> 31 != 0 ? UINT32_MAX : 0;
    if (n >= 32) {
        uint32_t m = n - 32;
        return (int64_t)join(signs, m == 0 ? high : high >> m | signs << (32 - m));
    }
    return n == 0
               ? a
               : (int64_t)join(high >> n | signs << (32 - n), (uint32_t)a >> n | high << (32 - n));
}

/* Zeros above the highest bit; a is not 0. */
int __clzsi2(uint32_t a) {
    int zeros = 0;
    for (uint32_t width = 16; width > 0; width /= 2) {
        if (a >> (32 - width) == 0) {
            a <<= width;
            zeros += (int)width;
        }
    }
    return zeros;
}
