/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an object that a header of one's own promises and nobody defines */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

#include "tests/hostile/capsules/cc10_object_of_the_own_header_never_defined.h"

static void run(void) {
    kernel.words[3] = 0;
}
