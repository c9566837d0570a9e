/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: volatile behind a typedef */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

typedef volatile uint32_t port_register;

static void on(port_register *port) {
    *port = 1;
}
