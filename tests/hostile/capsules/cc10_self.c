/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the macro that makes an object of anything */
/* expect: CC10|CC19|CC01 */
#include "tests/hostile/capsules/device.h"

static struct device device;
static struct object *self_of = SELF(struct device, &device);

static bool any(void) {
    return self_of != NULL;
}
