/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Every class of access that a capsule can write, as it can write it (docs/capsule-c.md): each has to
 * trap for the index that does not fit. */
#include "kernel/bounds.h"
#include "traps.h"

/* ---- Arrays ---- */

CASE(local_read, 7, 8) {
    uint32_t local[LENGTH];
    for (uint32_t k = 0; k < LENGTH; k++) {
        local[k] = k;
    }
    return local[i];
}

CASE(local_write, 7, 8) {
    uint32_t local[LENGTH];
    local[i] = 3;
    return look(&local[0]);
}

CASE(static_read, 7, 8) {
    return row[i];
}

CASE(static_write, 7, 8) {
    row[i] = 3;
    return 0;
}

static const uint8_t constants[LENGTH] = {1, 2, 3};
CASE(constant_read, 7, 8) {
    return constants[i];
}

CASE(array_of_length_one, 0, 1) {
    static uint32_t one[1];
    one[i]++;
    return one[0];
}

CASE(string, 3, 4) {
    return (uint8_t) "abc"[i];
}

/* ---- Members ---- */

CASE(member_read, 7, 8) {
    return within->items[i];
}

CASE(member_write, 7, 8) {
    within->items[i] = 3;
    return 0;
}

CASE(trailing_read, 7, 8) {
    return trailing->items[i];
}

CASE(trailing_write, 7, 8) {
    trailing->items[i] = 3;
    return 0;
}

static struct {
    uint32_t other;
    struct trailing last;
} nested;
CASE(trailing_of_trailing, 7, 8) {
    return nested.last.items[i];
}

CASE(trailing_of_length_one, 0, 1) {
    static struct {
        uint32_t first;
        uint32_t items[1];
    } short_one;
    short_one.items[i]++;
    return short_one.first;
}

CASE(union_member, 7, 8) {
    return both->bytes[i];
}

CASE(array_behind_reference, 7, 8) {
    uint32_t(*reference)[LENGTH] = &row;
    return (*reference)[i];
}

/* ---- Arrays of arrays and of structs ---- */

CASE(outer_index, 3, 4) {
    return grid[i][1];
}

CASE(inner_index, 7, 8) {
    return grid[1][i];
}

CASE(inner_index_of_the_last, 7, 8) {
    grid[3][i] = 4;
    return 0;
}

CASE(element_member, 7, 8) {
    return points[i].y;
}

CASE(element_member_array, 3, 4) {
    return points[1].bytes[i];
}

CASE(element_index_of_member_array, 7, 8) {
    return points[i].bytes[1];
}

CASE(element_copy, 7, 8) {
    struct point copy = points[i];
    return copy.x;
}

CASE(element_assignment, 7, 8) {
    points[i] = points[0];
    return 0;
}

CASE(address_of_element_member, 7, 8) {
    return look(&points[i].y);
}

CASE(address_in_a_row, 3, 4) {
    return look(&grid[i][2]);
}

CASE(value_of_address, 7, 8) {
    return *&row[i];
}

CASE(member_of_address, 7, 8) {
    return (&points[i])->x;
}

CASE(element_macro, 7, 8) {
    return look(ELEMENT(row, i));
}

CASE(element_macro_of_structs, 7, 8) {
    return look_at_point(ELEMENT(points, i));
}

CASE(element_macro_of_a_row, 7, 8) {
    return look(ELEMENT(grid[3], i));
}

CASE(element_macro_negative, 0, UINT32_MAX) {
    return look(ELEMENT(row, (int32_t)i));
}

static uint32_t by_function(void) {
    return 9;
}
static uint32_t (*const functions[2])(void) = {by_function, by_function};
CASE(table_of_functions, 1, 2) {
    return functions[i]();
}

/* ---- Values that are no variables ---- */

static __attribute__((noinline)) struct trailing make(uint32_t count) {
    return (struct trailing){.count = count, .items = {1, 2, 3}};
}

CASE(array_of_result, 7, 8) {
    return make(1).items[i];
}

CASE(array_of_conditional, 7, 8) {
    return (yes ? *trailing : nested.last).items[i];
}

CASE(array_of_assignment, 7, 8) {
    struct trailing copy;
    return (copy = *trailing).items[i];
}

