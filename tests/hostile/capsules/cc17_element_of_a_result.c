/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the compiler checks no index into what a function returned */
/* expect: CC17 */
#include "tests/hostile/capsules/device.h"

struct numbers {
    uint32_t values[4];
};

static struct numbers zeros(void) {
    return (struct numbers){{0, 0, 0, 0}};
}

uint32_t cc17_element_of_a_result(uint32_t i) {
    return zeros().values[i];
}
