/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the hidden counter in the condition of LOOP_WHILE */
/* expect: CC18|CC19|CC14|CC10 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    LOOP_WHILE ((LOOP_LEFT(__LINE__) = 9), 10) {
        self->count++;
    }
}
