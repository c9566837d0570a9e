/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: assembly where nothing is evaluated */
/* expect: CC07|CC09 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(void) {
    return sizeof(({ __asm__("cpsid i"); 4u; }));
}
