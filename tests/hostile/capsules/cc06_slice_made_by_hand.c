/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a view on any memory, made by an initialiser */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void poke(uint32_t address, uint8_t byte) {
    struct slice_rw s = {address, 1};
    (void)slice_set(s, 0, byte);
}
