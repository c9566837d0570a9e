/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a common variable */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

uint32_t process_table[64];

static void run(uint32_t i) {
    process_table[i] = 0;
}
