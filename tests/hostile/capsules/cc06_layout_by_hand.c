/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a layout for the board that is smaller than the type */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

struct large_app {
    uint32_t words[256];
};
GRANT(large_apps, struct large_app, .upcalls = 1);
static const struct grant_layout small_layout = {.upcalls = 1, .state_bytes = 4};

static const struct grant_layout *layout(void) {
    return &small_layout;
}
