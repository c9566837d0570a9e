/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the pointer is handed to a function that stores it, by a table */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

struct ops {
    void (*keep)(uint32_t *p);
};
static uint32_t *kept;

static void keep(uint32_t *p) {
    kept = p;
}
static const struct ops ops = {.keep = keep};

static void run(void) {
    uint32_t local = 0;
    ops.keep(&local);
}
