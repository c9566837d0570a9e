/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: from a member that was handed over to the object around it */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

#define container_of(p, type, member) ((type *)((char *)(p) - offsetof(type, member)))

static void up(struct sample *last) {
    struct device *owner = container_of(last, struct device, last);
    owner->count = 0;
}
