/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a member more in the handle that GRANT makes */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

struct big {
    uint32_t words[64];
};
GRANT(others, uint32_t *spare; struct big, .upcalls = 1);
