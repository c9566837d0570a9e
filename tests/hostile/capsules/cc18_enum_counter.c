/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a counter of a short enum that cannot reach its limit */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

enum mode { MODE_A, MODE_B };
static void run(struct device *self) {
    for (enum mode m = MODE_A; m < 300; m++) {
        self->count++;
    }
}
