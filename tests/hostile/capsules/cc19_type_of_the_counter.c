/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a local type of the name that LOOP_BOUND counts with */
/* expect: CC01|CC19|CC10|CC06 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    typedef uint8_t uint32_t;
    LOOP_BOUND (4) {
        self->count++;
        break;
    }
}
