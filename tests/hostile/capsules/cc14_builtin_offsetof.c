/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: types compared by a builtin */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static bool same(void) {
    return __builtin_types_compatible_p(struct device, struct app);
}
