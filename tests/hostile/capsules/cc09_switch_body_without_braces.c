/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a switch whose body is a loop */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, uint32_t x) {
    switch (x)
        for (uint32_t i = 0; i < 8; i++) {
        case 0:
            self->numbers[i] = 0;
        }
}
