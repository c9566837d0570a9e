/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the source that goes with a header that lies, and does not include it */
/* expect: CC10|CC11|CC19 */
#include <stdbool.h>
#include <stdint.h>

static bool slice_set_u32(uint32_t address, uint32_t length, uint32_t index, uint32_t value) {
    return address + length + index + value == 0;
}

static bool run(uint32_t address) {
    return slice_set_u32(address, 1, 2, 3);
}
