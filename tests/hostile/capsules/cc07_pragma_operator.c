/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pragma by the operator */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

_Pragma("GCC diagnostic ignored \"-Wall\"") static void run(struct device *self) {
    self->count = 0;
}
