/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a word that the API's macros use becomes another type */
/* expect: CC19|CC14 */
#include "tests/hostile/capsules/device.h"

#define uint32_t uint8_t

static void run(struct device *self) {
    LOOP_BOUND (4) {
        self->count++;
        break;
    }
}
