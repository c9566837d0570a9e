/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the board's own source, with its static objects */
/* expect: CC11 */
#include "boards/lm3s6965evb/main.c"

static void on(void) {
    led_driver_start(&led_driver);
}
