/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to write a kernel variable beyond its end through the API's header */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

static void set(uint32_t i) {
    command_more[i] = 1;
}
