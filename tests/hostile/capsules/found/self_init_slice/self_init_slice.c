/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a view made of what lay on the stack */
/* expect: CC13 */
#include "self_init_slice.h"
/* GCC: push {r0, r1, r2, lr}; ldmdb r1, {r0, r1} of the very words: the slice is {half, value}. So this
 * writes the low byte of `value` to address 2 * half, if value > half. */
uint32_t poke(uint32_t half, uint32_t value) {
    struct slice_rw s = s;
    return slice_set(s, half, (uint8_t)value);
}
