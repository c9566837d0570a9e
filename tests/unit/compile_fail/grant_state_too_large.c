/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A state that no process could hold is found out at once.
 * Fails with: a grant's state is too large */
#include "kernel/capsule.h"

#ifdef MISTAKE
#define BYTES 65536
#else
#define BYTES 65535
#endif

struct large {
    uint8_t bytes[BYTES];
};
GRANT(large_grant, struct large, .upcalls = 1);
