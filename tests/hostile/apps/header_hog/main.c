/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Has the kernel look for the writeable regions in its header, which test_hostile_binaries.py fills
 * with 15000 empty entries. */
#include "tests/hostile/hostile.h"

int main(void) {
    tell("@regions", 1, memop(MEMOP_WRITEABLE_FLASH_COUNT, 0).values[0]);
    for (;;)
        memop(MEMOP_WRITEABLE_FLASH_COUNT, 0);
}
