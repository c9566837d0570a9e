/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: volatile by its other spelling */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static void on(__volatile__ uint32_t *port) {
    *port = 1;
}
