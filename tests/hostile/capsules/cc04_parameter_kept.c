/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a borrowed parameter is kept in a field */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE keeper {
    struct sample *sample;
};
static struct keeper keeper;

static void keep(struct sample *s) {
    keeper.sample = s;
}

static void run(void) {
    struct sample local = {1, 2};
    keep(&local);
}
