/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a returned pointer behind a typedef */
/* expect: CC05 */
#include "tests/hostile/capsules/device.h"

typedef const struct sample *reading;

static reading last(const struct sample *s) {
    return s;
}

static uint32_t run(void) {
    struct sample local = {1, 2};
    return last(&local)->value;
}
