/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a macro of one's own with the API's exemption */
/* expect: CC19|CC10|CC07 */
#include "tests/hostile/capsules/device.h"

#define POKE(address) (*(uint32_t *)(address))
API_MACRO(POKE, "the index is less than the length of the very array");

static void run(uint32_t address) {
    POKE(address) = 0;
}