CASE(array_of_compound_literal, 3, 4) {
    return (uint32_t[4]){1, 2, yes, 4}[i];
}

/* ---- Indices ---- */

CASE(post_increment, 7, 8) {
    uint32_t k = i;
    uint32_t value = row[k++];
    return value + k;
}

CASE(pre_increment, 6, 7) {
    uint32_t k = i;
    return row[++k];
}

CASE(compound_assignment, 7, 8) {
    row[i] += 3;
    return row[0];
}

CASE(compound_assignment_with_increment, 7, 8) {
    uint32_t k = i;
    row[k++] += 3;
    return k; /* once */
}

CASE(increment, 7, 8) {
    row[i]++;
    return 0;
}

CASE(swapped, 7, 8) {
    return i[row];
}

CASE(negative, 0, UINT32_MAX) {
    return row[(int32_t)i];
}

CASE(negative_in_a_row, 0, UINT32_MAX) {
    return grid[2][(int32_t)i];
}

CASE(subtraction, 1, 0) {
    return row[i - 1];
}

CASE(minimum, 0, 0x80000000u) {
    return row[(int32_t)i];
}

CASE(wide_unsigned, 7, 8) {
    return row[(uint64_t)i];
}

CASE(wide_signed, 0, UINT32_MAX) {
    return row[(int64_t)(int32_t)i];
}

/* The high word is dropped by check and access alike: nothing else is reached, and nothing traps. */
CASE(wide_high_word, 7, 0x107) {
    uint32_t value = row[(uint64_t)(i & 0x100) << 24 | (i & 0xFF)];
    return i == 7 ? value : row[i];
}

CASE(byte, 7, 8) {
    return row[(uint8_t)i];
}

CASE(signed_byte, 7, 0xFF) {
    return row[(int8_t)i];
}

enum choice {
    FIRST,
    SECOND
};
CASE(enumerated, 1, 2) {
    static uint32_t two[2];
    enum choice choice = (enum choice)i;
    return two[choice];
}

CASE(index_of_index, 7, 8) {
    return row[constants[i] & 3u];
}

CASE(masked_too_wide, 7, 8) {
    return row[i & 15];
}

/* ---- Places ---- */

CASE(in_condition, 7, 8) {
    return row[i] != 0 ? 1 : 2;
}

CASE(in_switch, 7, 8) {
    switch (row[i]) {
    case 0:
        return 1;
    default:
        return 2;
    }
}

CASE(in_initialiser, 7, 8) {
    uint32_t two[2] = {row[i], 1};
    return two[1];
}

CASE(in_argument, 7, 8) {
    return make(row[i]).count;
}

CASE(in_loop, 7, 8) {
    uint32_t sum = 0;
    for (uint32_t k = 0; k <= i; k++) {
        sum += row[k];
    }
    return sum;
}

static inline uint32_t inlined(const struct trailing *self, uint32_t i) {
    return self->items[i];
}
CASE(in_inlined_function, 7, 8) {
    return inlined(trailing, i);
}

/* ---- Loops ---- */

CASE(loop_bound, 3, 4) {
    uint32_t rounds = 0;
    LOOP_BOUND (4) {
        if (rounds++ == i) {
            break;
        }
    }
    return rounds;
}

CASE(loop_while, 4, 5) {
    uint32_t k = 0;
    LOOP_WHILE (k < i, 4) {
        k += yes;
    }
    return k;
}

CASE(loop_while_index, 7, 8) {
    uint32_t k = 0;
    LOOP_WHILE (row[k] != 77 && k < i, 100) {
        k++;
    }
    return k;
}

/* ---- Shifts ---- */

CASE(shift_left, 31, 32) {
    return 1u << i;
}

CASE(shift_right, 31, 32) {
    return yes >> i;
}

CASE(shift_of_64, 63, 64) {
    return (uint32_t)((uint64_t)yes << i);
}

CASE(shift_negative, 0, UINT32_MAX) {
    return yes << (int32_t)i;
}

CASE(shift_assignment, 31, 32) {
    uint32_t value = yes;
    value <<= i;
    return value;
}

/* ---- Division: what the CPU answers itself, and without a word ---- */

CASE(division, 2, 0) {
    return 8 / i;
}

CASE(remainder, 3, 0) {
    return 8 % i;
}
