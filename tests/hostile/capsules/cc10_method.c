/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the macro that makes a method of a function */
/* expect: CC10|CC19|CC01|CC14 */
#include "tests/hostile/capsules/device.h"

static void work(struct device *self) {
    self->count++;
}
static void (*const method)(struct object *) = METHOD(struct device, work, void);

static bool any(void) {
    return method != NULL;
}
