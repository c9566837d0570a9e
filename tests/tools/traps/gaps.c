/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What GCC 12 does not check: for all of this capcheck has to refuse the source. */
#include "traps.h"

CASE(address_of_element_behind_the_last, 7, 8) {
    return look(&row[i]) & 0;
}

CASE(address_of_struct_behind_the_last, 7, 8) {
    return look_at_point(&points[i]) & 0;
}

CASE(address_of_element_behind_a_row, 7, 8) {
    return look(&grid[1][i]) & 0;
}

CASE(address_of_element_behind_a_member, 7, 8) {
    return look(&within->items[i]) & 0;
}

CASE(constant_address_behind_the_last, 7, 8) {
    return look(&row[LENGTH]) & 0 & i;
}

CASE(decay_of_the_row_behind_the_last, 3, 4) {
    return look(grid[i]) & 0;
}

CASE(array_of_comma, 7, 8) {
    return (yes++, row)[i] & 0;
}

CASE(array_of_conditional_pointers, 7, 8) {
    return (yes ? row : other)[i] & 0;
}

CASE(pointer, 7, 8) {
    const uint32_t *pointer = row;
    return pointer[i] & 0;
}

static __attribute__((noinline)) uint32_t parameter_of(const uint32_t parameter[LENGTH],
                                                       uint32_t i) {
    return parameter[i] & 0;
}
CASE(array_parameter, 7, 8) {
    return parameter_of(row, i);
}

CASE(arithmetic, 7, 8) {
    return *(row + i) & 0;
}

/* Where one way sets a variable and another does not, the optimiser takes it that nobody comes the
 * other way: both have what was set, not 0. What lay on the stack before is never seen. */
CASE(uninitialised_on_one_way, 1, 2) {
    uint32_t value;
    if (i == 3) {
        value = 4;
    }
    return value & ~4u;
}

CASE(uninitialised_pointer_on_one_way, 1, 2) {
    const uint32_t *pointer;
    if (i == 3) {
        pointer = &yes;
    }
    return pointer == &yes ? 0 : 1;
}
