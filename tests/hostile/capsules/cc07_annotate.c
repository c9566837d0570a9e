/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the marks of the kernel's headers written out */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

struct __attribute__((annotate("detent:static"))) holder {
    uint32_t count;
};
static struct holder *kept;

static void keep(struct holder *h) {
    kept = h;
}
