/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function on everybody's object */
/* expect: CC10|CC06|CC03 */
#include "tests/hostile/capsules/device.h"

static struct device *mine;

static bool is_mine(struct object *self) {
    return self == mine->uart->self;
}
