/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an array without a length at the end of a structure */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE packet {
    uint32_t length;
    uint32_t words[];
};
static struct packet packet;

static void set(uint32_t i, uint32_t value) {
    packet.words[i] = value;
}
