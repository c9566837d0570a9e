/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a choice between two types */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t peek(struct device *self, uint32_t address) {
    uint32_t *p = __builtin_choose_expr(1, &self->count, address);
    return *p;
}
