/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer is copied into a number with memcpy */
/* expect: CC06|CC10|CC08|CC01 */
#include "tests/hostile/capsules/device.h"

static uint32_t where(struct device *self) {
    uint32_t number;
    memcpy(&number, &self, sizeof number);
    return number;
}
