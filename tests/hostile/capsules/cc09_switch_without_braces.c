/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a case that jumps into a loop */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(uint32_t x) {
    switch (x)
        for (uint32_t i = 0; i < 3; i++)
        case 7:
            x++;
    return x;
}

uint32_t cc09_switch_without_braces(uint32_t x) {
    return run(x);
}
