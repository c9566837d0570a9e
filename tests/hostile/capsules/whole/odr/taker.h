/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef ODR_TAKER_H
#define ODR_TAKER_H
#include "hil/gpio.h"
#include "tests/hostile/capsules/whole/odr/middle.h"
struct STATIC_TYPE parcel {
    const struct gpio_pin *pin;
};
void taker_run(void);
#endif
