/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What is not undefined in a capsule, though C says so: each has to give 0, or the number that its
 * name ends in, for both indices. */
#include "traps.h"

CASE(uninitialised, 1, 2) {
    uint32_t value;
    return value + look(&value);
}

CASE(uninitialised_in_register, 1, 2) {
    uint32_t value;
    return value;
}

CASE(uninitialised_struct, 1, 2) {
    struct point point;
    if (i == 3) {
        point.x = 1;
    }
    return look_at_point(&point) | point.y;
}

CASE(uninitialised_array, 1, 2) {
    uint32_t array[LENGTH];
    return look(array) | array[i];
}

CASE(uninitialised_pointer, 1, 2) {
    const uint32_t *pointer;
    return (uint32_t)(uintptr_t)pointer;
}

CASE(uninitialised_slice, 1, 2) {
    struct {
        const uint8_t *bytes;
        uint32_t length;
        uint8_t flag; /* and the padding behind it */
    } slice;
    return look((const uint32_t *)(const void *)&slice + 2) | slice.length;
}

CASE(uninitialised_in_loop, 1, 2) {
    uint32_t sum = 0;
    for (uint32_t k = 0; k <= i; k++) {
        uint32_t word;
        sum |= look(&word);
        word = 5; /* not there any more in the next round */
    }
    return sum;
}

CASE(uninitialised_behind_switch, 1, 2) {
    switch (i) {
        uint32_t word; /* nothing runs up to here: the checker refuses it */
    case 7:
        word = 1;
        return look(&word);
    default:
        return 0;
    }
}

CASE(signed_overflow_0, 0x7FFFFFFF, 0x7FFFFFFF) {
    return (int32_t)i + 1 > (int32_t)i;
}

/* The test of the pointer comes late, but counts. */
static __attribute__((noinline)) uint32_t late_test(const struct point *point) {
    uint32_t x = point->x;
    if (point == 0) {
        return 7;
    }
    return x + 8;
}
CASE(null_test_7, 0, 0) {
    return late_test((const struct point *)(uintptr_t)i);
}
