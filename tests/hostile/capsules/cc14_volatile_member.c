/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: registers laid out as a structure */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE registers {
    volatile uint32_t data;
    volatile uint32_t direction;
};

static void on(struct registers *port) {
    port->data = 1;
}
