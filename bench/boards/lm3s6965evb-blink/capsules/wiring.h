/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The blinker, on the board's alarm and its status LED (schematic, page 1: PF0). */
#include "bench/boards/lm3s6965evb-blink/capsules/blinker.h"

static struct lm3s_alarm chip_alarm;
static const struct alarm alarm = LM3S_ALARM(&chip_alarm);
static const struct lm3s_pin pin_led = {.port = LM3S_PORT_F, .bit = 0};
static const struct gpio_pin light = LM3S_PIN(&pin_led);
static struct blinker blinker = {
    .alarm = &alarm, .light = &light, .ticks = (LM3S_CLOCK_HZ >> LM3S_ALARM_SHIFT) / 4};
static const struct alarm_client blinker_client =
    ALARM_CLIENT(struct blinker, blinker_fired, &blinker);
static struct lm3s_alarm chip_alarm = {
    .timer = LM3S_TIMER0, .line = LM3S_LINE_TIMER0, .client = &blinker_client};
