/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an object of a grant is looked for behind a pointer that is not a grant's state */
/* expect: CC06|CC04|CC10 */
#include "tests/hostile/capsules/device.h"

static void run(uint32_t value) {
    struct sample fake = {value, value};
    struct grant_object object;
    (void)GRANT_OBJECT_NEW(&fake, struct sample, &object);
}
