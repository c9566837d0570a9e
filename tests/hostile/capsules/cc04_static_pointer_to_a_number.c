/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a static pointer to a number: a type of which there are borrowed ones */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t counter;
static uint32_t *current = &counter;

static void borrow(uint32_t *p) {
    current = p;
}

static void tick(void) {
    uint32_t local = 0;
    borrow(&local);
    (*current)++;
}
