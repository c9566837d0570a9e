/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an assignment to a static inside a return */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static const struct sample *kept;

static bool run(const struct sample *s) {
    return (kept = s) != NULL;
}
