/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to pass for a header of the system */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

#include "tests/hostile/capsules/cc07_pragma_system_header.h"

static void run(void) {
    poke();
}
