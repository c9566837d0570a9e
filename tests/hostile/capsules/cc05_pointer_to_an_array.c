/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to an array of a grant is returned */
/* expect: CC05 */
#include "tests/hostile/capsules/device.h"

static uint32_t (*values(struct app *app))[NUMBERS] {
    return &app->values;
}

static void run(struct app *app, uint32_t i) {
    (*values(app))[i] = 1;
}
