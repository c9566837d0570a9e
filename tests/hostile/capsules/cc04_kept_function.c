/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function's pointer parameter kept by a static of its type */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

typedef void visit(uint32_t *p);
static struct {
    visit *visit;
    uint32_t *last;
} state;

static void look(uint32_t *p) {
    state.last = p;
}

static void run(void) {
    uint32_t local = 1;
    state.visit = look;
    state.visit(&local);
}
