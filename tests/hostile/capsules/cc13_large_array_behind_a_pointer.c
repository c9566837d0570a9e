/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same with a pointer to an array */
/* expect: CC13|CC17 */
#include "tests/hostile/capsules/device.h"

static void poke(uint8_t (*bytes)[0x20010000], uint32_t i) {
    (*bytes)[i] = 0;
}

static void run(uint32_t i) {
    poke(NULL, i);
}
