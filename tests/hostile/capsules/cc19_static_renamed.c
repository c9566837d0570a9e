/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: static becomes nothing: functions and locals change their nature */
/* expect: CC19 */
#include "tests/hostile/capsules/device.h"

#define static

static void run(struct device *self) {
    self->count++;
}
