/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A device that is selected by a low level cannot be wired to a line that selects by a high one.
 * Fails with: incompatible pointer type */
#include "hil/chip_select.h"

struct sensor {
    const struct chip_select_low *select;
};

extern const struct gpio_pin pin;
#ifdef MISTAKE
static const struct chip_select_high line = {.pin = &pin};
#else
static const struct chip_select_low line = {.pin = &pin};
#endif
const struct sensor sensor = {.select = &line};
