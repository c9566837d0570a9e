/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an array whose length never comes */
/* expect: CC02|CC10 */
#include "tests/hostile/capsules/device.h"

static uint32_t words[];

static void set(uint32_t i, uint32_t value) {
    words[i] = value;
}
