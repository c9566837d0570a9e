/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a type out of an initialiser */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    __auto_type p = self->tx;
    return p->length;
}
