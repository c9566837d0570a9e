/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a device register through a pointer to volatile */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

#define PORT ((volatile uint32_t *)0x40025000)

static void on(void) {
    *PORT = 1;
}
