/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a borrowed parameter is kept in a static array of pointers */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static const struct sample *history[4];

static void keep(const struct sample *s, uint32_t i) {
    history[i & 3] = s;
}

static void run(uint32_t i) {
    struct sample local = {1, 2};
    keep(&local, i);
}
