/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the functions behind the macros of objects in a grant */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

static void run(struct app *app, struct grant_object object) {
    struct sample *s = grant_object_at(app, object, 0);
    s->value = 0;
}
