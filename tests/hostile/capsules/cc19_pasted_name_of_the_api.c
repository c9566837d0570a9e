/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the name of a macro of the API put together */
/* expect: CC19|CC10|CC01 */
#include "tests/hostile/capsules/device.h"

#define PASTE_(a, b) a##b
#define PASTE(a, b) PASTE_(a, b)

static struct device device;
static struct object *self_of = PASTE(SE, LF)(struct device, &device);

static bool any(void) {
    return self_of != NULL;
}
