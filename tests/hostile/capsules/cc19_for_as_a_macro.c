/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a keyword as a macro of one's own */
/* expect: CC19 */
#include "tests/hostile/capsules/device.h"

#define for(...) while (true)

static void run(struct device *self) {
    for (uint32_t i = 0; i < 8; i++) {
        self->count++;
    }
}
