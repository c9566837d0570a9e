/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The pulse counter on PB4, for lm3s6965evb. Read twice (docs/capsules.md). */
#ifndef WIRING_OBJECTS

#include "pulse.h"

#define EXTRA_DRIVERS(X)                                                             \
    X(PULSE, DRIVER_PULSE, struct pulse_driver, &pulse_driver, pulse_driver_command, \
      &pulse_apps_layout)
#define EXTRA_PINS &pulse_pin,

static const struct lm3s_pin pulse_pin;

#else

static struct pulse_driver pulse_driver;
static const struct gpio_client pulse_client =
    GPIO_CLIENT(struct pulse_driver, pulse_driver_fired, &pulse_driver);
static const struct lm3s_pin pulse_pin = {LM3S_PORT_B, 4, 0, &pulse_client};
static const struct gpio_pin pulse_hil = LM3S_PIN(&pulse_pin);
static struct pulse_driver pulse_driver = PULSE_DRIVER(&pulse_driver, &pulse_hil, PULSE);

static void extra_start(void) {
    pulse_driver_start(&pulse_driver);
}

#endif
