/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to an enum as a pointer to an integer of another size */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

enum mode { MODE_OFF, MODE_ON };

static void set_wide(uint32_t *p) {
    *p = 0xFFFFFFFF;
}

static void set(void) {
    enum mode mode = MODE_OFF;
    set_wide(&mode);
}
