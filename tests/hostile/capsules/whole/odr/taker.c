/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "tests/hostile/capsules/whole/odr/taker.h"

void taker_run(void) {
    gpio_set(middle_get()->pin, true);
}
